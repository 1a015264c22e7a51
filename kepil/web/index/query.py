"""What is asked of the index: words, filters, an order, a page; made from the address of a page and back."""

from __future__ import annotations

import datetime as dt
import math
import operator
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from typing import Any, Literal, cast
from urllib.parse import urlencode

from django.http import QueryDict

from kepil.model import KINDS
from kepil.register.verdicts import FULFILMENTS

Sort = Literal["best", "new", "old", "due", "amount", "body", "title", "entry", "decided", "updated"]
SORTS: tuple[Sort, ...] = ("best", "new", "old", "due", "amount", "body", "title", "entry", "decided", "updated")
"""Orders: best match, said last, said first, due, largest sum, owner, title, number, decided last, changed last."""
STATUSES = ("overdue", "due_soon", "upcoming", "extended", "no_deadline", "closed")
RECORDS = ("candidate", "in_review", "published", "corrected", "retracted")
HAVING = ("duty", "slip", "conflict", "repeat", "amount", "evidence", "reply", "verdict")
"""What an entry may have: a duty that comes again, a deadline put off, figures that conflict, several mentions …"""
LONGEST = 300
"""Characters of a value that are looked at."""
LAST_PAGE = 10_000

_PARAMETERS = {
    "text": "q",
    "topics": "topic",
    "kinds": "kind",
    "fulfilments": "fulfilment",
    "statuses": "status",
    "records": "record",
}
"""Fields that have another name in an address; all others have their own."""
_CHOICES: Mapping[str, Sequence[str]] = {
    "kinds": KINDS,
    "fulfilments": FULFILMENTS,
    "statuses": STATUSES,
    "records": RECORDS,
    "having": HAVING,
}
_MANY = ("topics", *_CHOICES)
_DAYS = ("after", "before", "due_after", "due_before")


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """What an entry must be to be found; what is empty or None demands nothing.

    Several values of one field are alternatives, several fields all have to hold.
    """

    text: str = ""
    """Words that it must have, in its title, its quotes, its owner or its places; `"…"` for words in this order, `-`
    before a word that it must not have.
    """
    body: str | None = None
    """Whose it is: identifier of a body, which has its parts in it; or `~` and a name that the register does not know.
    """
    person: str | None = None
    """Who promised it or has to do it: identifier of a person of the register, or `~` and a name."""
    place: str | None = None
    """Where: identifier of a region, which has the regions in it; the code of a place; or `~` and a name."""
    topics: tuple[str, ...] = ()
    """Codes of `kepil.register.views.topics`."""
    kinds: tuple[str, ...] = ()
    fulfilments: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()
    """Time statuses."""
    records: tuple[str, ...] = ()
    """States of the record; readers never get more than they may see."""
    having: tuple[str, ...] = ()
    """Of `HAVING`; all of them."""
    programme: str | None = None
    over: float | None = None
    """It names an amount above this."""
    unit: str | None = None
    """In this unit; in any currency when None."""
    after: dt.date | None = None
    """First said on this day or later."""
    before: dt.date | None = None
    """First said on this day or earlier."""
    due_after: dt.date | None = None
    due_before: dt.date | None = None
    sort: Sort | None = None
    """None: the best match where there are words, else what was said last."""
    page: int = 1
    ignored: tuple[str, ...] = ()
    """Parameters of the address whose values could not be read."""

    @classmethod
    def of(cls, given: QueryDict) -> Query:
        """From the parameters of an address. Parameters of other names play no part."""
        found: dict[str, Any] = {}
        ignored: list[str] = []
        for field in fields(cls):
            name = _PARAMETERS.get(field.name, field.name)
            values = [value.strip().replace("\0", "")[:LONGEST] for value in given.getlist(name)]
            values = [value for value in values if value]
            if not values or field.name == "ignored":
                continue
            try:
                found[field.name] = _read(field.name, values)
            except ValueError:
                ignored.append(name)
        return cls(**found, ignored=tuple(ignored))

    @property
    def order(self) -> Sort:
        """The order that is meant."""
        return self.sort or ("best" if self.text else "new")

    @property
    def key(self) -> Hashable:
        """What differs whenever other entries may be found, whatever their order."""
        found: Hashable = _ASKED(self)
        return found

    @property
    def plain(self) -> bool:
        """Whether it demands nothing."""
        return replace(self, sort=None, page=1, ignored=()) == Query()

    def parameters(self) -> list[tuple[str, str]]:
        """Names and values of the address, without what is as it would be anyhow."""
        found = []
        for field in fields(self):
            value = getattr(self, field.name)
            if field.name == "ignored" or value == field.default:
                continue
            name = _PARAMETERS.get(field.name, field.name)
            found += [(name, _written(one)) for one in (value if isinstance(value, tuple) else (value,))]
        return found

    def encoded(self) -> str:
        """The same as the part of an address after `?`; empty where nothing is asked."""
        return urlencode(self.parameters())

    def set(self, **values: Any) -> Query:
        """The same with other values, from the first page on."""
        return replace(self, **{"page": 1, "ignored": (), **values})

    def without(self, field: str, value: str | None = None) -> Query:
        """The same without a field, or without one of its values."""
        if value is not None and field in _MANY:
            return self.set(**{field: tuple(one for one in getattr(self, field) if one != value)})
        return self.set(**{field: next(one.default for one in fields(self) if one.name == field)})

    def on(self, page: int) -> Query:
        """Another page of the same."""
        return replace(self, page=page)


_ASKED = operator.attrgetter(*(field.name for field in fields(Query) if field.name not in ("sort", "page", "ignored")))


def _read(field: str, values: list[str]) -> Any:
    """The value of a field.

    Raises:
        ValueError: it cannot be one.
    """
    last = values[-1]
    if field in _MANY:
        return _known(dict.fromkeys(values), _CHOICES.get(field))
    if field in _DAYS:
        return dt.date.fromisoformat(last)
    if field == "over":
        number = float(last.replace(" ", "").replace("\u00a0", "").replace(",", ""))
        if not math.isfinite(number):
            raise ValueError(last)
        return number
    if field == "page":
        return min(max(int(last), 1), LAST_PAGE)
    if field == "sort":
        return cast(Sort, _known([last], SORTS)[0])
    return " ".join(last.split())


def _known(values: Iterable[str], choices: Sequence[str] | None) -> tuple[str, ...]:
    found = tuple(values)
    if choices is not None and not set(found) <= set(choices):
        raise ValueError(found)
    return found


def _written(value: Any) -> str:
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, float):
        return repr(int(value)) if value.is_integer() else repr(value)
    return str(value)
