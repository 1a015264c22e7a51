"""The network as an ONNX graph, written operator by operator: in floats, or in 8-bit integers with fixed ranges.

Weights have a scale a column, activations one range a layer that was measured beforehand (`Ranges`), so that a token is
rounded in the same way whatever stands around it. The few channels that go far beyond the others are scaled down before
they are rounded, and their weights up (after Xiao et al. 2023, SmoothQuant, who scale every channel). The scores of the
attention are products of 8-bit integers too; what it mixes by them is not.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import onnx
from network import HEADS, LAYERS, SIZE
from onnx import TensorProto, helper, numpy_helper

Array = npt.NDArray[np.float32]
State = Mapping[str, Array]
"""`network.Tagger.state_dict()` as arrays."""

OPSET, IR = 18, 10
OURS = "com.microsoft"
"""Domain of onnxruntime's own operators."""
CAP = 5.0
"""The largest number that a channel brings into a matrix product; one that goes beyond is scaled down to it."""
MARGIN = 1.1
"""Room above the largest number that was measured."""
LEAST_GELU = -0.17
"""The minimum of GELU is -0.16997."""
WIDE = 127
MIDDLE = 128
"""Zero of an unsigned activation that may be of either sign."""


@dataclass(frozen=True, slots=True)
class Ranges:
    """What came up while texts went through the network."""

    inputs: Mapping[str, tuple[Array, Array]]
    """Linear layer (`layers.0.qkv`) to the least and greatest number of each channel that comes in."""
    attention: Mapping[str, tuple[float, float]]
    """Attention (`layers.0`) to the greatest absolute query and key."""


def graph(state: State, ranges: Ranges | None) -> onnx.ModelProto:
    """ids (1, tokens) int64 to logits (1, tokens, labels); in 8-bit integers where there are ranges."""
    out = _Graph()
    x = _embedded(out, state, rounded=ranges is not None)
    for number in range(LAYERS):
        at = f"layers.{number}"
        mixed = _attention(out, _linear(out, state, ranges, f"{at}.qkv", x), at, ranges)
        x = out.norm(out.node("Add", x, _linear(out, state, ranges, f"{at}.out", mixed)), state, f"{at}.norm")
        inner = out.node("Gelu", _linear(out, state, ranges, f"{at}.up", x), domain=OURS)
        x = out.norm(out.node("Add", x, _linear(out, state, ranges, f"{at}.down", inner)), state, f"{at}.last")
    logits = _linear(out, state, ranges, "heads", x)
    return out.model(logits, len(state["heads.bias"]))


class _Graph:
    """Nodes and constants in the order in which they are made, each with a name of its own."""

    def __init__(self) -> None:
        self._nodes: list[onnx.NodeProto] = []
        self._constants: list[onnx.TensorProto] = []

    def constant(self, value: npt.ArrayLike, kind: type[np.generic] = np.float32) -> str:
        name = f"c{len(self._constants)}"
        self._constants.append(numpy_helper.from_array(np.asarray(value, dtype=kind, order="C"), name))
        return name

    def node(self, kind: str, *inputs: str, **settings: object) -> str:
        (name,) = self.nodes(kind, *inputs, count=1, **settings)
        return name

    def nodes(self, kind: str, *inputs: str, count: int, **settings: object) -> list[str]:
        names = [f"n{len(self._nodes)}.{number}" for number in range(count)]
        self._nodes.append(helper.make_node(kind, list(inputs), names, **settings))
        return names

    def norm(self, x: str, state: State, at: str) -> str:
        weight, bias = self.constant(state[f"{at}.weight"]), self.constant(state[f"{at}.bias"])
        return self.node("LayerNormalization", x, weight, bias, axis=-1, epsilon=1e-12)

    def model(self, logits: str, width: int) -> onnx.ModelProto:
        self._nodes.append(helper.make_node("Identity", [logits], ["logits"]))
        ids = helper.make_tensor_value_info("ids", TensorProto.INT64, [1, "tokens"])
        given = helper.make_tensor_value_info("logits", TensorProto.FLOAT, [1, "tokens", width])
        made = helper.make_graph(self._nodes, "tagger", [ids], [given], self._constants)
        opsets = [helper.make_opsetid("", OPSET), helper.make_opsetid(OURS, 1)]
        return helper.make_model(made, opset_imports=opsets, ir_version=IR)


