"""Fault tests: `python -m tests.chaos` (`make chaos`). See docs/fault-tests.md; start reading at `runner.py`."""
