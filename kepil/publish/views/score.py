"""The scoreboard as a table with bars, and on the scale of another tracker."""

from __future__ import annotations

from collections.abc import Iterable

from kepil.publish import wording
from kepil.publish.facts import tidy
from kepil.publish.views import labels
from kepil.publish.views.charts import MARKS, shares
from kepil.publish.views.page import Page, styled, table
from kepil.register.views.scales import NO_LABEL, Scaled
from kepil.register.views.score import OUTCOMES, Line, Outcome, Scoreboard
from kepil.register.views.survey import Survey

HEADINGS = {"late": "late", "partly": "in part", "not_counted": "set aside"}
CHART = 16


def show_score(page: Page, survey: Survey, board: Scoreboard) -> None:
    """A line each, with a bar of what came of its promises, and the total; no columns for what came of none."""
    page.line(f"Promises by {board.by} on {wording.long_day(survey.day)}", "bold")
    used = [one for one in OUTCOMES if board.total.outcomes[one]]
    page.line("  ".join(f"{MARKS[one]} {heading(one)}" for one in used if MARKS[one].strip()), "dim")
    made = table(
        (board.by, "wide"),
        ("promised", "right"),
        ("due", "right"),
        *((heading(one), "right") for one in used),
        ("kept of rated", "right"),
        ("", "keep"),
    )
    most = max((one.promised for one in board.lines), default=1)
    for one in board.lines:
        made.add_row(styled(tidy(one.name)), *_numbers(one, used), shares(one.outcomes, most, CHART))
    made.add_row(styled("all, each once", "bold"), *_numbers(board.total, used), "")
    page.show(made)


def heading(outcome: str) -> str:
    """The name of a column."""
    return HEADINGS.get(outcome, outcome)


def summary(line: Line) -> str:
    """`122 promises, 59 due: 3 kept, 1 late, 55 overdue, 63 open`."""
    counts = [f"{line.outcomes[one]:,} {heading(one)}" for one in OUTCOMES if line.outcomes[one]]
    return f"{wording.count(line.promised, 'promise')}, {line.due:,} due" + (": " + ", ".join(counts) if counts else "")


def _numbers(line: Line, used: Iterable[Outcome]) -> Iterable[str]:
    yield f"{line.promised:,}"
    yield f"{line.due:,}"
    for one in used:
        yield f"{line.outcomes[one]:,}" if line.outcomes[one] else ""
    yield f"{line.share:.0%}" if line.share is not None else ""


def show_scaled(page: Page, board: Scoreboard, scaled: Scaled) -> None:
    """The scoreboard by the labels of another scale, and the entries whose verdict flips."""
    other = scaled.crosswalk
    page.title(f"On the scale of {other.name}", other.note)
    used = [id for id in (*other.labels, NO_LABEL) if scaled.total[id]]
    made = table((board.by, "wide"), *((_label(scaled, id), "right") for id in used))
    for line, counts in zip(board.lines, scaled.counts, strict=True):
        made.add_row(styled(tidy(line.name)), *(f"{counts[id]:,}" if counts[id] else "" for id in used))
    made.add_row(styled("all, each once", "bold"), *(f"{scaled.total[id]:,}" for id in used))
    page.show(made)
    page.title(f"Verdicts that flip ({len(scaled.flips):,})")
    if scaled.flips:
        flips = table(("entry", "keep"), ("here", "left"), ("there", "left"), ("promise", "wide"))
        for row, flip, label in scaled.flips:
            here = f"{labels.words(row.fulfilment)} ({labels.words(flip.before)})"
            there = f"{label.text if label else 'nothing for it'} ({labels.words(flip.after)})"
            flips.add_row(row.id, here, there, styled(tidy(row.title)))
        page.show(flips)
    for fulfilment, note in scaled.notes:
        page.line(f"{labels.words(fulfilment)}: {note}", "dim")
    for source in other.sources:
        page.line(f"{source.title}. {source.publisher}. {source.address}", "dim")


def _label(scaled: Scaled, id: str) -> str:
    return scaled.crosswalk.labels[id].text if id else "nothing for it"
