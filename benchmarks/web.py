"""How fast the public pages of a large register are: front page, filtered list, search, entry page; and the index.

    python -m benchmarks.web [--entries N] [--events N] [--postgres] [--folder DIR] [--requests N] [--no-datasette]

The register is that of `benchmarks.web_register`. Server and load generator (`benchmarks.web_load`) are two processes
on this machine's loopback. Cold: every request asks for a page that nobody asked for before. Warm: for one of fifty
that were asked for before. Datasette serves the same SQLite file in the same run, as the yardstick for list and search:
its table page with the same filter, four facets and 25 rows, and its full-text search on the same FTS5 table.
"""

from __future__ import annotations

import argparse
import itertools
import json
import os
import random
import re
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from benchmarks.register import BODIES, FIELDS, THINGS, TOWNS, VERBS
from benchmarks.web_register import make

ROOT = Path(__file__).resolve().parents[1]
NOW = "2027-03-02"
RATE = 100.0
"""Requests a second."""
WARM = 50
"""Addresses that are asked for again and again."""
STATES = ("overdue", "closed", "upcoming", "due_soon")


def addresses(entries: int, count: int) -> dict[str, list[str]]:
    """Different addresses of each kind of page, the same in every run."""
    chance = random.Random(7)
    lists = [
        {"body": f"{body}-{field}", "status": state, "sort": sort, "place": place}
        for body, field, state, sort, place in itertools.product(
            BODIES, FIELDS, STATES[:2], ("new", "due", "amount"), ("", "north", "south", *map(str.lower, TOWNS[:8]))
        )
    ]
    words = [
        f"{verb[0]} {thing.split()[0]} {town} {number}".strip()
        for verb, thing, town, number in itertools.product(VERBS, THINGS, ("", *TOWNS), ("", "2030", "fund"))
    ]
    chance.shuffle(lists)
    chance.shuffle(words)
    found = {
        "front page": [f"/?{number}" for number in range(count)],
        "filtered list": ["/entries/?" + urlencode({k: v for k, v in one.items() if v}) for one in lists],
        "search": ["/entries/?" + urlencode({"q": one}) for one in words],
        "entry page": [f"/entries/E{number}/" for number in chance.sample(range(1, entries + 1), min(entries, count))],
    }
    return {name: paths[:count] for name, paths in found.items()}


def datasette_addresses(paths: Mapping[str, list[str]]) -> dict[str, list[str]]:
    """The same lists and searches as Datasette takes them."""
    facets = [("_facet", one) for one in ("kind", "fulfilment", "status", "owner")]
    size = [("_size", "25")]
    lists = []
    for path in paths["filtered list"]:
        asked = dict(part.split("=") for part in path.partition("?")[2].split("&"))
        office, _, field = asked["body"].partition("-")
        given = [("owner", f"The {office} of {field}"), ("status", asked["status"]), ("_sort_desc", "said")]
        lists.append("/index/index_entry?" + urlencode([*given, *facets, *size]))
    table = [("_fts_table", "index_text"), ("_fts_pk", "number")]
    searches = [
        "/index/index_entry?"
        + path.partition("?")[2].replace("q=", "_search=")
        + "&"
        + urlencode([*table, *facets, *size])
        for path in paths["search"]
    ]
    return {"filtered list": lists, "search": searches}


def load(port: int, paths: list[str], rate: float | None) -> dict[str, Any]:
    """Run the load generator."""
    asked = json.dumps({"host": "127.0.0.1", "port": port, "paths": paths, "rate": rate})
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.web_load"],
        input=asked,
        capture_output=True,
        text=True,
        cwd=ROOT,
        check=False,
    )
    if done.returncode:
        return {"error": done.stderr.strip().splitlines()[-1]}
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def line(name: str, told: Mapping[str, Any]) -> str:
    if "error" in told:
        return f"  {name:<34} {told['error']}"
    failed = f", {told['failed']} FAILED" if told["failed"] else ""
    median, late, slowest = (f"{told[key] * 1e3:7.1f} ms" for key in ("median", "p99", "slowest"))
    return (
        f"  {name:<40} {told['a_second']:6.0f}/s  median {median}  99 % {late}  slowest {slowest}  "
        f"({told['requests']} requests{failed})"
    )


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@contextmanager
def running(command: list[str], port: int, environment: Mapping[str, str]) -> Iterator[subprocess.Popen[bytes]]:
    """A server, once it answers."""
    with subprocess.Popen(
        command, cwd=ROOT, env=dict(environment), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as process:
        try:
            for _ in range(6000):
                if process.poll() is not None:
                    raise RuntimeError(f"{' '.join(command)} ended with {process.returncode}")
                try:
                    socket.create_connection(("127.0.0.1", port), 1).close()
                    break
                except OSError:
                    time.sleep(0.1)
            yield process
        finally:
            process.terminate()
            process.wait(30)


def memory(process: subprocess.Popen[bytes]) -> float:
    """Peak memory in MiB."""
    status = Path(f"/proc/{process.pid}/status").read_text(encoding="ascii")
    return int(re.findall(r"VmHWM:\s+(\d+)", status)[0]) / 1024


def index_figures(folder: Path) -> str:
    """What `benchmarks.web_index` says of the register, in a process of its own."""
    command = [sys.executable, "-m", "benchmarks.web_index", str(folder), NOW]
    return subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, text=True, check=True).stdout.rstrip()


