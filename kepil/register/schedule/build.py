"""The calendar of an entry from all its mentions: what the first fixed, what later ones moved."""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Sequence
from dataclasses import dataclass

from kepil.model import Problem
from kepil.register.schedule.records import Calendar, Fixed, Recurrence, Said
from kepil.register.schedule.recurrence import comes, parse
from kepil.register.schedule.statement import Days, read


@dataclass(frozen=True, slots=True)
class _Mention:
    index: int
    on: dt.date | None
    changes: bool
    days: Days


def calendar_of(mentions: Sequence[Said], *, closed: dt.date | None = None, standing: bool | None = None) -> Calendar:
    """The calendar of an entry.

    What was said on one day counts as said at once: the last of its deadlines is the deadline, the others are
    milestones. A mention that `changes` moves the deadline, the end, the start and the recurrence that earlier days
    fixed; one that says it again only adds what was not known.

    Args:
        mentions: First said, said again, changed, in order. They are put in the order of their days; one without a day
            is taken as said with the one before it.
        closed: From which day a verdict closes the entry, if one does.
        standing: True for a promise not to do something, or to keep something as it is: no time in it is a day by which
            it has to be done. False for something to be done once: each end is such a day. None to go by the roles of
            the times, in which a duration and an "until" are how long it runs, and a period with both ends is when it
            is to be done.

    Returns:
        The calendar; times without days leave no trace in it, rules that cannot be read are its problems.
    """
    ordered = _in_order(mentions, standing)
    said = next((one.on for one in ordered if one.on), None)
    deadlines: list[Fixed] = []
    ends: list[Fixed] = []
    milestones: set[dt.date] = set()
    start: dt.date | None = None
    rule: tuple[str, dt.date | None] | None = None
    for on, group in itertools.groupby(ordered, key=lambda one: one.on):
        at_once = list(group)
        fixed = _fix(at_once, deadlines, on, ends=False)
        milestones.update(fixed[:-1])
        _fix(at_once, ends, on, ends=True)
        for one in at_once:
            if one.days.starts and (start is None or one.changes):
                start = min(one.days.starts)
            if one.days.rule and (rule is None or one.changes):
                rule = (one.days.rule, min(one.days.starts, default=start or on))
    problems = [problem for one in ordered for problem in one.days.problems]
    end = ends[-1].day if ends else None
    return Calendar(
        said=said,
        start=start,
        deadlines=tuple(deadlines),
        milestones=tuple(sorted(milestones)),
        ends=tuple(ends),
        recurrence=_recurrence(rule, end, problems),
        closed=closed,
        problems=tuple(problems),
    )


def _in_order(mentions: Sequence[Said], standing: bool | None) -> list[_Mention]:
    found: list[_Mention] = []
    on: dt.date | None = None
    for index, said in enumerate(mentions):
        on = said.on or on
        found.append(_Mention(index, on, said.changes, read(said, standing)))
    return sorted(found, key=lambda one: one.on or dt.date.min)


def _fix(at_once: Sequence[_Mention], known: list[Fixed], on: dt.date | None, *, ends: bool) -> list[dt.date]:
    """Add to `known` what the mentions of one day fix, and return all the days that they may fix, in order."""
    open_ = not known
    weak = bool(known) and known[-1].counted
    found = [
        (day, one.index, counted)
        for one in at_once
        for counted in [ends and one.days.counted]
        if one.changes or open_ or (weak and not counted)
        for day in (one.days.ends if ends else one.days.deadlines)
    ]
    if found:
        day, index, counted = max(found, key=lambda one: (one[0], -one[1]))
        if open_ or day != known[-1].day:
            known.append(Fixed(day, index, on, counted))
    return sorted({day for day, _, _ in found})


def _recurrence(
    rule: tuple[str, dt.date | None] | None, end: dt.date | None, problems: list[Problem]
) -> Recurrence | None:
    if rule is None:
        return None
    text, anchor = rule
    if anchor is None:
        problems.append(
            Problem(text, "undated", "nothing says when the duty begins.", "Give the document its date.", fatal=False)
        )
        return None
    if not comes(parse(text), anchor):
        message = f"counted from {anchor}, the days that it names never come."
        problems.append(Problem(text, "recurrence", message, "Correct the rule of the statement.", fatal=False))
        return None
    return Recurrence(text, anchor, end)
