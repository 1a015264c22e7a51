"""How fast the reader is beside what the processor could do, how much memory it takes, how soon the command answers,
and whether it gives the same bytes.

    python -m benchmarks.speed [--texts FOLDER] [--repeat N] [--folds build/folds --shared ../shared]

End to end from texts to JSON lines, one process, the shipped model. All figures of one run are on the same texts. Times
vary from run to run and with what else the machine does; the processor time of a sentence and the ratio to the floor
hold better. The floor is the encoder's multiplications at the rate at which onnxruntime multiplies a large matrix of
8-bit integers on the same machine in the same minute. With `--folds`, the F1 of the models of the folds in floats and
in 8-bit integers (`N.fp32.onnx` beside `N.onnx`).
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from benchmarks import speed_floor, speed_others
from kepil.model import Document, Problem
from kepil.reading import tagger
from kepil.reading.reader import Reader
from kepil.reading.sentences import split
from kepil.sources import Options, open_all

ROOT = Path(__file__).resolve().parent.parent


def output(paths: list[str]) -> tuple[bytes, float, int]:
    """(what `kepil read --format jsonl` writes, seconds, peak memory of the process in KiB)."""
    before = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-m", "kepil", "read", "--format", "jsonl", *paths],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        check=False,
    )
    return done.stdout, time.perf_counter() - before, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss


def timed(work: Callable[[], object]) -> tuple[float, float]:
    """(seconds on the clock, seconds of processor time in all threads)."""
    clock, used = time.perf_counter(), time.process_time()
    work()
    return time.perf_counter() - clock, time.process_time() - used


def in_process(paths: list[str], repeat: int) -> None:
    """Print sentences a second of the reader, of its encoder alone, of the floor, and of two others for scale."""
    documents = [d for d in open_all(paths, Options(language="en")) if not isinstance(d, Problem)] * repeat
    cut = [split(d.text, "en") for d in documents]
    sentences, characters = sum(map(len, cut)), sum(len(d.text) for d in documents)
    cores = tagger.cores()
    tokens, operations = _work(documents)
    print(f"  {len(documents)} documents, {sentences} sentences, {characters / 1e3:.0f} kB, {tokens} tokens in windows")
    rate = speed_floor.rate()
    print(f"  the processor: {rate / 1e9:.0f} thousand million products of 8-bit integers a second and core")
    floor = operations / sentences / rate
    reader = Reader()
    reader.read(documents[0])

    def end_to_end() -> None:
        for reading in reader.read_many(documents, ahead=2):
            json.dumps(reading.to_json(), ensure_ascii=False)

    model = tagger.load("en")
    packed = speed_floor.windows_of(model, documents)

    def encode() -> None:
        with ThreadPoolExecutor(cores) as pool:
            for _ in pool.map(model.run, packed):
                pass

    whole, encoder = timed(end_to_end), timed(encode)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"  {'':<22} {'sentences/s':>11}  {'ms of processor time':>20}  times the floor  sentences/s on free cores")
    for name, (clock, used) in (("end to end", whole), ("encoder alone", encoder)):
        each = used / sentences
        print(f"  {name:<22} {sentences / clock:11.0f}  {each * 1e3:20.2f}  {each / floor:15.2f}  {cores / each:25.0f}")
    print(f"  {'floor':<22} {'':11}  {floor * 1e3:20.2f}  {1:15.2f}  {cores / floor:25.0f}")
    texts = [d.text[s.start : s.end] for d, own in zip(documents, cut, strict=True) for s in own]
    for name, work in (
        ("TF-IDF and regression", speed_others.words(texts)),
        ("spaCy, blank", speed_others.spacy([d.text for d in documents])),
    ):
        if work is None:
            print(f"  {name:<22} its library is not installed")
            continue
        clock, used = timed(work)
        print(f"  {name:<22} {sentences / clock:11.0f}  {used / sentences * 1e3:20.2f}")
    print(f"  peak memory of this process up to the end of the reader {peak:.0f} MiB")


def _work(documents: list[Document]) -> tuple[int, int]:
    """Tokens that go through the model, and how many pairs of numbers it multiplies for them."""
    lengths = [len(window.ids) for window in speed_floor.windows_of(tagger.load("en"), documents)]
    return sum(lengths), sum(speed_floor.operations(length) for length in lengths)


def main(arguments: list[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else None)
    parser.add_argument("--texts", default=str(ROOT / "examples/story"))
    parser.add_argument("--repeat", type=int, default=3)
    parser.add_argument("--folds", type=Path)
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared")
    args = parser.parse_args(arguments)
    print(f"speed, {os.cpu_count()} cores, one process, after loading")
    first, seconds, memory = output([args.texts])  # before this process has read anything itself
    in_process([args.texts], args.repeat)
    print(f"  the command from start to end {seconds:.1f} s, peak memory {memory / 1024:.0f} MiB")
    starts = []
    for _ in range(7):
        began = time.perf_counter()
        subprocess.run([sys.executable, "-m", "kepil", "--help"], stdout=subprocess.DEVNULL, check=True)
        starts.append(time.perf_counter() - began)
    began = time.perf_counter()
    subprocess.run([sys.executable, "-c", "pass"], check=True)
    bare = time.perf_counter() - began
    print(f"  kepil --help {statistics.median(starts):.2f} s (python alone {bare:.2f} s)")
    second, _, _ = output([args.texts])
    same = hashlib.sha256(first).hexdigest() == hashlib.sha256(second).hexdigest()
    print(f"  the same bytes in another process: {'yes' if same else 'NO'} ({len(first)} bytes)")
    if args.folds:
        speed_floor.rounding(args.shared, args.folds)


if __name__ == "__main__":
    main()
