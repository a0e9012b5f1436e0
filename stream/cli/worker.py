"""`newsstream worker`: the model loaded, the HTTP side up, the Faust app running until it is told to stop."""

from __future__ import annotations
