"""The grammar of years, months and days of a month ("FY2025", "31 May next year", "2026–2030"): tokens to a tree."""

from __future__ import annotations

from kepil.reading.english.times_nodes import DASHES, Node, Parsed
from kepil.reading.english.times_numbers import day_number
from kepil.reading.english.times_tokens import Tokens
from kepil.reading.english.times_words import AFTER, BEFORE, CARDINALS, COUNTED, MONTHS, NOW, OWNERS, YEAR_KINDS

_CURRENCIES = frozenset("%€$£")
_MARKS = frozenset({"$", "€", "£", "¥", "₹", "no", "#", "§"})
"""What stands before a number that is no year."""
_INITIALS = {"fy": "fiscal", "cy": "calendar", "ya": "calendar", "ay": "school"}
_CENTURY = 70
"""Two digits from here on are of the twentieth century."""


def plain_year(t: Tokens, i: int) -> int | None:
    """The year that four digits at i are, unless they count something or are money."""
    word = t.words[i]
    if not (len(word) == 4 and word.isdecimal() and 1800 <= int(word) <= 2199):
        return None
    after = t.words[i + 1]
    if after in COUNTED or after in _CURRENCIES or (i and t.words[i - 1] in _MARKS):
        return None
    return int(word)


def year(t: Tokens, i: int) -> Parsed | None:
    """A year, two, or ten: "2024", "2016-17", "2027–2028", "2026/27 school year", "1990s"; and the day "2025-09-01"."""
    first = plain_year(t, i)
    if first is None:
        return _decade(t, i)
    if t.words[i + 1] in DASHES or t.words[i + 1] == "/":
        found = _iso_day(t, i, first) or _two_years(t, i, first)
        if found:
            return found
    return _kind_of_year(t, i + 1, Node("year", first))


def _decade(t: Tokens, i: int) -> Parsed | None:
    word = t.words[i]
    if len(word) == 5 and word.endswith("0s") and word[:4].isdecimal() and 1800 <= int(word[:4]) <= 2199:
        return i + 1, Node("years", int(word[:4]), int(word[:4]) + 9)
    return None


def _iso_day(t: Tokens, i: int, first: int) -> Parsed | None:
    second, third = t.words[i + 2], t.words[i + 4]
    if t.words[i + 1] == t.words[i + 3] == "-" and len(second) == len(third) == 2 and (second + third).isdecimal():
        return i + 5, Node("day", int(third), int(second), of=Node("year", first))
    return None


def _two_years(t: Tokens, i: int, first: int) -> Parsed | None:
    second = t.words[i + 2]
    if len(second) == 2 and second.isdecimal() and t.touching(i + 2):
        last = first - first % 100 + int(second)
        if last == first + 1:
            return _kind_of_year(t, i + 3, Node("split", first))
        return (i + 3, Node("years", first, last)) if last > first else None
    other = plain_year(t, i + 2)
    if other is None or other <= first:
        return None
    if other > first + 1:
        return i + 3, Node("years", first, other)
    done = _kind_of_year(t, i + 3, Node("years", first, other))
    return done if done[1].unit or t.words[i + 1] != "/" else (i + 3, Node("split", first))


def _kind_of_year(t: Tokens, i: int, node: Node) -> Parsed:
    """The years, with "school year" or "financial year" where it stands after them."""
    if t.words[i] in YEAR_KINDS and t.words[i + 1] in {"year", "years"}:
        kind = "split" if node.kind == "years" else node.kind
        return i + 2, node._replace(kind=kind, unit=YEAR_KINDS[t.words[i]])
    return i, node


def named_year(t: Tokens, i: int) -> Parsed | None:
    """A year with its kind before it: "FY2025", "FY99/00", "financial year 2016-17", "Year of Assessment 1997"."""
    word = t.words[i]
    if word.removesuffix("s") in _INITIALS and t.raw[i][:2].isupper():
        return _initialled(t, i)
    if word in YEAR_KINDS and t.words[i + 1] in {"year", "years"}:
        found = year(t, i + 2)
        if found:
            node = found[1]
            split = node.kind == "split" or (node.kind == "years" and node.other == node.value + 1)
            return found[0], node._replace(kind="split" if split else node.kind, unit=YEAR_KINDS[word])
    if word in {"year", "years"}:
        j = i + 1
        if t.words[j : j + 2] == ["of", "assessment"]:
            j += 2
            if t.words[j] in {"or", "("} and t.words[j + 1] in {"ya", "yas"}:
                j += 2 + (t.words[j + 2] == ")")
        return year(t, j)
    return year(t, i + 1) if word == "budget" and t.raw[i][0] == "B" else None


