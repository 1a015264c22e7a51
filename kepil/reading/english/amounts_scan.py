"""One pass over English text that finds every number with what it counts, whether or not it is an amount."""

from __future__ import annotations

import functools
import re

from kepil.reading.english import amounts_money as money
from kepil.reading.english import amounts_units as units
from kepil.reading.english import numbers
from kepil.reading.english.amounts_bounds import Lead, lead
from kepil.reading.english.amounts_doubts import dated, doubted
from kepil.reading.english.amounts_measure import Measure, bounded, plain
from kepil.reading.english.amounts_parts import PARTITIVE, dozens, halved, part

_SIGN = "[$€£¥₹₽₸₺₴₦₵₱₩₫₪₾₼฿₡₲]"
_FREE = rf"(?:(?<![\w.:/–-])(?<!\d,)|(?<={_SIGN})|(?<=[{_SIGN[1:-1]}A-Za-z.][\s\u00a0]))"
_CORE = re.compile(
    rf"(?P<rest>(?i:\bthe\s(?:rest|remainder)\b))"
    rf"|(?P<ratio>(?<![\w.,/-])(?i:{numbers.RATIO}))"
    rf"|(?P<half_hour>(?<![\w-])(?i:half\san\shour)\b)"
    rf"|(?P<big>(?<![\w-])(?i:half\sa\s(?:million|billion|trillion|dozen|thousand))\b)"
    rf"|(?P<part>(?<![\w-])(?i:{numbers.PART}))"
    rf"|(?P<halve>(?i:\bhalv(?:e|es|ed|ing)\b))"
    rf"|(?P<dozens>(?<![\w-])(?i:{numbers.DOZENS}))"
    rf"|(?P<number>(?P<prefix>{money.PREFIX})?{_FREE}(?i:{numbers.NUMBER}))"
)
_BEGINNING = re.compile(rf"[A-Za-z]+|(?P<sign>\d+|[½¼¾⅓⅔⅕⅛]|{_SIGN})")
_FIRST_WORDS = frozenset(
    """
    the a an half halve halves halved halving tens hundreds dozens thousands millions billions trillions
    """.split()
).union(numbers.UNITS, numbers.TENS)
"""The words that `_CORE` can begin with."""
_NUMBER = re.compile(rf"(?P<prefix>{money.PREFIX})?(?i:{numbers.NUMBER})")
_RANGE = re.compile(r"\s?[-–—]\s?|\s{1,3}(?:to|or|and)\s{1,3}", re.IGNORECASE)
_LETTER_SCALE = re.compile(r"\s?([kKmMbB])(?:n|ln)?\b")
_YEAR = re.compile(r"(?:19|20)\d\d")
_ORDINAL_AFTER = re.compile(r"(?:st|nd|rd|th)\b")
_OF_THE = re.compile(
    r"\s(?:out\s)?of\s(?:all\s)?(?:(?:the|its|our|their|his|her|these|those|all)\s)?(?:[a-z]+[’']s\s)?", re.IGNORECASE
)


@functools.lru_cache(maxsize=16)
def scan(text: str, start: int, end: int, local: frozenset[str] = frozenset()) -> tuple[Measure, ...]:
    """All numbers of text[start:end] in order, not overlapping; the words after `end` may say what the last one counts.

    Args:
        local: money words that only this document knows, lower case, singular.
    """
    found: list[Measure] = []
    position = start
    while position < end:
        match = _next(text, position, end)
        if match is None:
            break
        floor = found[-1].end if found else start
        one = _one(text, match, floor, end, local)
        position = max(match.end(), position + 1)
        if one is not None:
            found.append(one)
            position = max(one.end, position)
    return tuple(found)


def _next(text: str, position: int, end: int) -> re.Match[str] | None:
    """The next match of `_CORE`, tried only where a word, a figure or a sign stands that it can begin with."""
    for beginning in _BEGINNING.finditer(text, position, end):
        word = beginning.group()
        if beginning["sign"] or word.lower() in _FIRST_WORDS or word in money.PREFIX_WORDS:
            match = _CORE.match(text, beginning.start(), end)
            if match:
                return match
    return None


