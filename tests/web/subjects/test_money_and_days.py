"""Programmes with their money, the grid of duties, the agenda and the calendar."""

from __future__ import annotations

import dataclasses
import datetime as dt
import re

import pytest
from django.test import Client
from velmora import MEETINGS, folder, mapped  # noqa: F401

from kepil.register.records import Money
from kepil.register.views.programme import Figure
from kepil.register.views.survey import survey
from kepil.web.public.subjects.due import groups, month_of
from kepil.web.public.subjects.duties import duty_line
from kepil.web.public.subjects.programmes import ledgers
from kepil.web.scene import Scene
from kepil.web.site import Site


def figure(role: str, value: float, unit: str = "XVC") -> Figure:
    return Figure(Money(role=role, value=value, unit=unit, source="a source"), None, None)  # type: ignore[arg-type]


def latest(*figures: Figure) -> dict[tuple[str, str], Figure]:
    return {(one.money.role, one.money.unit): one for one in figures}


def test_a_programme_has_every_figure_with_its_source_and_what_does_not_agree(client: Client) -> None:
    page = client.get("/programmes/rebuilding/").content.decode()
    for words in ("XVC 2.6 billion", "XVC 2.4 billion", "XVC 1.9 billion", "Second address", "Final report, 2033"):
        assert words in page
    assert "XVC 700 million of what was promised is not spent." in page
    assert "no figure recorded" in page and "another figure is recorded too" in page
    assert client.get("/programmes/nothing/").status_code == 404
    assert "XVC 2.6 billion" in client.get("/programmes/").content.decode()


def test_a_programme_before_its_money_was_recorded_has_none(client: Client) -> None:
    then = client.get("/on/2033-12-01/programmes/")
    assert then.status_code == 200 and "XVC" not in then.content.decode()


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({"promised": 5.0, "spent": 5.0}, ()),
        ({"promised": 0.0, "spent": 0.0}, ()),
        ({"promised": 2.0, "spent": 3.0}, ("XVC 1 more was spent than promised.",)),
        ({"spent": 3.0}, ()),
        (
            {"promised": 9.0, "allocated": 4.0, "spent": 1.0},
            ("XVC 5 of what was promised is not allocated.", "XVC 3 of what was allocated is not spent."),
        ),
    ],
)
def test_gaps_are_said_between_the_figures_that_follow_each_other(
    values: dict[str, float], expected: tuple[str, ...]
) -> None:
    figures = tuple(figure(role, value) for role, value in values.items())
    (ledger,) = ledgers(latest(*figures), figures)  # type: ignore[arg-type]
    assert ledger.gaps == expected
    assert all(0 <= one.width <= 1000 for one in ledger.sums)


def test_currencies_are_never_compared() -> None:
    figures = (figure("promised", 100.0, "XVC"), figure("spent", 7.0, "EUR"))
    found = ledgers(latest(*figures), figures)  # type: ignore[arg-type]
    assert {one.unit: one.gaps for one in found} == {"XVC": (), "EUR": ()}


def test_a_duty_has_a_mark_in_the_month_in_which_it_was_due(site: Site) -> None:
    scene = Scene(site)
    row = survey(scene.store, scene.day, only=[MEETINGS]).rows[0]
    line = duty_line(row, scene.day, 2033)
    states = {mark.end.month: mark.state for month in line.months for mark in month.marks}
    assert states == {2: "met", 4: "late", 6: "missed", 8: "unknown", 10: "unknown", 12: "open"}
    assert [mark.end.month for month in line.months for mark in month.marks] == [
        month.on.month for month in line.months for _ in month.marks
    ]
    assert dict(line.counts)["met"] == 1 and line.next == dt.date(2033, 12, 13)


def test_the_grid_leads_to_the_evidence_and_to_other_years(client: Client) -> None:
    page = client.get("/duties/").content.decode()
    met = re.search(r'<a href="(/documents/D\d+/#S\d+)"><span class="mark met"', page)
    assert met is not None
    before = client.get("/duties/?year=2031").content.decode()
    assert '<span class="mark missed"' in page and '<span class="mark missed"' not in before
    for year in ("99999999", "x", "-1", "0"):
        assert 'aria-current="true">2033</a>' in client.get(f"/duties/?year={year}").content.decode()


def test_what_is_due_stands_under_its_week_or_month(client: Client) -> None:
    page = client.get("/due/").content.decode()
    heads = re.findall(r"<h3>([^<]+)</h3>", page)
    assert heads[0] == "December 2033" and heads[-1] == "September 2036" and len(heads) == len(set(heads))
    assert "The Commission will be dissolved" in page and "that are overdue" in page


def test_weeks_begin_on_monday(site: Site) -> None:
    (card,) = Scene(site).index.cards(["E121"])
    friday = dt.date(2033, 12, 16)
    days = [dt.date(2033, 12, 18), dt.date(2033, 12, 19), dt.date(2033, 12, 25), dt.date(2033, 12, 26), friday]
    found = groups([dataclasses.replace(card, due=day) for day in sorted(days)], friday)
    assert [(one.title, [card.due.day for card in one.cards if card.due]) for one in found] == [
        ("This week", [16, 18]),
        ("Next week", [19, 25]),
        ("December 2033", [26]),
    ]


def test_a_month_has_what_is_due_on_its_days(client: Client) -> None:
    page = client.get("/due/?month=2033-12").content.decode()
    cell = re.search(r'<time datetime="2033-12-31">.*?</td>', page, re.DOTALL)
    assert cell is not None and "The Commission will be dissolved" in cell[0]
    assert "month=2033-11#month" in page and "month=2034-01#month" in page
    assert client.get("/due/?month=0001-01").status_code == client.get("/due/?month=9999-12").status_code == 200
    body = client.get("/due/?body=emergencies").content.decode()
    assert "What is due: Ministry for Emergencies" in body and "The Commission will be dissolved" not in body


@pytest.mark.parametrize("text", ["", "x", "2033-13", "2033-1", "20331-01", "-1-01", "9999-12"])
def test_what_is_no_month_is_the_one_of_today(text: str) -> None:
    assert month_of(text, dt.date(2033, 12, 13)) == dt.date(2033, 12, 1)
