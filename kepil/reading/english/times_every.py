"""The grammar of steps: "every two months", "each April and October", "at least once a year", and their rules."""

from __future__ import annotations

from typing import NamedTuple

from kepil.reading.english import times_calendar as calendar
from kepil.reading.english.times_calendar import Length
from kepil.reading.english.times_dates import date, month
from kepil.reading.english.times_numbers import number
from kepil.reading.english.times_tokens import Tokens
from kepil.reading.english.times_words import ADVERBS, MONTHS, ORDINALS, SEASONS, UNITS, WEEKDAYS, words


class Recurrence(NamedTuple):
    """What comes back. `rule` is None where the calendar does not say when ("a season")."""

    end: int
    rule: str | None
    since: tuple[int, int] | None = None
    """Month and day from which it runs."""
    years: int = 0
    """How many years from the next one on; 0 is no bound."""


Unit = tuple[int, str]
"""How many of which designator; the designator `workday` is a day from Monday to Friday."""

WORKDAYS = "MO,TU,WE,TH,FR"
_LEADS = (
    ("at", "least"), ("no", "less", "than"), ("no", "fewer", "than"), ("not", "less", "than"), ("not", "fewer", "than"),
    ("no", "more", "than"), ("not", "more", "than"), ("at", "most"), ("up", "to"), ("only",), ("a", "minimum", "of"),
    ("more", "than"),
)  # fmt: skip
_LEAD_WORDS = frozenset(row[0] for row in _LEADS)
_COUNTS = {"once": 1, "twice": 2, "thrice": 3}
_YEARLY_KINDS = words("calendar full single financial fiscal academic school crop")
_UNKNOWN_UNITS = words("season session term parliament semester meeting")
_HALVES: dict[str, Unit] = {"year": (6, "M"), "month": (2, "W"), "hour": (30, "TM")}


def lead(t: Tokens, i: int) -> int:
    """The index after "at least" and its like."""
    if t.words[i] in _LEAD_WORDS:
        for row in _LEADS:
            if tuple(t.words[i : i + len(row)]) == row:
                return i + len(row)
    return i


def unit(t: Tokens, i: int) -> tuple[int, Unit | None] | None:
    """A unit after "every" or "per"; the value None is a unit that the calendar does not know."""
    j = i + (t.words[i] in _YEARLY_KINDS)
    word = t.words[j]
    if word in {"ya", "fy"} and t.raw[j].isupper():
        return j + 1, (1, "Y")
    if word in {"working", "business"} and t.words[j + 1] in {"day", "days"}:
        return j + 2, (1, "workday")
    if word == "half":
        k = j + 1 + (t.words[j + 1] in {"-", "a"})
        half = _HALVES.get(t.words[k])
        return (k + 1, half) if half else None
    if word == "weekday":
        return j + 1, (1, "workday")
    if word in {"morning", "evening", "afternoon"}:
        return j + 1, (1, "D")
    if word in UNITS:
        return j + 1, UNITS[word]
    return (j + 1, None) if word in _UNKNOWN_UNITS else None


def rule(count: int, of: Unit | None) -> str | None:
    """The rule of something that comes back every `count` units."""
    if of is None:
        return None
    if of[1] == "workday":
        return f"FREQ=WEEKLY;BYDAY={WORKDAYS}"
    return calendar.recurrence(Length(count * of[0], of[1]))


def stepped(t: Tokens, i: int) -> tuple[int, int, Unit | None] | None:
    """What follows "every": "two months", "other week", "third year", "day"; index, count and unit."""
    word = t.words[i]
    step, j = 1, i
    if word in {"other", "second"}:
        step, j = 2, i + 1
    elif ORDINALS.get(word, 0) > 2:
        step, j = ORDINALS[word], i + 1
    elif word in {"few", "several"}:
        found = unit(t, i + 1)
        return (found[0], 1, None) if found else None
    else:
        counted = number(t, i)
        if counted:
            j, step = counted[0] + (t.words[counted[0]] == "-"), counted[1]
    found = unit(t, j)
    return (found[0], step, found[1]) if found else None


def _count(t: Tokens, i: int) -> tuple[int, int] | None:
    if t.words[i] in _COUNTS:
        return i + 1, _COUNTS[t.words[i]]
    found = number(t, i)
    if found and t.words[found[0]] in {"or", "to"}:
        second = number(t, found[0] + 1)
        return (second[0] + 1, found[1]) if second and t.words[second[0]] == "times" else None
    return (found[0] + 1, found[1]) if found and t.words[found[0]] == "times" else None


def counted(t: Tokens, i: int) -> Recurrence | None:
    """ "at least once every two months", "twice a year, in April and in October", "twice yearly"."""
    found = _count(t, lead(t, i))
    if not found:
        return None
    j, count = found
    j += t.words[j] == ","
    j += t.words[j] in {"in", "during", "within", "over"} and t.words[j + 1] in {
        "a",
        "an",
        "each",
        "every",
        "any",
        "the",
    }
    link = t.words[j]
    if link in ADVERBS:
        step, name = ADVERBS[link]
        return Recurrence(j + 1, calendar.times_in(count, name) if step == 1 else rule(1, ADVERBS[link]))
    if link not in {"a", "an", "per", "each", "every", "in"}:
        return None
    every = stepped(t, j + 1)
    if not every:
        return None
    j, step, of = every
    if of is None:
        return Recurrence(j, None)
    j += 2 if t.words[j : j + 2] == ["after", "that"] else 0
    end, months = months_listed(t, j)
    if months and of == (1, "Y"):
        return Recurrence(end, in_months(months))
    plain = step == 1 and of[0] == 1 and of[1] != "workday"
    return Recurrence(j, calendar.times_in(count, of[1]) if plain else rule(step, of))