def _one(text: str, match: re.Match[str], floor: int, end: int, local: frozenset[str]) -> Measure | None:
    at = match.span()
    if match["number"] or match["big"]:
        return _number(text, match, floor, end, local)
    if match["halve"]:
        return halved(at)
    if match["dozens"]:
        return dozens(text, at, local)
    before = lead(text, floor, at[0])
    if match["rest"]:
        return Measure(*at, at, 0, "part", None, anaphor="rest", lead=before)
    if match["half_hour"]:
        return bounded(text, Measure(*at, at, 30, "measure", "min", likely=before.bound != "exact"), before)
    return part(text, at, before, ratio=bool(match["ratio"]))


def _number(text: str, match: re.Match[str], floor: int, end: int, local: frozenset[str]) -> Measure | None:
    """A number with what it counts; None for an ordinal."""
    prefix = match["prefix"]
    begin = match.end("prefix") if prefix else match.start()
    number, stop, scaled = _value(text, begin, match.end(), money_before=bool(prefix))
    written = text[begin:stop]
    words = not any(character.isnumeric() for character in written)
    if not words and _ORDINAL_AFTER.match(text, stop):
        return None
    before = lead(text, floor, match.start())
    first = Measure(match.start(), stop, (begin, stop), number, "bare", None, words=words, scaled=scaled, lead=before)
    if prefix:
        coin, stop = _coin(text, money.of_prefix(prefix), stop, scaled=scaled)
        first = first._replace(what="money", word=coin, end=stop)
    measured = _measured(text, first, local)
    ranged = _range(text, first, measured, before, end, local)
    if ranged:
        return ranged
    return bounded(text, doubted(text, _things(text, measured, local)), before)


def _coin(text: str, coin: money.Money, stop: int, *, scaled: bool) -> tuple[money.Money, int]:
    """The money of a sign, made sure by what follows the number: "$4.2 million (US)", "$5 USD"."""
    after = money.bracketed(text, stop)
    if after is None and coin.word == "$":
        after = money.after_number(text, stop, scaled=scaled, others=frozenset())
    return after if after and after[0].default in coin.codes else (coin, stop)


def _value(text: str, begin: int, stop: int, *, money_before: bool) -> tuple[int | float, int, bool]:
    """The number of text[begin:stop], its end and whether it is scaled; a letter is a scale only after a money sign."""
    value = numbers.value(text[begin:stop])
    scaled = bool(re.search(r"[a-z]{2}", text[begin:stop], re.IGNORECASE)) and value >= 1000
    if money_before and not scaled:
        letter = _LETTER_SCALE.match(text, stop)
        if letter:
            return plain(value * numbers.LETTER_SCALES[letter[1].lower()]), letter.end(), True
    return value, stop, scaled


def _range(
    text: str, first: Measure, measured: Measure, before: Lead, end: int, local: frozenset[str]
) -> Measure | None:
    """A range that begins with `first`: "300 to 350 tonnes", "between 2 and 4 per cent", "€5 to €40 million".

    Args:
        measured: `first` with the unit that stands beside it.
    """
    own = measured if first.what == "bare" and measured.what in ("percent", "measure", "money", "duration") else None
    link = _RANGE.match(text, own.end if own else first.end, end)
    if not link:
        return None
    word = link.group().strip().lower()
    if (word == "and" and not before.between) or (word in ("to", "and") and before.change):
        return None
    match = _NUMBER.match(text, link.end(), end)
    if not match:
        return None
    if match["prefix"] and first.what != "money" and _YEAR.fullmatch(text[slice(*first.at)]):
        return None
    at = match.end("prefix") if match["prefix"] else match.start()
    value, stop, scaled = _value(text, at, match.end(), money_before=bool(match["prefix"]) or first.word is not None)
    if _ORDINAL_AFTER.match(text, stop):
        return None
    second = Measure(match.start(), stop, (at, stop), value, "bare", None, scaled=scaled)
    coin = money.of_prefix(match["prefix"]) if match["prefix"] else first.word
    second = second._replace(what="money", word=coin) if coin else _counted(text, second, local)
    if own is not None and second.what == "bare":
        second = own._replace(end=second.end)
    if own is not None and second.what != own.what:
        return None
    lower = _like_upper(first, value, text[at:stop]) if scaled else first.value
    if lower >= value or (word == "or" and second.what == "bare"):
        return None
    found = second._replace(
        start=first.start, at=first.at, value=lower, upper=value, upper_at=(match.start(), stop), upper_end=second.end,
        bound="at_least", words=first.words, lead=before, hyphen=not word.isalpha(),
    )  # fmt: skip
    likely = doubted(text, found).likely and not dated(text, stop)
    start = found.start if before.start is None else min(before.start, found.start)
    return found._replace(start=start, likely=likely)


