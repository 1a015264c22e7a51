"""The table for people: in a terminal each statement with its coordinates and its sentence, in the colour of its kind.

Narrow windows get the coordinates above the sentence, wide ones beside it. Nothing is cut off; what does not fit goes
on in the next line. Where there are no colours the labels say the same.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from kepil.model import KINDS, STATUSES, Reading, Span
from kepil.publish import wording
from kepil.publish.facts import Fact, Item, Value, facts, items, tidy, visible

if TYPE_CHECKING:
    from rich.console import Console, RenderableType
    from rich.table import Table
    from rich.text import Text

STYLES = {
    "pledge": "cyan",
    "directive": "bright_red",
    "decision": "magenta",
    "outcome": "green",
    "proposal": "yellow",
    "report": "bright_blue",
}
WIDE = 120
"""From this many columns on the sentence stands beside its coordinates."""
LABEL_WIDTH = 8


class Terminal:
    """Shows reading after reading on a rich console."""

    def __init__(self, console: Console) -> None:
        self._console = console
        self._wide = console.width >= WIDE
        self._first = True

    def write(self, reading: Reading) -> None:
        """Heading, commitments and then reports of one document."""
        if self._console.is_terminal:
            self._show(reading)
            return
        with self._console.capture() as captured:
            self._show(reading)
        # rich fills cells up with spaces, which only get in the way where the output is not a terminal
        self._console.file.write(
            "".join(line.rstrip() + "\n" for line in captured.get().removesuffix("\n").split("\n"))
        )

    def _show(self, reading: Reading) -> None:
        from rich.padding import Padding

        show = self._console.print
        if not self._first:
            show("\n")
        self._first = False
        show(_heading(reading))
        found = items(reading)
        for title, part in (
            ("", [item for item in found if item.group != "report"]),
            ("What is said to have been done or not", [item for item in found if item.group == "report"]),
        ):
            if part and title:
                show(_styled("\n" + title, "bold underline"))
            for item in part:
                show()
                show(Padding(self._card(item), (0, 0, 0, 1)))

    def _card(self, item: Item) -> RenderableType:
        from rich.table import Table

        grid = Table.grid(padding=(0, 2), expand=self._wide)
        grid.add_column(justify="right", no_wrap=True, min_width=3)
        lines = facts(item.statement)
        told, rest = [line for line in lines if line.label == "said by"], [x for x in lines if x.label != "said by"]
        sentence = _sentence(item, told)
        number = _styled(str(item.number), "dim")
        if self._wide:
            grid.add_column(ratio=9)
            grid.add_column(ratio=10)
            grid.add_row(number, _stack([_title(item), _coordinates(rest)]), _stack(sentence))
        else:
            grid.add_column()
            grid.add_row(number, _stack([_title(item), _coordinates(rest), *sentence]))
        return grid


def _heading(reading: Reading) -> RenderableType:
    from rich.console import Group

    document = reading.document
    title = _styled(tidy(document.title or document.name), "bold")
    about = [
        document.publisher,
        wording.long_day(document.published) if document.published else None,
        wording.language(document.language),
        document.name if document.title else None,
    ]
    lines = [
        title,
        _styled(" · ".join(tidy(part) for part in about if part), "dim"),
        _styled(document.url or "", "dim"),
    ]
    kinds = Counter(one.kind for one in reading.commitments)
    counted = ", ".join(wording.count(kinds[kind], kind) for kind in KINDS if kinds[kind])
    summary = wording.count(len(reading.commitments), "commitment")
    lines.append(_styled(f"{summary}: {counted}" if counted else summary, ""))
    if reading.reports:
        statuses = Counter(one.status for one in reading.reports)
        listed = ", ".join(f"{statuses[s]} {wording.STATUS_LABELS[s]}" for s in STATUSES if statuses[s])
        lines.append(_styled(f"{wording.count(len(reading.reports), 'report')}: {listed}", ""))
    return Group(*(line for line in lines if line.plain))


def _title(item: Item) -> Text:
    text = _styled(item.label.upper(), f"bold {STYLES[item.group]}")
    text.append(f"  {item.quality} · {item.statement.confidence:.0%} sure", "dim")
    return text


def _coordinates(lines: Sequence[Fact]) -> Table:
    from rich.table import Table
    from rich.text import Text

    grid = Table.grid(padding=(0, 2))
    grid.add_column(no_wrap=True, width=LABEL_WIDTH)
    grid.add_column()
    for line in lines:
        between = " · " if line.label == "where" else "\n"
        grid.add_row(_styled(line.label, "dim"), Text(between).join(_value(value) for value in line.values))
    return grid


def _value(value: Value) -> Text:
    text = _styled(value.shown, "")
    if value.said:
        text.append(f" (“{value.said}”)", "dim")
    return text


def _sentence(item: Item, told: Sequence[Fact]) -> list[Text]:
    text = _styled("“", "dim")
    for words, is_action in _parts(item.statement.quote, item.statement.action):
        text.append(words, f"bold {STYLES[item.group]}" if is_action else "")
    text.append("”", "dim")
    return [text, *(_styled(f"— {line.values[0].shown}", "dim italic") for line in told)]


def _parts(quote: Span, action: Span) -> Iterator[tuple[str, bool]]:
    """The quote in up to three runs, each with whether it is the action; white space is made single between words."""
    start, end = max(action.start, quote.start), min(action.end, quote.end)
    if start >= end:
        start = end = quote.end
    cuts = (quote.start, start, end, quote.end)
    for number, (left, right) in enumerate(pairwise(cuts)):
        words = quote.text[left - quote.start : right - quote.start]
        if words:
            before, after = " " * words[0].isspace(), " " * words[-1].isspace()
            yield visible(before + " ".join(words.split()) + (after if words.strip() else "")), number == 1


def _stack(parts: Sequence[RenderableType]) -> RenderableType:
    from rich.console import Group

    return Group(*parts)


def _styled(text: str, style: str) -> Text:
    from rich.text import Text

    return Text(overflow="fold").append(text, style)  # as the style of the whole text it would colour what is appended
