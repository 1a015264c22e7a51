"""How lists write what they show: sums in short, words that were searched."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import template
from django.utils.safestring import SafeString

from kepil.register.views.coordinates import is_money
from kepil.web import wording
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
    if not (is_money(card.unit) or card.unit == "percent"):
        return card.amount_words
    return wording.bounded(wording.measured(wording.rounded(value), card.unit or ""), card.bound or "")


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
