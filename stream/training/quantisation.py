"""The encoder's products in 8 bits with fixed scales, so that what a sentence gives never depends on its neighbours.

Activations are rounded with one scale a product, measured on dev sentences. That alone would be coarse: a few channels
hold values ten times those of all others. So each channel is divided by its share before rounding and the weights of
that channel are multiplied by it (smoothing, arXiv:2211.10438); of several smoothings the one is kept whose product
comes closest to that in 32 bits. What stands in the graph are QuantizeLinear and DequantizeLinear pairs: ONNX Runtime
makes integer products of them, or leaves them out where the processor has none that are fast.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

import numpy as np
import numpy.typing as npt
import onnx
import onnxruntime
from onnx import helper, numpy_helper

Floats = npt.NDArray[np.float32]
Feed = Mapping[str, npt.NDArray[np.int64]]

SAMPLED_ROWS: Final = 600  # of each product's input, to compare smoothings on
BALANCES: Final = (0.65, 0.8, 0.9)  # how much of the difficulty moves from activations to weights
CAPPED_AT: Final = (0.5, 0.7, 0.8, 0.9, 0.95, 0.99)  # only channels above this quantile of all channels are divided
KEPT_RANGE: Final = (1.0, 0.85)  # share of the range seen; what lies outside is cut to it
SMALLEST: Final = 1e-4


@dataclass(slots=True)
class Seen:
    """What went into one tensor on dev sentences: highest and lowest value of each channel, and some whole rows."""

    high: Floats
    low: Floats
    rows: list[Floats] = field(default_factory=list)

    @property
    def sample(self) -> Floats:
        """The kept rows, [rows, channels]."""
        return np.concatenate(self.rows)[:SAMPLED_ROWS]

    @property
    def largest(self) -> Floats:
        """The largest magnitude of each channel."""
        return np.maximum(np.maximum(self.high, -self.low), SMALLEST)


@dataclass(frozen=True, slots=True)
class Rounding:
    """How one product's input and weights become integers; `error` is the squared error's share of the output."""

    divisor: Floats
    scale: np.float32
    zero: np.uint8
    weights: npt.NDArray[np.int8]
    weight_scales: Floats
    error: float


def quantise_products(model: onnx.ModelProto, feeds: Sequence[Feed]) -> dict[str, float]:
    """Rewrite the encoder's products in place; returns each input's error. `feeds` are batches of dev sentences."""
    shared = _products_by_input(model)
    seen = observe(model, list(shared), feeds)
    weights = {item.name: numpy_helper.to_array(item) for item in model.graph.initializer}
    chosen = {}
    for tensor, nodes in shared.items():
        together = np.concatenate([weights[node.input[1]] for node in nodes], axis=1)
        chosen[tensor] = best_rounding(seen[tensor], together)
    _rewrite(model, shared, chosen)
    return {tensor: rounding.error for tensor, rounding in chosen.items()}


def observe(model: onnx.ModelProto, tensors: Sequence[str], feeds: Sequence[Feed]) -> dict[str, Seen]:
    """Run the graph in 32 bits and look at `tensors`; rows of padding are left out."""
    tapped = onnx.ModelProto()
    tapped.CopyFrom(model)
    known = {output.name for output in tapped.graph.output}
    tapped.graph.output.extend(
        helper.make_tensor_value_info(name, onnx.TensorProto.FLOAT, None) for name in tensors if name not in known
    )
    session = onnxruntime.InferenceSession(tapped.SerializeToString(), providers=["CPUExecutionProvider"])
    chance = np.random.default_rng(7)
    share = min(1.0, 2.0 * SAMPLED_ROWS / max(1, sum(int(feed["attention_mask"].sum()) for feed in feeds)))
    seen: dict[str, Seen] = {}
    for feed in feeds:
        real = feed["attention_mask"].reshape(-1).astype(bool)
        kept = chance.random(int(real.sum())) < share
        for name, found in zip(tensors, session.run(list(tensors), dict(feed)), strict=True):
            rows = found.reshape(-1, found.shape[-1])[real]
            entry = seen.setdefault(name, Seen(rows.max(axis=0), rows.min(axis=0)))
            entry.high, entry.low = np.maximum(entry.high, rows.max(axis=0)), np.minimum(entry.low, rows.min(axis=0))
            entry.rows.append(rows[kept])
    return seen


def best_rounding(seen: Seen, weights: Floats) -> Rounding:
    """Of all smoothings and ranges the one whose product is closest to the product in 32 bits."""
    sample = seen.sample
    product = _Product(seen, weights, sample, sample @ weights)
    found = (_rounding(product, divisor, kept) for divisor in _divisors(product) for kept in KEPT_RANGE)
    return min(found, key=lambda rounding: rounding.error)


@dataclass(frozen=True, slots=True)
class _Product:
    seen: Seen
    weights: Floats
    sample: Floats
    exact: Floats


def _divisors(product: _Product) -> Iterator[Floats]:
    largest, strength = product.seen.largest, np.maximum(np.abs(product.weights).max(axis=1), SMALLEST)
    yield np.ones_like(largest)
    for balance in BALANCES:
        yield _centred(largest**balance / strength ** (1 - balance))
    for quantile in CAPPED_AT:
        yield _centred(np.maximum(largest / np.quantile(largest, quantile), 1.0))


def _centred(divisor: Floats) -> Floats:
    centred: Floats = (divisor / np.exp(np.log(divisor).mean())).astype(np.float32)
    return centred


def _rounding(product: _Product, divisor: Floats, kept: float) -> Rounding:
    seen, exact = product.seen, product.exact
    integers, weight_scales = column_scaled(product.weights * divisor[:, None])
    low, high = float((seen.low / divisor).min()) * kept, float((seen.high / divisor).max()) * kept
    scale, zero = unsigned_range(low, high)
    rounded = np.clip(np.rint(product.sample / (divisor * scale)) + zero, 0, 255) - zero
    found = (rounded @ integers.astype(np.float32)) * (weight_scales * scale)
    error = float(((found - exact) ** 2).mean() / max(float((exact**2).mean()), SMALLEST**2))
    return Rounding(divisor, scale, np.uint8(zero), integers, weight_scales, error)


def column_scaled(weights: Floats) -> tuple[npt.NDArray[np.int8], Floats]:
    """int8 weights with one scale a column, such that their product is close to `weights`."""
    scales = np.maximum(np.abs(weights).max(axis=0), 1e-12) / 127
    return np.rint(weights / scales).astype(np.int8), scales.astype(np.float32)


def unsigned_range(low: float, high: float) -> tuple[np.float32, int]:
    """Scale and zero point that put `low`..`high` and zero itself on 0..255."""
    low, high = min(low, 0.0), max(high, 0.0)
    scale = np.float32(max((high - low) / 255, 1e-12))
    return scale, int(np.clip(round(-low / float(scale)), 0, 255))


def _products_by_input(model: onnx.ModelProto) -> dict[str, list[onnx.NodeProto]]:
    """The encoder's products with fixed weights, those with the same input together (query, key and value)."""
    fixed = {item.name for item in model.graph.initializer}
    found: dict[str, list[onnx.NodeProto]] = defaultdict(list)
    for node in model.graph.node:
        if node.op_type == "MatMul" and "/encoder/" in node.name and node.input[1] in fixed:
            found[node.input[0]].append(node)
    return dict(found)


