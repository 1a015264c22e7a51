"""How lists write what they show: sums in short, words that were searched."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import template
from django.contrib.humanize.templatetags.humanize import intword
from django.utils import formats
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy

from kepil.register.views.coordinates import is_money
from kepil.web.index.card import Card
from kepil.web.index.words import Asked
from kepil.web.public.lists.cards import Cards, boxes, options

register = template.Library()


@register.filter
def sum_of(card: Card) -> str:
    """The amount of an entry in short: `at least XVC 2.4 billion`, `15%`; other amounts in the words that were said."""
    value = card.amount
    if value is None:
        return ""
    if is_money(card.unit):
        shown = f"{card.unit} {_short(value)}"
    elif card.unit == "percent":
        shown = f"{_figure(value)}%"
    else:
        return card.amount_words
    return str(_BOUNDS[card.bound]) % shown if card.bound in _BOUNDS else shown


def _short(value: float) -> str:
    if abs(value) < 1_000_000 or not float(value).is_integer():
        return _figure(value)
    scale = 10 ** (3 * (min(len(str(abs(int(value)))) - 1, 14) // 3))
    if value % scale:
        return str(intword(int(value)))
    # a round number is said without ".0"
    return str(intword(int(value))).replace(formats.number_format(value / scale, 1), _figure(value / scale))


def _figure(value: float) -> str:
    whole = float(value).is_integer()
    return formats.number_format(int(value) if whole else value, use_l10n=True, force_grouping=True)


_BOUNDS = {
    "about": gettext_lazy("about %s"),
    "at_least": gettext_lazy("at least %s"),
    "at_most": gettext_lazy("at most %s"),
}


@register.simple_tag(takes_context=True)
def entry_card(context: Any, card: Card, words: Asked | None = None) -> SafeString:
    """One entry as an item of a list."""
    return Cards(context["scene"].day, words, sum_of).html(card)


@register.simple_tag(takes_context=True)
def entry_cards(context: Any, cards: Iterable[Card], words: Asked | None = None) -> SafeString:
    """Entries as items of a list."""
    writer = Cards(context["scene"].day, words, sum_of)
    return SafeString("\n".join(writer.html(card) for card in cards))


register.simple_tag(boxes)
register.simple_tag(options)
