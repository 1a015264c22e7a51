"""The table for people."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from types import ModuleType

import pytest
from rich.cells import cell_len
from rich.console import Console

from kepil.model import Reading
from kepil.publish.facts import facts, items
from kepil.publish.terminal import Terminal


def shown(*readings: Reading, width: int = 80, color: bool = False) -> str:
    out = io.StringIO()
    console = Console(
        file=out, width=width, force_terminal=color, color_system="256" if color else None, highlight=False
    )
    terminal = Terminal(console)
    for reading in readings:
        terminal.write(reading)
    return out.getvalue()


def words(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.parametrize("width", [40, 80, 100, 160])
def test_nothing_is_cut_off_at_any_width(story: ModuleType, width: int) -> None:
    for reading in story.readings():
        text = shown(reading, width=width)
        assert all(cell_len(line) <= width for line in text.split("\n"))
        assert "…" not in text
        if width < 120:  # beside one another, lines of two columns mix
            for item in items(reading):
                for line in facts(item.statement):
                    for value in line.values:
                        assert re.sub(r"\W", "", value.shown) in re.sub(r"\W", "", text), value


def test_without_a_terminal_there_are_neither_colours_nor_trailing_spaces(story: ModuleType) -> None:
    text = shown(*story.readings())
    assert "\x1b" not in text
    assert not re.search(r"[ \t]$", text, re.MULTILINE)
    assert not re.search("[─│┌╭━]", text)


def test_a_terminal_gets_the_action_in_the_colour_of_its_kind(make: Callable[..., Reading]) -> None:
    text = shown(
        make("We will open ten clinics.", ("We will open ten clinics.", "open ten clinics", "pledge")), color=True
    )
    assert re.search("\x1b\\[1;36mopen ten clinics\x1b", text)


def test_values_are_shown_resolved_and_as_said(story: ModuleType) -> None:
    text = words(shown(story.reading("01-address")))
    assert "XVC 20,000 (“20,000 crowns”)" in text
    assert "by 31 May 2031 (“by 31 May”)" in text
    assert "Government of Velmora (“we”)" in text
    assert "Upper Sarn · Lower Sarn · Mirefield" in text


def test_reports_come_after_commitments(story: ModuleType) -> None:
    text = shown(story.reading("01-address"))
    assert text.index("PROPOSAL") < text.index("What is said to have been done or not") < text.index("REPORT  done")


def test_an_escape_sequence_in_a_document_does_nothing(make: Callable[..., Reading]) -> None:
    words_ = "We will \x1b]0;owned\x07open [bold]ten[/bold] clinics."
    text = shown(make(words_, (words_, "open [bold]ten[/bold] clinics", "pledge"), title="\x1b[2Jcleared"))
    assert "\x1b" not in text and "\x07" not in text
    assert "open [bold]ten[/bold] clinics" in text


def test_an_action_outside_its_quote_breaks_nothing(make: Callable[..., Reading]) -> None:
    text = shown(make("Open it: that we will.", ("that we will", "Open it", "pledge")))
    assert "“that we will”" in text


def test_a_document_without_statements_says_so(make: Callable[..., Reading]) -> None:
    assert "0 commitments" in shown(make("Nothing at all."))


def test_more_statements_than_three_digits(make: Callable[..., Reading]) -> None:
    text = "\n".join(f"We will open clinic {number}." for number in range(1001))
    found = [(line, line[8:-1], "pledge") for line in text.split("\n")]
    assert " 1001  PLEDGE" in shown(make(text, *found))
