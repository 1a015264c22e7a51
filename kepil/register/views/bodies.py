"""Who a name means: bodies by their names and aliases, persons as the office that they held on the day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from kepil.register.records import Body, Term
from kepil.register.state import RegisterError
from kepil.register.views.names import normal

NOBODY = "nobody named"
"""What is shown for statements that name no actor."""


@dataclass(frozen=True, slots=True)
class Owner:
    """Whose promise it is."""

    name: str
    """As it is shown."""
    body: str | None = None
    """The body of the register; None where the name is not known there."""
    person: str | None = None
    """The person by whose name the office was found."""

    @property
    def key(self) -> str:
        """What promises of one owner have in common: the body, or the name in its normal form after a `~`."""
        return self.body or "~" + normal(self.name)


class Bodies:
    """The bodies of a register, by name."""

    def __init__(self, bodies: Iterable[Body]) -> None:
        self.by_id = {body.id: body for body in bodies}
        self._names: dict[str, set[str]] = {}
        self._terms = {body.id: _terms(body) for body in self.by_id.values() if body.terms}
        for body in self.by_id.values():
            for name in (body.id, body.name, *body.aliases):
                self._names.setdefault(normal(name), set()).add(body.id)

    def named(self, name: str) -> Body | None:
        """The one body that goes by a name; None where none does, or several do."""
        found = self._names.get(normal(name), set())
        return self.by_id[next(iter(found))] if len(found) == 1 else None

    def find(self, name: str) -> Body:
        """The body of this identifier, name or alias.

        Raises:
            RegisterError: there is none, or there are several.
        """
        if name in self.by_id:
            return self.by_id[name]
        found = sorted(self._names.get(normal(name), ()))
        if len(found) > 1:
            raise RegisterError(f"{name!r} is a name of {' and '.join(found)}.", "Name one of these.")
        if not found:
            raise RegisterError(f"There is no body {name!r}.", "kepil body list has them; kepil body add adds one.")
        return self.by_id[found[0]]

    def owner(self, name: str | None, day: dt.date | None) -> Owner:
        """Whose a promise is that was said on a day with this name as its actor.

        `NAME, OFFICE` is looked up as a whole, then by the office, then by the name. A person stands for the one
        office that they held on that day; of a person in none or in several, nobody can tell for which they spoke, and
        the promise stays with the person.
        """
        if name is None:
            return Owner(NOBODY)
        first, comma, rest = name.partition(",")
        body = self.named(name) or (self.named(rest) or self.named(first) if comma else None)
        if body is None:
            return Owner(" ".join(name.split()))
        if body.what == "person":
            offices = self.offices(body.id, day)
            if len(offices) == 1:
                return Owner(offices[0].name, offices[0].id, body.id)
        return Owner(body.name, body.id)

    def offices(self, person: str, day: dt.date | None) -> tuple[Body, ...]:
        """The offices that a person held on a day; none where the day is not known."""
        if day is None:
            return ()
        return tuple(self.by_id[office] for office in self._terms if self.holder(office, day) == person)

    def holder(self, office: str, day: dt.date | None) -> str | None:
        """The person who held an office on a day: of several whose terms hold that day, the one who came last."""
        if day is None:
            return None
        held = [
            term
            for term in self._terms.get(office, ())
            if (term.start is None or term.start <= day) and (term.end is None or day <= term.end)
        ]
        return max(held, key=lambda term: term.start or dt.date.min).person if held else None

    def above(self, body: str) -> tuple[str, ...]:
        """The body itself and every body of which it is a part, from the inside out."""
        chain = []
        at: str | None = body
        while at is not None:
            chain.append(at)
            at = self.by_id[at].part_of
        return tuple(chain)

    def name(self, body: str) -> str:
        """What a body is called."""
        return self.by_id[body].name


def _terms(office: Body) -> tuple[Term, ...]:
    """The terms of an office; a term recorded again with the same person and first day replaces the one before."""
    return tuple({(term.person, term.start): term for term in office.terms}.values())
