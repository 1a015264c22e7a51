"""The scoreboard, other trackers' scales, and the money of programmes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from view_book import Book, by, day, money, place

from kepil.register import events as e
from kepil.register.state import RegisterError
from kepil.register.verdicts import FULFILMENTS, crosswalks, policies, policy
from kepil.register.views.programme import find, programme_view
from kepil.register.views.scales import on_scale, scale
from kepil.register.views.score import BY, OUTCOMES, score
from kepil.register.views.select import Filters, select


def test_each_promise_stands_in_one_column(book: Book) -> None:
    for fulfilment in ("kept", "kept_late", "partly_kept", "broken", "not_rated", "superseded"):
        book.rated(book.promise("2031-01-01", times=[by("2031-06-01")]), fulfilment, "2031-07-01")
    book.rated(book.promise("2031-01-01", times=[by("2031-12-01")]), "in_progress", "2031-07-01")
    (line,) = score(book.on("2031-08-01")).lines
    assert line.outcomes == dict.fromkeys(OUTCOMES, 1)
    assert (line.promised, line.due) == (7, 5)
    assert line.share == 0.25


def test_the_registers_policy_says_what_counts_as_kept(book: Book) -> None:
    entry = book.promise("2031-01-01")
    book.rated(entry, "partly_kept", "2031-07-01")
    sides = set()
    for name in policies():
        book.do(e.PolicyChosen(policy=name))
        (line,) = score(book.on("2031-08-01")).lines
        (counted,) = [one for one, number in line.outcomes.items() if number]
        assert counted == {"good": "kept", "partial": "partly", "bad": "broken"}[policies()[name].counts["partly_kept"]]
        sides.add(counted)
    assert len(sides) > 1


def test_nobody_has_kept_or_broken_what_nobody_rated(book: Book) -> None:
    book.promise("2031-01-01", times=[by("2031-06-01")])
    (line,) = score(book.on("2031-08-01")).lines
    assert (line.due, line.outcomes["overdue"], line.share) == (1, 1, None)


def test_a_promise_counts_for_every_body_and_region_around_and_once_in_the_total(book: Book) -> None:
    book.do(e.BodyAdded(id="gov", name="Government", what="body"))
    book.do(e.BodyAdded(id="housing", name="Ministry of Housing", what="body", part_of="gov"))
    book.do(e.RegionAdded(id="velmora", name="Velmora"))
    book.do(e.RegionAdded(id="arden", name="Arden", within="velmora"))
    book.do(e.RegionAdded(id="sarn", name="Sarn", within="velmora"))
    book.promise("2031-01-01", places=[place("Arden"), place("Sarn")])
    book.promise("2031-01-01", actor="the Parliament")
    book.promise("2031-01-01", actor="Parliament", places=[place("Arden")])
    survey = book.on("2031-01-01")
    bodies = score(survey, "body")
    assert [(line.key, line.promised) for line in bodies.lines] == [("gov", 1), ("housing", 1), ("~parliament", 2)]
    assert bodies.total.promised == 3
    regions = score(survey, "region")
    assert [(line.key, line.entries) for line in regions.lines] == [
        ("arden", ("E1", "E3")),
        ("velmora", ("E1", "E3")),
        ("sarn", ("E1",)),
        ("~", ("E2",)),
    ]
    assert [line.promised for line in score(survey, "region", select(survey, Filters(body="gov"))).lines] == [1, 1, 1]


@given(
    st.lists(
        st.tuples(st.sampled_from(FULFILMENTS), st.sampled_from(("2031-03-01", "2031-12-01"))), min_size=1, max_size=8
    ),
    st.sampled_from(sorted(crosswalks())),
)
def test_every_scale_counts_every_entry_once_and_flips_are_where_the_sides_differ(
    rated: list[tuple[str, str]], name: str
) -> None:
    book = Book()
    for fulfilment, due in rated:
        book.rated(book.promise("2031-01-01", times=[by(due)]), fulfilment, "2031-05-01")
    survey = book.on("2031-06-01")
    other = scale(name)
    for by_ in BY:
        board = score(survey, by_)
        assert sum(board.total.outcomes.values()) == board.total.promised == len(rated)
        scaled = on_scale(survey, board, other)
        assert sum(scaled.total.values()) == len(rated)
        assert [sum(counts.values()) for counts in scaled.counts] == [line.promised for line in board.lines]
        flipped = {
            row.id
            for row in survey.rows
            if other.side(row.fulfilment, row.status) != policy("default").side(row.fulfilment, row.status)
        }
        assert {row.id for row, _, _ in scaled.flips} == flipped


def test_a_scale_that_is_not_there_is_named_with_those_that_are() -> None:
    with pytest.raises(RegisterError, match=r"no scale 'obameter'.*politifact"):
        scale("obameter")


def test_the_money_of_a_programme_is_never_added_up_and_candidates_never_added_by_themselves(book: Book) -> None:
    entry = book.promise("2031-01-01", amounts=[money(2.4e9), money(3000, "home")])
    report = book.report("2032-01-01", "1.1 billion was paid.", amounts=[money(1.1e9)])
    book.do(e.EvidenceLinked(entry=entry, statement=report, bearing="for"))
    outside = book.report("2032-06-01", "1.5 billion by June.", amounts=[money(1.5e9)])
    book.do(e.ProgrammeAdded(id="relief", name="Flood Relief"))
    book.do(e.ProgrammeJoined(programme="relief", entry=entry))
    book.do(e.MoneyRecorded(programme="relief", role="spent", value=1.5e9, unit="XVC", statement=outside))
    book.do(e.MoneyRecorded(programme="relief", role="spent", value=9e8, unit="XVC", source="x", on=day("2031-06-01")))
    survey = book.on("2033-01-01")
    found = programme_view(survey, find(survey, "flood relief"))
    assert [one.money.value for one in found.figures] == [9e8, 1.5e9]
    newest = found.latest["spent", "XVC"]
    assert (newest.money.value, newest.on) == (1.5e9, day("2032-06-01"))
    assert [(one.statement.id, one.amount.value, one.role) for one in found.candidates] == [
        ("S1", 2.4e9, "promised"),
        (report, 1.1e9, None),
    ]
    book.do(e.MoneyRecorded(programme="relief", role="promised", value=2.4e9, unit="XVC", statement="S1"))
    survey = book.on("2033-01-01")
    assert [one.statement.id for one in programme_view(survey, find(survey, "relief")).candidates] == [report]


def test_a_programme_counts_an_entry_that_was_merged_into_another(book: Book) -> None:
    first, second = book.promise("2031-01-01"), book.promise("2031-02-01")
    book.do(e.ProgrammeAdded(id="relief", name="Relief"))
    book.do(e.ProgrammeJoined(programme="relief", entry=second))
    book.do(e.EntryMerged(entry=second, into=first))
    survey = book.on("2031-03-01")
    assert [row.id for row in programme_view(survey, find(survey, "relief")).rows] == [first]
    with pytest.raises(RegisterError, match="no programme"):
        find(survey, "reliefs")
