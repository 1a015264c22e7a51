"""The grammar of lengths as whole expressions: "within 30 days of its adoption", "over the next three years"."""

from __future__ import annotations

from kepil.reading.english.times_calendar import Length
from kepil.reading.english.times_core import core
from kepil.reading.english.times_nodes import Node, Phrase
from kepil.reading.english.times_numbers import length, number
from kepil.reading.english.times_parts import part
from kepil.reading.english.times_sets import preposition
from kepil.reading.english.times_tokens import Tokens
from kepil.reading.english.times_words import ACTS, HEDGES, OWNERS, UNITS, words

_LEADS = words("for over within in during after throughout by")
_VAGUE_LEADS = words("for within over")
"""Prepositions before a length that no number says ("within weeks")."""
_WRAPPERS = words("period space term maximum minimum duration total course")
_MORE = words("further additional whole full maximum minimum")
_RANKS = {"first": 1, "initial": 1, "opening": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5}
_COMING = words("next coming following subsequent ensuing")
_GONE = words("past last previous preceding")
_GIVING = words("give gives gave given giving has have had allow allows allowed granted")
_NOTICES = (
    ("at", "least"), ("no", "less", "than"), ("not", "less", "than"), ("no", "later", "than"), ("not", "later", "than"),
    ("at", "the", "latest"),
)  # fmt: skip
_EVENT_WORDS = 4


def latest(t: Tokens, j: int) -> int:
    """The index after "at the latest" or "at most", where that stands at j."""
    k = j + (t.words[j] == ",")
    if t.words[k : k + 3] == ["at", "the", "latest"]:
        return k + 3
    return k + 2 if t.words[k : k + 2] == ["at", "most"] else j


def led_length(t: Tokens, i: int) -> Phrase | None:
    """A length after its preposition."""
    found = preposition(t, i)
    if not found or found[1] not in _LEADS or (t.words[i] == "by" and found[0] == i + 1):
        # "by three weeks" is by how much, not by when
        return None
    j, lead = found
    if t.words[j] in {"a", "an", "the"} and t.words[j + 1] in _WRAPPERS and t.words[j + 2] == "of":
        j += 3
    hedged = j
    while t.words[j] in HEDGES and j < hedged + 4:
        j += 1
    measured = length(t, j) or _another(t, j)
    if measured:
        return _measured(t, j, lead, measured)
    if t.words[j] in OWNERS or t.words[j] in {"these", "those"}:
        return _owned(t, j, lead)
    ranged = number(t, j)
    if ranged and t.words[ranged[0]] in {"to", "or", "-", "–"}:
        upper = length(t, ranged[0] + 1)
        if upper and upper[1]:
            end, code = _tail(t, upper[0])
            return Phrase(end, "length", lead, length=upper[1], code=code or "between")
    return None


def _another(t: Tokens, j: int) -> tuple[int, Length | None] | None:
    """ "another month", "a further six months", "a maximum of 30 days"."""
    if t.words[j] in UNITS and t.words[j - 1] == "another":
        return j + 1, Length(*UNITS[t.words[j]])
    if t.words[j] in {"a", "an"} and t.words[j + 1] in _MORE:
        return length(t, j + 2 + (t.words[j + 2] == "of"))
    return None


def _measured(t: Tokens, j: int, lead: str, measured: tuple[int, Length | None]) -> Phrase | None:
    end, size = measured
    if size and (size.unit == "TM" or (t.words[end - 1] in {"quarter", "quarters"} and t.words[end] == "of")):
        return None
    hyphened = t.words[end - 2] == "-" and not t.words[end - 1].endswith("s")
    if hyphened and t.words[end] not in {"period", "term", "window", "time"}:
        # "a ten-day visit"
        return None
    plural = t.words[j] in UNITS
    if size is None and (lead == "by" or (plural and (lead not in _VAGUE_LEADS or t.words[end] == "of"))):
        return None
    if lead == "in" and t.words[j:end] == ["a", "full", "year"]:
        # what something costs "in a full year"
        return None
    counted_from = t.words[end]
    end, code = _tail(t, end)
    last = latest(t, end)
    if lead == "after":
        if last > end:
            lead, code = "within", "of"
        elif code and counted_from == "of":
            # "after three years of waiting" looks back
            return None
    return Phrase(last, "length", lead, length=size, code=code)


