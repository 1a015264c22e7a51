"""English amounts: which runs of words are amounts, and the value, unit and bound that they mean."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from fractions import Fraction

from kepil.model import Amount, Span
from kepil.reading.english import amounts_money as money
from kepil.reading.english.amounts_keep import is_amount
from kepil.reading.english.amounts_measure import Measure, plain
from kepil.reading.english.amounts_neighbours import leans, settled
from kepil.reading.english.amounts_scan import scan
from kepil.reading.english.amounts_units import singular

Currency = Callable[[str, tuple[str, ...], str | None], str | None]
"""(local money word, codes it may mean, the code it means where nothing speaks for another) → code, or None."""

_END = re.compile(
    r"[.!?…\s](?:(?<=[.!?…])(?<!\b[A-Z].)(?<!\bNo.)(?<!\bMr.)(?<!\bDr.)[\"'”’»)]{0,3}\s"
    r"|(?<=[.!?:;|”\"]\s)(?:\s{0,2}\n|(?<=\n))|(?<=\n)\s{0,40}\n)"
)
"""The end of a sentence; its first character stands in front, so that a search need look at no other."""
_REACH = 700
"""Characters on either side of a span that may belong to its sentence or those before."""
_SENTENCES = 3
"""Sentences before its own from which a bare number may take its unit."""
_PAGE = 2500
"""Characters on either side in which the currency of a bare "18.5 million" is looked for."""
_ONE = re.compile(
    r"(?:an?|one|another|an\sadditional|a\ssingle|a\sfurther)\s(?:(?:new|free|single|further|additional|small|large)\s)*([a-z][a-z-]+(?:\s[a-z][a-z-]+)?)$",
    re.IGNORECASE,
)


def find(text: str, start: int, end: int, local: frozenset[str] = frozenset()) -> list[tuple[int, int]]:
    """Offsets of the amounts in text[start:end], in order, not overlapping.

    Args:
        local: money words that only this document knows ("crown"), lower case, singular.
    """
    found: list[tuple[int, int]] = []
    measures: Sequence[Measure] = scan(text, start, end, local)
    if any(leans(measure) for measure in measures):
        before, sentence, _ = _window(text, start, min(end, start + 1))
        measures = settled(text, scan(text, before, end, local), sentence)
    for position, measure in enumerate(measures):
        if measure.at[0] < start or (measure.upper_at or measure.at)[1] > end:
            continue
        if not is_amount(text, measures, position):
            continue
        low = measure.start if measure.start >= start else measure.at[0]
        high = measure.end if measure.end <= end else (measure.upper_at or measure.at)[1]
        if found and low < found[-1][1]:
            low = measure.at[0]
            if low < found[-1][1]:
                continue
        found.append((low, high))
    return found


def resolve(text: str, start: int, end: int, currency: Currency, local: frozenset[str] = frozenset()) -> list[Amount]:
    """The amounts that text[start:end] means, read in its sentence and those before it.

    Two for a range, none where there is no number. A unit that cannot be known is None; a money word of which the
    currency cannot be known is its own unit ("peso").
    """
    before, sentence, after = _window(text, start, end)
    measures: Sequence[Measure] = scan(text, sentence, after, local)
    if any(leans(measure) and start < measure.end and measure.start < end for measure in measures):
        measures = settled(text, scan(text, before, after, local), sentence)
    out: list[Amount] = []
    for position, measure in enumerate(measures):
        low = start <= measure.at[0] < end or measure.at[0] < start < measure.at[1]
        high = measure.upper_at is not None and start <= measure.upper_at[0] < end
        if not low and not high:
            continue
        unit, divisor = _unit(text, measures, position, currency)
        span = Span(text[start:end], start, end)
        value = _over(measure.value, divisor)
        if measure.upper is None or measure.upper_at is None:
            out.append(Amount(span, value, unit, measure.bound))
            continue
        if low:
            out.append(Amount(span, value, unit, "at_least"))
        if high:
            stop = min(end, max(measure.upper_end, measure.upper_at[1]))
            begin = max(start, measure.upper_at[0])
            part = Span(text[begin:stop], begin, stop)
            out.append(Amount(part, _over(measure.upper, divisor), unit, "at_most"))
    return out or _article(text, start, end)


def _over(value: int | float | None, divisor: int) -> int | float | None:
    if value is None or divisor == 1:
        return value
    return plain(Fraction(value) / divisor)


def _window(text: str, start: int, end: int) -> tuple[int, int, int]:
    """Where the sentences before begin, where the sentence of text[start:end] begins, and where it ends."""
    floor = max(0, start - _REACH)
    starts = [floor] + [match.end() for match in _END.finditer(text, floor, start)]
    closing = _END.search(text, end, min(len(text), end + _REACH))
    return (
        starts[max(0, len(starts) - 1 - _SENTENCES)],
        starts[-1],
        closing.start() + 1 if closing else min(len(text), end + _REACH),
    )


def _unit(text: str, measures: Sequence[Measure], position: int, currency: Currency) -> tuple[str | None, int]:
    """The unit of a measure, and by what its value is divided (cents)."""
    measure = measures[position]
    if measure.what == "bare" and measure.scaled and measure.unit is None and measure.value >= 10**5:
        return nearby(text, measure.at[0], currency), 1
    if measure.what != "money" or measure.word is None:
        return measure.unit, 1
    word = measure.word
    if word.divisor > 1 and not word.codes:
        for other in [*reversed(measures[:position]), *measures[position + 1 :]]:
            if other.what == "money" and other.word is not None and other.word.divisor == 1:
                return currency(other.word.word, other.word.codes, other.word.default), word.divisor
        own = nearby(text, measure.at[0], currency) or currency("", (), None)
        return (own, word.divisor) if own else (word.word, 1)
    code = currency(word.word, word.codes, None) or _qualified(text, measure, word)
    return code or word.word, word.divisor


def _qualified(text: str, measure: Measure, word: money.Money) -> str | None:
    """The code of the same word where the text says whose it is ("CFA francs", then "25 francs"); else its default."""
    around = scan(text, max(0, measure.at[0] - _PAGE), min(len(text), measure.at[0] + _PAGE)) if word.codes else []
    codes = {
        m.word.codes[0]
        for m in around
        if m.what == "money" and m.word is not None and m.word.word == word.word and len(m.word.codes) == 1
    }
    return codes.pop() if len(codes) == 1 else word.default


def nearby(text: str, position: int, currency: Currency) -> str | None:
    """The currency of the money nearest before `position`, else nearest after it, within a page."""
    around = scan(text, max(0, position - _PAGE), min(len(text), position + _PAGE))
    coins = [m for m in around if m.what == "money" and m.word is not None and m.word.divisor == 1]
    nearest = [m for m in coins if m.at[0] < position][-1:] or coins[:1]
    word = nearest[0].word if nearest else None
    return currency(word.word, word.codes, word.default) if word else None


def _article(text: str, start: int, end: int) -> list[Amount]:
    """ "a telephone line", "both": one and two of a thing, where a caller says that the words are an amount."""
    words = text[start:end].strip()
    match = _ONE.fullmatch(words) if len(words) < 80 else None
    if match:
        return [Amount(Span(text[start:end], start, end), 1, match[1].lower())]
    both = (
        re.fullmatch(r"both(?:\s(?:of\s)?(?:the\s)?([a-z][a-z-]+))?", words, re.IGNORECASE) if len(words) < 60 else None
    )
    if both:
        return [Amount(Span(text[start:end], start, end), 2, singular(both[1].lower()) if both[1] else None)]
    return []
