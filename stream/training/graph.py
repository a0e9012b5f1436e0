"""ONNX graphs: exporting the torch model, fusing it, and bringing weights and word embeddings to 8 bits.

Matrix products of the encoder become integer products with fixed scales (quantisation.py); the small heads stay in 32
bits. The word embeddings become int8 rows with one scale a row, which a row of 4-bit origin fits almost exactly, where
ONNX Runtime's own embedding quantisation has one scale for the whole table.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import TensorProto, helper, numpy_helper
from onnxruntime.transformers.fusion_options import FusionOptions
from onnxruntime.transformers.optimizer import optimize_model

from stream.enrich.encoder import OUTPUTS
from stream.training.model import NewsModel
from stream.training.quantisation import Feed, quantise_products

OPSET = 17
INPUTS = ("input_ids", "attention_mask")
MIN_TABLE_ROWS = 10_000  # the word embeddings are the only table this long


def export_float(model: NewsModel, path: Path) -> None:
    """The graph in 32 bits with dynamic batch and length."""
    model.eval()
    ids = torch.arange(24).reshape(2, 12)  # any ids do: only the shapes are traced
    axes = {0: "batch", 1: "tokens"}
    with torch.no_grad():
        torch.onnx.export(
            model,
            (ids, torch.ones_like(ids)),
            str(path),
            input_names=list(INPUTS),
            output_names=list(OUTPUTS),
            dynamic_axes={**dict.fromkeys((*INPUTS, *OUTPUTS[:3]), axes), OUTPUTS[3]: {0: "batch"}},
            opset_version=OPSET,
            dynamo=False,
        )


def fuse(source: Path, path: Path, heads: int, hidden: int) -> None:
    """Attention, bias-gelu and layer norm as single nodes; the word embeddings stay apart, to be quantised by row.

    Skip-layer-norm stays an addition and a layer norm: ONNX Runtime's fused node took a quarter of the time in int8, its
    plain layer norm a tenth of that. Attention keeps its products outside, where they can have scales of their own.
    """
    options = FusionOptions("bert")
    options.enable_embed_layer_norm = False
    options.enable_skip_layer_norm = False
    options.enable_bias_skip_layer_norm = False
    options.use_multi_head_attention = True
    fused = optimize_model(
        str(source), "bert", num_heads=heads, hidden_size=hidden, optimization_options=options, opt_level=0
    )
    fused.save_model_to_file(str(path))


def quantise(source: Path, path: Path, feeds: Sequence[Feed]) -> None:
    """Encoder products and word embeddings in 8 bits; `feeds` are batches of dev sentences that fix the scales."""
    graph = onnx.load(str(source))
    quantise_products(graph, feeds)
    quantise_embeddings(graph)
    onnx.save(graph, str(path))


def quantise_embeddings(model: onnx.ModelProto) -> None:
    """Replace the look-up in the word embedding table by one in int8 rows, a cast and a product with the row's scale."""
    table = next(item for item in model.graph.initializer if item.dims and item.dims[0] >= MIN_TABLE_ROWS)
    lookup = next(node for node in model.graph.node if node.op_type == "Gather" and node.input[0] == table.name)
    rows, scales = row_scaled(numpy_helper.to_array(table))
    names = [f"{table.name}.{part}" for part in ("rows", "scales", "gathered", "cast", "gathered_scales")]
    model.graph.initializer.remove(table)
    model.graph.initializer.append(numpy_helper.from_array(rows, names[0]))
    model.graph.initializer.append(numpy_helper.from_array(scales, names[1]))
    ids, result = lookup.input[1], lookup.output[0]
    at = list(model.graph.node).index(lookup)
    model.graph.node.remove(lookup)
    replacement = [
        helper.make_node("Gather", [names[0], ids], [names[2]], name=f"{names[2]}.node"),
        helper.make_node("Cast", [names[2]], [names[3]], name=f"{names[3]}.node", to=TensorProto.FLOAT),
        helper.make_node("Gather", [names[1], ids], [names[4]], name=f"{names[4]}.node"),
        helper.make_node("Mul", [names[3], names[4]], [result], name=f"{result}.node"),
    ]
    for offset, node in enumerate(replacement):
        model.graph.node.insert(at + offset, node)


def row_scaled(table: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """int8 rows and their scales [rows, 1], such that rows * scales is close to the table."""
    scales = np.maximum(np.abs(table).max(axis=1, keepdims=True), 1e-12) / 127
    return np.rint(table / scales).astype(np.int8), scales.astype(np.float32)
