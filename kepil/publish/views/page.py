"""How tables of a register are laid out: headings, lines, tables without borders, nothing cut off."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kepil.publish.facts import visible

if TYPE_CHECKING:
    from rich.console import Console, RenderableType
    from rich.table import Table
    from rich.text import Text


WIDE = 20
"""Columns that the widest part of a table keeps, however much there is beside it."""


class Page:
    """Shows one part after the other."""

    def __init__(self, console: Console) -> None:
        self._console = console

    def show(self, *parts: RenderableType) -> None:
        """Print each part."""
        for part in parts:
            self._console.print(part, highlight=False, markup=False, emoji=False)

    def title(self, text: str, about: str = "") -> None:
        """A heading, with a line below it, and a free line above."""
        self.show("", styled(text, "bold"), *([styled(about, "dim")] if about else []))

    def line(self, text: str, style: str = "") -> None:
        """One line of text, folded where it is too long."""
        self.show(styled(text, style))


def styled(text: str, style: str = "") -> Text:
    """Text in a style; control characters are shown, not obeyed."""
    from rich.text import Text

    return Text(overflow="fold").append(visible(text), style)  # as the style of the whole it would colour what follows


def table(*columns: tuple[str, str]) -> Table:
    """A table without lines.

    Args:
        columns: Heading and manner of each: `left`, `right`, `keep` (left, never broken), or `wide` (gets the room that
            is left).
    """
    from rich.table import Table

    made = Table(
        box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="bold", show_header=any(h for h, _ in columns)
    )
    for heading, manner in columns:
        made.add_column(
            heading,
            justify="right" if manner == "right" else "left",
            no_wrap=manner in ("right", "keep"),
            overflow="fold",
            ratio=1 if manner == "wide" else None,
            min_width=WIDE if manner == "wide" else None,
        )
    return made
