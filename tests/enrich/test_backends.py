"""What the settings of the model ask for and this machine or installation does not have."""

from __future__ import annotations

import subprocess
import sys

import onnxruntime
import pytest

from stream.enrich.pipeline import Enricher
from stream.errors import MissingExtraError, ModelError
from stream.model_settings import ModelSettings, TaskModel, TaskModels


@pytest.mark.skipif("CUDAExecutionProvider" in onnxruntime.get_available_providers(), reason="this one can")
def test_onnx_runtime_without_cuda_does_not_pretend_to_use_it() -> None:
    with pytest.raises(ModelError, match=r"model\.device is cuda, .* install onnxruntime-gpu"):
        Enricher.load(ModelSettings(device="cuda"))


@pytest.mark.parametrize(
    ("settings", "wanted"),
    [
        (ModelSettings(backend="torch"), "model.backend torch"),
        (ModelSettings(tasks=TaskModels(sentiment=TaskModel(preset="camelbert-sentiment"))), "model.tasks.sentiment"),
    ],
)
def test_without_torch_the_message_names_the_setting_and_the_extra(
    settings: ModelSettings, wanted: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "torch", None)  # as if it were not installed
    with pytest.raises(MissingExtraError) as refused:
        Enricher.load(settings)
    assert str(refused.value) == f"{wanted} needs torch: pip install 'newsstream[torch]'"


LOAD = """
import sys
from stream.enrich.pipeline import Enricher
Enricher.load()
print([name for name in sys.modules if name.startswith(("stream.enrich.hub", "stream.enrich.torch"))])
"""


def test_nothing_of_torch_is_imported_unless_a_setting_asks_for_it() -> None:
    done = subprocess.run([sys.executable, "-c", LOAD], capture_output=True, text=True, check=True, timeout=100)
    assert done.stdout.strip() == "[]"
