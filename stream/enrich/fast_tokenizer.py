"""`transformers`' fast tokenizer, without loading PyTorch for it.

`transformers` 5 imports its reader of GGUF checkpoints together with the tokenizer, and that module alone imports torch
wherever torch is installed: two seconds and 550 MB for files nobody reads here. So that one module is imported first,
told that there is no torch. It would then refuse to read a GGUF checkpoint; everything else, torch models of
`transformers` included, works as ever. A version without such a module is imported as it is.
"""

from __future__ import annotations

import importlib
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any

__all__ = ["PreTrainedTokenizerFast"]

_NEEDED_BY_IT = "transformers.integrations.ggml"  # imported before, so that it is told the truth
_GGUF_READER = "transformers.modeling_gguf_pytorch_utils"


@contextmanager
def _said_to_be_absent() -> Iterator[None]:
    """Whatever asks `transformers.utils` for torch in the block hears that it is not installed."""
    utils: Any = importlib.import_module("transformers.utils")
    asked = utils.is_torch_available
    utils.is_torch_available = lambda: False
    try:
        yield
    finally:
        utils.is_torch_available = asked


def _import_gguf_reader() -> None:
    with suppress(ImportError, AttributeError):
        importlib.import_module(_NEEDED_BY_IT)
        with _said_to_be_absent():
            importlib.import_module(_GGUF_READER)


if "torch" not in sys.modules:
    _import_gguf_reader()

from transformers import PreTrainedTokenizerFast  # noqa: E402  # only now