def _rewrite(
    model: onnx.ModelProto, shared: Mapping[str, list[onnx.NodeProto]], chosen: Mapping[str, Rounding]
) -> None:
    pending = {node.name: tensor for tensor, nodes in shared.items() for node in nodes}
    taken: dict[str, int] = defaultdict(int)  # columns of the joint weights already handed out
    nodes: list[onnx.NodeProto] = []
    for node in model.graph.node:
        tensor = pending.get(node.name)
        if tensor is None:
            nodes.append(node)
            continue
        if not taken[tensor]:
            nodes.extend(_rounded_input(model.graph, tensor, chosen[tensor]))
        nodes.extend(_integer_product(model.graph, node, tensor, chosen[tensor], taken[tensor]))
        taken[tensor] += _columns(model.graph, node)
    del model.graph.node[:]
    model.graph.node.extend(nodes)
    _drop_unused(model.graph)


def _rounded_input(graph: onnx.GraphProto, tensor: str, rounding: Rounding) -> Iterator[onnx.NodeProto]:
    source = tensor
    if not np.all(rounding.divisor == 1):
        _add(graph, f"{tensor}.factor", (1 / rounding.divisor).astype(np.float32))
        source = f"{tensor}.smooth"
        yield helper.make_node("Mul", [tensor, f"{tensor}.factor"], [source], name=f"{source}.node")
    _add(graph, f"{tensor}.scale", np.asarray(rounding.scale, dtype=np.float32))
    _add(graph, f"{tensor}.zero", np.asarray(rounding.zero, dtype=np.uint8))
    ends = [source, f"{tensor}.scale", f"{tensor}.zero"]
    yield helper.make_node("QuantizeLinear", ends, [f"{tensor}.integer"], name=f"{tensor}.quantize")


def _integer_product(
    graph: onnx.GraphProto, node: onnx.NodeProto, tensor: str, rounding: Rounding, first: int
) -> Iterator[onnx.NodeProto]:
    columns = slice(first, first + _columns(graph, node))
    name = node.name
    _add(graph, f"{name}.weights", np.ascontiguousarray(rounding.weights[:, columns]))
    _add(graph, f"{name}.scales", rounding.weight_scales[columns])
    _add(graph, f"{name}.zeros", np.zeros(columns.stop - columns.start, dtype=np.int8))
    # A pair for each product: only then can ONNX Runtime leave both out where integers are not wanted.
    activation = [f"{tensor}.integer", f"{tensor}.scale", f"{tensor}.zero"]
    yield helper.make_node("DequantizeLinear", activation, [f"{name}.input"], name=f"{name}.input_back")
    weights = [f"{name}.weights", f"{name}.scales", f"{name}.zeros"]
    yield helper.make_node("DequantizeLinear", weights, [f"{name}.float"], name=f"{name}.weights_back", axis=1)
    yield helper.make_node("MatMul", [f"{name}.input", f"{name}.float"], list(node.output), name=name)


def _columns(graph: onnx.GraphProto, node: onnx.NodeProto) -> int:
    return int(next(item.dims[1] for item in graph.initializer if item.name == node.input[1]))


def _add(graph: onnx.GraphProto, name: str, value: npt.NDArray[np.generic]) -> None:
    graph.initializer.append(numpy_helper.from_array(value, name))


def _drop_unused(graph: onnx.GraphProto) -> None:
    used = {name for node in graph.node for name in node.input}
    kept = [item for item in graph.initializer if item.name in used]
    del graph.initializer[:]
    graph.initializer.extend(kept)
