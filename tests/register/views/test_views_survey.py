"""Entries as they stand on a day, which of them are listed, and what had been said by a day."""

from __future__ import annotations

from typing import Any

import pytest
from view_book import Book, by, day, money

from kepil.register import events as e
from kepil.register.state import RegisterError
from kepil.register.views.said_by import said_by
from kepil.register.views.select import SORTS, Filters, select
from kepil.register.views.survey import survey


def test_a_merged_entry_stands_once_with_all_its_mentions_in_the_order_of_their_days(book: Book) -> None:
    late = book.promise("2032-01-01", "late")
    early = book.promise("2031-01-01", "early", times=[by("2031-06-01")])
    undated = book.promise(None, "undated")
    book.do(e.EntryMerged(entry=early, into=late, role="changed"))
    book.do(e.EntryMerged(entry=undated, into=late))
    (row,) = book.on("2032-01-01").rows
    assert row.id == late
    assert [one.document.id for one in row.voices] == ["D2", "D1", "D3"]
    assert row.said == day("2031-01-01")
    assert row.status == "overdue"


def test_what_was_turned_down_counts_for_nothing(book: Book) -> None:
    entry = book.promise("2031-01-01", times=[by("2031-06-01")])
    again = book.again(entry, "2031-02-01", role="changed", times=[by("2031-09-01")])
    assert book.on("2031-07-01").rows[0].status == "extended"
    book.do(e.StatementRejected(statement=again))
    assert book.on("2031-07-01").rows[0].status == "overdue"
    book.do(e.StatementRejected(statement="S1"))
    assert book.on("2031-07-01").rows == ()


def test_retracted_entries_are_shown_only_when_asked_for(book: Book) -> None:
    entry = book.promise("2031-01-01")
    book.do(e.RecordSet(entry=entry, record="retracted"))
    assert book.on("2031-01-01").rows == ()
    assert len(book.on("2031-01-01", retracted=True).rows) == 1


def test_what_is_said_after_the_day_is_left_out_and_named(book: Book) -> None:
    book.promise("2031-01-02")
    book.promise("2031-01-03")
    found = book.on("2031-01-01")
    assert [row.id for row in found.rows] == ["E1"]  # it is tomorrow already in the east
    assert found.later == ("E2",)


def test_a_verdict_counts_from_its_day_and_once_it_is_confirmed(book: Book) -> None:
    entry = book.promise("2031-01-01", times=[by("2031-06-01")])
    set_ = book.rated(entry, "broken", "2031-07-01", second=True)
    row = book.on("2031-08-01").rows[0]
    assert (row.fulfilment, row.status, row.waits) == ("not_rated", "overdue", True)
    book.do(e.VerdictConfirmed(entry=entry, verdict=set_.n), by="bolat")
    row = book.on("2031-08-01").rows[0]
    assert (row.fulfilment, row.status, row.waits) == ("broken", "closed", False)
    assert book.on("2031-06-30").rows[0].fulfilment == "not_rated"


def test_a_verdict_that_leaves_something_due_does_not_close(book: Book) -> None:
    entry = book.promise("2031-01-01", times=[by("2031-06-01")])
    book.rated(entry, "in_progress", "2031-03-01")
    row = book.on("2031-07-01").rows[0]
    assert (row.fulfilment, row.status) == ("in_progress", "overdue")


def test_the_deadline_is_the_one_that_had_been_said_by_the_day(book: Book) -> None:
    entry = book.promise("2031-01-01", times=[by("2031-06-01")])
    book.again(entry, "2031-09-01", role="changed", times=[by("2032-06-01")])
    assert book.on("2031-07-01").rows[0].deadline == day("2031-06-01")
    assert book.on("2031-10-01").rows[0].deadline == day("2032-06-01")


def test_one_entry_alone_is_as_in_the_whole(book: Book) -> None:
    first = book.promise("2031-01-01", times=[by("2031-06-01")])
    book.again(first, "2031-02-01", times=[by("2031-06-01")])
    book.promise("2031-01-01")
    third = book.promise("2031-03-01")
    book.do(e.EntryMerged(entry=third, into=first))
    book.do(e.BodyAdded(id="housing", name="Ministry of Housing", what="body"))
    whole = book.on("2031-05-15")
    assert book.on("2031-05-15", only=[first]).rows == (whole.row(first),)
    with pytest.raises(RegisterError, match="E9"):
        book.on("2031-05-15", only=["E9"])


