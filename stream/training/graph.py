"""ONNX graphs: exporting the torch model, fusing it, and quantising weights and word embeddings to 8 bits.

Matrix products of the encoder run in dynamic int8, one scale a channel; the small heads stay in 32 bits. The word
embeddings become int8 rows with one scale a row, which a row of 4-bit origin fits almost exactly, where ONNX Runtime's
own embedding quantisation has one scale for the whole table.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import TensorProto, helper, numpy_helper
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.transformers.fusion_options import FusionOptions
from onnxruntime.transformers.optimizer import optimize_model

from stream.training.model import OUTPUTS, NewsModel

OPSET = 17
INPUTS = ("input_ids", "attention_mask")
MIN_TABLE_ROWS = 10_000  # the word embeddings are the only table this long
QUANTISED = ("MatMul", "Attention", "Gemm")
# The product whose inputs have the encoder's few huge values: in int8 it makes a third of all the error of the logits
# (mean 0.165, without it 0.115; measured for every layer), in 32 bits it costs 1.8 MB.
KEPT_IN_FLOAT = "layer.4/output/dense"


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
    """Attention and skip-layer-norm as single nodes; the embeddings stay apart so that they can be quantised by row."""
    options = FusionOptions("bert")
    options.enable_embed_layer_norm = False
    fused = optimize_model(
        str(source), "bert", num_heads=heads, hidden_size=hidden, optimization_options=options, opt_level=0
    )
    fused.save_model_to_file(str(path))


def quantise(source: Path, path: Path) -> None:
    """Encoder products and word embeddings in int8."""
    quantize_dynamic(
        str(source),
        str(path),
        weight_type=QuantType.QInt8,
        per_channel=True,
        op_types_to_quantize=list(QUANTISED),
        nodes_to_exclude=_unquantised(onnx.load(str(source))),
        extra_options={"DefaultTensorType": TensorProto.FLOAT, "MatMulConstBOnly": True},
    )
    graph = onnx.load(str(path))
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


def _unquantised(model: onnx.ModelProto) -> list[str]:
    """Names of the products outside the encoder, and of the one that int8 would spoil.

    The exporter names a node after its module, fusion calls its own 'Attention_0' and so on.
    """
    products = [node.name for node in model.graph.node if node.op_type in ("MatMul", "Gemm")]
    return [name for name in products if "/encoder/" not in name or KEPT_IN_FLOAT in name]
