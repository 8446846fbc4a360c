"""Write the trained reader as ONNX with 8-bit weights, and what inference needs beside it."""

import copy
from pathlib import Path

import onnx
import torch
from batches import Batch
from network import HEADS, WIDTH, Layer, Reader
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn
from torch.nn import functional

NAMES = ("pieces", "features", "first", "sentence")
OUTPUTS = ("names", "upos", "arcs", "relations")


class Fused(nn.Module):
    """A layer whose three projections are one product: two thirds fewer roundings to 8 bits, and a wider product."""

    def __init__(self, layer: Layer) -> None:
        super().__init__()
        self.layer = layer
        parts = (layer.query, layer.key, layer.value)
        self.all = nn.Linear(WIDTH, 3 * WIDTH)
        scale = (WIDTH // HEADS) ** -0.5
        with torch.no_grad():
            weights, biases = [part.weight for part in parts], [part.bias for part in parts]
            self.all.weight.copy_(torch.cat([weights[0] * scale, *weights[1:]]))
            self.all.bias.copy_(torch.cat([biases[0] * scale, *biases[1:]]))

    def forward(self, states: Tensor, mask: Tensor) -> Tensor:
        """Return what the layer returns."""
        batch, length, _ = states.shape
        query, key, value = self.all(states).view(batch, length, 3, HEADS, WIDTH // HEADS).permute(2, 0, 3, 1, 4)
        seen = (query @ key.transpose(2, 3) + mask).softmax(-1) @ value
        layer = self.layer
        states = layer.joined_norm(states + layer.joined(seen.transpose(1, 2).reshape(batch, length, WIDTH)))
        return layer.norm(states + layer.narrow(functional.gelu(layer.wide(states))))


class Outputs(nn.Module):
    """The reader as inference asks it: log probabilities of tags, best parts of speech and relations, arcs."""

    def __init__(self, reader: Reader) -> None:
        super().__init__()
        self.reader = reader

    def forward(self, pieces: Tensor, features: Tensor, first: Tensor, sentence: Tensor) -> tuple[Tensor, ...]:
        """Return the four outputs in the order of `OUTPUTS`."""
        scores = self.reader(pieces, features, first, sentence)
        return scores.names.log_softmax(-1), scores.upos.argmax(-1), scores.arcs, scores.relations.argmax(-1)


def export(reader: Reader, example: Batch, out: Path, *, per_channel: bool = True) -> Path:
    """Write `reader.onnx`, 8-bit weights, and return its path; the 32-bit one stays beside it for comparison."""
    reader = copy.deepcopy(reader).eval()
    reader.layers = nn.ModuleList(Fused(layer) for layer in reader.layers)
    plain = out / "reader-32.onnx"
    words, pieces, windows = (torch.export.Dim(name, min=2) for name in ("words", "pieces", "windows"))
    shapes = ({0: windows, 1: pieces}, {0: windows, 1: pieces}, {0: windows, 1: words}, {0: windows, 1: words})
    inputs = tuple(torch.from_numpy(getattr(example, name)) for name in NAMES)
    torch.onnx.export(
        Outputs(reader),
        inputs,
        str(plain),
        input_names=list(NAMES),
        output_names=list(OUTPUTS),
        dynamic_shapes=shapes,
        dynamo=True,
        external_data=False,
        opset_version=20,
    )
    model = onnx.load(plain)
    # A model that says when and by whom it was made would never be the same twice.
    for node in model.graph.node:
        del node.metadata_props[:]
        node.doc_string = ""
    onnx.save(model, plain)
    small = out / "reader.onnx"
    quantize_dynamic(
        plain,
        small,
        weight_type=QuantType.QInt8,
        per_channel=per_channel,
        op_types_to_quantize=["MatMul", "Gemm", "Gather"],
        extra_options={"MatMulConstBOnly": True},
    )
    return small
