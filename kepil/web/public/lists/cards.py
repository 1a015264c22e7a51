"""An entry in a list as HTML. It is written here and not by a template, as lists show many and have to be fast."""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Callable, Iterable
from html import escape

from django.urls import reverse
from django.utils import formats
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext, ngettext

from kepil.web.index.card import Card, Facet
from kepil.web.index.words import Asked, pieces
from kepil.web.templatetags.kepil import span
from kepil.web.words import TONES, word

SETTLED = ("closed", "no_deadline")
"""Time statuses at which it does not matter any more how far the deadline is away."""
PLACES = 3
"""Places that are shown."""


class Cards:
    """Writes entries in the reader's language, with addresses under the prefix of this request.

    Args:
        day: The day of the page.
        words: What was searched, to be marked.
        amount: Writes an entry's amount.
    """

    def __init__(self, day: dt.date, words: Asked | None, amount: Callable[[Card], str]) -> None:
        self._day = day
        self._words = words if words and words.wanted else None
        self._amount = amount
        self._entry = _around("entry")
        self._body = _around("body")
        self._language = get_language() or ""
        self._said, self._due = gettext("said %s"), gettext("due %s")

    def html(self, card: Card) -> SafeString:
        """One entry as an item of a list."""
        before, after = self._entry
        title = marked(card.title, self._words) if self._words else escape(card.title)
        what = [
            _kind(card.kind, self._language),
            f"<span>{self._owner(card)}</span>",
        ]
        if card.said:
            what.append(f"<span>{self._said % _day(card.said, self._language)}</span>")
        if card.mentions > 1:
            times = ngettext("said once", "said %d times", card.mentions)
            what.append(f"<span>{times % card.mentions if '%' in times else times}</span>")
        if card.amount is not None:
            what.append(f'<span class="num">{escape(self._amount(card))}</span>')
        what += [f"<span>{escape(place.name)}</span>" for place in card.places[:PLACES]]
        return SafeString(
            f'<li class="card"><h3><a href="{before}{escape(card.id)}{after}">{title}</a></h3>\n'
            f'<p class="meta">{" ".join(what)}</p>\n<p class="meta">{" ".join(self._state(card))}</p></li>'
        )

    def _owner(self, card: Card) -> str:
        name = escape(card.owner_name)
        if card.owner_body:
            before, after = self._body
            name = f'<a href="{before}{escape(card.owner_body)}{after}">{name}</a>'
        if card.person_name and card.person_name != card.owner_name:
            name += f", {escape(card.person_name)}"
        return name

    def _state(self, card: Card) -> Iterable[str]:
        if card.due:
            due = self._due % _day(card.due, self._language)
            yield f"<span>{due}</span>" if card.status in SETTLED else f"<span>{due} ({self._away(card.due)})</span>"
        yield _badge(card.status, self._language)
        if card.fulfilment != "not_rated":
            yield _badge(card.fulfilment, self._language)
        if card.slips:
            times = ngettext("put off once", "put off %d times", card.slips)
            yield f'<span class="badge warn">{times % card.slips if "%" in times else times}</span>'
        if card.conflicts:
            yield f'<span class="badge bad">{gettext("figures contradict")}</span>'
        if card.record != "published":
            yield _badge(card.record, self._language)

    def _away(self, day: dt.date) -> str:
        days = (day - self._day).days
        if days == 0:
            return gettext("today")
        return (gettext("%s late") if days < 0 else gettext("in %s")) % span(abs(days))


@functools.lru_cache(maxsize=1 << 10)
def _badge(value: str, language: str) -> str:
    """A status as a small label."""
    return f'<span class="badge {TONES.get(value, "plain")}">{escape(word(value))}</span>'


@functools.lru_cache(maxsize=1 << 10)
def _kind(value: str, language: str) -> str:
    """A kind of commitment in its colour."""
    return f'<span class="kind {escape(value)}">{escape(word(value))}</span>'


def marked(text: str, words: Asked) -> SafeString:
    """A text with the words that were searched marked."""
    return SafeString(
        "".join(f"<mark>{escape(part)}</mark>" if hit else escape(part) for part, hit in pieces(text, words))
    )


def boxes(facet: Facet, parameter: str) -> SafeString:
    """The choices of a facet as boxes to tick."""
    return SafeString(
        "\n".join(
            f"<label{'' if one.count else ' class=none'}><input type=checkbox id='{parameter}-{escape(one.value)}' "
            f"name={parameter} value='{escape(one.value)}'{' checked' if one.chosen else ''}> "
            f"<span>{escape(one.name)}</span> <span class=num>{number(one.count)}</span></label>"
            for one in facet.choices
        )
    )


def options(facet: Facet) -> SafeString:
    """The choices of a facet as options of a list."""
    return SafeString(
        "\n".join(
            f"<option value='{escape(one.value)}'{' selected' if one.chosen else ''}>{escape(one.name)} "
            f"({number(one.count)})</option>"
            for one in facet.choices
        )
    )


def number(value: int) -> str:
    """A count with the separators of the reader's language."""
    return str(value) if value < 1000 else formats.number_format(value, use_l10n=True, force_grouping=True)


def _around(name: str) -> tuple[str, str]:
    """What stands before and after the identifier in an address."""
    before, _, after = reverse(name, args=["~"]).partition("~")
    return before, after


@functools.lru_cache(maxsize=1 << 13)
def _day(day: dt.date, language: str) -> str:
    return f'<time datetime="{day.isoformat()}">{escape(formats.date_format(day, "DATE_FORMAT"))}</time>'
