"""The parts that comparing is made of: settings, words, figures, days, places, actors."""

from __future__ import annotations

import datetime as dt

import pytest

from kepil.linking import actors, amounts, places, times, words
from kepil.linking.setting import around
from kepil.model import Actor, Amount, Place, Span, Time

TEXT = """State of the works

Office of the Mayor

1. Homes

Of the 90 homes, 40 are ready. The rest will follow in May.

Ost: 3 of 7 homes ready (43 percent)
West: 2 of 9 homes ready (22 percent)

Bridges. All are open. The last opened in June.

– plant 40 trees;
– paint the hall.
"""


@pytest.mark.parametrize(
    ("words_", "heading", "before"),
    [
        ("The rest", "Homes", "Of the 90 homes, 40 are ready."),
        ("West:", "Homes", "Ost: 3 of 7 homes ready (43 percent)"),
        ("The last", "Bridges", "Bridges. All are open."),
        ("plant", "Homes", "–"),
        ("State", "", ""),
    ],
)
def test_setting(words_: str, heading: str, before: str) -> None:
    assert around(TEXT, TEXT.index(words_)) == (heading, before)


def test_setting_at_the_ends_of_a_text() -> None:
    assert around("", 0) == ("", "")
    assert around("One line.", 9) == ("", "One line.")


@pytest.mark.parametrize(
    "forms",
    [
        "pay paid payment payments",
        "build built building",
        "reopen reopened open opened",
        "school schools school’s",
        "построить построим строительство",
        "школа школы школу школами",
        "мектептер мектептің мектеп",
        "ёлка елка",
    ],
)
def test_forms_of_one_word_have_one_stem(forms: str) -> None:
    assert len(set(words.stems(forms))) == 1


@pytest.mark.parametrize("pair", ["school scholar", "home hospital", "дом дорога", "meet meat"])
def test_other_words_have_other_stems(pair: str) -> None:
    assert len({words.stem(one) for one in pair.split()}) == 2


def _figures(*values: tuple[float, str | None]) -> tuple[amounts.Figure, ...]:
    span = Span("x", 0, 1)
    return amounts.figures([Amount(span, value, unit) for value, unit in values])


def test_figures_are_equal_by_value_and_unit() -> None:
    dams, levees = _figures((24, "dam")), _figures((24, "levee"))
    assert amounts.shared(dams, _figures((24, "earth dam"))) == _figures((24, "earth dam"))
    assert amounts.shared(dams, levees) == ()
    assert amounts.shared(dams, _figures((23, "dam"))) == ()
    span = Span("x", 0, 1)
    rough = amounts.figures([Amount(span, 23.5, "dam", "about")])
    assert amounts.shared(dams, rough) == rough
    assert amounts.figures([Amount(span, None, "dam")]) == ()


def test_only_counts_are_counted() -> None:
    assert [one.counted for one in _figures((3, "EUR"), (3, "percent"), (3, None), (3, "dam"))] == [False] * 3 + [True]


def _time(role: str, start: str | None, end: str | None, text: str = "x", rule: str | None = None) -> Time:
    days = [dt.date.fromisoformat(day) if day else None for day in (start, end)]
    return Time(Span(text, 0, len(text)), role, days[0], days[1], rule)  # type: ignore[arg-type]


def test_what_the_times_of_a_statement_come_to() -> None:
    quarter = times.dates([_time("period", "2040-10-01", "2040-12-31")])
    assert (quarter.due, quarter.starts) == (dt.date(2040, 12, 31), False)
    start = times.dates([_time("start", "2040-09-01", None, "since September")])
    assert (start.due, start.starts, start.since) == (dt.date(2040, 9, 1), True, True)
    assert times.dates([_time("recurrence", None, None, rule="FREQ=YEARLY")]).rules == {"FREQ=YEARLY"}
    assert times.dates([]) == times.Dates()


@pytest.mark.parametrize(
    ("days", "text"),
    [(0, "the same day"), (1, "1 day later"), (20, "2 weeks later"), (400, "13 months later"), (800, "2 years later")],
)
def test_how_long_after(days: int, text: str) -> None:
    first = dt.date(2040, 1, 1)
    assert times.apart(first, first + dt.timedelta(days)) == text
    assert times.apart(None, first) == ""


@pytest.mark.parametrize(
    ("a", "b", "lie"),
    [
        ("Ost, West", "West, Ost", "same"),
        ("Ost, West", "the West", "inside"),
        ("Ost", "Ost, West", "around"),
        ("Ost, Nord", "Ost, West", "across"),
        ("Ost", "West", "apart"),
        ("", "West", "unknown"),
        ("Ost", "every region", "unknown"),
        ("Луговой район", "Луговом районе", "same"),
    ],
)
def test_how_places_lie(a: str, b: str, lie: str) -> None:
    sides = (places.names([Place(Span(name, 0, len(name))) for name in side.split(", ") if name]) for side in (a, b))
    assert places.lie(*sides) == lie


@pytest.mark.parametrize(
    ("a", "b", "likeness"),
    [
        ("Ann Lee, Governor of Ost", "Governor of Ost", "same"),
        ("Governors of the regions of Ardland", "Ann Lee, Governor of Ost", "member"),
        ("Government of Ardland", "Ministry of Health", "related"),
        ("Government", "Government of Ardland", "same"),
        ("Ministry of Health", "Ministry of Finance", "other"),
        ("Government of Ardland", "Government of Calder", "other"),
        ("", "Government of Ardland", "unknown"),
    ],
)
def test_how_alike_actors_are(a: str, b: str, likeness: str) -> None:
    assert actors.compare(actors.name(Actor(a)), actors.name(Actor(b))) == likeness
    assert actors.compare(actors.name(Actor(b)), actors.name(Actor(a))) == likeness
