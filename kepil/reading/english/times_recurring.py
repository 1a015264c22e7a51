"""The grammar of all that comes back: steps, rates ("a year") and places ("on the first Monday of each month")."""

from __future__ import annotations

from kepil.reading.english.times_calendar import WEEKDAY_CODES
from kepil.reading.english.times_dates import date, month
from kepil.reading.english.times_every import (
    WORKDAYS,
    Recurrence,
    counted,
    every,
    lead,
    rule,
    stepped,
    unit,
    yearly_place,
)
from kepil.reading.english.times_numbers import day_number, number, ordinal
from kepil.reading.english.times_parts import part
from kepil.reading.english.times_tokens import Tokens
from kepil.reading.english.times_words import (
    ADVERBS,
    BEFORE_LENGTH,
    CARDINALS,
    FUNCTION_WORDS,
    MEASURES,
    NAMED_BY_RATE,
    ORDINALS,
    SEASONS,
    UNITS,
    WEEKDAYS,
    words,
)

_PLACING = words("by on before from until in at to starting no not the")
_EACH = words("each every annually month")
_REACH = 12
_ADJECTIVES = 4
_AFTER_LENGTH = words("ago later earlier of - and long before after when")
_UNCOUNTED = words("term session meeting parliament")


def recurrence(t: Tokens, i: int, *, alone: bool = False) -> Recurrence | None:
    """What comes back, said from token i on; `alone` when nothing stands before it, so that "a year" is a rate."""
    word = t.words[i]
    if word == "per":
        return _per(t, i, alone=alone)
    if word in {"a", "an"}:
        return counted(t, i) or _rate(t, i, alone=alone)
    return counted(t, i) or every(t, i) or _placed(t, i) or _adverb(t, i)


def _per(t: Tokens, i: int, *, alone: bool) -> Recurrence | None:
    before, after = t.words[i - 1] if i else "", t.words[i + 1]
    if not alone and after == "annum" and before in {"percent", "%", "cent"}:
        return None
    if not alone and after in {"day", "hour", "minute"} and before in MEASURES:
        return None
    found = unit(t, i + 1)
    return Recurrence(found[0], rule(1, found[1])) if found else None


def _rate(t: Tokens, i: int, *, alone: bool) -> Recurrence | None:
    """ "a year" after an amount."""
    before = t.words[i - 1] if i else ""
    if i and (before in BEFORE_LENGTH or not (before[:1].isalnum() or before in {")", "%", "€", "$"})):
        return None
    if not i and not alone:
        return None
    found = unit(t, i + 1) if t.words[i + 1] != "full" else None
    if not found or t.words[found[0]] in _AFTER_LENGTH or t.words[found[0] - 1] in _UNCOUNTED:
        return None
    if t.words[i + 1] in {"day", "hour"} and before in MEASURES:
        return None
    return Recurrence(found[0], rule(1, found[1]))


def _placed(t: Tokens, i: int) -> Recurrence | None:
    """A day of every month or year: "by 31 March of each year", "on the first Monday of each month"."""
    if not _EACH.intersection(t.words[i : i + _REACH]):
        return None
    j = i + (t.words[i] in _PLACING and t.words[i] not in {"no", "not", "the"})
    j += 3 if t.words[j : j + 3] in (["no", "later", "than"], ["not", "later", "than"]) else 0
    j += t.words[j] == "the"
    found = _place(t, j)
    if not found:
        return None
    k, place = found
    if place.startswith("BYMONTH="):
        if t.words[k] == "annually":
            return Recurrence(k + 1, f"FREQ=YEARLY;{place}")
        if t.words[k] in {"each", "every"} and t.words[k + 1] == "year":
            return Recurrence(k + 2, f"FREQ=YEARLY;{place}")
    if t.words[k] not in {"of", "in"} or t.words[k + 1] not in {"each", "every", "the"}:
        return None
    if t.words[k + 1] == "the" and not (t.words[k + 2] == "month" and place and t.words[j] in ORDINALS):
        # "on the first Monday of the month" is every month; "the end of the month" is this one
        return None
    step = stepped(t, k + 2)
    if not step:
        return None
    end, count, of = step
    base = rule(count, of)
    yearly = of == (1, "Y") and "BYMONTH=" in place
    monthly = of == (1, "M") and place != "" and "BYMONTH=" not in place
    return Recurrence(end, f"{base};{place}" if base and (yearly or monthly) else base)


