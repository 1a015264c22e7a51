"""Recognises an English sentence by its message, and says it in the reader's language."""

from __future__ import annotations

import datetime as dt
import functools
import re
from collections.abc import Iterable
from typing import Any

from django.utils.translation import get_language, gettext

from kepil.web import wording
from kepil.web.retold import links, refusals, uploads
from kepil.web.words import WORDS

_PLACE = re.compile(r"%\(([a-z_]+)\)s")
_GROUPED = re.compile(r"[0-9]{1,3}(?:,[0-9]{3})+")
_SUBJECT = re.compile(r"([A-Z][0-9]+): (.+)")
_COUNTED: dict[str, Any] = {**refusals.COUNTED, **links.COUNTED}
_MESSAGES = frozenset((*refusals.MESSAGES, *uploads.MESSAGES, *links.MESSAGES, *_COUNTED))
_VALUES: dict[str, Any] = {**WORDS, **refusals.VALUES, **uploads.VALUES}


def retell(text: str) -> str:
    """A text of one sentence or several, each in the reader's language where its message is known."""
    if not text or get_language() == "en":
        return text
    found = _SUBJECT.fullmatch(text)
    if found and (parts := _split(found[2])):
        return f"{found[1]}: {_joined(parts)}"
    return _joined(_split(text)) or text


def known(text: str) -> bool:
    """Whether every sentence of a text is known by its message."""
    return bool(_split(text))


_Part = tuple[str, dict[str, str]]
"""A message, and what stands in its places."""


def _joined(parts: Iterable[_Part]) -> str:
    return " ".join(_told(*one) for one in parts)


@functools.lru_cache(maxsize=1 << 12)
def _split(text: str) -> tuple[_Part, ...]:
    """The sentences of a text; none where any of them is not known."""
    for message, pattern in _patterns():
        found = pattern.match(text)
        if found is None:
            continue
        rest = text[found.end() :].removeprefix(" ")
        if not rest:
            return ((message, found.groupdict()),)
        # what follows has to be known too: a place may have taken too little of the text
        if after := _split(rest):
            return ((message, found.groupdict()), *after)
    whole = ((message, pattern.fullmatch(text)) for message, pattern in _patterns())
    return next((((message, found.groupdict()),) for message, found in whole if found), ())


@functools.cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """The messages, those with the most words of their own first."""
    messages = sorted(_MESSAGES, key=lambda one: (-len(_PLACE.sub("", one)), one))
    return tuple((one, re.compile(_pattern(one))) for one in messages)


def _pattern(message: str) -> str:
    pieces: Iterable[str] = _PLACE.split(message.replace("%%", "%"))
    what = "[0-9]{1,9}" if message in _COUNTED else ".+?"
    # every second piece is the name of a place
    parts = [f"(?P<{one}>{what})" if number % 2 else re.escape(one) for number, one in enumerate(pieces)]
    return f"{''.join(parts)}(?= |$)"


def _told(message: str, values: dict[str, str]) -> str:
    if message in _COUNTED:
        return str(_COUNTED[message] % {"number": int(values["number"])})
    return gettext(message) % {name: _value(value) for name, value in values.items()}


def _value(value: str) -> str:
    """What stands in a place: values of the model by their words, a day as days are written, anything else as it is."""
    if _GROUPED.fullmatch(value):
        return wording.number(int(value.replace(",", "")))
    values = [one.strip("'") for one in value.split(", ")]
    if all(one in _VALUES for one in values):
        return ", ".join(str(_VALUES[one]) for one in values)
    try:
        return wording.day(dt.datetime.strptime(value, "%Y-%m-%d").date())
    except ValueError:
        return value
