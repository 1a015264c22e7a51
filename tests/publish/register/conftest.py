"""A register of the bundled story, read as a perfect reader would, with decisions of two editors."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from types import ModuleType

import pytest

from kepil.register import events as e
from kepil.register.adding import add
from kepil.register.records import Entry, OccurrenceRecord
from kepil.register.register import Register


@pytest.fixture(scope="session")
def register(story: ModuleType, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Register]:
    clock = [dt.datetime(2031, 1, 1, tzinfo=dt.UTC)]
    folder = tmp_path_factory.mktemp("story")
    made = Register.create(folder, name="Promises of Velmora", by="asel", now=lambda: clock[0], environment={})
    with closing(made) as register:
        for reading in story.readings():
            assert reading.document.published
            clock[0] = dt.datetime.combine(reading.document.published, dt.time(12), dt.UTC)
            add(register, reading, by="asel")
        with register.change("asel", "the money came") as change:
            change.append(e.RegionAdded(id="velmora", name="Velmora"))
            change.append(
                e.BodyAdded(id="gov", name="Government of Velmora", what="body", aliases=("=gov",), region="velmora")
            )
            change.append(e.BodyAdded(id="pm", name="Prime Minister", what="office", part_of="gov"))
            change.append(e.BodyAdded(id="reeve", name="Tomas Reeve", what="person"))
            change.append(e.TermAdded(office="pm", person="reeve", start=dt.date(2030, 1, 1)))
            change.append(e.ProgrammeAdded(id="flood", name="Flood relief"))
            change.append(e.ProgrammeJoined(programme="flood", entry="E1"))
            change.append(
                e.MoneyRecorded(programme="flood", role="promised", value=5e9, unit="XVC", source='=HYPERLINK("x")')
            )
            change.append(
                e.VerdictSet(
                    entry="E1",
                    fulfilment="kept",
                    effective=dt.date(2031, 6, 1),
                    decided=dt.date(2031, 6, 2),
                    policy="default",
                    evidence_for=("S2",),
                    second=True,
                )
            )
            change.append(e.ReplyAdded(entry="E1", by="Office", text="Thank you\x0b.", url="https://example.org/r"))
            change.append(
                e.OccurrenceMarked(entry="E2", occurrence=OccurrenceRecord(dt.date(2031, 7, 1), "met", ("S2",)))
            )
            change.append(e.EntryMerged(entry="E4", into="E3"))
            change.append(e.RecordSet(entry="E5", record="retracted"))
        first = register.store.get(Entry, "E1")
        assert first
        with register.change("bolat", "read again") as change:
            change.append(e.VerdictConfirmed(entry="E1", verdict=first.verdicts[0].n))
            change.append(e.RecordSet(entry="E1", record="published"))
        yield register


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "out"