def _initialled(t: Tokens, i: int) -> Parsed | None:
    j = i + 1 + (t.words[i + 1] in {"'", "’"})
    digits = t.words[j]
    if not digits.isdecimal() or len(digits) not in {2, 4}:
        return None
    first = int(digits)
    if len(digits) == 2:
        first += 1900 if first >= _CENTURY else 2000
    unit = _INITIALS[t.words[i].removesuffix("s")]
    if (t.words[j + 1] in DASHES or t.words[j + 1] == "/") and t.touching(j + 2):
        last = t.words[j + 2]
        if last.isdecimal() and int(last) % 100 == (first + 1) % 100:
            return j + 3, Node("split", first, unit=unit)
    return j + 1, Node("year", first, unit=unit)


def of_year(t: Tokens, i: int) -> Parsed | None:
    """What may follow a month, a quarter or a day: "2025", ", 2025", "of next year", "this year", "of FY2025"."""
    if t.words[i] == ",":
        return year(t, i + 1)
    linked = t.words[i] in {"of", "in"}
    j = i + linked
    the = linked and t.words[j] in OWNERS
    j += the
    found = year(t, j) or named_year(t, j)
    if found:
        return found
    word = t.words[j]
    kind = t.words[j + 1] in YEAR_KINDS
    if t.words[j + 1 + kind] in {"year", "year's"}:
        if word == "that":
            return j + 2 + kind, Node("that", unit="year")
        step = -1 if word in BEFORE else 1 if word in AFTER else 0 if word in NOW else None
        if step is not None:
            return j + 2 + kind, Node("relative", step, unit=YEAR_KINDS[t.words[j + 1]] if kind else "year")
    kind = word in YEAR_KINDS
    if the and t.words[j + kind] in {"year", "year's"}:
        return j + 1 + kind, Node("relative", 0, unit=YEAR_KINDS.get(word, "year"))
    return None


def month(t: Tokens, i: int) -> tuple[int, int] | None:
    """The name of a month: the index after it (and after the point of its abbreviation), and its number."""
    name = t.words[i].removesuffix("'s")
    value = MONTHS.get(name)
    if value is None or not t.raw[i][0].isupper():
        # "may" and "march" are verbs
        return None
    short = len(name) <= 4 and name not in {"may", "june", "july"}
    return i + 1 + (short and t.words[i + 1] == "." and t.touching(i + 1)), value


def month_alone(t: Tokens, i: int) -> Parsed | None:
    """A month, with or without its year."""
    found = month(t, i)
    if not found:
        return None
    j, value = found
    tail = of_year(t, j)
    return (tail[0], Node("month", value, of=tail[1])) if tail else (j, Node("month", value))


def date(t: Tokens, i: int) -> Parsed | None:
    """A day of a month: "1 May", "May 1st, 2025", "the first of September", "31.12.2024", "the 20th of this month"."""
    word = t.words[i]
    if word.count(".") == 2:
        first, second, last = word.split(".")
        if len(last) == 4 and (first + second + last).isdecimal():
            return i + 1, Node("day", int(first), int(second), of=Node("year", int(last)))
        return None
    named = month(t, i)
    if named:
        return _month_first(t, *named)
    found = day_number(t, i)
    if not found:
        return None
    j, number = found
    if t.words[j] == t.words[j + 2] == "/" and t.touching(j):
        middle, last = t.words[j + 1], t.words[j + 3]
        if len(last) == 4 and (middle + last).isdecimal():
            return j + 4, Node("slashed", number, int(middle), of=Node("year", int(last)))
        return None
    j += t.words[j] == "day"
    linked = t.words[j] == "of"
    j += linked
    named = month(t, j)
    if named:
        return _with_year(t, named[0], number, named[1], loose=True)
    following = t.words[j + 1] in AFTER
    if linked and t.words[j] in {"this", "next", "last", "the"} and t.words[j + 1 + following] == "month":
        step = {"next": 1, "last": -1}.get(t.words[j], int(following))
        return j + 2 + following, Node("monthday", number, step)
    return None


def _month_first(t: Tokens, j: int, value: int) -> Parsed | None:
    j += t.words[j] == "the"
    found = day_number(t, j) if t.words[j] not in CARDINALS else None
    if not found or t.words[found[0]] in COUNTED:
        # "in March 12 schools will open" counts things and names no day
        return None
    return _with_year(t, found[0], found[1], value, loose=False)


def _with_year(t: Tokens, j: int, number: int, value: int, *, loose: bool) -> Parsed:
    found = of_year(t, j)
    if found and (loose or t.words[j] != "in"):
        return found[0], Node("day", number, value, of=found[1])
    return j, Node("day", number, value)
