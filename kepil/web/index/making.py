"""From an entry on a day to what the index keeps of it: its card, the keys it is found and sorted by, its words."""

from __future__ import annotations

import datetime as dt
import functools
import itertools
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import msgspec

from kepil.model import Amount, Place
from kepil.register.views.bodies import Bodies
from kepil.register.views.building import deadline_on
from kepil.register.views.coordinates import is_money
from kepil.register.views.names import normal
from kepil.register.views.regions import Regions
from kepil.register.views.row import Row
from kepil.register.views.survey import Survey
from kepil.register.views.topics import topics
from kepil.web.index.card import Card, Label
from kepil.web.index.words import terms

SORTED = 80
"""Characters of a title or a name by which entries are sorted."""
WORDS = 4000
"""Words of an entry's quotes that are searched."""


class Keys(msgspec.Struct, array_like=True, frozen=True):
    """What an entry is found, counted and sorted by. Days are ordinals."""

    kinds: str
    fulfilments: str
    statuses: str
    records: str
    body: list[str]
    person: list[str]
    place: list[str]
    programme: list[str]
    topics: list[str]
    having: list[str]
    amounts: list[tuple[float, str]]
    said: int | None
    last: int | None
    due: int | None
    decided: int | None
    updated: int
    """Seconds since 1970."""
    sum: float
    """The largest sum of money; 0 where none is named."""
    owner: str
    title: str


@dataclass(frozen=True, slots=True)
class Made:
    """What the index keeps of an entry."""

    number: int
    card: Card
    keys: Keys
    names: Mapping[tuple[str, str], str]
    """What the values of its keys are called, by field and value."""
    words: tuple[str, str, str, str]
    """Title, quotes, owner, places: terms with spaces between."""


def made(survey: Survey, row: Row, *, conflicts: int, updated: dt.datetime) -> Made:
    """What the index keeps of a row of a survey.

    Args:
        conflicts: Links of conflict at its statements.
        updated: When an event last bore on it.
    """
    first = row.voices[0]
    said = first.statement.said
    names: dict[tuple[str, str], str] = {}
    for id in row.bodies:
        names["body", id] = survey.bodies.name(id)
    if not row.bodies:
        names["body", row.owner.key] = row.owner.name
    person = next(_holders(survey.bodies, row), None)
    for key, name in _persons(survey.bodies, row):
        names["person", key] = name
    places = tuple(_places(survey.regions, row.places))
    for region in row.regions:
        names["place", region] = survey.regions.by_id[region].name
    for label in places:
        names.setdefault(("place", label.key), label.name)
    for id in row.programmes:
        names["programme", id] = survey.programmes[id].name
    amounts = [(float(one.value), one.unit or "") for one in row.amounts if one.value is not None]
    amount = _amount(row)
    quotes = list(dict.fromkeys(str(one.statement.said["quote"]["text"]) for one in row.voices))
    about = topics("\n".join(dict.fromkeys((row.title, *quotes))))
    slips = _slips(row)
    card = Card(
        id=row.id,
        title=row.title,
        record=row.record,
        kind=row.kind,
        specificity=str(said["specificity"]),
        fulfilment=row.fulfilment,
        status=row.status,
        said=row.said,
        last_said=max((one.on for one in row.voices if one.on), default=None),
        due=row.due,
        first_due=row.calendar.deadlines[0].day if slips else None,
        decided=row.verdict.effective if row.verdict else None,
        owner_key=row.owner.key,
        owner_name=row.owner.name,
        owner_body=row.owner.body,
        person=person,
        person_name=survey.bodies.name(person) if person else None,
        speaker=_speaker(row),
        amount=amount.value if amount else None,
        unit=amount.unit if amount else None,
        bound=amount.bound if amount else "exact",
        amount_words=" ".join(amount.span.text.split()) if amount else "",
        places=places,
        programmes=tuple(Label(id, survey.programmes[id].name) for id in row.programmes),
        topics=about,
        mentions=len(row.voices),
        documents=len({one.document.id for one in row.voices}),
        slips=slips,
        conflicts=conflicts,
        evidence=len(row.evidence),
        duty=row.calendar.recurrence is not None,
        confidence=float(said["confidence"]),
        quote=quotes[0],
        document=first.document.id,
        updated=updated,
    )
    keys = Keys(
        kinds=card.kind,
        fulfilments=card.fulfilment,
        statuses=card.status,
        records=card.record,
        body=_of(names, "body"),
        person=_of(names, "person"),
        place=_of(names, "place"),
        programme=_of(names, "programme"),
        topics=list(about),
        having=list(_having(card, row)),
        amounts=amounts,
        said=_ordinal(card.said),
        last=_ordinal(card.last_said),
        due=_ordinal(card.due),
        decided=_ordinal(card.decided),
        updated=int(updated.timestamp()),
        sum=max((value for value, unit in amounts if is_money(unit)), default=0.0),
        owner=("1" if card.owner_body is None else "0") + normal(card.owner_name)[:SORTED],
        title=card.title.casefold()[:SORTED],
    )
    owner = [*(survey.bodies.name(id) for id in row.bodies), row.owner.name, card.person_name, card.speaker]
    title = terms(card.title)
    said_terms = [term for quote in quotes for term in (title if quote == card.title else terms(quote))]
    words = (
        " ".join(title[:WORDS]),
        " ".join(said_terms[:WORDS]),
        " ".join(_name(name) for name in dict.fromkeys(owner) if name),
        " ".join(_name(name) for (field, _), name in names.items() if field == "place"),
    )
    return Made(int(row.id[1:]), card, keys, names, words)


