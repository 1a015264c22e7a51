"""CSV: one row a statement, in columns that stay."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from types import ModuleType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kepil.model import Reading
from kepil.publish.tables import COLUMNS, Table, safe


def written(*readings: Reading) -> list[dict[str, str]]:
    out = io.StringIO()
    table = Table(out)
    for reading in readings:
        table.write(reading)
    return list(csv.DictReader(io.StringIO(out.getvalue())))


def test_every_statement_is_one_row_and_every_row_has_every_column(story: ModuleType) -> None:
    readings = story.readings()
    rows = written(*readings)
    assert len(rows) == sum(len(one.commitments) + len(one.reports) for one in readings)
    assert all(list(row) == list(COLUMNS) for row in rows)
    assert all(None not in row.values() for row in rows)


def test_the_quote_is_found_in_the_text_by_the_offsets_of_the_row(story: ModuleType) -> None:
    reading = story.reading("05-list-of-tasks")
    for row in written(reading):
        assert reading.document.text[int(row["start"]) : int(row["end"])] == row["quote"]


def test_what_belongs_together_has_equally_many_parts(story: ModuleType) -> None:
    for row in written(*story.readings()):
        for names in (
            ("places", "place_ids"),
            ("amounts", "amount_values", "amount_units", "amount_bounds"),
            ("times", "time_roles", "time_from", "time_to", "time_rules"),
        ):
            assert len({row[name].count(" | ") for name in names}) == 1, row


def test_a_deadline_has_its_day(story: ModuleType) -> None:
    rows = written(story.reading("01-address"))
    dams = next(row for row in rows if "24 dams" in row["quote"])
    assert (dams["deadline"], dams["amount_values"], dams["amount_units"]) == ("2032-12-31", "24 | 3", "dam | region")


def test_cells_that_a_spreadsheet_would_run_are_disarmed(make: Callable[..., Reading]) -> None:
    text = '=HYPERLINK("http://x.example","a") will open.'
    row = written(make(text, (text, text, "pledge"), title="+cmd", publisher="@SUM(1)", name="-1+1"))[0]
    assert row["quote"] == "'" + text
    assert (row["title"], row["publisher"], row["doc"]) == ("'+cmd", "'@SUM(1)", "'-1+1")


@given(st.text())
def test_no_cell_begins_like_a_formula_and_nothing_else_is_changed(cell: str) -> None:
    made = safe(cell)
    assert made.removeprefix("'") == cell.removeprefix("'") or made == "'" + cell
    assert made.lstrip()[:1] not in tuple("=+-@") or made.lstrip("-").replace(".", "").isdecimal()


@pytest.mark.parametrize("number", ["-5", "3.25", "1700000000000"])
def test_plain_numbers_stay_numbers(number: str) -> None:
    assert safe(number) == number


def test_quotes_line_ends_commas_and_bars_survive(make: Callable[..., Reading]) -> None:
    text = 'We will, "soon",\nopen | close it.\tПомним 🙂'
    row = written(make(text, (text, "open | close it", "pledge")))[0]
    assert row["quote"] == text
