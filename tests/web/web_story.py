"""A register of the story, built as an editor would: texts added on their days, links accepted, entries published,
bodies, regions, a programme, a verdict. `build` takes seconds; tests work on copies of what it made. What was read in
the texts stands beside this file (`kepil read --format jsonl`, kept as an earlier model printed it): these tests are of
the web, whatever the reader of the day finds.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from pathlib import Path

from kepil.model import Document, Reading, commitment_from_json, report_from_json
from kepil.register import events as e
from kepil.register.adding import add
from kepil.register.editing import accept
from kepil.register.judging import confirm, linked_evidence, set_verdict
from kepil.register.records import Entry, LinkRecord, StatementRecord
from kepil.register.register import Register
from kepil.sources import open_all

STORY = Path(__file__).resolve().parents[2] / "examples" / "story"
READINGS = Path(__file__).with_name("story-readings.jsonl")
LAST_DAY = dt.datetime(2033, 12, 13, 12, tzinfo=dt.UTC)


class Time:
    """A clock that the builder sets."""

    def __init__(self) -> None:
        self.at = dt.datetime(2031, 4, 14, 12, tzinfo=dt.UTC)

    def __call__(self) -> dt.datetime:
        return self.at


def readings() -> Iterator[Reading]:
    """What was read in the texts, in the order of their days."""
    documents = {one.name: one for one in open_all([str(STORY)]) if isinstance(one, Document)}
    for line in READINGS.read_text(encoding="utf-8").splitlines():
        read = json.loads(line)
        yield Reading(
            documents[read["doc"]],
            read["reader"],
            tuple(map(commitment_from_json, read["commitments"])),
            tuple(map(report_from_json, read["reports"])),
        )


def build(folder: Path) -> None:
    """Make the register of the story in a folder."""
    clock = Time()
    register = Register.create(
        folder, name="Flood recovery in Velmora", by="Asel Demo", origin="example.org/velmora", now=clock
    )
    for reading in readings():
        published = reading.document.published
        assert published is not None
        clock.at = dt.datetime.combine(published, dt.time(12), dt.UTC)
        add(register, reading, by="Asel Demo")
    clock.at = LAST_DAY
    sure = [one.id for one in register.store.all(LinkRecord) if one.state == "proposed" and one.score >= 0.9]
    accept(register, sure, by="Asel Demo", reason="read side by side")
    with register.change("Asel Demo", "who answers for what") as change:
        change.append(e.BodyAdded(id="government", name="Government of Velmora", what="body", aliases=("Government",)))
        change.append(e.BodyAdded(id="president", name="President of Velmora", what="office", aliases=("President",)))
        change.append(e.BodyAdded(id="prime-minister", name="Prime Minister", what="office", part_of="government"))
        change.append(e.BodyAdded(id="tomas-reeve", name="Tomas Reeve", what="person"))
        change.append(e.TermAdded(office="prime-minister", person="tomas-reeve", start=dt.date(2029, 1, 10)))
        change.append(e.RegionAdded(id="velmora", name="Velmora"))
        change.append(e.RegionAdded(id="sarn", name="Sarn", within="velmora"))
        change.append(e.ProgrammeAdded(id="rebuilding", name="Rebuilding after the flood"))
    entries = [one.id for one in register.store.all(Entry) if one.merged_into is None]
    with register.change("Asel Demo", "checked against the text") as change:
        for entry in entries:
            change.append(e.RecordSet(entry=entry, record="in_review"))
            change.append(e.RecordSet(entry=entry, record="published"))
        for entry in entries[:5]:
            change.append(e.ProgrammeJoined(programme="rebuilding", entry=entry))
        money = {"programme": "rebuilding", "unit": "XVC"}
        change.append(e.MoneyRecorded(role="promised", value=2_400_000_000, source="Address, 14 April 2031", **money))
        change.append(e.MoneyRecorded(role="spent", value=1_900_000_000, source="Final report, 2033", **money))
    for_, against = linked_evidence(register.store, "E1")
    set_verdict(
        register,
        "E1",
        "kept",
        by="Asel Demo",
        reason="All households were paid by 29 May, within the term",
        effective=dt.date(2031, 5, 29),
        evidence_for=for_,
        evidence_against=against,
    )
    confirm(register, "E1", by="Bolat Demo")
    assert next(register.store.all(StatementRecord))
    register.close()
