"""How fast a large register is: adding a document, replaying the log, verifying it, and its size on disk.

    python -m benchmarks.register [--entries N] [--events N] [--full] [--folder DIR]

The register is of synthetic sentences, recombined from a few lists so that many of them are alike; the document that
is added has 60 statements, which Kepil's own reader reads. `--full`: 100,000 entries and 1,000,000 events.
KEPIL_DATABASE_URL makes it in PostgreSQL instead of SQLite (without the size on disk).
"""

from __future__ import annotations

import argparse
import datetime as dt
import hashlib
import random
import resource
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from benchmarks.proof import bare
from kepil.model import Actor, Amount, Commitment, Document, Place, Reading, Report, Span, Time
from kepil.register import events as e
from kepil.register.adding import add
from kepil.register.checking import check_register
from kepil.register.keys import read_keys, verify_log
from kepil.register.linking import DatabaseIndex
from kepil.register.records import Entry
from kepil.register.register import PUBLIC_KEY, Register

COMMITMENTS, REPORTS = 40, 20
"""Statements of a document."""
AT_ONCE = 20
"""Documents in a change while the register is filled."""
BODIES = ("ministry", "council", "agency", "department", "administration", "committee", "bureau", "fund")
FIELDS = ("roads", "health", "water", "schools", "housing", "forests", "railways", "culture", "energy", "sport")
TOWNS = tuple(
    a + b
    for a in ("Mar", "Ox", "Sar", "Vel", "Bren", "Tol", "Kis", "Dun")
    for b in ("ley", "mora", "ton", "wick", "ford")
)
VERBS = (("build", "built"), ("repair", "repaired"), ("open", "opened"), ("fund", "funded"), ("plant", "planted"))
THINGS = (
    "bridges",
    "clinics",
    "dams",
    "schools",
    "wells",
    "libraries",
    "stations",
    "parks",
    "kilometres of road",
    "flats",
)
BEGAN = dt.date(2001, 1, 1)


def _statement(chance: random.Random, start: int, day: dt.date, *, report: bool) -> tuple[str, Commitment | Report]:
    """A sentence that begins at this offset, and what it says."""
    who = f"The {chance.choice(BODIES)} of {chance.choice(FIELDS)}"
    verb, done = chance.choice(VERBS)
    count = chance.randrange(2, 900)
    what = f"{count} {chance.choice(THINGS)}"
    town = chance.choice(TOWNS)
    year = day.year + chance.randrange(1, 6)
    text = (
        f"{who} has {done} {what} in {town}." if report else f"{who} will {verb} {what} in {town} by the end of {year}."
    )

    def span(part: str) -> Span:
        at = start + text.index(part)
        return Span(part, at, at + len(part))

    quote, actor = Span(text, start, start + len(text)), Actor(who, span(who))
    amount = Amount(span(what), count, what.split(" ", 1)[1])
    place = Place(span(town))
    if report:
        return text, Report(quote, "done", 0.9, actor, span(f"{done} {what}"), (place,), (amount,))
    deadline = Time(span(f"by the end of {year}"), "deadline", None, dt.date(year, 12, 31))
    action = span(f"{verb} {what} in {town}")
    commitment = Commitment(
        quote, "pledge", "measurable", 0.9, Actor("Ilsa Marrow"), actor, action, None, (place,), (amount,), (deadline,)
    )
    return text, commitment


def reading(number: int) -> Reading:
    """A synthetic document with what is found in it; both follow from its number."""
    chance = random.Random(number)
    day = BEGAN + dt.timedelta(days=number % 9000)
    sentences, commitments, reports, start = [], [], [], 0
    for index in range(COMMITMENTS + REPORTS):
        text, found = _statement(chance, start, day, report=index >= COMMITMENTS)
        sentences.append(text)
        start += len(text) + 1
        (commitments if isinstance(found, Commitment) else reports).append(found)
    text = "\n".join(sentences)
    content = text.encode()
    document = Document(
        f"document {number}",
        text,
        hashlib.sha256(content).hexdigest(),
        published=day,
        publisher="The Gazette",
        language="en",
        content=content,
    )
    return Reading(document, "synthetic 1", tuple(commitments), tuple(reports))