def _owned(t: Tokens, j: int, lead: str) -> Phrase | None:
    """After a preposition: "the next ten days", "its first hundred days in office", "the last 12 months"."""
    k = j + 1
    word = t.words[k]
    if word in _RANKS or word == "final":
        return _ranked(t, j, lead)
    if word in _COMING or word in _GONE or word == "latest":
        code = "next" if word in _COMING else "past" if word in _GONE else "whole"
        k += t.words[k + 1] == "available"
        counted = length(t, k + 1)
        if counted is None and t.words[k + 1] == "decade":
            counted = k + 2, Length(10, "Y")
    elif t.words[j] in {"the", "these", "those"}:
        code, counted = "whole", length(t, k)
    else:
        return None
    if counted is None:
        return None
    end, _ = _tail(t, counted[0], code)
    return Phrase(latest(t, end), "length", lead, length=counted[1], code=code)


def _ranked(t: Tokens, j: int, lead: str) -> Phrase | None:
    """ "the first year", "our first hundred days"; "the first six months" alone are those of this year."""
    k = j + 1
    if part(t, k):
        return None
    unit = UNITS.get(t.words[k + 1])
    if unit and t.words[k + 1] in {"year", "month", "week", "day"}:
        if t.words[k] not in _RANKS:
            return None
        end, _ = _tail(t, k + 2)
        return Phrase(end, "length", lead, length=Length(_RANKS[t.words[k]], unit[1]), code="nth")
    counted = length(t, k + 1)
    if counted is None:
        return None
    size = counted[1]
    if lead == "in" and t.words[j : k + 1] == ["the", "first"] and size and size.unit == "M" and size.count < 12:
        return Phrase(counted[0], "point", lead, Node("months", 1, size.count))
    end, _ = _tail(t, counted[0], "nth")
    return Phrase(latest(t, end), "length", lead, length=size, code="nth")


def _tail(t: Tokens, j: int, code: str = "") -> tuple[int, str]:
    """What stands after a length, "of each meeting", "'s time", "from its publication", and what that makes of it."""
    j += t.words[j] in {"'", "’"}
    if t.words[j] == "time":
        return j + 1, code or "time"
    j += t.words[j] == "period"
    if t.words[j] in {"in", "of"} and t.words[j + 1] in {"office", "power", "government"}:
        return j + 2, "of"
    if code or t.words[j] not in {"of", "from", "after", "following"}:
        return j, code
    k = j + 1
    if t.words[k] in {"today", "now", "adoption"}:
        return k + 1, "adoption"
    if t.words[k] != "the" and core(t, k):
        return j, code
    each = t.words[k] in {"each", "every", "any"}
    k += each or t.words[k] in OWNERS or t.words[k] in {"a", "an", "this", "that", "such"}
    if not t.words[k].replace("'", "").isalpha() or t.words[k] in {"which", "whom", "and"}:
        return j, code
    if t.words[k + 1] == "office":
        return k + 2, "of"
    for m in range(k, k + _EVENT_WORDS):
        if t.words[m].endswith("ing") and t.words[m + 1].isalpha():
            return m + 2, "of"
        if not t.words[m].isalpha():
            break
    return k + 1, "each" if each else "of"


def notice(t: Tokens, i: int) -> Phrase | None:
    """ "at least ten days before each phase", "no later than a week before the vote"."""
    for lead in _NOTICES:
        if tuple(t.words[i : i + len(lead)]) != lead:
            continue
        measured = length(t, i + len(lead))
        if measured and t.words[measured[0]] in {"before", "ahead", "prior"}:
            end = start = measured[0] + 1 + (t.words[measured[0]] != "before")
            while end < start + _EVENT_WORDS and t.words[end].isalpha() and t.words[end] not in {"and", "or"}:
                end += 1
            return Phrase(end, "length", "within", length=measured[1], code="of")
    return None


def bare_length(t: Tokens, i: int, *, alone: bool) -> Phrase | None:
    """A length without a preposition: "a year ago", "two years later", "a month at most", "gave them a week to …"."""
    measured = length(t, i)
    if not measured:
        return None
    j, size = measured
    word = t.words[j]
    if word in {"ago", "later"}:
        return Phrase(j + 1, "length", length=size, code=word)
    if word == "on" and t.words[j + 1] in {",", ".", ""}:
        return Phrase(j + 1, "length", length=size, code="since")
    if word == "from" and t.words[j + 1] in {"today", "now"}:
        return Phrase(j + 2, "length", length=size, code="from now")
    if size is None:
        return None
    if word in {"after", "from", "following"} and t.words[j + 1] in OWNERS and t.words[j + 2] in ACTS:
        return Phrase(j + 3, "length", "after", length=size, code="of")
    last = latest(t, j)
    if last > j:
        return Phrase(last, "length", "within", length=size)
    given = bool(_GIVING.intersection(t.words[max(0, i - 4) : i]))
    if alone or (given and word in {"to", "in"}):
        return Phrase(j, "length", "given" if given else "", length=size)
    return None