def listed(book: Book, **asked: Any) -> list[str]:
    return [row.id for row in select(book.on("2031-07-01"), Filters(**asked))]


def test_every_filter_keeps_what_it_names(book: Book) -> None:
    one = book.promise("2031-01-01", "We will pay for homes.", times=[by("2031-06-01")], amounts=[money(2e9)])
    two = book.promise("2031-02-01", "Build a bridge", kind="directive", amounts=[money(3e9, "EUR"), money(9e9, "t")])
    three = book.promise(None, "Homes for nurses", amounts=[money(5, "percent")])
    book.again(two, "2031-03-01", quote="And the homes beside it")
    book.rated(three, "kept", "2031-05-01")
    book.do(e.RecordSet(entry=one, record="published"))
    book.do(e.ProgrammeAdded(id="relief", name="Relief"))
    book.do(e.ProgrammeJoined(programme="relief", entry=three))
    assert listed(book) == [one, two, three]
    assert listed(book, text="HOMES") == [one, two, three]
    assert listed(book, text="homes pay") == [one]
    assert listed(book, kinds=["directive"]) == [two]
    assert listed(book, fulfilments=["kept", "broken"]) == [three]
    assert listed(book, times=["overdue"]) == [one]
    assert listed(book, records=["published"]) == [one]
    assert listed(book, said_after=day("2031-01-02")) == [two]
    assert listed(book, said_before=day("2031-01-01")) == [one]
    assert listed(book, programme="relief") == [three]
    assert listed(book, amount_over=2e9) == [two]
    assert listed(book, amount_over=1e9, unit="XVC") == [one]
    assert listed(book, amount_over=4, unit="percent") == [three]
    assert listed(book, text="homes", times=["overdue"], kinds=["directive"]) == []


def test_every_order_puts_what_has_no_value_last(book: Book) -> None:
    book.promise(None, "c", actor="Zebra")
    book.promise("2031-03-01", "b", times=[by("2031-06-01")], amounts=[money(5)])
    book.promise("2031-01-01", "a", times=[by("2031-09-01")], amounts=[money(7)], actor="Ant")
    found = book.on("2031-04-01")
    order = {name: [row.id for row in select(found, Filters(), name)] for name in SORTS}
    assert order["entry"] == ["E1", "E2", "E3"]
    assert order["said"] == ["E3", "E2", "E1"]
    assert order["due"] == ["E2", "E3", "E1"]
    assert order["amount"] == ["E3", "E2", "E1"]
    assert order["title"] == ["E3", "E2", "E1"]
    assert order["body"] == ["E3", "E2", "E1"]


def test_what_had_been_said_by_a_day_leaves_out_all_that_rests_on_later_documents(book: Book) -> None:
    early = book.promise("2031-01-01", "early", times=[by("2031-06-01")])
    book.again(early, "2031-05-01", role="changed", times=[by("2031-12-01")])
    late = book.promise("2031-05-01", "late")
    later = book.promise("2031-02-01", "voiced early, merged into what was said late")
    book.do(e.EntryMerged(entry=later, into=late))
    report = book.report("2031-05-01", "It was done.")
    book.do(e.EvidenceLinked(entry=early, statement=report, bearing="for"))
    book.do(e.LinkProposed(id="L1", a="S1", b=report, relation="progress", score=0.9))
    book.do(e.ProgrammeAdded(id="relief", name="Relief"))
    for entry in (early, late):
        book.do(e.ProgrammeJoined(programme="relief", entry=entry))
    book.do(e.MoneyRecorded(programme="relief", role="spent", value=5, unit="XVC", statement=report))
    book.rated(early, "stalled", "2031-04-15")

    found = survey(said_by(book.store, day("2031-03-01")), day("2031-03-01"))
    assert [(row.id, len(row.voices)) for row in found.rows] == [(early, 1), (later, 1)]
    assert found.rows[0].evidence == ()
    assert found.rows[0].entry.verdicts == ()
    assert found.programmes["relief"].entries == (early,)
    assert found.programmes["relief"].money == ()
    everything = survey(said_by(book.store, day("2031-05-01")), day("2031-05-01"))
    assert everything.rows == book.on("2031-05-01").rows
