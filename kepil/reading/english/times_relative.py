"""The grammar of periods told from today ("next year", "the past three years"), of seasons and of weekdays."""

from __future__ import annotations

from kepil.reading.english.times_dates import date, month, of_year
from kepil.reading.english.times_nodes import Node, Parsed
from kepil.reading.english.times_numbers import number
from kepil.reading.english.times_tokens import Tokens
from kepil.reading.english.times_words import (
    AFTER,
    BEFORE,
    EVENTS,
    FUNCTION_WORDS,
    HOURS,
    NOW,
    OWNERS,
    SEASONS,
    UNITS,
    WEEKDAYS,
    WORKING,
    YEAR_KINDS,
    words,
)

_UNITS = words("day week fortnight month quarter year decade century weekend half")
_PLURALS = words("years months weeks days decades")
_NAMES = words("budget programme plan")
"""What "this" names as a thing rather than as a time."""


def hours(t: Tokens, j: int) -> int:
    """The index after the part of the day that may stand at j."""
    return j + 1 if t.words[j] in HOURS else j


def weekday(t: Tokens, i: int) -> Parsed | None:
    """ "Monday", "Friday week", "Monday next", "Tuesday evening", "Monday, 28 March"."""
    value = WEEKDAYS.get(t.words[i])
    if value is None or not t.raw[i][0].isupper():
        return None
    j = i + 1
    k = j + (t.words[j] == ",")
    dated = date(t, k + (t.words[k] == "the"))
    if dated and dated[1].kind == "day":
        return dated
    if t.words[j] == "week":
        return j + 1, Node("weekday", value, 2)
    if t.words[j] == "next":
        return j + 1 + (t.words[j + 1] == "week"), Node("weekday", value, 1)
    return hours(t, j), Node("weekday", value)


def season(t: Tokens, i: int) -> Parsed | None:
    """A season that stands for a time: not "the spring flood" or "the autumn recess", which are events of it."""
    value = SEASONS.get(t.words[i])
    if value is None or (len(t.raw[i]) > 1 and t.raw[i].isupper()):
        return None
    found = of_year(t, i + 1)
    if found:
        return found[0], Node("season", value, 0, of=found[1])
    after = t.words[i + 1]
    if after == "months":
        return i + 2, Node("season", value)
    if after.isalpha() and after not in FUNCTION_WORDS and t.raw[i + 1].islower():
        return None
    return i + 1, Node("season", value)


def _unit(t: Tokens, j: int) -> tuple[int, str] | None:
    """A unit that "this" or "next" can stand before."""
    word = t.words[j]
    if word in YEAR_KINDS and t.words[j + 1] in {"year", "year's"}:
        return j + 2, YEAR_KINDS[word]
    if word == "half" and t.words[j + 1] == "-" and t.words[j + 2] == "year":
        return j + 3, "half"
    name = word.removesuffix("'s")
    return (j + 1, name) if name in _UNITS else None


def whole(t: Tokens, i: int) -> Parsed | None:
    """A unit with its article and nothing else: "the year", "the weekend", "the winter"."""
    if t.words[i] != "the":
        return None
    found = _unit(t, i + 1)
    if found and found[1] != "half":
        return found[0], Node("relative", 0, unit=found[1])
    return season(t, i + 1) if t.words[i + 1] in SEASONS else None


def relative(t: Tokens, i: int) -> Parsed | None:
    """ "next year", "this coming winter", "the past three years", "last March", "its next session"."""
    word = t.words[i]
    if word in {"this", "that"}:
        return _pointed(t, i)
    owned = word in OWNERS
    j = i + owned
    word = t.words[j]
    if owned:
        named = month(t, j)
        if named and t.words[named[0]] in EVENTS:
            # "its September meeting"
            return named[0] + 1, Node("month", named[1])
        unit = _unit(t, j + 1) if t.words[i] == "the" and word == "new" and t.raw[j].islower() else None
        if unit and (unit[1] in {"year", "week", "month"} or unit[1] in YEAR_KINDS.values()):
            return unit[0], Node("relative", 1, unit=unit[1])
    step = -1 if word in BEFORE else 1 if word in AFTER else 0 if word in NOW and word != "this" else None
    if step is None:
        return None
    j += 1
    found = _span(t, j, step) if step else None
    return found or _stepped(t, j, step, owned=owned) or (_event(t, j, step, owned=owned) if word != "same" else None)


