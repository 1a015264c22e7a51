"""How fast the reader is, how much memory it takes, how soon the command answers, and whether it gives the same bytes.

    python -m benchmarks.speed [--texts FOLDER] [--repeat N]

End to end from text files to JSON lines, one process, the shipped model. Times vary from run to run; ratios hold
better, so the encoder alone and the reader are given beside each other.
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
from pathlib import Path

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


def in_process(paths: list[str], repeat: int) -> None:
    """Print sentences and documents a second once everything is loaded, and the share of the encoder in it."""
    from kepil.model import Problem
    from kepil.reading import tagger
    from kepil.reading.reader import Reader
    from kepil.reading.sentences import split
    from kepil.sources import Options, open_all

    opened = [d for d in open_all(paths, Options(language="en")) if not isinstance(d, Problem)]
    documents = opened * repeat
    sentences = sum(len(split(d.text, "en")) for d in documents)
    characters = sum(len(d.text) for d in documents)
    reader = Reader()
    reader.read(documents[0])
    began = time.perf_counter()
    for document in documents:
        json.dumps(reader.read(document).to_json(), ensure_ascii=False)
    whole = time.perf_counter() - began
    model = tagger.load("en")
    began = time.perf_counter()
    for document in documents:
        for _ in model.tag(document, split(document.text, "en")):
            pass
    tagging = time.perf_counter() - began
    print(f"  {len(documents)} documents, {sentences} sentences, {characters / 1e3:.0f} kB")
    print(
        f"  {sentences / whole:.0f} sentences/s, {len(documents) / whole:.1f} documents/s, "
        f"{characters / whole / 1e3:.0f} kB/s"
    )
    print(f"  of which sentences, encoder and decoding {tagging / whole:.0%}")


def main(arguments: list[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else None)
    parser.add_argument("--texts", default=str(ROOT / "examples/story"))
    parser.add_argument("--repeat", type=int, default=3)
    args = parser.parse_args(arguments)
    print(f"speed, {os.cpu_count()} cores, one process, after loading")
    in_process([args.texts], args.repeat)
    first, seconds, memory = output([args.texts])
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


if __name__ == "__main__":
    main()
