"""Faust: consume, batch, enrich off the event loop, publish, acknowledge in order, drain. Start at `run.py`."""