def months_listed(t: Tokens, i: int) -> tuple[int, list[int]]:
    """ ", in April and in October": the index after it and the months; none unless there are two."""
    months: list[int] = []
    end = j = i
    for _ in range(12):
        j += t.words[j] in {",", "and", "("}
        j += t.words[j] == "and"
        j += t.words[j] in {"in", "on"}
        found = month(t, j)
        if not found:
            break
        months.append(found[1])
        end = j = found[0]
    return (end, months) if len(months) > 1 else (i, [])


def in_months(months: list[int]) -> str:
    return f"FREQ=YEARLY;BYMONTH={','.join(str(m) for m in sorted(set(months)))}"


def on_day(month_number: int, day: int) -> str:
    return f"FREQ=YEARLY;BYMONTH={month_number};BYMONTHDAY={day}"


def every(t: Tokens, i: int) -> Recurrence | None:
    """ "every Tuesday and Friday", "each year from 1 February", "in each of the following two years", "on Mondays"."""
    j = i + (t.words[i] in {"for", "in", "on", "during", "over", "at"})
    if j > i and t.words[j] in {"weekends", "weekdays"}:
        return Recurrence(j + 1, f"FREQ=WEEKLY;BYDAY={'SA,SU' if t.words[j] == 'weekends' else WORKDAYS}")
    if t.words[i] == "on" and t.words[j] in WEEKDAYS and t.words[j].endswith("s"):
        return _weekdays(t, j, "")
    if t.words[j] not in {"every", "each"}:
        return None
    j += 1
    if t.words[i] == "in" and t.words[j] == "quarter":
        # quarters of a town
        return None
    j += 2 if t.words[j : j + 2] in (["and", "every"], ["and", "each"]) else 0
    if t.words[j] in {"of", "one"}:
        return _each_of(t, j + (t.words[j] == "one"))
    if t.words[j] in {"other", "second"} and t.words[j + 1] in WEEKDAYS:
        return _weekdays(t, j + 1, "INTERVAL=2;")
    if t.words[j] in WEEKDAYS:
        return _weekdays(t, j, "")
    dated = date(t, j)
    if dated and dated[1].kind == "day":
        return Recurrence(dated[0], on_day(dated[1].other, dated[1].value))
    if t.words[j] in MONTHS and t.raw[j][0].isupper():
        end, months = months_listed(t, j)
        return Recurrence(max(end, j + 1), in_months(months or [MONTHS[t.words[j]]]))
    if t.words[j] in SEASONS:
        return Recurrence(j + 1, "FREQ=YEARLY")
    found = stepped(t, j)
    if not found:
        return None
    j, step, of = found
    placed = yearly_place(t, j) if of == (1, "Y") and step == 1 else None
    return placed or Recurrence(j, rule(step, of))


def _weekdays(t: Tokens, j: int, interval: str) -> Recurrence:
    days: set[int] = set()
    end = j
    while t.words[j] in WEEKDAYS and len(days) < 7:
        days.add(WEEKDAYS[t.words[j]])
        end = j = j + 1
        j += t.words[j] in {",", "and", "or"}
        j += t.words[j] == "and"
    codes = ",".join(calendar.WEEKDAY_CODES[day] for day in sorted(days))
    return Recurrence(end, f"FREQ=WEEKLY;{interval}BYDAY={codes}")


def _each_of(t: Tokens, j: int) -> Recurrence | None:
    """After "each": "of the following two years"."""
    if t.words[j] != "of" or t.words[j + 1] not in {"the", "these", "those"}:
        return None
    k = j + 2 + (t.words[j + 2] in {"following", "next", "coming", "subsequent"})
    found = number(t, k)
    if not found or t.words[found[0]] not in {"years", "months"}:
        return None
    name = UNITS[t.words[found[0]]][1]
    count = found[1]
    bounded = f"{calendar.recurrence(Length(1, name))};COUNT={count}" if count else None
    return Recurrence(found[0] + 1, bounded, years=count if name == "Y" else 0)


def yearly_place(t: Tokens, j: int) -> Recurrence | None:
    """What may follow "every year": "by 31 March", "in March", "from 1 February"."""
    j += t.words[j] == ","
    preposition = t.words[j]
    k = j + (3 if t.words[j : j + 3] == ["no", "later", "than"] else 1)
    if preposition not in {"by", "on", "before", "from", "in", "no"}:
        return None
    dated = date(t, k)
    if dated and dated[1].kind == "day" and dated[1].of is None:
        since = (dated[1].other, dated[1].value) if preposition == "from" else None
        return Recurrence(dated[0], on_day(dated[1].other, dated[1].value), since)
    named = month(t, k) if preposition == "in" else None
    return Recurrence(named[0], in_months([named[1]])) if named else None