@functools.lru_cache(maxsize=1 << 14)
def _name(name: str) -> str:
    """The words of a name, as they are searched."""
    return " ".join(terms(name))


def _of(names: Mapping[tuple[str, str], str], field: str) -> list[str]:
    return [value for name, value in names if name == field]


def _ordinal(day: dt.date | None) -> int | None:
    return None if day is None else day.toordinal()


def _amount(row: Row) -> Amount | None:
    """The amount that stands for it: the largest sum of money, else the first amount that has a value."""
    known = [one for one in row.amounts if one.value is not None]
    money = [one for one in known if is_money(one.unit)]
    return max(money, key=lambda one: one.value or 0) if money else next(iter(known), None)


def _slips(row: Row) -> int:
    """How many times the deadline had been put off by the day."""
    days = [one.day for one in row.calendar.deadlines if one.since is None or one.since <= row.day]
    if not days or deadline_on(row.calendar, row.day) is None:
        return 0
    return sum(after > before for before, after in itertools.pairwise(days))


def _speaker(row: Row) -> str | None:
    voice = row.voices[0]
    said = voice.statement.said["speaker"]
    name = said["name"] or said["text"] or voice.document.speaker
    return " ".join(str(name).split()) if name else None


def _holders(bodies: Bodies, row: Row) -> Iterator[str]:
    """The person whose promise it is, where the register knows one."""
    owner = row.owner
    body = bodies.by_id.get(owner.body or "")
    if owner.person:
        yield owner.person
    elif body is not None and body.what == "person":
        yield body.id
    elif body is not None and (holder := bodies.holder(body.id, row.said)):
        yield holder


def _persons(bodies: Bodies, row: Row) -> Iterator[tuple[str, str]]:
    """Whose promise it is, and who said it: persons of the register, and names that it does not know."""
    for id in _holders(bodies, row):
        yield id, bodies.name(id)
    for voice in row.voices:
        said = voice.statement.said["speaker"]
        name = said["name"] or said["text"] or voice.document.speaker
        if not name:
            continue
        found = bodies.owner(str(name), voice.on)
        body = bodies.by_id.get(found.body or "")
        person = found.person or (body.id if body and body.what == "person" else None)
        person = person or (bodies.holder(body.id, voice.on) if body else None)
        if person:
            yield person, bodies.name(person)
        elif body is None:
            yield found.key, found.name


def _places(regions: Regions, places: tuple[Place, ...]) -> Iterator[Label]:
    seen = set()
    for place in places:
        text = " ".join(place.span.text.split())
        region = (regions.known(place.id) if place.id else None) or regions.known(place.span.text)
        label = Label(region.id, region.name) if region else Label(place.id or "~" + normal(text), text)
        if label.key not in seen:
            seen.add(label.key)
            yield label


def _having(card: Card, row: Row) -> Iterator[str]:
    for name, there in (
        ("duty", card.duty),
        ("slip", card.slips),
        ("conflict", card.conflicts),
        ("repeat", card.documents > 1),
        ("amount", card.amount is not None),
        ("evidence", card.evidence),
        ("reply", row.entry.replies),
        ("verdict", card.decided),
    ):
        if there:
            yield name
