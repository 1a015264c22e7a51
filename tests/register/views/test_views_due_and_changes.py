"""What is due, what was announced again, what slipped, what conflicts, what waits; wordings word by word."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from view_book import Book, by, day, every

from kepil.register import events as e
from kepil.register.records import ChangeRecord, OccurrenceRecord
from kepil.register.views.brief import brief
from kepil.register.views.changes import announced_again, conflicts, proposed_again, proposed_slips, slipped
from kepil.register.views.differences import differences
from kepil.register.views.due import agenda
from kepil.register.views.entry import dossier


def link(book: Book, id: str, a: str, b: str, relation: str, what: str | None = None) -> None:
    changes = (ChangeRecord(what=what, text=what),) if what else ()
    book.do(e.LinkProposed(id=id, a=a, b=b, relation=relation, score=0.8, changes=changes))  # type: ignore[arg-type]


def test_the_agenda_is_by_group_and_then_by_date(book: Book) -> None:
    soon = book.promise("2031-01-01", "soon", times=[by("2031-07-20")])
    late = book.promise("2031-01-01", "late", times=[by("2031-06-01")])
    later = book.promise("2031-01-01", "later still", times=[by("2031-05-01")])
    moved = book.promise("2031-01-01", "moved", times=[by("2031-06-15")])
    book.again(moved, "2031-06-01", role="changed", times=[by("2031-12-01")])
    book.promise("2031-01-01", "far", times=[by("2031-10-01")])
    book.promise("2031-01-01", "never")
    items = agenda(book.on("2031-07-01")).items
    assert [(one.row.id, one.group, one.days) for one in items] == [
        (later, "overdue", -61),
        (late, "overdue", -30),
        (soon, "due_soon", 19),
        (moved, "extended", 153),
    ]
    assert items[-1].first == day("2031-06-15")
    assert [one.row.id for one in agenda(book.on("2031-07-01", due_soon=10)).items] == [later, late, moved]


def test_a_duty_shows_what_was_met_and_missed_and_what_nobody_knows(book: Book) -> None:
    duty = book.promise("2031-01-01", times=[every("FREQ=MONTHLY;INTERVAL=2", "2031-01-01")])
    book.do(e.OccurrenceMarked(entry=duty, occurrence=OccurrenceRecord(day("2031-02-10"), "met")))
    book.do(e.OccurrenceMarked(entry=duty, occurrence=OccurrenceRecord(day("2031-06-30"), "missed")))
    found = agenda(book.on("2031-07-01"))
    (one,) = found.duties
    assert (one.met, one.missed, one.unknown) == (1, 1, 1)
    assert one.current is not None
    assert one.current.end == day("2031-08-31")
    assert [(item.group, item.on) for item in found.items] == [("overdue", day("2031-06-30"))]


def test_a_closed_duty_is_not_on_the_agenda(book: Book) -> None:
    duty = book.promise("2031-01-01", times=[every("FREQ=MONTHLY", "2031-01-01")])
    book.rated(duty, "withdrawn", "2031-03-01")
    assert agenda(book.on("2031-07-01")).duties == ()


def test_announced_again_counts_documents_and_days(book: Book) -> None:
    once = book.promise("2031-01-01")
    book.do(e.MentionLinked(entry=once, statement=book.said(None, document="D1"), role="again"))
    twice = book.promise("2031-01-01")
    book.again(twice, "2031-01-01")
    thrice = book.promise("2031-01-01")
    book.again(thrice, "2031-02-01")
    book.again(thrice, "2032-02-01")
    found = announced_again(book.on("2033-01-01"))
    assert [(one.row.id, len(one.days), one.documents) for one in found] == [(thrice, 3, 3), (twice, 1, 2)]


def test_slipped_is_what_a_change_put_off_by_the_day(book: Book) -> None:
    repeated = book.promise("2031-01-01", "said again with another day", times=[by("2031-06-01")])
    book.again(repeated, "2031-02-01", times=[by("2031-09-01")])
    forward = book.promise("2031-01-01", "brought forward", times=[by("2031-06-01")])
    book.again(forward, "2031-02-01", role="changed", times=[by("2031-03-01")])
    put_off = book.promise("2031-01-01", "put off", times=[by("2031-06-01")])
    moved = book.again(put_off, "2031-05-01", role="changed", times=[by("2032-06-01")])
    (one,) = slipped(book.on("2031-07-01"))
    assert (one.row.id, one.days, one.moved.statement.id) == (put_off, 366, moved)
    assert slipped(book.on("2031-04-01")) == ()


def test_proposals_are_counted_apart_and_rejected_ones_not_at_all(book: Book) -> None:
    for on in ("2031-01-01", "2031-02-01", "2031-03-01"):
        book.promise(on)
    link(book, "L1", "S1", "S2", "conflict", "figures_differ")
    link(book, "L2", "S1", "S3", "conflict", "dates_differ")
    link(book, "L3", "S2", "S3", "conflict", "dates_differ")
    link(book, "L4", "S1", "S2", "same")
    link(book, "L5", "S1", "S3", "drift", "deadline_slipped")
    link(book, "L6", "S2", "S3", "drift", "number_cut")
    book.do(e.LinkAccepted(link="L2"))
    book.do(e.LinkRejected(link="L3"))
    now = book.on("2031-04-01")
    assert [(one.link.id, one.confirmed) for one in conflicts(now)] == [("L2", True), ("L1", False)]
    assert [one.link.id for one in proposed_again(now)] == ["L4"]
    assert [one.link.id for one in proposed_slips(now)] == ["L5"]
    assert (announced_again(now), slipped(now)) == ((), ())
    before = book.on("2031-02-01")
    assert [one.link.id for one in conflicts(before)] == ["L1"]
    assert proposed_slips(before) == ()


def test_the_brief_names_what_waits_for_a_person(book: Book) -> None:
    rated = book.promise("2031-01-01", times=[by("2031-06-01")])
    book.promise("2031-01-01", times=[by("2031-06-01")])
    book.rated(rated, "broken", "2031-07-01", second=True)
    book.do(e.RecordSet(entry=rated, record="published"))
    book.do(e.StatementAccepted(statement="S1"))
    link(book, "L1", "S1", "S2", "same")
    found = brief(book.on("2031-08-01"))
    assert [one.row.id for one in found.overdue] == ["E1", "E2"]
    waiting = found.waiting
    assert (waiting.statements, waiting.entries, waiting.links) == (1, 1, {"same": 1})
    assert [row.id for row in waiting.second_readers] == ["E1"]
    assert [row.id for row in waiting.unrated] == ["E1", "E2"]


def test_the_dossier_tells_mentions_in_order_with_changes_and_open_links(book: Book) -> None:
    entry = book.promise("2031-01-01", "We will build 100 homes.")
    book.again(entry, "2031-03-01", quote="We will build 80 homes.", role="changed")
    other = book.promise("2031-04-01", "Something else")
    report = book.report("2031-05-01", "80 homes were built.")
    book.do(e.EvidenceLinked(entry=entry, statement=report, bearing="for"))
    link(book, "L1", "S1", "S2", "drift", "number_cut")
    link(book, "L2", "S2", "S3", "same")
    link(book, "L3", "S1", "S3", "conflict")
    book.do(e.LinkRejected(link="L3"))
    survey = book.on("2031-06-01")
    row = survey.row(entry)
    assert row is not None
    found = dossier(survey, row)
    first, second = found.tellings
    assert first.words == ()
    assert [(one.what, one.text) for one in second.words if one.what != "same"] == [("removed", "100"), ("added", "80")]
    assert second.days == 59
    assert [one.link.id for one in second.links] == ["L1"]
    assert [(one.link.id, one.b.entry) for one in found.links] == [("L2", other)]
    assert [(one.statement.id, one.bearing) for one in found.evidence] == [(report, "for")]


texts = st.text(alphabet="ab é7.,-\n", max_size=40)


@given(texts, texts)
def test_the_pieces_of_a_difference_give_both_wordings_back(before: str, after: str) -> None:
    pieces = differences(before, after)
    for without, wording in (("added", before), ("removed", after)):
        assert "".join(one.text for one in pieces if one.what != without) == " ".join(wording.split())
    assert all(one.text for one in pieces)
    if before == after:
        assert {one.what for one in pieces} <= {"same"}
