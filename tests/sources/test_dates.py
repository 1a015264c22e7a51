"""The day of publishing, where a text says it without doubt, and none where it does not."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kepil.sources import iso_date
from kepil.sources.dates import date_at_top

DAY = dt.date(2023, 3, 13)


@pytest.mark.parametrize(
    "top",
    [
        "13 March 2023",
        "13 March 2023, 16:32 593 views"[:20],
        "March 13, 2023",
        "Mar. 13, 2023",
        "Monday, 13 March 2023",
        "Monday 13 March 2023, 9:05 pm",
        "13th March 2023",
        "2023-03-13",
        "2023/03/13",
        "13.03.2023",
        "A heading of some kind\n\nBy Ann Orr, Talgrad | 13 March 2023, 18:42 | Updated 14 March 2023",
        "Statement by the Minister of Works, 13 March 2023",
        "Orsa, 13 March 2023. The Cabinet met in the morning.",
        "ORSA, 13 March 2023 – The Cabinet met in the morning and took up the budget.",
        "PORT ORSA, March 13, 2023 (ONA) -- The Cabinet met in the morning and took up the budget.",
        "Orsa, Monday 13 March 2023. — The Cabinet met in the morning and took up the budget.",
        "Published: 13 March 2023",
    ],
)
def test_date_line_or_dateline(top: str) -> None:
    assert date_at_top(f"{top}\n\nThe road will be built, the Minister said.") == DAY


@pytest.mark.parametrize(
    "top",
    [
        "",
        "\n\n\n",
        "The Cabinet met on 13 March 2023 and took up the budget.",
        "What we stand for in the elections of the regional assemblies, 13 March 2023",
        "3/4/2023",  # the third of April, or the fourth of March
        "31 February 2023",
        "13 Smarch 2023",
        "Tuesday, 13 March 2023",  # it was a Monday
        "13 March",
        "March 2023",
        "Orsa | 12 million | 13 March 2023\nTalva | 9 million | 1 May 2023",
        "99/99/2023",
        "13 March 0000",
        f"{'The Cabinet met and took up the budget of the coming year. ' * 6}\n13 March 2023",
        "a\n" * 12 + "13 March 2023",
    ],
)
def test_no_certain_date(top: str) -> None:
    assert date_at_top(top) is None


def test_colon_before_a_deadline_is_no_date_line() -> None:
    assert date_at_top("Plan\nGoal 1\nAction 1\nA dyke of 4 km\nBy: 1 October 2026") is None


@given(
    st.dates(min_value=dt.date(1600, 1, 1)),
    st.sampled_from(["{0:%B} {0.day}, {0.year:04}", "{0.day} {0:%b} {0.year:04}"]),
)
def test_every_day_is_read_back(day: dt.date, form: str) -> None:
    assert date_at_top(form.format(day)) == day


@given(st.text())
def test_any_text(text: str) -> None:
    date_at_top(text)


def test_iso_date() -> None:
    assert iso_date(" 2023-03-13 ") == DAY


@pytest.mark.parametrize(
    "value", ["", "13 March 2023", "20230313", "2023-13-01", "2023-02-30", "2023-3-13", "0000-01-01"]
)
def test_wrong_iso_date_is_named(value: str) -> None:
    with pytest.raises(ValueError, match=value or "YYYY-MM-DD"):
        iso_date(value)
