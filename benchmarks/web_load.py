"""The load generator: asks a server on this machine for pages and tells how long they took; a process of its own.

    echo '{"host": "127.0.0.1", "port": 8000, "paths": ["/"], "rate": 100}' | python -m benchmarks.web_load

With a rate, requests are sent at that pace, whether or not those before were answered, and a request's time counts from
when it was due: a server that falls behind is not spared. Without one, few connections ask one page after the other.
"""

from __future__ import annotations

import asyncio
import json
import sys
import time
from dataclasses import asdict, dataclass

MOST = 20_000
"""Requests of one run."""
LONGEST = 120.0
"""Seconds of one run."""
CONNECTIONS = 64
WORKERS = 4
"""Connections of a run without a rate: as many as the server has threads."""


@dataclass(frozen=True, slots=True)
class Told:
    """What came of a run. Times are in seconds."""

    requests: int
    failed: int
    a_second: float
    median: float
    p99: float
    slowest: float
    bytes: int
    """Of the median answer's body."""


class Connection:
    """One connection, kept open between requests."""

    def __init__(self, host: str, port: int) -> None:
        self._host, self._port = host, port
        self._streams: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None

    async def get(self, path: str) -> tuple[int, int]:
        """The status and the length of an answer's body."""
        try:
            return await self._get(path)
        except (ConnectionError, asyncio.IncompleteReadError):
            self._streams = None  # the server had closed it
            return await self._get(path)

    async def _get(self, path: str) -> tuple[int, int]:
        if self._streams is None:
            self._streams = await asyncio.open_connection(self._host, self._port)
        reader, writer = self._streams
        writer.write(f"GET {path} HTTP/1.1\r\nHost: {self._host}:{self._port}\r\n\r\n".encode())
        head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").lower()
        status = int(head.split(" ", 2)[1])
        lines = dict(line.split(": ", 1) for line in head.split("\r\n")[1:] if ": " in line)
        if "content-length" in lines:
            length = len(await reader.readexactly(int(lines["content-length"])))
        else:
            length = await _chunks(reader)
        if lines.get("connection") == "close":
            writer.close()
            self._streams = None
        return status, length


async def _chunks(reader: asyncio.StreamReader) -> int:
    length = 0
    while size := int(await reader.readline(), 16):
        length += len(await reader.readexactly(size))
        await reader.readline()
    await reader.readline()
    return length


async def at_rate(host: str, port: int, paths: list[str], rate: float) -> Told:
    """Ask for pages at a pace."""
    free = [Connection(host, port) for _ in range(CONNECTIONS)]
    ready = asyncio.Semaphore(CONNECTIONS)
    times: list[float] = []
    sizes: list[int] = []
    failed = 0

    async def ask(path: str, due: float) -> None:
        nonlocal failed
        async with ready:
            connection = free.pop()
            try:
                status, size = await connection.get(path)
            finally:
                free.append(connection)
        times.append(time.perf_counter() - due)
        sizes.append(size)
        failed += status != 200

    began = time.perf_counter()
    tasks = []
    for number, path in enumerate(paths):
        due = began + number / rate
        await asyncio.sleep(max(due - time.perf_counter(), 0))
        tasks.append(asyncio.create_task(ask(path, due)))
    await asyncio.wait_for(asyncio.gather(*tasks), LONGEST)
    return _told(times, sizes, failed, time.perf_counter() - began)


async def at_will(host: str, port: int, paths: list[str]) -> Told:
    """Ask for pages one after the other on a few connections."""
    times: list[float] = []
    sizes: list[int] = []
    failed = 0
    left = iter(paths)

    async def work() -> None:
        nonlocal failed
        connection = Connection(host, port)
        for path in left:
            began = time.perf_counter()
            status, size = await connection.get(path)
            times.append(time.perf_counter() - began)
            sizes.append(size)
            failed += status != 200

    began = time.perf_counter()
    await asyncio.wait_for(asyncio.gather(*(work() for _ in range(WORKERS))), LONGEST)
    return _told(times, sizes, failed, time.perf_counter() - began)


def _told(times: list[float], sizes: list[int], failed: int, took: float) -> Told:
    ordered, weights = sorted(times), sorted(sizes)
    half, late = len(ordered) // 2, min(len(ordered) * 99 // 100, len(ordered) - 1)
    return Told(len(ordered), failed, len(ordered) / took, ordered[half], ordered[late], ordered[-1], weights[half])


def main() -> None:
    asked = json.load(sys.stdin)
    paths = asked["paths"][:MOST]
    if asked.get("rate"):
        told = asyncio.run(at_rate(asked["host"], asked["port"], paths, asked["rate"]))
    else:
        told = asyncio.run(at_will(asked["host"], asked["port"], paths))
    json.dump(asdict(told), sys.stdout)


if __name__ == "__main__":
    main()
