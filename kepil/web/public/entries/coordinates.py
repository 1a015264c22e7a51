"""The coordinates of a statement as readers see them: who, what, where, for whom, how much, by when, on what condition,
each as a value in their language with the words that say so.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

from django.urls import reverse
from django.utils import formats
from django.utils.translation import gettext, ngettext

from kepil.model import Actor, Amount, Commitment, Place, Statement, Time
from kepil.publish import wording
from kepil.publish.facts import tidy
from kepil.register.views.bodies import Bodies
from kepil.register.views.coordinates import is_money
from kepil.register.views.regions import Regions
from kepil.web.templatetags.kepil import amount

_DURATION = re.compile(r"P(?:([0-9]{1,6})Y)?(?:([0-9]{1,6})M)?(?:([0-9]{1,6})W)?(?:([0-9]{1,6})D)?")
_RULE = re.compile(r"FREQ=(DAILY|WEEKLY|MONTHLY|YEARLY)(?:;INTERVAL=([0-9]{1,4}))?")


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
        Fact(gettext("When"), tuple(_value(when(one), one.span.text) for one in statement.times)),
        Fact(gettext("On condition"), (Value(tidy(condition.text)),) if condition else ()),
    )
    return tuple(one for one in found if one.values)


def when(time: Time) -> str | None:
    """`by 31 December 2024`, `from 1 May 2031`, `for 5 years`, `every 2 months`; None where nothing was resolved."""
    rule = _rule(time)
    start, end = (one and _day(one) for one in (time.start, time.end))
    if start is None and end is None:
        return rule
    if time.role == "deadline" and end:
        days = gettext("by %s") % end
    elif start and end:
        between = gettext("%(start)s to %(end)s") % {"start": start, "end": end}
        days = gettext("on %s") % start if start == end else between
    else:
        days = gettext("from %s") % start if start else gettext("until %s") % end
    if rule is None or time.role == "deadline":
        return days
    return f"{rule}, {days}"


def _day(date: dt.date) -> str:
    return formats.date_format(date, "DATE_FORMAT")


def _rule(time: Time) -> str | None:
    if not time.rule:
        return None
    if time.rule.startswith("P"):
        length = _length(time.rule)
        if length is None:
            return None
        return (gettext("within %s") if time.role == "deadline" else gettext("for %s")) % length
    found = _RULE.fullmatch(time.rule.upper())
    if found is None:
        return wording.recurrence(time.rule)
    number = int(found[2] or 1)
    return {
        "DAILY": ngettext("every day", "every %(number)d days", number),
        "WEEKLY": ngettext("every week", "every %(number)d weeks", number),
        "MONTHLY": ngettext("every month", "every %(number)d months", number),
        "YEARLY": ngettext("every year", "every %(number)d years", number),
    }[found[1]] % {"number": number}


def _length(rule: str) -> str | None:
    found = _DURATION.fullmatch(rule)
    if found is None or not any(found.groups()):
        return wording.duration(rule)
    years, months, weeks, days = (int(one or 0) for one in found.groups())
    parts = (
        (years, ngettext("%d year", "%d years", years)),
        (months, ngettext("%d month", "%d months", months)),
        (weeks, ngettext("%d week", "%d weeks", weeks)),
        (days, ngettext("%d day", "%d days", days)),
    )
    return " ".join(words % number for number, words in parts if number)


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
    measured = is_money(found.unit) or found.unit == "percent" or found.unit in wording.SI_UNITS
    return _value(amount(found) if measured else None, found.span.text)


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
