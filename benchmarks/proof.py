"""How fast a log is verified, beside bare SHA-256 of the same bytes, and how large its proofs are.

    python -m benchmarks.proof [--events N]

Synthetic events with bodies of about 600 bytes; the events are made before the clock starts. Two baselines: one call of
SHA-256 over all bytes at once, and one call for each message that any verifier must hash (body with salt, leaf, node).
"""

from __future__ import annotations

import argparse
import json
import resource
import time
from collections.abc import Callable
from hashlib import sha256

from kepil.register.proof import checkpoint, leaf, merkle, tiles
from kepil.register.proof.fit import StoredEvent
from kepil.register.proof.proofs import prove, prove_growth
from kepil.register.proof.verify import verify

ORIGIN = "kepil.example/benchmark"
BODY = 600
KINDS = ("document.added", "statement.found", "mention.linked", "verdict.set")


def event(n: int) -> StoredEvent:
    """An event whose body and salt follow from its number."""
    body = leaf.canonical({"by": f"editor-{n % 7}", "data": {"text": f"{n} ".ljust(BODY - 55, "x")}, "reason": None})
    salt = sha256(str(n).encode()).digest()
    kind, at = KINDS[n % len(KINDS)], f"2026-01-{n // 86400 % 28 + 1:02}T{n // 3600 % 24:02}:{n // 60 % 60:02}:00Z"
    return StoredEvent(n, kind, at, salt, body, leaf.entry(n, kind, at, leaf.commit(body, salt)))


def seconds(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def bare(events: list[StoredEvent]) -> tuple[float, float, int]:
    """(seconds of SHA-256 in one piece, seconds message by message, bytes) over all that is hashed."""
    piece = b"".join(e.salt + e.body + b"\x00" + e.entry for e in events[:1000] if e.salt and e.body)
    piece += bytes(65 * 1000)
    times, rest = divmod(len(events), 1000)
    count = len(piece) * times + len(piece) * rest // 1000

    def whole() -> None:
        state = sha256()
        for _ in range(times):
            state.update(piece)
        state.update(piece[: len(piece) * rest // 1000])
        state.digest()

    node = bytes(65)

    def each() -> None:
        for _, _, _, salt, body, entry in events:
            if salt is not None and body is not None:
                sha256(salt + body).digest()
            sha256(b"\x00" + entry).digest()
            sha256(node).digest()

    return min(seconds(whole) for _ in range(3)), min(seconds(each) for _ in range(3)), count


def main(arguments: list[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else None)
    parser.add_argument("--events", type=int, default=100_000, help="at least 1000")
    count = parser.parse_args(arguments).events
    events = [event(n) for n in range(count)]
    leaves = [merkle.leaf_hash(e.entry) for e in events]
    nodes = tiles.MemoryTiles(b"".join(leaves))
    key = checkpoint.generate(ORIGIN, lambda size: bytes(range(size)))

    def note(size: int) -> str:
        return str(checkpoint.sign(checkpoint.Checkpoint(ORIGIN, size, merkle.root(nodes, size)), key))

    newest, older = note(count), note(count * 2 // 3)
    took = min(seconds(lambda: verify(events, [newest, older], key.verifier, nodes)) for _ in range(3))
    report = verify(events, [newest, older], key.verifier, nodes)
    whole, each, size = bare(events)
    print(f"proof, {count:,} events of {BODY} bytes, one process: {'intact' if report.intact else report.faults[:3]}")
    print(f"  verify {took:.2f} s, {count / took:,.0f} events/s")
    print(f"  bare SHA-256 of the same {size / 1e6:,.0f} MB in one piece {whole:.2f} s: ratio {whole / took:.2f}")
    print(f"  the same hashes one by one {each:.2f} s: ratio {each / took:.2f}")
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"  peak memory, events and tiles among it, {memory:,.0f} MiB")
    changed = count // 3
    events[changed] = events[changed]._replace(entry=events[changed].entry.replace(b"01-", b"02-", 1))
    found = []
    took = seconds(lambda: found.extend(verify(events, [newest, older], key.verifier, nodes).faults))
    print(f"  one changed entry: {took:.2f} s, located at {sorted({fault.n for fault in found})} (it is {changed})")
    events[changed] = event(changed)
    proof, growth = prove(changed, events[changed].entry, nodes, newest), prove_growth(nodes, older, newest)
    print(f"  proof of one event: {len(proof.path)} hashes, {len(json.dumps(proof.to_json()))} bytes of JSON")
    print(f"  proof of growth: {len(growth.path)} hashes, {len(json.dumps(growth.to_json()))} bytes of JSON")
    data = sum(len(one.data) for one in tiles.grow(tiles.MemoryTiles(), 0, leaves))
    print(f"  tiles {data / count:.1f} bytes an event, bundles {sum(len(e.entry) + 2 for e in events) / count:.1f}")


if __name__ == "__main__":
    main()
