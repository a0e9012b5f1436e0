"""Fixed scales: close to 32 bits in spite of outliers, and never a matter of what else is in the pass."""

from __future__ import annotations

import numpy as np
import pytest

pytest.importorskip("torch")

import onnxruntime
from onnx import ModelProto, TensorProto, helper, numpy_helper

from stream.training.quantisation import Seen, best_rounding, column_scaled, quantise_products, unsigned_range

CHANCE = np.random.default_rng(5)
WEIGHTS = CHANCE.normal(0, 0.05, (64, 32)).astype(np.float32)


def states(rows: int = 400) -> np.ndarray:
    """Values like an encoder's: one channel dwarfs the others."""
    found = CHANCE.normal(0, 1, (rows, 64)).astype(np.float32)
    found[:, 3] *= 40
    return found


def seen(values: np.ndarray) -> Seen:
    return Seen(values.max(axis=0), values.min(axis=0), [values])


def product_graph() -> ModelProto:
    graph = helper.make_graph(
        [helper.make_node("MatMul", ["x", "w"], ["y"], name="/encoder/product")],
        "product",
        [
            helper.make_tensor_value_info("x", TensorProto.FLOAT, ["rows", 64]),
            helper.make_tensor_value_info("attention_mask", TensorProto.INT64, ["rows"]),
        ],
        [helper.make_tensor_value_info("y", TensorProto.FLOAT, ["rows", 32])],
        [numpy_helper.from_array(WEIGHTS, "w")],
    )
    return helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)


def quantised() -> onnxruntime.InferenceSession:
    model = product_graph()
    values = states()
    quantise_products(model, [{"x": values, "attention_mask": np.ones(len(values), np.int64)}])
    return onnxruntime.InferenceSession(model.SerializeToString(), providers=["CPUExecutionProvider"])


def run(session: onnxruntime.InferenceSession, values: np.ndarray) -> np.ndarray:
    found: np.ndarray = session.run(["y"], {"x": values, "attention_mask": np.ones(len(values), np.int64)})[0]
    return found


def test_smoothing_takes_most_of_an_outliers_error_away() -> None:
    values = states()
    plain = seen(values)
    rounding = best_rounding(plain, WEIGHTS)
    scale, zero = unsigned_range(float(values.min()), float(values.max()))
    integers, scales = column_scaled(WEIGHTS)
    rounded = np.clip(np.rint(values / scale) + zero, 0, 255) - zero
    exact = values @ WEIGHTS
    without = (((rounded @ integers.astype(np.float32)) * (scales * scale) - exact) ** 2).mean() / (exact**2).mean()
    assert rounding.error < without / 5


def test_the_integer_product_is_close_to_the_product() -> None:
    values = states(50)
    exact = values @ WEIGHTS
    assert np.abs(run(quantised(), values) - exact).mean() < 0.02 * np.abs(exact).mean()


def test_a_row_gives_the_same_in_any_company() -> None:
    session = quantised()
    values = states(33)
    together = run(session, values)
    wild = np.concatenate([values[:5], 1000 * states(4)])
    assert (run(session, values[:1]) == together[:1]).all()
    assert (run(session, wild)[:5] == together[:5]).all()


@pytest.mark.parametrize(("low", "high"), [(-3.0, 5.0), (0.2, 4.0), (-4.0, -1.0)])
def test_zero_stays_zero(low: float, high: float) -> None:
    scale, zero = unsigned_range(low, high)
    assert 0 <= zero <= 255
    assert (np.clip(round(0.0 / float(scale)) + zero, 0, 255) - zero) * scale == 0


def test_weights_are_rebuilt_within_half_a_step() -> None:
    integers, scales = column_scaled(WEIGHTS)
    assert (np.abs(integers * scales - WEIGHTS) <= scales / 2 + 1e-7).all()
