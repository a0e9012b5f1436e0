"""The enricher must not load PyTorch because it happens to be installed, nor spoil it for those who want it."""

from __future__ import annotations

import subprocess
import sys
from importlib.util import find_spec

import pytest


def run(code: str) -> str:
    return subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True).stdout.strip()


def test_loading_the_enricher_loads_no_torch() -> None:
    code = "import sys; from stream.enrich.pipeline import Enricher; Enricher.load(); print('torch' in sys.modules)"
    assert run(code) == "False"


@pytest.mark.skipif(find_spec("torch") is None, reason="needs torch")
def test_a_torch_model_of_transformers_can_be_made_afterwards() -> None:
    code = """
import stream.enrich.windows
import torch
from transformers import BertConfig, BertModel
from transformers.utils import is_torch_available
sizes = dict(vocab_size=8, hidden_size=8, num_hidden_layers=1, num_attention_heads=1, intermediate_size=8)
made = BertModel(BertConfig(**sizes), add_pooling_layer=False)(torch.zeros(1, 2, dtype=torch.long))
print(is_torch_available(), tuple(made.last_hidden_state.shape))
"""
    assert run(code) == "True (1, 2, 8)"
