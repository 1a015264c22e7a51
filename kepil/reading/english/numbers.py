"""English numbers: what they look like in digits, words and fractions, and which number is meant."""

from __future__ import annotations

import re
from fractions import Fraction

UNITS = {
    "zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16,
    "seventeen": 17, "eighteen": 18, "nineteen": 19,
}  # fmt: skip
TENS = {
    "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
}  # fmt: skip
SCALES = {
    "dozen": 12, "thousand": 10**3, "lakh": 10**5, "million": 10**6, "crore": 10**7, "billion": 10**9,
    "trillion": 10**12, "quadrillion": 10**15, "mln": 10**6, "mn": 10**6, "mil": 10**6, "bln": 10**9, "bn": 10**9,
    "trn": 10**12, "tn": 10**12,
}  # fmt: skip
LETTER_SCALES = {"k": 10**3, "m": 10**6, "b": 10**9}
"""One-letter scales, which only money uses: elsewhere "m" is a metre."""

_ORDINALS = {
    "half": 2, "third": 3, "quarter": 4, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9,
    "tenth": 10,
}  # fmt: skip
_SIGNS = {"½": (1, 2), "¼": (1, 4), "¾": (3, 4), "⅓": (1, 3), "⅔": (2, 3), "⅕": (1, 5), "⅛": (1, 8)}
_S = r"\s{1,3}"

_ONE_TO_19 = "|".join(sorted(UNITS, key=len, reverse=True))
_SMALL = rf"(?:(?:{'|'.join(TENS)})(?:[\s-](?:one|two|three|four|five|six|seven|eight|nine)\b)?|(?:{_ONE_TO_19}))"
_HUNDREDS = rf"(?:(?:{_SMALL}|an?)[\s-]hundred\b(?:(?:{_S}and)?{_S}{_SMALL}\b)?|{_SMALL})"
_WORD_SCALE = r"(?:thousand|lakh|million|crore|billion|trillion|dozen)"
_SCALE = r"(?:thousand|lakhs?|million|crores?|billion|trillion|quadrillion|dozen|mln|mn|mil|bln|bn|trn|tn)\b"
_DIGITS = (
    r"(?:\d{1,3}(?P<sep>[,'’\u00a0\u202f\u2009 ])\d{3}(?:(?P=sep)\d{3}){0,6}(?!\d)(?:\.\d{1,6}(?!\d))?"
    r"|\d{1,2}(?:,\d{2}){1,4},\d{3}(?!\d)"
    r"|\d{1,3}(?:\.\d{3}){2,6}(?!\d)"
    r"|\d{1,6},\d{1,2}(?![\d,])"
    r"|\d{1,18}(?:\.\d{1,6}(?![\d]|\.\d))?)"
)
_FRACTION = r"(?:(?:\d{1,3}\s)?[1-9]/[2-9](?![\d/])|\d{0,3}[½¼¾⅓⅔⅕⅛])"
NUMBER = (
    rf"(?:{_FRACTION}(?:[\s-]{_SCALE})?"
    rf"|{_DIGITS}(?:[\s-]{{0,2}}{_SCALE})?"
    rf"|(?:half|a{_S}quarter{_S}of|three{_S}quarters{_S}of){_S}a{_S}(?:thousand|million|billion|trillion|dozen)\b"
    rf"|an?{_S}{_WORD_SCALE}\b(?:{_S}and{_S}a{_S}half\b)?"
    rf"|{_HUNDREDS}\b(?:[\s-]and[\s-]a[\s-](?:half|quarter)\b)?"
    rf"(?:[\s-]{_WORD_SCALE}\b(?:(?:{_S}and)?{_S}{_HUNDREDS}\b)?){{0,4}})"
)
"""A number with its scale ("1.7 trillion", "two hundred and five thousand"); the pattern has one group, `sep`."""

PART = (
    r"(?:(?:(?:an?|one|two|three|four|five|seven|nine)[\s-](?:half|third|quarter|fifth|sixth|seventh|eighth|ninth|tenth)s?"
    r"|half|halves)\b)"
)
"""A part of a whole: "half", "a third", "two-thirds"."""
RATIO = (
    rf"(?:(?:(?:{_ONE_TO_19})|\d{{1,3}}){_S}(?:in|out{_S}of)(?:{_S}every)?{_S}"
    r"(?:two|three|four|five|six|seven|eight|nine|ten|twenty|hundred|\d{1,3})\b)"
)
"""A part of a whole as one number of another: "nine out of ten"."""
DOZENS = (
    rf"(?:(?:tens|hundreds|dozens){_S}of{_S}(?:thousands|millions|billions)"
    r"|(?:dozens|hundreds|thousands|millions|billions|trillions))\b"
)
"""A plural scale without a number before it: "tens of thousands"."""

