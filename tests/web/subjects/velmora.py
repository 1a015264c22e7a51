"""The story's register with more in it, served: regions with their outlines, the bodies that answer for them, marks on
duties, more figures of a programme. Test modules import the fixtures that they need.
"""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
import web_story
from web_server import serving

from kepil.register import events as e
from kepil.register.records import Entry, OccurrenceRecord
from kepil.register.register import Register

ROOT = Path(__file__).resolve().parents[3]
OUTLINES = ROOT / "examples" / "outlines.geojson"
REGIONS = {
    "arden": ("Arden", "velmora"),
    "upper-sarn": ("Upper Sarn", "velmora"),
    "lower-sarn": ("Lower Sarn", "velmora"),
    "mirefield": ("Mirefield", "velmora"),
    "kestrel-coast": ("Kestrel Coast", "velmora"),
    "halden": ("Halden", "arden"),
    "marl": ("Marl", "lower-sarn"),
    "oxley": ("Oxley", "lower-sarn"),
    "port-kestrel": ("Port Kestrel", "kestrel-coast"),
}
MEETINGS = "E14"
"""The duty of governors to meet residents once every two months."""


def extend(folder: Path) -> None:
    """Add them to a copy of the story's register."""
    register = Register.open(folder, now=lambda: web_story.LAST_DAY)
    with register.change("Asel Demo", "where it is") as change:
        for id, (name, within) in REGIONS.items():
            change.append(e.RegionAdded(id=id, name=name, within=within))
        change.append(
            e.BodyAdded(
                id="lower-sarn-office",
                name="Governor of Lower Sarn",
                what="office",
                aliases=("Administration of Lower Sarn",),
                part_of="government",
                region="lower-sarn",
            )
        )
        change.append(e.BodyAdded(id="edda-brandt", name="Edda Brandt", what="person"))
        change.append(e.BodyAdded(id="old-governor", name="Jorun Vale", what="person"))
        change.append(
            e.TermAdded(
                office="lower-sarn-office",
                person="old-governor",
                start=dt.date(2025, 3, 1),
                end=dt.date(2030, 2, 28),
            )
        )
        change.append(e.TermAdded(office="lower-sarn-office", person="edda-brandt", start=dt.date(2030, 3, 1)))
        change.append(
            e.BodyAdded(
                id="emergencies",
                name="Ministry for Emergencies",
                what="body",
                aliases=("Ministry for Emergencies of Velmora",),
                part_of="government",
            )
        )
        money = {"programme": "rebuilding", "unit": "XVC"}
        change.append(
            e.MoneyRecorded(
                role="promised", value=2_600_000_000, source="Second address", on=dt.date(2033, 4, 11), **money
            )
        )
        evidence = next(one for one in register.store.all(Entry) if one.id == MEETINGS).mentions[0].statement
        for mark in (
            OccurrenceRecord(dt.date(2033, 1, 20), "met", (evidence,)),
            OccurrenceRecord(dt.date(2033, 4, 20), "met", (), of=dt.date(2033, 4, 10)),
            OccurrenceRecord(dt.date(2033, 6, 13), "missed", (evidence,)),
        ):
            change.append(e.OccurrenceMarked(entry=MEETINGS, occurrence=mark))
    register.close()
    shutil.copyfile(OUTLINES, folder / "outlines.geojson")


@pytest.fixture(scope="session")
def mapped(story: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the story's register with all that `extend` adds."""
    made = Path(shutil.copytree(story, tmp_path_factory.mktemp("mapped") / "register"))
    extend(made)
    return made


@pytest.fixture
def folder(mapped: Path, tmp_path: Path) -> Path:
    """A copy of it, for the fixtures `site` and `client`."""
    return Path(shutil.copytree(mapped, tmp_path / "register"))


@pytest.fixture(scope="session")
def map_served(mapped: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a real server over a copy of it."""
    copy = Path(shutil.copytree(mapped, tmp_path_factory.mktemp("map-served") / "register"))
    with serving(copy, "--no-second-factor") as address:
        yield address
