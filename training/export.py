"""A trained network into the file that ships: ONNX, weights in 8-bit integers a channel, activations quantised as
they come.
"""

from __future__ import annotations

import tempfile
from pathlib import Path

import onnx
import torch
from network import Tagger
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.quantization.shape_inference import quant_pre_process

OPSET = 17


def export(model: Tagger, path: Path, *, quantise: bool = True) -> None:
    """Write the network to `path`; inputs `ids` and `mask` (batch, tokens) int64, output `logits` (batch, tokens,
    labels).
    """
    model = model.eval()
    ids = torch.ones((2, 8), dtype=torch.int64)
    with tempfile.TemporaryDirectory() as folder:
        full, ready = Path(folder) / "full.onnx", Path(folder) / "ready.onnx"
        torch.onnx.export(
            model,
            (ids, torch.ones_like(ids)),
            str(full),
            input_names=["ids", "mask"],
            output_names=["logits"],
            dynamic_axes={name: {0: "batch", 1: "tokens"} for name in ("ids", "mask", "logits")},
            opset_version=OPSET,
            dynamo=False,
        )
        if not quantise:
            path.write_bytes(full.read_bytes())
            return
        quant_pre_process(str(full), str(ready), skip_symbolic_shape=True)
        quantize_dynamic(str(ready), str(path), per_channel=True, weight_type=QuantType.QInt8)
    onnx.checker.check_model(str(path))
