"""newsstream: a stream-processing worker that turns news articles into structured events."""

__version__ = "0.1.0"