def _like_upper(first: Measure, upper: int | float, written: str) -> int | float:
    """The lower number with the scale of the upper one, where it has none itself: "30 to 35 million"."""
    words = re.findall(r"[a-z]+", written.lower())
    last = words[-1] if words else ""
    factor = numbers.SCALES.get(last) or numbers.SCALES.get(last.rstrip("s")) or numbers.LETTER_SCALES.get(last[:1], 1)
    lower = plain(first.value * factor)
    return first.value if first.scaled or lower > upper else lower


def _counted(text: str, found: Measure, local: frozenset[str]) -> Measure:
    """`found` with what follows its number."""
    return _things(text, _measured(text, found, local), local)


def _measured(text: str, found: Measure, local: frozenset[str]) -> Measure:
    """`found` with the percent, money, measure or time that follows its number; money before it stays."""
    if found.what != "bare":
        return found
    stop = found.end
    share = units.percent(text, stop)
    if share:
        return found._replace(what="percent", unit=share[0], end=share[1])
    found = found._replace(hyphen=text[stop : stop + 1] == "-")
    coin = money.after_number(text, stop, scaled=found.scaled, others=local)
    if coin:
        return found._replace(what="money", word=coin[0], end=coin[1])
    measure = units.measure(text, stop)
    if measure:
        flow = units.rate(text, measure[1])
        unit, stop = (f"{measure[0]}/{flow[0]}", flow[1]) if flow else measure
        return found._replace(what="measure", unit=unit, end=stop)
    time = units.duration(text, stop)
    if time:
        return found._replace(what="age" if time[2] else "duration", unit=time[0], end=time[1])
    return found


def _things(text: str, found: Measure, local: frozenset[str]) -> Measure:
    """`found` with the things that its number counts, where no unit stands beside it."""
    if found.what != "bare" or found.hyphen:
        return found
    stop = found.end
    of = _OF_THE.match(text, stop)
    if of:
        return _counted_of(text, found, of, local)
    noun = units.noun(text, stop, found.value)
    if noun and noun.unit.rsplit(maxsplit=1)[-1] == "one":
        return found._replace(end=noun.end, anaphor="them")
    return found._replace(what="count", unit=noun.unit, end=noun.end) if noun else found


def _counted_of(text: str, found: Measure, of: re.Match[str], local: frozenset[str]) -> Measure:
    """`found` with what follows "of": "61 of the 67 settlements", "two of them", "five of those dams"."""
    again = _NUMBER.match(text, of.end())
    if again:
        whole = _counted(text, Measure(again.start(), again.end(), again.span(), 2, "bare", None), local)
        known = whole.what in ("count", "measure", "money")
        return found._replace(what=whole.what, unit=whole.unit, word=whole.word) if known else found
    coin = money.after_number(text, of.end() - 1, scaled=True, others=local) if found.scaled else None
    if coin:
        return found._replace(what="money", word=coin[0], end=coin[1])
    noun = units.noun(text, of.end(), 2)
    if noun:
        return found._replace(what="count", unit=noun.unit, end=noun.end)
    pronoun = PARTITIVE.match(text, found.end)
    return found._replace(end=pronoun.end(), anaphor="them") if pronoun else found
