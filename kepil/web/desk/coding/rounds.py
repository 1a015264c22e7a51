"""Making a coding round, and where each coder is in it."""

from __future__ import annotations

import random
from collections.abc import Sequence

from django.db import transaction
from django.db.models import QuerySet

from kepil.reading.sentences import split
from kepil.register.records import DocumentRecord, StatementRecord
from kepil.register.register import Register
from kepil.register.state import RegisterError, need
from kepil.register.store import order
from kepil.web.desk.models.coding import Coder, Coding, Decision, Round, Unit

MOST = 5000
"""Units of a round."""

Place = tuple[str, str, int, int]
"""Document, statement or nothing, start, end."""


def make(
    register: Register,
    *,
    name: str,
    by: str,
    coders: Sequence[str],
    documents: Sequence[str] = (),
    size: int = 0,
    seed: str = "",
    waiting: bool = False,
    blind: bool = True,
    fulfilment: bool = False,
) -> Round:
    """Make a round of all sentences of documents, or of a sample of the statements that were found.

    Args:
        register: Where they are.
        coders: Names of accounts, two at least.
        documents: A round of their sentences; of a sample of statements where there are none.
        size: Statements in the sample.
        seed: Of the sample: the same register and seed give the same one.
        waiting: Whether only statements that nobody reviewed are drawn.
        blind: Whether coders do not see what the machine found.
        fulfilment: Whether coders also say what came of it.

    Raises:
        RegisterError: there are fewer than two coders, or nothing to code.
    """
    chosen = list(dict.fromkeys(coders))
    if len(chosen) < 2:
        raise RegisterError("Double coding needs two coders or more.")
    if documents:
        places = [place for id in dict.fromkeys(documents) for place in _sentences(register, id)]
    else:
        places = _sample(register, size, seed, waiting, blind)
    if not places:
        raise RegisterError("There is nothing to code in it.")
    if len(places) > MOST:
        raise RegisterError(f"A round has {MOST:,} units at most; this one would have {len(places):,}.")
    with transaction.atomic():
        made = Round._default_manager.create(
            name=" ".join(name.split())[:200] or "Coding",
            made_by=by,
            made_at=register.now(),
            what="documents" if documents else "statements",
            seed="" if documents else seed[:80],
            blind=blind,
            fulfilment=fulfilment,
        )
        Coder._default_manager.bulk_create([Coder(round=made, who=one) for one in chosen])
        Unit._default_manager.bulk_create(
            [
                Unit(round=made, place=number, document=document, statement=statement, start=start, end=end)
                for number, (document, statement, start, end) in enumerate(places, 1)
            ],
            batch_size=500,
        )
    return made


def _sentences(register: Register, id: str) -> list[Place]:
    """The sentences of a document, each with the first statement whose action begins in it."""
    document = need(register.store, DocumentRecord, id)
    text = register.text(id)
    known = sorted(
        register.store.where(StatementRecord, document=id),
        key=lambda one: (one.said["action"]["start"], order(one.id)),
    )
    found = []
    for sentence in split(text, document.language):
        inside = [one.id for one in known if sentence.start <= one.said["action"]["start"] < sentence.end]
        found.append((id, inside[0] if inside else "", sentence.start, sentence.end))
    return found


def _sample(register: Register, size: int, seed: str, waiting: bool, blind: bool) -> list[Place]:
    if size < 1:
        raise RegisterError("A sample has one statement or more.")
    if waiting:
        pool = register.store.where(StatementRecord, state="candidate")
    else:
        pool = [one for one in register.store.all(StatementRecord) if one.state != "rejected"]
    pool.sort(key=lambda one: order(one.id))
    drawn = random.Random(f"kepil/{seed}").sample(pool, min(size, len(pool)))
    return [_place(register, one, blind) for one in sorted(drawn, key=lambda one: order(one.id))]


def _place(register: Register, statement: StatementRecord, blind: bool) -> Place:
    """Where a statement stands: its quote, or, where coders are not to see what the machine quotes, the sentences that
    hold it.
    """
    quote = statement.said["quote"]
    start, end = quote["start"], quote["end"]
    if blind:
        document = need(register.store, DocumentRecord, statement.document)
        over = [
            one for one in split(register.text(document.id), document.language) if one.start < end and one.end > start
        ]
        start = min([start, *(one.start for one in over)])
        end = max([end, *(one.end for one in over)])
    return statement.document, statement.id, start, end


def coders(round_: Round) -> list[str]:
    """Who codes a round."""
    return list(Coder._default_manager.filter(round=round_).values_list("who", flat=True))


def units(round_: Round) -> QuerySet[Unit]:
    """The units of a round, in their order."""
    return Unit._default_manager.filter(round=round_).order_by("place")


def codings(round_: Round) -> dict[int, list[Coding]]:
    """What was said so far, by the key of the unit, in the order of the coders."""
    place = {who: number for number, who in enumerate(coders(round_))}
    found: dict[int, list[Coding]] = {}
    for one in Coding._default_manager.filter(unit__round=round_).select_related("unit"):
        found.setdefault(one.unit.pk, []).append(one)
    for said in found.values():
        said.sort(key=lambda one: place.get(one.who, len(place)))
    return found


def decisions(round_: Round) -> dict[int, Decision]:
    """What was settled so far, by the key of the unit."""
    return {one.unit.pk: one for one in Decision._default_manager.filter(unit__round=round_).select_related("unit")}


def done(round_: Round, who: str) -> set[int]:
    """Places of the units that somebody has coded."""
    found = Coding._default_manager.filter(unit__round=round_, who=who)
    return set(found.values_list("unit__place", flat=True))


def next_place(round_: Round, who: str, after: int = 0) -> int | None:
    """The next unit that somebody has not coded, from a place on and then from the beginning; None at the end."""
    coded = done(round_, who)
    left = [one for one in units(round_).values_list("place", flat=True) if one not in coded]
    return next((one for one in left if one > after), left[0] if left else None)
