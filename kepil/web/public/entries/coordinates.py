"""The coordinates of a statement as readers see them: who, what, where, for whom, how much, by when, on what condition,
each as a value in their language with the words that say so.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext

from kepil.model import Actor, Amount, Commitment, Place, Statement
from kepil.publish.facts import tidy
from kepil.publish.wording import SI_UNITS
from kepil.register.views.bodies import Bodies
from kepil.register.views.coordinates import is_money
from kepil.register.views.regions import Regions
from kepil.web import wording


@dataclass(frozen=True, slots=True)
class Value:
    """What a coordinate means, and the words that say so where they differ."""

    shown: str
    said: str = ""
    link: str = ""
    """A page of the register about it."""


@dataclass(frozen=True, slots=True)
class Fact:
    """One coordinate under its name."""

    name: str
    values: tuple[Value, ...]


def facts(statement: Statement, on: dt.date | None, bodies: Bodies, regions: Regions) -> tuple[Fact, ...]:
    """The coordinates that a statement has, in the order in which people ask for them.

    Args:
        on: The day on which it was said; who held an office depends on it.
        bodies: Those of the register, to link to.
        regions: The same.
    """
    commitment = statement if isinstance(statement, Commitment) else None
    beneficiary, condition = (commitment.beneficiary, commitment.condition) if commitment else (None, None)
    found = (
        Fact(gettext("Promised by"), _body(commitment.speaker, on, bodies) if commitment else ()),
        Fact(gettext("To be done by"), _body(statement.actor, on, bodies)),
        Fact(gettext("What"), (Value(tidy(statement.action.text)),)),
        Fact(gettext("For whom"), (Value(tidy(beneficiary.text)),) if beneficiary else ()),
        Fact(gettext("Where"), tuple(_place(one, regions) for one in statement.places)),
        Fact(gettext("How much"), tuple(_amount(one) for one in statement.amounts)),
        Fact(gettext("When"), tuple(_value(wording.time(one), one.span.text) for one in statement.times)),
        Fact(gettext("On condition"), (Value(tidy(condition.text)),) if condition else ()),
    )
    return tuple(one for one in found if one.values)


def _body(actor: Actor, on: dt.date | None, bodies: Bodies) -> tuple[Value, ...]:
    words = tidy(actor.span.text) if actor.span else ""
    name = actor.name or words
    if not name:
        return ()
    known = bodies.named(name) or (bodies.by_id.get(bodies.owner(name, on).body or ""))
    link = reverse("body", args=[known.id]) if known else ""
    return (_value(tidy(name), words, link),)


def _amount(found: Amount) -> Value:
    """An amount; of things that are counted, the words are as good as the number."""
    measured = is_money(found.unit) or found.unit == "percent" or found.unit in SI_UNITS
    return _value(wording.amount(found) if measured else None, found.span.text)


def _place(place: Place, regions: Regions) -> Value:
    region = regions.of(place)
    if region is None:
        return Value(tidy(place.span.text))
    return _value(regions.by_id[region].name, place.span.text, reverse("place", args=[region]))


def _value(meant: str | None, said: str, link: str = "") -> Value:
    said = tidy(said)
    if meant is None or meant.casefold() == said.casefold():
        return Value(said or (meant or ""), "", link)
    return Value(meant, said, link)
