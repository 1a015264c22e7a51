"""Registers of random texts and random decisions, for tests of what leaves them and comes back."""

from __future__ import annotations

import datetime as dt
import hashlib
from typing import Any

from hypothesis import strategies as st

from kepil.model import Actor, Amount, Commitment, Document, Place, Reading, Report, Span, Time
from kepil.register import events as e
from kepil.register.adding import add
from kepil.register.records import Entry, OccurrenceRecord, Programme, StatementRecord
from kepil.register.register import Register
from kepil.register.state import RegisterError

ODD = st.sampled_from(
    [
        "=1+1",
        "'=1+1",
        "-2 + 3",
        "@SUM(A1)",
        "\tcell",
        "../../up",
        'a "quoted", name;',
        "وعد الحكومة ببناء ‮مدرسة‬",
        "\x01\x0b\x1f\x7f",
        "line\r\nline\rline\nend",
        "“—”  ",
        "𝔘𝔫𝔦 👩‍👩‍👧",
        "long " * 4000,
    ]
)
WORDS = st.one_of(ODD, st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\0"), min_size=1))
DAYS = st.dates(dt.date(1990, 1, 1), dt.date(2090, 12, 31))


@st.composite
def readings(draw: st.DrawFn) -> Reading:
    """A text with statements that are runs of it."""
    text = " ".join(draw(st.lists(WORDS, min_size=1, max_size=4)))
    document = Document(
        name=draw(WORDS),
        text=text,
        sha256=hashlib.sha256(text.encode()).hexdigest(),
        title=draw(st.none() | WORDS),
        publisher=draw(st.none() | WORDS),
        published=draw(st.none() | DAYS),
        language="en",
        speaker=draw(st.none() | WORDS),
        url=draw(st.none() | st.just("https://example.org/a?b=1&c=2")),
        content=text.encode(),
    )

    def span() -> Span:
        start = draw(st.integers(0, len(text) - 1))
        end = draw(st.integers(start + 1, len(text)))
        return Span(text[start:end], start, end)

    def coordinates() -> dict[str, Any]:
        value = draw(st.none() | st.integers(-(10**20), 10**20).map(float) | st.floats(allow_nan=False, width=32))
        rule = draw(st.sampled_from(["FREQ=MONTHLY", "FREQ=WEEKLY;INTERVAL=2", "FREQ=YEARLY;BYMONTH=2"]))
        return {
            "places": tuple(Place(span(), "geonames:1") for _ in range(draw(st.integers(0, 1)))),
            "amounts": (Amount(span(), value if value != float("inf") and value != -float("inf") else 1, "XVC"),),
            "times": (
                Time(span(), "deadline", end=draw(DAYS)),
                Time(span(), "recurrence", rule=rule),
            )[: draw(st.integers(0, 2))],
        }

    commitments = tuple(
        Commitment(
            span(), "pledge", "specific", 0.5, Actor(draw(st.none() | WORDS)), Actor(None, span()), span(), **found
        )
        for found in [coordinates() for _ in range(draw(st.integers(0, 3)))]
    )
    reports = tuple(
        Report(span(), "done", 0.5, Actor(draw(WORDS)), span(), **found)
        for found in [coordinates() for _ in range(draw(st.integers(0, 1)))]
    )
    return Reading(document, draw(WORDS), commitments, reports)


def fill(register: Register, data: st.DataObject) -> None:
    """Add texts, and let editors decide at random; what does not fit is refused, as for anyone."""
    for reading in data.draw(st.lists(readings(), max_size=3, unique_by=lambda one: one.document.sha256)):
        add(register, reading, by="asel")
    for _ in range(data.draw(st.integers(0, 6))):
        event = data.draw(decisions(register))
        if event is not None:
            try:
                with register.change(data.draw(st.sampled_from(["asel", "bolat", "=cmd"])), data.draw(WORDS)) as change:
                    change.append(event)
            except RegisterError:
                continue


@st.composite
def decisions(draw: st.DrawFn, register: Register) -> Any:
    entries = [one.id for one in register.store.all(Entry)]
    statements = [one.id for one in register.store.all(StatementRecord)]
    if not entries:
        return None
    entry, other = draw(st.sampled_from(entries)), draw(st.sampled_from(entries))
    day, words = draw(DAYS), draw(WORDS)
    found = draw(
        st.sampled_from(
            [
                e.EntryMerged(entry=entry, into=other),
                e.MergeUndone(entry=entry),
                e.RecordSet(entry=entry, record=draw(st.sampled_from(["published", "retracted", "in_review"]))),
                e.ReplyAdded(entry=entry, by=words, text=words, url="https://example.org/"),
                e.CorrectionReceived(entry=entry, what="error", text=words, url="https://example.org/"),
                e.EntryTitled(entry=entry, title=words),
                e.EvidenceLinked(entry=entry, statement=draw(st.sampled_from(statements)), bearing="for"),
                e.VerdictSet(
                    entry=entry,
                    fulfilment="partly_kept",
                    effective=day,
                    decided=day,
                    policy="default",
                    evidence_for=(statements[0],),
                ),
                e.OccurrenceMarked(entry=entry, occurrence=OccurrenceRecord(day, "met", (statements[-1],))),
                e.StatementRejected(statement=draw(st.sampled_from(statements))),
                e.ProgrammeAdded(id="flood", name=words),
                e.RegionAdded(id="velmora", name=words, aliases=(words,)),
                e.BodyAdded(id="gov", name=words, what="body", aliases=("=1", words)),
            ]
        )
    )
    waiting = register.store.get(Entry, entry).corrections  # type: ignore[union-attr]
    if isinstance(found, e.CorrectionReceived) and waiting:
        return e.CorrectionAnswered(entry=entry, correction=waiting[-1].n, outcome="not_corrected")
    if isinstance(found, e.ProgrammeAdded) and register.store.get(Programme, "flood"):
        return e.MoneyRecorded(
            programme="flood", role="promised", value=draw(st.integers(-5, 5)), unit="XVC", source=words
        )
    return found