def _place(t: Tokens, j: int) -> tuple[int, str] | None:
    """The day inside the month or year: the index after it, and its part of the rule (empty where there is none)."""
    if t.words[j] in {"end", "beginning", "start", "close", "middle"} and t.words[j + 1] in {"of", "to"}:
        return j + 1, ""
    ranked = ordinal(t, j)
    if ranked:
        k, rank = ranked
        if t.words[k] in WEEKDAYS:
            return k + 1, f"BYDAY={rank}{WEEKDAY_CODES[WEEKDAYS[t.words[k]]]}"
        if t.words[k] in {"working", "business"} and t.words[k + 1] == "day":
            return k + 2, f"BYDAY={WORKDAYS};BYSETPOS={rank}"
        if t.words[k] == "day":
            return k + 1, f"BYMONTHDAY={rank}"
    dated = date(t, j)
    if dated and dated[1].kind == "day" and dated[1].of is None:
        return dated[0], f"BYMONTH={dated[1].other};BYMONTHDAY={dated[1].value}"
    named = month(t, j)
    if named:
        return named[0], f"BYMONTH={named[1]}"
    quarter = part(t, j)
    if quarter and quarter[1].of is None:
        return quarter[0], ""
    if t.words[j] in SEASONS:
        return j + 1, ""
    numbered = day_number(t, j)
    return (numbered[0], f"BYMONTHDAY={numbered[1]}") if numbered else None


def _adverb(t: Tokens, i: int) -> Recurrence | None:
    """ "annually", "six-monthly", "on a quarterly basis", "at intervals of two weeks", "year after year"."""
    word = t.words[i]
    if word in {"on", "at"}:
        return _basis(t, i)
    if word in ADVERBS:
        placed = yearly_place(t, i + 1) if word in {"annually", "yearly"} else None
        if placed:
            return placed
        named = _names(t, i + 1)
        return Recurrence(i + 1, rule(1, ADVERBS[word])) if not named else None
    if t.words[i + 1] == "-" and t.words[i + 2] in ADVERBS:
        of = ADVERBS[t.words[i + 2]]
        if word in {"bi", "semi", "half"} and of == (1, "Y"):
            return Recurrence(i + 3, "FREQ=MONTHLY;INTERVAL=6")
        count = CARDINALS.get(word, 2 if word == "bi" else 0)
        return Recurrence(i + 3, rule(count, of)) if count else None
    if word in {"year", "month", "week", "day"} and t.words[i + 2] == word and t.words[i + 1] in {"after", "by"}:
        return Recurrence(i + 3, rule(1, UNITS[word]))
    return None


def _names(t: Tokens, j: int) -> bool:
    """Whether a noun that "annual" makes a name with follows, adjectives between them included."""
    for k in range(j, j + _ADJECTIVES):
        if t.words[k] in NAMED_BY_RATE:
            return True
        if not (t.words[k].isalpha() or t.words[k] == "-") or t.words[k] in FUNCTION_WORDS:
            return False
    return False


def _basis(t: Tokens, i: int) -> Recurrence | None:
    if t.words[i : i + 3] == ["at", "intervals", "of"]:
        spaced = stepped(t, lead(t, i + 3))
        return Recurrence(spaced[0], rule(spaced[1], spaced[2])) if spaced else None
    j = i + 1 + (t.words[i + 1] in {"a", "an"})
    if t.words[j] == "regular" and t.words[j + 1] in {"basis", "intervals"}:
        return Recurrence(j + 2, None)
    found = _adverb(t, j) if t.words[j] not in {"on", "at"} else None
    if found and t.words[found.end] in {"basis", "intervals", "bases"}:
        return found._replace(end=found.end + 1)
    numbered = number(t, j) if t.words[i] == "at" else None
    if numbered:
        k = numbered[0] + (t.words[numbered[0]] == "-")
        if t.words[k] in UNITS and t.words[k + 1] == "intervals":
            return Recurrence(k + 2, rule(numbered[1], UNITS[t.words[k]]))
    return None
