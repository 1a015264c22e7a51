"""One run over the generated corpus in a process of its own: to be timed, weighed, killed.

    python -m benchmarks.corpus_once OUTPUT --documents N [--engine bare|serial|pool|ray] [--workers N] [--light]

Prints one line of JSON: seconds, documents, peak memory of this process and of the largest it started, in MiB.
"""

from __future__ import annotations

import argparse
import json
import re
import resource
import time
from pathlib import Path

from benchmarks.corpus_texts import documents, folders
from kepil.corpus.blocks import Size, blocks
from kepil.corpus.engines.base import Engine, Recipe, shipped
from kepil.corpus.engines.pool import Pool
from kepil.corpus.engines.serial import Serial
from kepil.corpus.run import run
from kepil.corpus.shards import Output
from kepil.corpus.work import Worker
from kepil.model import Actor, Commitment, Document, Reading, Span

_WILL = re.compile(r"will \w+[^.!?]*")
LIGHT = "light-1"


class LightReader:
    """Takes every "will …" for a commitment: next to no time, and rows in all tables but one."""

    def read(self, document: Document) -> Reading:
        someone = Actor("Somebody")
        spans = [Span(one.group(), one.start(), one.end()) for one in _WILL.finditer(document.text)]
        found = [Commitment(span, "pledge", "vague", 0.5, someone, someone, span) for span in spans]
        return Reading(document, LIGHT, tuple(found))


def light_worker() -> Worker:
    return Worker(reader=LightReader())


def light_version() -> str:
    return LIGHT


def recipe(light: bool) -> Recipe:
    return Recipe(light_worker, light_version) if light else shipped()


def engine(name: str, workers: int, how: Recipe) -> Engine:
    """An engine by its name."""
    if name == "ray":
        from kepil.corpus.engines.ray import Ray

        return Ray(how, workers)
    return Pool(how, workers) if name == "pool" else Serial(how)


def bare(count: int, sources: tuple[str, ...]) -> dict[str, float]:
    """Seconds, and seconds of the processor, of the reader alone over the same documents: models loaded, one thread
    for the model, nothing written.
    """
    from kepil.corpus.documents import Opened, document_of_raw
    from kepil.reading.reader import Reader

    opened = [document_of_raw(raw) for raw in documents(count, sources)]
    ready = [one.document for one in opened if isinstance(one, Opened)]
    reader = Reader(threads=1)
    reader.read(ready[0])
    began, used = time.perf_counter(), time.process_time()
    for document in ready:
        reader.read(document)
    return {"seconds": time.perf_counter() - began, "cpu": time.process_time() - used}


def main(arguments: list[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else None)
    parser.add_argument("output", type=Path)
    parser.add_argument("--documents", type=int, required=True)
    parser.add_argument("--engine", choices=["bare", "serial", "pool", "ray"], default="pool")
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--block", type=int, default=Size().documents, help="documents in a block")
    parser.add_argument("--light", action="store_true", help="a reader that costs next to nothing")
    parser.add_argument("--shared", type=Path)
    args = parser.parse_args(arguments)
    sources, how = folders(args.shared), recipe(args.light)
    if args.engine == "bare":
        print(json.dumps(bare(args.documents, sources)))
        return
    began = time.perf_counter()
    with engine(args.engine, args.workers, how) as reads:
        # every worker loads its models before the clock starts
        for _ in reads.run(blocks(documents(2 * args.workers, sources), Size(documents=1))):
            pass
        ready = time.perf_counter() - began
        done = run(
            lambda: documents(args.documents, sources),
            Output(args.output),
            reads,
            how.version(),
            size=Size(documents=args.block),
        )
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    told = {
        "seconds": done.seconds,
        "ready": ready,
        "whole": time.perf_counter() - began,
        "busy": done.busy,
        "documents": done.read.documents,
        "characters": done.read.characters,
        "commitments": done.read.commitments,
        "kept": done.kept,
        "replaced": done.replaced,
        "own_mib": used[0].ru_maxrss / 1024,
        "worker_mib": used[1].ru_maxrss / 1024,
    }
    print(json.dumps(told))


if __name__ == "__main__":
    main()
