"""Conflicts inside one statement: it says twice how long something takes, and not the same."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from kepil.linking.profile import Profile
from kepil.linking.records import Change, Link
from kepil.linking.words import stem, tokens
from kepil.model import Amount, Span, Time

_DAYS = {
    stem(word): days
    for days, names in (
        (1.0, "day день күн"),
        (7.0, "week неделя апта"),
        (30.4, "month месяц ай"),
        (365.25, "year год лет жыл"),
    )
    for word in names.split()
}
"""Days in a unit of time, on average."""
_LETTERS = {"Y": 365.25, "M": 30.4, "W": 7.0, "D": 1.0}
_RULE = re.compile(r"P(\d+(?:\.\d+)?)([YMWD])")
_ROUNDING = 0.1
"""Two lengths this share apart are one length in other units: "a year – 12 months", "3 months, that is 90 days"."""
_AGAIN = re.compile(
    r"\s[–—-]\s|\(|:|\b(?:that is|i\.e\.|namely|in other words|то есть|т\. ?е\.|а именно|яғни)\b", re.IGNORECASE
)
"""What says that the same is said again in other words."""
_PART = re.compile(
    r"\b(?:first|last|of which|including|plus|then|each|every|per|extend\w*|instead"
    r"|перв\w+|последн\w+|включая|кажд\w+|алғашқы)\b",
    re.IGNORECASE,
)
"""What says that one length is part of the other, or follows it."""
_ONLY_MARK = re.compile(r"[\s–—-]*(?:to|до)?[\s–—-]*")

_CERTAIN = 0.9
"""The score of such a conflict: it rests on the words of one sentence alone."""


def within(found: Profile) -> Iterator[Link]:
    """The conflict of a statement with itself, where an apposition names another length of time than what it explains:
    "a short period of 5 years – five summer and autumn months". Both ends of the link are the statement.
    """
    statement = found.stated.statement
    lengths = [*map(_amount, statement.amounts), *map(_time, statement.times)]
    named = sorted({one[0].start: one for one in lengths if one}.values(), key=lambda one: one[0].start)
    for (before, one), (after, two) in pairwise(named):
        start = statement.quote.start
        between = statement.quote.text[max(0, before.end - start) : max(0, after.start - start)]
        again = _AGAIN.search(between) and not _PART.search(between + after.text) and not _ONLY_MARK.fullmatch(between)
        if again and abs(one - two) > _ROUNDING * max(one, two):
            text = f"“{before.text}” or “{after.text}”"
            change = Change("durations_differ", before, after, text)
            key = found.stated.key
            yield Link(key, key, "conflict", _CERTAIN, (f"two lengths for one thing: {text}",), (change,))


def _amount(amount: Amount) -> tuple[Span, float] | None:
    words = tokens(amount.unit or "")
    days = _DAYS.get(stem(words[-1])) if words else None
    return (amount.span, days * amount.value) if days and amount.value is not None else None


def _time(time: Time) -> tuple[Span, float] | None:
    rule = _RULE.fullmatch(time.rule) if time.role == "duration" and time.rule else None
    return (time.span, _LETTERS[rule[2]] * float(rule[1])) if rule else None
