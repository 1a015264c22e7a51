"""The grammar of any point or period ("the end of the second quarter of 2026", "next Friday"): tokens to a tree."""

from __future__ import annotations

from kepil.reading.english.times_dates import date, month_alone, named_year, of_year, plain_year, year
from kepil.reading.english.times_nodes import Node, Parsed
from kepil.reading.english.times_parts import edge_lead, edge_of_event, holiday, part, short_edge
from kepil.reading.english.times_relative import hours, relative, season, weekday, whole
from kepil.reading.english.times_tokens import Tokens
from kepil.reading.english.times_words import EVENTS, FUNCTION_WORDS, MONTHS, SEASONS, YEAR_KINDS

_TODAY = {"today": 0, "tonight": 0, "tomorrow": 1, "yesterday": -1}
_TODAY |= {f"{name}'s": value for name, value in _TODAY.items()}
_TWO_DAYS: dict[tuple[str, ...], int] = {("day", "after", "tomorrow"): 2, ("day", "before", "yesterday"): -2}


def core(t: Tokens, i: int) -> Parsed | None:
    """Any point or period that starts at token i, article included, or a part of one."""
    lead = edge_lead(t, i)
    if not lead:
        return _core(t, i)
    j, value = lead
    inner = _core(t, j) or whole(t, j)
    return (inner[0], Node("edge", value, of=inner[1])) if inner else edge_of_event(t, j, value)


def _core(t: Tokens, i: int) -> Parsed | None:
    word = t.words[i]
    if word in _TODAY:
        return hours(t, i + 1), Node("today", _TODAY[word])
    if word in {"noon", "midnight"} and t.words[i + 1] in _TODAY:
        return i + 2, Node("today", _TODAY[t.words[i + 1]])
    the = word == "the"
    j = i + the
    if not t.words[j]:
        return None
    if t.words[j] == "month" and t.words[j + 1] == "of":
        return month_alone(t, j + 2)
    if the:
        days = _TWO_DAYS.get(tuple(t.words[j : j + 3]))
        if days:
            return j + 3, Node("today", days)
        named = plain_year(t, j)
        after = t.words[j + 1]
        if named and after.isalpha() and after not in FUNCTION_WORDS and after not in YEAR_KINDS:
            # "the 2014 election" is in a year, and "the 2030 Agenda" is only a name
            return (j + 2, Node("event", unit="dated", of=Node("year", named))) if after in EVENTS else None
    found = short_edge(t, i) or part(t, j) or date(t, j) or weekday(t, j) or holiday(t, j)
    found = found or named_year(t, j) or year(t, j) or relative(t, i)
    if not found and (not the or t.words[j] in MONTHS):
        found = month_alone(t, j)
    if not found and t.words[j] in SEASONS and (not the or of_year(t, j + 1)):
        found = season(t, j)
    return found