def _embedded(out: _Graph, state: State, *, rounded: bool) -> str:
    """The embeddings of words and places; those of words rounded a word."""
    words = state["embeddings.word_embeddings.weight"]
    if rounded:
        scale = np.maximum(np.abs(words).max(axis=1, keepdims=True), 1e-9) / WIDE
        small = out.node("Gather", out.constant(np.rint(words / scale), np.int8), "ids")
        word = out.node(
            "Mul",
            out.node("Cast", small, to=TensorProto.FLOAT),
            out.node("Gather", out.constant(scale), "ids"),
        )
    else:
        word = out.node("Gather", out.constant(words), "ids")
    first = state["embeddings.token_type_embeddings.weight"][0]
    places = out.constant(state["embeddings.position_embeddings.weight"] + first)
    length = out.node("Shape", "ids", start=1, end=2)
    place = out.node("Slice", places, out.constant([0], np.int64), length, out.constant([0], np.int64))
    return out.norm(out.node("Add", word, place), state, "embeddings.LayerNorm")


def _linear(out: _Graph, state: State, ranges: Ranges | None, at: str, x: str) -> str:
    weight, bias = state[f"{at}.weight"].T, out.constant(state[f"{at}.bias"])
    if ranges is None:
        return out.node("Add", out.node("MatMul", x, out.constant(weight)), bias)
    low, high = ranges.inputs[at]
    far = np.maximum(1.0, np.maximum(-low, high) * MARGIN / CAP)
    if (far > 1.0).any():
        x = out.node("Mul", x, out.constant(1.0 / far))
    weight = weight * far[:, None]
    least, most = float((low / far).min()) * MARGIN, float((high / far).max()) * MARGIN
    if at.endswith(".down"):
        least = LEAST_GELU
    step = np.float32((most - least) / 255)
    zero = int(np.clip(np.rint(-least / step), 0, 255))
    columns = np.maximum(np.abs(weight).max(axis=0), 1e-9) / WIDE
    scale, middle = out.constant(step), out.constant(zero, np.uint8)
    return out.node(
        "MatMulIntegerToFloat",
        out.node("QuantizeLinear", x, scale, middle),
        out.constant(np.rint(weight / columns), np.int8),
        scale,
        out.constant(columns),
        middle,
        out.constant(np.zeros(len(columns)), np.int8),
        bias,
        domain=OURS,
    )


def _attention(out: _Graph, qkv: str, at: str, ranges: Ranges | None) -> str:
    q, k, v = out.nodes("Split", qkv, count=3, axis=2, num_outputs=3)
    if ranges is None:
        return out.node("MultiHeadAttention", q, k, v, num_heads=HEADS, domain=OURS)
    steps = [np.float32(most * MARGIN / WIDE) for most in ranges.attention[at]]
    query, key = (out.constant(step) for step in steps)
    middle, zero = out.constant(MIDDLE, np.uint8), out.constant(0, np.int8)
    # onnxruntime has a fast product of an unsigned by a signed matrix, and of two signed ones a slow one
    q = _heads(out, out.node("QuantizeLinear", q, query, middle), [0, 2, 1, 3])
    k = _heads(out, out.node("QuantizeLinear", k, key, zero), [0, 2, 3, 1])
    scaled = out.constant(steps[0] / np.sqrt(SIZE // HEADS))
    scores = out.node("MatMulIntegerToFloat", q, k, scaled, key, middle, zero, domain=OURS)
    # shares of a long window are too small for 8 bits
    mixed = out.node("MatMul", out.node("Softmax", scores, axis=-1), _heads(out, v, [0, 2, 1, 3]))
    back = out.node("Transpose", mixed, perm=[0, 2, 1, 3])
    return out.node("Reshape", back, out.constant([0, 0, SIZE], np.int64))


def _heads(out: _Graph, x: str, order: list[int]) -> str:
    split = out.node("Reshape", x, out.constant([0, 0, HEADS, SIZE // HEADS], np.int64))
    return out.node("Transpose", split, perm=order)