def fill(register: Register, entries: int) -> int:
    """Add documents until there are so many entries, without links but with the keys that linking looks up by; how
    many documents that took.
    """
    documents = -(-entries // COMMITMENTS)
    for first in range(0, documents, AT_ONCE):
        with register.change("benchmark") as change:
            index = DatabaseIndex(register, change.store)
            for number in range(first, min(first + AT_ONCE, documents)):
                found = reading(number)
                document = found.document
                id = change.number("D")
                change.append(
                    e.DocumentAdded(
                        id=id,
                        sha256=document.sha256,
                        text_sha256=change.keep(document.content),
                        name=document.name,
                        characters=len(document.text),
                        publisher=document.publisher,
                        published=document.published,
                        language=document.language,
                    )
                )
                ids = []
                for order, one in enumerate((*found.commitments, *found.reports)):
                    ids.append(change.number("S"))
                    what = "commitment" if isinstance(one, Commitment) else "report"
                    change.append(
                        e.StatementFound(
                            id=ids[-1], document=id, order=order, what=what, said=one.to_json(), reader="synthetic 1"
                        )
                    )
                    if what == "commitment":
                        change.append(e.EntryOpened(id=change.number("E"), statement=ids[-1], title=one.quote.text))
                index.add(index.stated(ids).values())
    return documents


def lengthen(register: Register, events: int) -> None:
    """Verdicts until the log has so many events."""
    entries = [one.id for one in register.store.all(Entry)]
    left = events - register.log.size()
    for first in range(0, left, 5000):
        with register.change("benchmark", "It is finished, as the ministry's report of that year shows.") as change:
            for number in range(first, min(first + 5000, left)):
                day = BEGAN + dt.timedelta(days=number % 9000)
                change.append(
                    e.VerdictSet(
                        entry=entries[number % len(entries)],
                        fulfilment="in_progress",
                        effective=day,
                        decided=day,
                        policy="default",
                    )
                )


def seconds(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def report(register: Register, entries: int, events: int) -> Iterator[str]:
    """The figures, as they come."""
    took = seconds(lambda: fill(register, entries))
    size = register.log.size()
    each = took / size * 1e6
    yield f"register, {entries:,} entries, {size:,} events, filled in {took:,.0f} s ({each:,.0f} µs an event)"
    disk = sum(path.stat().st_size for path in register.folder.glob("*.sqlite3*"))
    if disk:
        yield f"  on disk {disk / 1e6:,.0f} MB, {disk / entries:,.0f} bytes for each entry with all that belongs to it"

    from kepil.reading.reader import Reader

    reader = Reader()
    reader.read(reading(10**6 + 1).document)  # loads the model
    for number in range(10**6, 10**6 + 3):
        document = reading(number).document
        began = time.perf_counter()
        found = reader.read(document)
        read = time.perf_counter() - began
        added = add(register, found, by="benchmark")
        whole = time.perf_counter() - began
        yield (
            f"  adding a document of {len(added.statements)} statements: {whole:.2f} s, of them reading {read:.2f} s; "
            f"{len(added.links)} links proposed"
        )
    if register.log.size() < events:
        took = seconds(lambda: lengthen(register, events))
        yield f"  lengthened to {register.log.size():,} events in {took:,.0f} s"
    size = register.log.size()
    took = seconds(register.replayed)
    yield f"  replay of {size:,} events: {took:.1f} s, {size / took:,.0f} events/s"
    keys, notes = read_keys(register.folder / PUBLIC_KEY), list(register.log.checkpoints())
    faults: list[object] = []
    took = seconds(lambda: faults.extend(verify_log(register.log.stored, notes, keys, register.log).faults))
    sample = list(register.log.stored(0, min(size, 100_000)))
    whole, each, _ = bare(sample)
    whole, each = (one * size / len(sample) for one in (whole, each))
    yield f"  verify of the log: {took:.1f} s, {size / took:,.0f} events/s, {len(faults)} faults"
    yield f"    bare SHA-256 of the same bytes in one piece {whole:.2f} s: ratio {whole / took:.3f}"
    yield f"    the same hashes one by one {each:.2f} s: ratio {each / took:.3f}"
    took = seconds(lambda: faults.extend(check_register(register).findings))
    yield f"  kepil verify (log, texts, spans, state): {took:.1f} s, {size / took:,.0f} events/s, {len(faults)} faults"
    yield f"  peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:,.0f} MiB"


def main(arguments: list[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else None)
    parser.add_argument("--entries", type=int, default=2_000)
    parser.add_argument("--events", type=int, default=10_000)
    parser.add_argument("--full", action="store_true", help="100,000 entries and 1,000,000 events")
    parser.add_argument("--folder", type=Path, help="keep the register there")
    args = parser.parse_args(arguments)
    entries, events = (100_000, 1_000_000) if args.full else (args.entries, args.events)
    with tempfile.TemporaryDirectory() as folder:
        register = Register.create(args.folder or Path(folder), name="Benchmark", by="benchmark")
        for line in report(register, entries, events):
            print(line, flush=True)
        register.close()


if __name__ == "__main__":
    main()
