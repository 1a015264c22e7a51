"""Reading a corpus: speed, scaling, memory, and whether anything is lost or twice, whoever is killed when.

    python -m benchmarks.corpus [speed] [memory] [kills] [nodes] [--documents N] [--times N] [--full] [--shared FOLDER]

`speed` reads with the shipped models; the others with a reader that costs next to nothing, so that what is measured is
everything around it. --full is what the issue asks for: 200,000 documents, 50 kills, 20 lost nodes.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import random
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from benchmarks.corpus_once import LIGHT, recipe
from benchmarks.corpus_texts import ROOT, documents, folders
from kepil.corpus.blocks import Size
from kepil.corpus.shards import Output

ENVIRONMENT = {**os.environ, "PYTHONPATH": str(ROOT), "RAY_worker_niceness": "0"}
"""Ray's processes run elsewhere and must find this Kepil; and they step back for all others (niceness 15) unless told
otherwise, which on a machine that others use is what would be measured.
"""
MEASURES = ("speed", "memory", "kills", "nodes")


def once(output: Path, count: int, *options: str) -> dict[str, Any]:
    """One run in a process of its own; what it says of itself."""
    done = subprocess.run(
        command(output, count, *options), stdout=subprocess.PIPE, text=True, check=True, cwd=ROOT, env=ENVIRONMENT
    )
    told: dict[str, Any] = json.loads(done.stdout.strip().splitlines()[-1])
    return told


def command(output: Path, count: int, *options: str) -> list[str]:
    return [sys.executable, "-m", "benchmarks.corpus_once", str(output), "--documents", str(count), *options]


def digest(folder: Path) -> str:
    """Hash of the names and bytes of all files of an output."""
    made = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path.name != ".lock":
            made.update(f"{path.relative_to(folder)}\0".encode() + hashlib.sha256(path.read_bytes()).digest())
    return made.hexdigest()[:16]


def speed(count: int, shared: Path | None, folder: Path) -> Iterator[str]:
    """Documents a second with the shipped models, by engine and workers, against the reader alone."""
    beside = ["--shared", str(shared)] if shared else []
    reader = once(folder, count, "--engine", "bare", *beside)
    alone, used = reader["seconds"], reader["cpu"]
    yield f"speed, {count:,} documents, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f} before"
    yield f"  reader alone           {count / alone:6.1f} documents/s ({count / used:.1f} for each second of a core)"
    rates: dict[str, float] = {}
    for name, engine, workers in (
        ("serial", "serial", 1),
        ("pool of 1", "pool", 1),
        ("pool of 2", "pool", 2),
        ("Ray with 1", "ray", 1),
        ("Ray with 2", "ray", 2),
    ):
        options = ["--engine", engine, "--workers", str(workers), "--block", "16", *beside]
        told = once(folder / name.replace(" ", "-"), count, *options)
        rates[name] = count / told["seconds"]
        over = told["seconds"] / alone * workers - 1
        idle = 1 - told["busy"] / workers / told["seconds"]
        yield (
            f"  {name:<12} {rates[name]:16.1f} documents/s, {over:+.0%} against the reader alone on each core; "
            f"workers not reading {idle:.1%} of the time; ready after {told['ready']:.1f} s; "
            f"peak memory {told['own_mib']:.0f} + {told['worker_mib']:.0f} MiB a worker"
        )
    yield f"  scaling of the pool from 1 to 2: {rates['pool of 2'] / rates['pool of 1'] / 2:.0%}"
    same = {digest(path) for path in folder.iterdir()}
    yield f"  all outputs the same bytes: {'yes' if len(same) == 1 else 'NO'}"


def memory(sizes: tuple[int, ...], folder: Path) -> Iterator[str]:
    """Peak memory as the corpus grows, and the rate of everything but reading."""
    yield "memory, pool of 2, light reader"
    for count in sizes:
        told = once(folder / str(count), count, "--light")
        size = sum(path.stat().st_size for path in (folder / str(count)).rglob("*") if path.is_file())
        yield (
            f"  {count:8,} documents: {told['own_mib']:.0f} MiB, largest worker {told['worker_mib']:.0f} MiB; "
            f"{count / told['seconds']:,.0f} documents/s; on disk {size / count:,.0f} bytes a document "
            f"of {told['characters'] / count:,.0f} characters"
        )


def kills(times: int, count: int, folder: Path) -> Iterator[str]:
    """The pool killed at random moments, as often as asked, over and over until its run is through."""
    options = ("--light", "--block", "16")
    whole = once(folder / "whole", count, *options)
    expected, chance, killed, runs = digest(folder / "whole"), random.Random(6), 0, 0
    bad, kept = [], []
    while killed < times:
        runs += 1
        output = folder / f"run-{runs}"
        while killed < times:
            process = subprocess.Popen(
                command(output, count, *options), stdout=subprocess.DEVNULL, cwd=ROOT, env=ENVIRONMENT
            )
            try:
                process.wait(chance.uniform(0.3, whole["whole"] + 1.0))
                break
            except subprocess.TimeoutExpired:
                process.send_signal(signal.SIGKILL)
                process.wait()
                killed += 1
                kept.append(len(Output(output).finished(LIGHT)))
        once(output, count, *options)
        if digest(output) != expected:
            bad.append(runs)
    yield (
        f"kills: {killed} by SIGKILL in {runs} runs of {count:,} documents, then resumed; shards there when killed: "
        f"{min(kept)} to {max(kept)}, median {statistics.median(kept):.0f}; outputs that differ: {len(bad)}"
    )


def nodes(times: int, count: int, folder: Path) -> Iterator[str]:
    """Ray with three nodes as processes, one of them killed at a random moment."""
    import ray
    from ray.cluster_utils import Cluster

    from kepil.corpus.engines.ray import Ray
    from kepil.corpus.run import Progress, run

    os.environ["RAY_USAGE_STATS_ENABLED"] = "0"
    os.environ["PYTHONPATH"] = str(ROOT)
    once(folder / "whole", count, "--light", "--block", "8")
    expected, chance = digest(folder / "whole"), random.Random(3)
    store = {"object_store_memory": 80 << 20}
    cluster = Cluster(initialize_head=True, head_node_args={"num_cpus": 0, **store})
    running = [cluster.add_node(num_cpus=1, **store) for _ in range(3)]
    cluster.wait_for_nodes()
    ray.init(address=cluster.address, log_to_driver=False, logging_level="fatal")
    how, blocks, bad, took, replaced = recipe(light=True), -(-count // 8), 0, [], 0
    for number in range(times):
        at = chance.randint(1, blocks - 1)

        def advanced(progress: Progress, at: int = at) -> None:
            if progress.blocks == at:
                cluster.remove_node(running.pop(chance.randrange(3)), allow_graceful=False)

        output = folder / f"run-{number}"
        began = time.perf_counter()
        with Ray(how, 3) as engine:
            run(
                lambda: documents(count, folders(None)),
                Output(output),
                engine,
                how.version(),
                size=Size(documents=8),
                advanced=advanced,
            )
            replaced += engine.replaced
        took.append(time.perf_counter() - began)
        bad += digest(output) != expected
        running.append(cluster.add_node(num_cpus=1, **store))
        cluster.wait_for_nodes()
    ray.shutdown()
    cluster.shutdown()
    yield (
        f"nodes: {times} times one of three killed, {blocks} blocks each; actors replaced {replaced}; "
        f"a run took {statistics.median(took):.1f} s (longest {max(took):.1f}); outputs that differ: {bad}"
    )


def main(arguments: list[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else None)
    parser.add_argument("what", nargs="*", metavar="MEASURE", help=", ".join(MEASURES))
    parser.add_argument("--documents", type=int, default=128, help="for the speed")
    parser.add_argument("--times", type=int, default=3, help="kills and lost nodes")
    parser.add_argument("--full", action="store_true")
    parser.add_argument("--shared", type=Path)
    args = parser.parse_args(arguments)
    chosen = args.what or MEASURES
    if unknown := set(chosen) - set(MEASURES):
        parser.error(f"no such measure: {', '.join(sorted(unknown))}")
    sizes = (1_000, 10_000, 200_000) if args.full else (1_000, 4_000)
    for what in chosen:
        with tempfile.TemporaryDirectory() as folder:
            lines = {
                "speed": lambda to: speed(args.documents, args.shared, to),
                "memory": lambda to: memory(sizes, to),
                "kills": lambda to: kills(50 if args.full else args.times, 1_500, to),
                "nodes": lambda to: nodes(20 if args.full else args.times, 400, to),
            }[what](Path(folder))
            for line in lines:
                print(line, flush=True)


if __name__ == "__main__":
    main()
