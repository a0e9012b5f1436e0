"""8-bit word embeddings: close to the table they came from, and the same look-up."""

from __future__ import annotations

import numpy as np
import pytest

pytest.importorskip("torch")

import onnx
import onnxruntime
from onnx import TensorProto, helper, numpy_helper

from stream.training.graph import MIN_TABLE_ROWS, quantise_embeddings, row_scaled


def lookup_graph(table: np.ndarray) -> onnx.ModelProto:
    graph = helper.make_graph(
        [helper.make_node("Gather", ["table", "ids"], ["out"], name="lookup")],
        "lookup",
        [helper.make_tensor_value_info("ids", TensorProto.INT64, ["n"])],
        [helper.make_tensor_value_info("out", TensorProto.FLOAT, ["n", table.shape[1]])],
        [numpy_helper.from_array(table, "table")],
    )
    return helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)


def test_rows_are_rebuilt_within_half_a_step() -> None:
    table = np.random.default_rng(2).normal(size=(50, 8)).astype(np.float32)
    rows, scales = row_scaled(table)
    assert rows.dtype == np.int8
    assert (np.abs(rows * scales - table) <= scales / 2 + 1e-6).all()


def test_an_empty_row_stays_empty() -> None:
    rows, scales = row_scaled(np.zeros((2, 4), dtype=np.float32))
    assert not (rows * scales).any()


def test_the_quantised_lookup_gives_nearly_the_same_vectors() -> None:
    table = np.random.default_rng(2).normal(size=(MIN_TABLE_ROWS, 8)).astype(np.float32)
    model = lookup_graph(table)
    quantise_embeddings(model)
    onnx.checker.check_model(model)
    session = onnxruntime.InferenceSession(model.SerializeToString(), providers=["CPUExecutionProvider"])
    ids = np.array([0, 17, MIN_TABLE_ROWS - 1], dtype=np.int64)
    (found,) = session.run(None, {"ids": ids})
    assert np.allclose(found, table[ids], atol=0.03)