def _pointed(t: Tokens, i: int) -> Parsed | None:
    """ "this week", "this coming winter", "that year", "this session"."""
    that = t.words[i] == "that"
    j = i + 1 + (t.words[i + 1] in {"very", "same"})
    step = 1 if t.words[j] in AFTER else -1 if t.words[j] in BEFORE else 0
    j += step != 0
    found = _unit(t, j)
    if found and found[1] == "fortnight" and step:
        return found[0], Node("span", 2, step, unit="W")
    if found:
        if found[1] in {"half", "day"} and not that:
            return None
        return found[0], Node("that" if that else "relative", step, unit=found[1])
    if that:
        return None
    word = t.words[j]
    if word in SEASONS:
        return j + 1, Node("season", SEASONS[word], step or 2)
    if word in WEEKDAYS:
        return hours(t, j + 1), Node("weekday", WEEKDAYS[word], step)
    named = month(t, j)
    if named:
        return named[0], Node("month", named[1], of=Node("relative", 0, unit="year"))
    if word in HOURS:
        return j + 1, Node("today")
    for k in (j, j + 1):
        if t.words[k] in EVENTS and t.words[k] not in _NAMES:
            return k + 1, Node("event", unit=t.words[k])
    return None


def _span(t: Tokens, j: int, step: int) -> Parsed | None:
    """After "next" or "past": "three years", "few months", "ten working days", "years"."""
    few = t.words[j] in {"few", "several", "couple"}
    counted = number(t, j) if not few else None
    if not few and not counted:
        plural = t.words[j]
        return (j + 1, Node("span", 0, step, unit=UNITS[plural][1])) if plural in _PLURALS else None
    k = counted[0] if counted else j + 1 + (t.words[j] == "couple" and t.words[j + 1] == "of")
    working = t.words[k] in WORKING
    k += working or t.words[k] in {"full", "fiscal", "financial", "academic", "calendar"}
    ranged = number(t, k + 1) if t.words[k] in {"to", "or", "-", "–"} else None
    if ranged:
        # between two numbers of years there is no one length
        counted, k = None, ranged[0]
    unit = UNITS.get(t.words[k])
    if not unit:
        return None
    count = counted[1] if counted else 0
    return k + 1, Node("span", count * unit[0], step, unit=unit[1] + ("*" if working else ""))


def _stepped(t: Tokens, j: int, step: int, *, owned: bool) -> Parsed | None:
    """After "next", "last" or "current": a unit, a season, a weekday, a month."""
    found = _unit(t, j)
    if found and found[1] == "fortnight":
        return (found[0], Node("span", 2, step, unit="W")) if step else None
    if found:
        return found[0], Node("relative", step, other=owned, unit=found[1])
    word = t.words[j]
    if word in SEASONS and t.words[j + 1] not in EVENTS:
        return j + 1, Node("season", SEASONS[word], step or 2)
    if not step:
        return None
    if word in WEEKDAYS:
        dated = weekday(t, j)
        if dated and dated[1].kind == "day":
            return dated
        return hours(t, j + 1), Node("weekday", WEEKDAYS[word], step)
    if word == "night" and step < 0:
        return j + 1, Node("today", -1)
    named = month(t, j)
    return (named[0], Node("month", named[1], step)) if named else None


def _event(t: Tokens, j: int, step: int, *, owned: bool) -> Parsed | None:
    """After "its next" or "next": a session, an election, a budget, with what it is of."""
    if not owned and t.words[j - 1] not in {"next", "last"}:
        return None
    for k in (j, j + 1):
        if t.words[k] in EVENTS:
            end = k + 1
            if t.words[end] in {"of", "on"} and t.words[end + 1] in OWNERS and t.words[end + 2]:
                end += 3 + t.raw[end + 3][:1].isupper()
            return end, Node("event", other=step, unit=t.words[k])
    return None
