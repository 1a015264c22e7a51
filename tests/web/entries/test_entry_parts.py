"""The parts that pages of promises are made of: coordinates, passages, changes, the shelf of documents, history."""

from __future__ import annotations

import datetime as dt
import shutil
from pathlib import Path

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from kepil.model import Actor, Commitment, Span, Time
from kepil.register import events as e
from kepil.register.database.about import changed_among, checkpoint_by, events_about, numbers_about
from kepil.register.records import ChangeRecord, Entry, LinkRecord
from kepil.register.views.bodies import Bodies
from kepil.register.views.regions import Regions
from kepil.web import site as sites
from kepil.web.public.entries.changes import told
from kepil.web.public.entries.coordinates import facts, when
from kepil.web.public.entries.passages import AROUND, passage
from kepil.web.public.entries.shelf import shelf
from kepil.web.scene import Scene
from kepil.web.site import Options, Site

DAY = dt.date


def span(text: str) -> Span:
    return Span(text, 0, len(text))


@pytest.mark.parametrize(
    ("time", "shown"),
    [
        (Time(span("by May"), "deadline", None, DAY(2031, 5, 31)), "by 31 May 2031"),
        (Time(span("from May"), "start", DAY(2031, 5, 1), None), "from 1 May 2031"),
        (Time(span("in May"), "period", DAY(2031, 5, 1), DAY(2031, 5, 31)), "1 May 2031 to 31 May 2031"),
        (Time(span("that day"), "period", DAY(2031, 5, 1), DAY(2031, 5, 1)), "on 1 May 2031"),
        (Time(span("five years"), "duration", None, None, "P5Y"), "for 5 years"),
        (Time(span("30 days"), "deadline", None, None, "P30D"), "within 30 days"),
        (Time(span("monthly"), "recurrence", None, None, "FREQ=MONTHLY"), "every month"),
        (
            Time(span("x"), "recurrence", DAY(2031, 5, 1), None, "FREQ=MONTHLY;INTERVAL=2"),
            "every 2 months, from 1 May 2031",
        ),
        (Time(span("soon"), "deadline"), None),
        (Time(span("soon"), "deadline", None, None, "PXX"), None),
    ],
)
def test_times_in_words(site: Site, time: Time, shown: str | None) -> None:
    assert when(time) == shown


def test_coordinates_show_the_value_and_the_words_where_they_differ(site: Site) -> None:
    said = Commitment(
        span("We will"), "pledge", "vague", 1.0, Actor("Ilsa Marrow"), Actor("Government", span("We")), span("act"),
        condition=span("if it\n rains"),
    )  # fmt: skip
    found = {one.name: [(value.shown, value.said, value.link) for value in one.values] for one in facts(
        said, DAY(2031, 5, 1), Scene(site).frame.bodies, Regions(())
    )}  # fmt: skip
    assert found["To be done by"] == [("Government", "We", "/bodies/government/")]
    assert found["On condition"] == [("if it rains", "", "")]
    assert "How much" not in found
    plain = facts(said, None, Bodies(()), Regions(()))
    assert next(one for one in plain if one.name == "To be done by").values[0].link == ""


@given(
    st.lists(
        st.sampled_from(["We act. ", "It rained all day, and more. ", "\n\n", "Nobody knew why ", "x" * 300]),
        max_size=30,
    ),
    st.data(),
)
def test_a_passage_is_a_run_of_the_text_around_the_quote(pieces: list[str], data: st.DataObject) -> None:
    text = "".join(pieces) + "The end."
    start = data.draw(st.integers(0, len(text) - 2))
    end = data.draw(st.integers(start + 1, len(text)))
    found = passage(text, {"quote": {"text": text[start:end], "start": start, "end": end}}, "en")
    assert found.quote == text[start:end]
    assert found.before + found.quote + found.after in text
    assert len(found.before) <= AROUND
    assert len(found.after) <= AROUND
    assert found.starts == (not text[: start - len(found.before)].strip())
    assert found.ends == (not text[end + len(found.after) :].strip())