def weight(port: int, path: str) -> int:
    """Bytes of a page with the styles, scripts and pictures that it names."""

    def fetched(address: str) -> bytes:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}{address}", timeout=60) as answer:
            content: bytes = answer.read()
            return content

    page = fetched(path)
    assets = set(re.findall(rb'(?:href|src)="(/static/[^"]+)"', page))
    return len(page) + sum(len(fetched(one.decode())) for one in assets)


def kepil_figures(folder: Path, paths: Mapping[str, list[str]]) -> Iterator[str]:
    """The pages, cold and warm."""
    port = free_port()
    command = [sys.executable, "-m", "kepil", "serve", "-r", str(folder), "--port", str(port), "--no-second-factor"]
    with running(command, port, {**os.environ, "KEPIL_NOW": NOW}) as process:
        for name, several in paths.items():
            yield f"  {name}: {weight(port, several[0]) / 1000:.0f} kB with styles, scripts and pictures"
        for name, several in paths.items():
            half = len(several) // 2
            yield line(f"{name}, cold, {RATE:.0f}/s", load(port, several[:half], RATE))
            yield line(f"{name}, cold, as fast as it goes", load(port, several[half:], None))
            warm = (several[:WARM] * (len(several) // WARM + 1))[: len(several)]
            load(port, warm[:WARM], None)
            yield line(f"{name}, warm, {RATE:.0f}/s", load(port, warm, RATE))
            yield line(f"{name}, warm, as fast as it goes", load(port, warm, None))
        yield f"  peak memory of the server {memory(process):,.0f} MiB"


def datasette_figures(folder: Path, paths: Mapping[str, list[str]]) -> Iterator[str]:
    """Datasette over the same file. It keeps no pages: all of its requests are alike."""
    port = free_port()
    command = [sys.executable, "-m", "datasette", "serve", str(folder / "index.sqlite3"), "--port", str(port)]
    with running([*command, "--setting", "default_page_size", "25"], port, os.environ):
        for name, several in datasette_addresses(paths).items():
            half = len(several) // 2
            yield line(f"Datasette, {name}, {RATE:.0f}/s", load(port, several[:half], RATE))
            yield line(f"Datasette, {name}, as fast as it goes", load(port, several[half:], None))


def report(args: argparse.Namespace, folder: Path) -> Iterator[str]:
    """The figures, as they come."""
    if not (folder / "log.key").exists():
        began = time.perf_counter()
        size = make(folder, args.entries, args.events)
        yield f"register, {args.entries:,} entries, {size:,} events, made in {time.perf_counter() - began:,.0f} s"
    yield index_figures(folder)
    paths = addresses(args.entries, args.requests)
    yield from kepil_figures(folder, paths)
    if args.datasette and not args.postgres:
        yield from datasette_figures(folder, paths)


def main(arguments: list[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else None)
    parser.add_argument("--entries", type=int, default=2_000)
    parser.add_argument("--events", type=int, default=10_000)
    parser.add_argument("--requests", type=int, default=1_000, help="of each kind of page")
    parser.add_argument("--postgres", action="store_true", help="in a PostgreSQL server made for the run")
    parser.add_argument("--no-datasette", dest="datasette", action="store_false")
    parser.add_argument("--folder", type=Path, help="keep the register there, or take the one that is there")
    args = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as temporary:
        folder = args.folder or Path(temporary) / "register"
        if args.postgres:
            sys.path.append(str(ROOT / "tests" / "register"))
            import register_server

            with register_server.server() as server:
                server.run("CREATE DATABASE benchmark")
                os.environ["KEPIL_DATABASE_URL"] = server.url("benchmark")
                _print(report(args, folder))
        else:
            _print(report(args, folder))


def _print(lines: Iterator[str]) -> None:
    for one in lines:
        print(one, flush=True)


if __name__ == "__main__":
    main()
