"""What the encoder has to multiply, how fast the processor multiplies 8-bit integers, and what rounding to them costs.

The operations are those of the shipped architecture: six layers of 384 numbers a token, 1,536 inside (MiniLM).
"""

from __future__ import annotations

import json
import shutil
import tempfile
import time
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks import reading
from kepil.model import Document
from kepil.reading import labels
from kepil.reading.reader import Reader
from kepil.reading.sentences import split
from kepil.reading.tagger import Tagger
from kepil.reading.windows import Window

LAYERS, SIZE, INNER = 6, 384, 1536
SIDE = 2048
"""Rows and columns of the matrices that the processor's rate is measured on."""
TIMES = 12


def operations(tokens: int) -> int:
    """Pairs of numbers that one window multiplies: four square matrices, two of the inner layer, the attention, the
    heads.
    """
    layer = 4 * SIZE * SIZE + 2 * SIZE * INNER + 2 * tokens * SIZE
    return tokens * (LAYERS * layer + SIZE * labels.WIDTH)


def windows_of(tagger: Tagger, documents: list[Document]) -> list[Window]:
    """The windows of all documents, in order."""
    return [window for one in documents for window in tagger.windows(one, split(one.text, "en"))]


def rate() -> float:
    """Pairs of 8-bit integers that onnxruntime multiplies and adds up (MatMulInteger) in a second of one core's time;
    the best of several runs.

    Raises:
        ModuleNotFoundError: without the package `onnx`, which writes the graph.
    """
    import onnxruntime
    from onnx import TensorProto, helper, numpy_helper

    random = np.random.default_rng(0)
    weights = numpy_helper.from_array(random.integers(-127, 128, (SIDE, SIDE)).astype(np.int8), "w")
    node = helper.make_node("MatMulInteger", ["x", "w"], ["y"])
    shape = [SIDE, SIDE]
    given = helper.make_tensor_value_info("x", TensorProto.UINT8, shape)
    out = helper.make_tensor_value_info("y", TensorProto.INT32, shape)
    graph = helper.make_graph([node], "rate", [given], [out], [weights])
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 18)], ir_version=10)
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    session = onnxruntime.InferenceSession(model.SerializeToString(), options, providers=["CPUExecutionProvider"])
    feed = {"x": random.integers(0, 256, (SIDE, SIDE)).astype(np.uint8)}
    best = float("inf")
    for _ in range(TIMES):
        began = time.thread_time()
        session.run(None, feed)
        best = min(best, time.thread_time() - began)
    return SIDE**3 / best


def rounding(shared: Path, folder: Path) -> None:
    """Print the F1 of the folds' models in 8-bit integers and in floats, each with the cards of the folds."""
    print("  rounding to 8-bit integers: F1 end to end, commitments and reports (tools/score.py)")
    for name, ending in (("floats", ".fp32.onnx"), ("8-bit integers", ".onnx")):
        figures = _figures(shared, folder, ending)
        print(f"    {name:<16} {figures['commitments']['f1']:.3f}  {figures['reports']['f1']:.3f}")


def _figures(shared: Path, folder: Path, ending: str) -> dict[str, Any]:
    of: dict[str, int] = json.loads((folder / "folds.json").read_text(encoding="utf-8"))
    readers = {
        fold: Reader(
            {"en": Tagger(folder / f"{fold}{ending}", folder / "tokenizer.json", folder / f"{fold}.card.json")}
        )
        for fold in sorted(set(of.values()))
    }
    with tempfile.TemporaryDirectory() as made:
        out = Path(made)
        (out / "gold").mkdir()
        with (out / "found.jsonl").open("w", encoding="utf-8") as lines:
            for place in reading.FOLDERS:
                for document in reading.documents(shared / place):
                    if document.name not in of:
                        continue
                    for file in (f"{document.name}.txt", f"{document.name}.json"):
                        shutil.copy(shared / place / file, out / "gold")
                    found = readers[of[document.name]].read(document).to_json()
                    lines.write(json.dumps(found, ensure_ascii=False) + "\n")
        figures: dict[str, Any] = reading.tool(shared, "score").score(out / "gold", out / "found.jsonl")[0]
    return figures