def test_changes_of_days_are_told_as_days(site: Site) -> None:
    before, after = {"text": "by the end of 2032"}, {"text": "by June 2035"}
    moved = ChangeRecord("deadline_slipped", "the deadline moves from 2032-12-31 to 2035-06-30", before, after)
    found = told(moved)
    assert (found.before, found.after, found.tone) == ("31 Dec 2032", "30 Jun 2035", "warn")
    odd = told(ChangeRecord("deadline_slipped", "the deadline moves from 2032-13-99 to 2035-06-30", before, after))
    assert (odd.before, odd.after) == ("by the end of 2032", "by June 2035")
    assert told(ChangeRecord("of_a_later_version", "?", None, after)).name == "of a later version"


def test_the_shelf_that_grew_is_the_shelf_read_anew(site: Site, tmp_path: Path) -> None:
    shelf(Scene(site))
    with site.register.change("Asel Demo", "why not") as made:
        made.append(e.RecordSet(entry="E10", record="retracted"))
        made.append(e.EvidenceLinked(entry="E2", statement="S20", bearing="against"))
        made.append(e.StatementRejected(statement="S3"))
        made.append(e.MergeUndone(entry="E17"))
        made.append(e.RecordSet(entry="E17", record="published"))
    grown = shelf(Scene(site))
    copy = Path(shutil.copytree(site.folder, tmp_path / "copy"))
    sites.use(sites.open_site(copy, Options(), now=site.register.now))
    anew = shelf(Scene(sites.current()))
    assert sorted(grown.bearing) == sorted(anew.bearing)
    assert grown.volumes == anew.volumes
    assert "E10" not in {id for ids in grown.bearing.values() for id in ids}
    assert "E2" in grown.bearing["S20"]


def test_what_bears_on_records_is_what_their_histories_have(site: Site) -> None:
    register = site.register
    records = ["E10", "E19", "S13", "D1"]
    numbers = numbers_about(register.alias, records)
    assert list(numbers) == sorted({one.n for record in records for one in register.history(record)})
    published = events_about(register.alias, ["E10"], kinds=["record.set"])
    assert [one.data.record for one in published] == ["in_review", "published"]
    early = dt.datetime(2031, 4, 14, 23, tzinfo=dt.UTC)
    assert [
        one.kind for one in events_about(register.alias, ["E10"], kinds=["entry.opened", "record.set"], until=early)
    ] == ["entry.opened"]
    assert changed_among(register.alias, ["E10", "nothing"]) == {"E10": register.history("E10")[-1].at}
    note = checkpoint_by(register.alias, early)
    assert note is not None
    assert int(note.split("\n")[1]) < register.log.size()
    assert checkpoint_by(register.alias, dt.datetime(2000, 1, 1, tzinfo=dt.UTC)) is None


def test_what_readers_pointed_out_is_in_the_timeline(site: Site) -> None:
    with site.register.change("Asel Demo", "the table says so too") as made:
        n = made.append(
            e.CorrectionReceived(entry="E1", what="error", text="It was 11,241 households.", url="ftp://x")
        ).n
        made.append(e.CorrectionAnswered(entry="E1", correction=n, outcome="corrected"))
    page = Client().get("/entries/E1/").content.decode()
    assert "An error was pointed out" in page
    assert "It was 11,241 households." in page
    assert 'Answered: corrected (<span dir="auto">the table says so too</span>)' in page
    assert "ftp://x" not in page


def test_what_only_the_machine_says_of_evidence_is_called_unchecked(site: Site) -> None:
    store = site.store()
    entry = store.get(Entry, "E1")
    assert entry is not None
    report = entry.evidence[0].statement
    assert "not checked by anybody yet" not in Client().get("/entries/E1/").content.decode()
    links = [one for side in ("a", "b") for one in store.where(LinkRecord, **{side: report}) if one.state == "accepted"]
    with site.register.change("Asel Demo") as made:
        for link in links:
            made.append(e.LinkReopened(link=link.id))
    assert "not checked by anybody yet" in Client().get("/entries/E1/").content.decode()
