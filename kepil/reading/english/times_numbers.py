"""Numbers, ordinals and lengths in English words and digits: tokens to the index after them and their value."""

from __future__ import annotations

from kepil.reading.english.times_calendar import Length
from kepil.reading.english.times_tokens import Tokens
from kepil.reading.english.times_words import CARDINALS, LENGTH_ADJECTIVES, ORDINALS, UNITS, WORKING


def number(t: Tokens, i: int) -> tuple[int, int] | None:
    """A whole number in digits or words: the index after it, and its value."""
    word = t.words[i]
    if word.isdecimal():
        return (i + 1, int(word)) if len(word) <= 4 else None
    total, j = 0, i
    if word in {"a", "an"} and t.words[i + 1] in {"hundred", "dozen", "thousand"}:
        total, j = 1, i + 1
    for _ in range(5):
        word = t.words[j]
        if word in CARDINALS:
            tens = total % 100
            if tens and not (tens >= 20 and tens % 10 == 0 and CARDINALS[word] < 10):
                break
            total += CARDINALS[word]
        elif word == "hundred" and (total or j == i):
            total = (total or 1) * 100
        elif word == "thousand" and total:
            total *= 1000
        elif word == "dozen":
            total = (total or 1) * 12
        else:
            break
        j += 1
        if t.words[j] == "-" and t.words[j + 1] in CARDINALS:
            j += 1
    return (j, total) if total else None


def ordinal(t: Tokens, i: int) -> tuple[int, int] | None:
    word = t.words[i]
    if word in ORDINALS:
        return i + 1, ORDINALS[word]
    if word in {"twenty", "thirty"} and t.words[i + 1] == "-" and 0 < ORDINALS.get(t.words[i + 2], 0) < 10:
        return i + 3, CARDINALS[word] + ORDINALS[t.words[i + 2]]
    return None


def day_number(t: Tokens, i: int) -> tuple[int, int] | None:
    word = t.words[i]
    if word.isdecimal() and len(word) <= 2 and 1 <= int(word) <= 31:
        return i + 1, int(word)
    found = ordinal(t, i)
    return found if found and found[1] > 0 else None


def length(t: Tokens, i: int) -> tuple[int, Length | None] | None:
    """A number and a unit: "three months", "10 working days", "a year and a half".

    Out come the index after it and the length, which is None where no number says it ("several weeks").
    """
    word = t.words[i]
    if word == "half" and t.words[i + 1] in {"a", "an"} and t.words[i + 2] in UNITS:
        base = UNITS[t.words[i + 2]]
        halved = {"Y": Length(6, "M"), "D": Length(12, "H"), "H": Length(30, "TM")}.get(base[1])
        return i + 3, Length(5, "Y") if base == (10, "Y") else halved
    vague = 0
    counted = number(t, i)
    if counted is None:
        if word in {"a", "an"} and t.words[i + 1] in {"few", "couple", "number"}:
            vague = 2 + (t.words[i + 2] == "of")
        elif word in {"several", "few", "many", "some"}:
            vague = 1
        elif word in {"a", "an"}:
            counted = (i + 1, 1)
        elif word in UNITS and word.endswith("s"):
            vague = -1
        else:
            return None
    if counted is None:
        j = i + max(vague, 0)
        return (j + 1, None) if t.words[j] in UNITS else None
    j, count = counted
    j += t.words[j] == "-"
    half = False
    if t.words[j] == "and" and t.words[j + 1] == "a" and t.words[j + 2] == "half":
        half, j = True, j + 3
    workdays = False
    for _ in range(2):
        if t.words[j] in WORKING:
            workdays, j = True, j + 1
        elif t.words[j] in LENGTH_ADJECTIVES:
            j += 1
    unit = UNITS.get(t.words[j])
    if t.words[j] == "half" and t.words[j + 1] == "-" and t.words[j + 2] in {"year", "years"}:
        unit, j = (6, "M"), j + 2
    if unit is None:
        return None
    j += 1
    if t.words[j : j + 3] == ["and", "a", "half"]:
        half, j = True, j + 3
    if half and unit[1] == "Y":
        return j, Length(count * 12 * unit[0] + 6 * unit[0], "M", not workdays)
    if half:
        return j, None
    return j, Length(count * unit[0], unit[1], not workdays)
