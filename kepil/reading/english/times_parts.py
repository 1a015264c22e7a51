"""The grammar of parts of a period ("the second quarter of 2026", "the first ten days of May"), and of holidays."""

from __future__ import annotations

from kepil.reading.english.times_dates import date, month_alone, named_year, of_year, year
from kepil.reading.english.times_nodes import Node, Parsed
from kepil.reading.english.times_numbers import number, ordinal
from kepil.reading.english.times_relative import relative, season, whole
from kepil.reading.english.times_tokens import Tokens
from kepil.reading.english.times_words import EASTERS, EVENTS, HOLIDAYS, OWNERS, PLANS, SEASONS, WEEKDAYS

EDGES = {
    "end": 1, "close": 1, "turn": 1, "expiry": 1, "beginning": -1, "start": -1, "onset": -1, "outset": -1,
    "opening": -1, "middle": 0, "course": 2, "remainder": 3, "rest": 3,
}  # fmt: skip
"""Word to which part it is: the last day, the first, the middle, all of it, or what is left of it."""
_VAGUE = {"early": -1, "mid": 0, "late": 1}
_LARGEST = {"quarter": 4, "trimester": 3, "half": 2, "semester": 2}


def part(t: Tokens, i: int) -> Parsed | None:
    """A quarter or half of a year, the first or last months or days of something, or the second Tuesday of a month."""
    word = t.words[i]
    if word in {"q", "h"} and t.touching(i + 1) and t.words[i + 1] in {"1", "2", "3", "4"}:
        return _lettered(t, i)
    if word == "latter":
        return _quarter(t, i + 1, 2)
    counted = ordinal(t, i)
    if not counted:
        return None
    j, value = counted
    unit = t.words[j]
    if unit in WEEKDAYS and t.words[j + 1] in {"of", "in"}:
        inner = month_alone(t, j + 2) or relative(t, j + 2)
        if inner and (inner[1].kind == "month" or inner[1].unit == "month"):
            return inner[0], Node("nth weekday", value, WEEKDAYS[unit], of=inner[1])
    if unit in _LARGEST:
        return _quarter(t, j, value)
    return _ends(t, j, value) if value in {1, -1} else None


def _lettered(t: Tokens, i: int) -> Parsed | None:
    """ "Q3 2025", "H1"."""
    value, j = int(t.words[i + 1]), i + 2
    if t.words[i] == "h" and value > 2:
        return None
    found = of_year(t, j) or year(t, j)
    node = Node("quarter" if t.words[i] == "q" else "half", value, of=found[1] if found else None)
    return found[0] if found else j, node


def _quarter(t: Tokens, j: int, value: int) -> Parsed | None:
    unit = t.words[j]
    if value > _LARGEST.get(unit, 0):
        return None
    unit = "half" if unit == "semester" else unit
    j += 1
    if unit == "half" and t.words[j] == "of":
        inner = month_alone(t, j + 1) or relative(t, j + 1) or whole(t, j + 1)
        if inner and (inner[1].kind == "month" or inner[1].unit in {"month", "decade", "century"}):
            return inner[0], Node("halves", value, of=inner[1])
    if unit == "half" and t.words[j] == "-" and t.words[j + 1] == "year":
        return j + 2, Node("half", value)
    found = of_year(t, j)
    return (found[0], Node(unit, value, of=found[1])) if found else (j, Node(unit, value))


def _ends(t: Tokens, j: int, value: int) -> Parsed | None:
    """After "first" or "last": "ten days of May", "nine months of 2026", "week of January"."""
    if t.words[j] == "week" and t.words[j + 1] in {"of", "in"}:
        named = month_alone(t, j + 2)
        return (named[0], Node("days", value, 7, of=named[1])) if named else None
    counted = number(t, j)
    k, count = counted if counted else (j, 0)
    unit = t.words[k]
    if t.words[k + 1] != "of":
        return None
    if unit == "months":
        found = of_year(t, k + 1)
        return (found[0], Node("months", value, count, of=found[1])) if found else None
    if unit in {"days", "weeks"}:
        inner = month_alone(t, k + 2) or relative(t, k + 2) or whole(t, k + 2) or year(t, k + 2)
        if inner and inner[1].kind in {"month", "relative", "year"}:
            return inner[0], Node("days", value, count * (7 if unit == "weeks" else 1), of=inner[1])
    return None


def edge_lead(t: Tokens, i: int) -> tuple[int, int] | None:
    """ "the end of", "the rest of": the index after it and which part it is (`EDGES`)."""
    j = i + (t.words[i] == "the")
    j += t.words[j] == "very"
    return (j + 2, EDGES[t.words[j]]) if t.words[j] in EDGES and t.words[j + 1] == "of" else None


def edge_of_event(t: Tokens, j: int, value: int) -> Parsed | None:
    """After "the end of": "the session", "its mandate", "the ordinary period"."""
    if t.words[j] in OWNERS or t.words[j] in {"this", "that"}:
        for k in range(j + 1, j + 4):
            if t.words[k] in EVENTS:
                return k + 1, Node("plan" if t.words[k] in PLANS else "event", value)
    return None


def short_edge(t: Tokens, i: int) -> Parsed | None:
    """ "end-2026", "end of May" without "of", "mid-2027", "late next year", "year-end"."""
    j = i + (t.words[i] == "the")
    word = t.words[j]
    if word in {"end", "start"}:
        k = j + 1 + (t.words[j + 1] == "-")
        inner = month_alone(t, k) or year(t, k)
        return (inner[0], Node("edge", EDGES[word], of=inner[1])) if inner else None
    if word in _VAGUE:
        j += 1
        j += t.words[j] == "-"
        j += t.words[j] == "part" and t.words[j + 1] == "of"
        j += t.words[j] in {"in", "of"}
        alone = t.words[j]
        if word == "mid" and (alone in SEASONS or alone in {"year", "month"}):
            of = Node("season", SEASONS[alone]) if alone in SEASONS else Node("relative", 0, unit=alone)
            return j + 1, Node("edge", 0, of=of)
        inner = month_alone(t, j) or year(t, j) or relative(t, j) or whole(t, j) or season(t, j) or named_year(t, j)
        return (inner[0], Node("edge", _VAGUE[word], 1, of=inner[1])) if inner else None
    if word == "year" and t.words[j + 1] == "-" and t.words[j + 2] == "end":
        found = of_year(t, j + 3) or year(t, j + 3) or (j + 3, Node("relative", 0, unit="year"))
        return found[0], Node("edge", 1, of=found[1])
    return None


def holiday(t: Tokens, i: int) -> Parsed | None:
    """A named day, with the date or the year that stands beside it."""
    if not t.raw[i][:1].isupper() and t.words[i] != "midsummer":
        return None
    for size in (3, 2, 1):
        name = tuple(t.words[i : i + size])
        if name not in HOLIDAYS and name not in EASTERS:
            continue
        if name == ("new", "year") and t.words[i + 2] in {"'s", "resolution", "address"}:
            return None
        j = i + size
        dated = date(t, j + (t.words[j] == ","))
        if dated:
            return dated
        node = Node("holiday", *HOLIDAYS[name]) if name in HOLIDAYS else Node("easter", EASTERS[name])
        found = of_year(t, j)
        return (found[0], node._replace(of=found[1])) if found else (j, node)
    for j in range(i + 1, i + 4):
        if not t.raw[j][:1].isupper():
            return None
        if t.words[j] == "day":
            return date(t, j + 1 + (t.words[j + 1] == ","))
    return None
