"""What people see of a register: charts, tables at any width, events in words."""

from __future__ import annotations

import io
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.console import Console
from view_book import Book, by, day, every, money, place

from kepil.publish.views import history, labels
from kepil.publish.views.brief import show_brief
from kepil.publish.views.charts import MARKS, shares, timeline
from kepil.publish.views.due import chart, show_agenda
from kepil.publish.views.entry import show_entry
from kepil.publish.views.listing import COLUMNS, show_list, write_rows
from kepil.publish.views.page import Page
from kepil.publish.views.programmes import show_programme
from kepil.publish.views.score import show_scaled, show_score
from kepil.register import events as e
from kepil.register.records import OccurrenceRecord
from kepil.register.schedule import Occurrence
from kepil.register.views.brief import brief
from kepil.register.views.due import agenda
from kepil.register.views.entry import dossier
from kepil.register.views.programme import programme_view
from kepil.register.views.scales import on_scale, scale
from kepil.register.views.score import score
from kepil.register.views.survey import Survey

BIDI = "We will build homes [bold]in all[/bold] of Marl :smile: \x1b[31m and beyond the river for good."


def full(book: Book) -> Survey:
    """A register that has something of everything."""
    entry = book.promise("2031-01-01", BIDI, times=[by("2031-06-01")], amounts=[money(2.4e9)], places=[place("Marl")])
    book.again(entry, "2031-05-01", role="changed", times=[by("2032-06-01")])
    duty = book.promise("2031-01-01", "meet residents", times=[every("FREQ=MONTHLY", "2031-01-01")])
    book.do(e.OccurrenceMarked(entry=duty, occurrence=OccurrenceRecord(day("2031-02-10"), "met")))
    other = book.promise("2031-02-01", "open a fund", times=[by("2031-03-01")])
    book.do(e.LinkProposed(id="L1", a="S1", b="S3", relation="conflict", score=0.7, reasons=("two figures",)))
    book.do(e.ProgrammeAdded(id="relief", name="Relief"))
    book.do(e.ProgrammeJoined(programme="relief", entry=entry))
    book.do(e.MoneyRecorded(programme="relief", role="promised", value=5e9, unit="XVC", source="https://example.org"))
    book.rated(other, "kept_late", "2031-06-30")
    book.do(e.ReplyAdded(entry=entry, by="Ministry", text="We are on the way."))
    return book.on("2031-07-01")


def shown(survey: Survey, width: int) -> str:
    out = io.StringIO()
    page = Page(Console(file=out, width=width, highlight=False))
    show_list(page, survey, survey.rows, 500)
    show_agenda(page, survey, agenda(survey), 200)
    board = score(survey)
    show_score(page, survey, board)
    show_scaled(page, board, on_scale(survey, board, scale("g20")))
    show_brief(page, survey, brief(survey), "Book", 8)
    for row in survey.rows:
        show_entry(page, survey, dossier(survey, row), ())
    show_programme(page, survey, programme_view(survey, survey.programmes["relief"]))
    return out.getvalue()


@pytest.mark.parametrize("width", [80, 100, 160])
def test_nothing_is_cut_off_and_no_control_character_gets_through(book: Book, width: int) -> None:
    text = shown(full(book), width)
    assert all(cell_len(line) <= width for line in text.split("\n"))
    assert "\x1b" not in text
    assert "[bold]in" in text
    assert ":smile:" in text
    for words in ("kept late", "extended", "two figures", "We are on the way.", "https://example.org", "XVC 5 billion"):
        assert words.replace(" ", "") in re.sub(r"\s", "", text), words


def test_rows_have_a_cell_for_each_column_and_start_no_formula(book: Book) -> None:
    book.promise("2031-01-01", "=1+1 homes", places=[place("A|B"), place("C")])
    out = io.StringIO()
    write_rows(out, book.on("2031-01-01").rows)
    header, row = out.getvalue().splitlines()
    assert header.split(",") == list(COLUMNS)
    assert "'=1+1 homes" in row
    assert "A\\|B | C" in row


@given(st.integers(-5000, 5000), st.integers(0, 5000), st.integers(0, 5000))
def test_a_timeline_has_today_at_one_place_and_every_day_on_its_side(days: int, past: int, ahead: int) -> None:
    past, ahead = max(past, -days), max(ahead, days)
    bar = timeline(days, past, ahead, 12)
    rest = timeline(0, past, ahead, 12)
    assert len(bar) == len(rest)
    assert bar.index("|") == rest.index("|")
    assert ("█" in bar.partition("|")[0]) == (days < 0)
    assert ("·" in bar.partition("|")[2]) == (days > 0)


@given(st.dictionaries(st.sampled_from(sorted(MARKS)), st.integers(1, 500), min_size=1), st.integers(0, 1000))
def test_a_bar_of_shares_is_as_long_as_its_sum(counts: dict[str, int], more: int) -> None:
    counts.pop("not_counted", None)
    total = sum(counts.values())
    bar = shares(counts, max(total + more, 1), 30)  # type: ignore[arg-type]
    assert len(bar) == (max(1, round(total * 30 / (total + more))) if total else 0)


def test_occurrences_as_characters() -> None:
    first = day("2031-01-01")
    states = [("met", True), ("missed", True), ("open", True), ("open", False)]
    found = [Occurrence(first, first, state, over=over) for state, over in states]  # type: ignore[arg-type]
    assert chart(found) == "+x?."
    assert chart(found * 10) == "16 earlier, " + "+x?." * 6


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (0, "today"),
        (1, "in 1 day"),
        (-60, "60 days late"),
        (-61, "2 months late"),
        (729, "in 24 months"),
        (730, "in 2 years"),
    ],
)
def test_days_in_words(number: int, said: str) -> None:
    assert labels.days(number) == said


def test_every_kind_of_event_has_its_words() -> None:
    assert set(history.SAYS) == set(e.KINDS)
    book = Book()
    term = book.do  # an office with an open term
    term(e.BodyAdded(id="o", name="Office", what="office"))
    term(e.BodyAdded(id="p", name="Person", what="person"))
    said = history.sentence(term(e.TermAdded(office="o", person="p", start=day("2031-01-01"))))
    assert said == "p holds o from 2031-01-01 to …"
    marked = e.OccurrenceMarked(entry="E1", occurrence=OccurrenceRecord(day("2031-02-10"), "met"))
    book.promise("2031-01-01")
    assert history.sentence(book.do(marked)) == "the occurrence of 2031-02-10 was met"
