"""newsstream: a stream-processing worker that turns news articles into structured events."""

import os

__version__ = "0.1.0"

# ONNX Runtime would keep a usage database of its own; it reads this when it is imported (docs/decisions/0011).
os.environ.setdefault("ORT_DISABLE_TELEMETRY", "1")
# transformers is here for its tokenizer; that there is no PyTorch is how it is meant to be.
os.environ.setdefault("TRANSFORMERS_NO_ADVISORY_WARNINGS", "1")
