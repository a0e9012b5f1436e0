"""Measuring newsstream beside its own ceiling and beside others: the figures behind `newsstream bench`."""