_TOKEN = re.compile(r"[a-z]+")


def value(text: str) -> int | float:
    """The number that a match of `NUMBER` means; an `int` wherever it is whole.

    Raises:
        ValueError: when the text is not such a number.
    """
    if text.isdecimal():
        return int(text)
    lower = text.lower().strip().rstrip(".")
    head = re.match(r"[\d.,'’\u00a0\u202f\u2009 /½¼¾⅓⅔⅕⅛]*", lower)
    digits = head.group().strip() if head else ""
    if digits and any(character.isdecimal() or character in _SIGNS for character in digits):
        rest = lower[len(head.group()) if head else 0 :].strip(" -\n\t\u00a0")
        return _whole(_from_digits(digits) * _scale(rest))
    return _whole(_from_words(_TOKEN.findall(lower)))


def part(text: str) -> Fraction:
    """The fraction that a match of `PART` or `RATIO` means: "two-thirds" → 2/3, "nine out of ten" → 9/10.

    Raises:
        ValueError: when the text is neither.
    """
    words = re.findall(r"[a-z]+|\d+", text.lower())
    if {"in", "out"} & set(words):
        numbers = [int(word) if word.isdecimal() else {**UNITS, **TENS, "hundred": 100}.get(word) for word in words]
        found = [number for number in numbers if number is not None]
        if len(found) == 2 and found[1]:
            return Fraction(found[0], found[1])
        raise ValueError(f"not a ratio: {text!r}")
    below = next((_ORDINALS[key] for word in words for key in (word, word.rstrip("s")) if key in _ORDINALS), None)
    if below is None and "halves" in words:
        below = 2
    if below is None:
        raise ValueError(f"not a part: {text!r}")
    above = UNITS.get(words[0], 1)
    return Fraction(above, below)


def floor_of(text: str) -> int:
    """The least that a match of `DOZENS` means: "tens of thousands" → 10000."""
    total = 1
    for word in _TOKEN.findall(text.lower()):
        if word != "of":
            total *= {"tens": 10, "hundreds": 100, "dozens": 12}.get(word) or SCALES[word.rstrip("s")]
    return total


def _from_digits(digits: str) -> Fraction:
    if digits[-1] in _SIGNS:
        whole, (above, below) = digits[:-1].strip(), _SIGNS[digits[-1]]
        return Fraction(whole or 0) + Fraction(above, below)
    if "/" in digits:
        *whole_part, fraction = digits.split()
        return sum((Fraction(item) for item in whole_part), Fraction(fraction))
    if digits.count(".") > 1 and re.fullmatch(r"\d{1,3}(?:\.\d{3})+", digits):
        return Fraction(digits.replace(".", ""))
    if re.fullmatch(r"\d+,\d{1,2}", digits):
        return Fraction(digits.replace(",", "."))
    plain = re.sub(r"[,'’\u00a0\u202f\u2009 ]", "", digits).rstrip(".")
    return Fraction(plain)


def _scale(word: str) -> int:
    word = word.strip(" .-")
    if not word:
        return 1
    known = SCALES.get(word) or SCALES.get(word.rstrip("s")) or LETTER_SCALES.get(word)
    if known is None:
        raise ValueError(f"not a scale: {word!r}")
    return known


def _from_words(words: list[str]) -> Fraction:
    """Sum of the groups before each scale; a half after a group counts within its scale ("two and a half million")."""
    total, group, seen = Fraction(0), Fraction(0), False
    for position, word in enumerate(words):
        if word in UNITS:
            group += UNITS[word]
        elif word in TENS:
            group += TENS[word]
        elif word == "hundred":
            group = (group or Fraction(1)) * 100
        elif word in ("half", "quarter", "quarters"):
            share = Fraction(1, 2) if word == "half" else Fraction(1, 4)
            if word == "quarters":
                group *= share
            elif total and not group:
                total += (
                    share * SCALES[words[position - 3]] if position >= 3 and words[position - 3] in SCALES else share
                )
            else:
                group += share
        elif word in SCALES:
            total += (group if group or seen else Fraction(1)) * SCALES[word]
            group = Fraction(0)
        elif word not in ("a", "an", "and", "of"):
            raise ValueError(f"not a number word: {word!r}")
        seen = seen or word in UNITS
    return total + group


def _whole(number: Fraction) -> int | float:
    return int(number) if number.denominator == 1 else float(number)
