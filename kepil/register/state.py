"""What each event does to the state. State is a replay: `apply` over the log, event after event.

`apply` is the only way in which state changes, on the day an event is written and in every replay since. An event that
does not fit the state raises `RegisterError` and changes nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import singledispatch
from typing import Any, TypeVar

from kepil.register import events as e
from kepil.register.records import (
    Anchor,
    Body,
    DocumentRecord,
    Entry,
    Evidence,
    Head,
    LinkRecord,
    Mention,
    Money,
    Programme,
    Record,
    Region,
    Reply,
    StatementRecord,
    Term,
    VerdictRecord,
)
from kepil.register.store import Store

T = TypeVar("T")
S = TypeVar("S", bound=Store)
R = TypeVar("R", bound=Record)

NOUNS: dict[type[Record], str] = {
    Head: "register",
    DocumentRecord: "document",
    StatementRecord: "statement",
    Entry: "entry",
    LinkRecord: "link",
    Body: "body",
    Region: "region",
    Programme: "programme",
}


LETTERS: dict[type[Record], str] = {DocumentRecord: "D", StatementRecord: "S", Entry: "E", LinkRecord: "L"}
"""What the identifiers of numbered records begin with."""


class RegisterError(Exception):
    """A change that does not fit the register: what is wrong, and what the user can do."""

    def __init__(self, message: str, remedy: str = "") -> None:
        super().__init__(f"{message} {remedy}".strip())
        self.message = message
        self.remedy = remedy


def apply(event: e.Event, store: Store) -> None:
    """Do to the state what an event says.

    Raises:
        RegisterError: the event names something that is not there, or repeats what is; the state is as it was.
    """
    _apply(event.data, event, store)


def replay(
    events: Iterable[e.Event], store: S, watch: Callable[[e.Event, S], None] | None = None
) -> list[tuple[e.Event, RegisterError]]:
    """Apply event after event; those that do not fit (their ground was erased) are given back with the reason.

    Args:
        watch: Called after each event that fits, with the state after it.
    """
    unfit = []
    for event in events:
        try:
            apply(event, store)
        except RegisterError as error:
            unfit.append((event, error))
            if (id := made(event.data)) is not None:
                store.gone.add(id)
        else:
            if watch is not None:
                watch(event, store)
    return unfit


def made(data: Any) -> str | None:
    """The id of the record that an event makes, if it makes one."""
    if isinstance(data, e.EntrySplit):
        return data.new
    return data.id if isinstance(data, _MAKERS) else None


_MAKERS = (
    e.DocumentAdded,
    e.StatementFound,
    e.EntryOpened,
    e.LinkProposed,
    e.BodyAdded,
    e.RegionAdded,
    e.ProgrammeAdded,
)


def need(store: Store, kind: type[R], id: str) -> R:
    """The record of this id.

    Raises:
        RegisterError: there is none.
    """
    record = store.get(kind, id)
    if record is None:
        raise RegisterError(f"There is no {NOUNS[kind]} {id}.")
    return record


def root(store: Store, entry: str) -> Entry:
    """The entry that an entry was merged into, at the end of the chain; itself if it was not merged."""
    found = need(store, Entry, entry)
    while found.merged_into is not None:
        found = need(store, Entry, found.merged_into)
    return found


def whole(store: Store, entry: Entry) -> tuple[Entry, ...]:
    """An entry and all that were merged into it, itself first."""
    parts = [entry]
    for id in entry.absorbed:
        parts.extend(whole(store, need(store, Entry, id)))
    return tuple(parts)


def mentions(store: Store, entry: Entry) -> tuple[Mention, ...]:
    """All mentions of an entry, its own and those of the entries merged into it."""
    own, *absorbed = whole(store, entry)
    late = [
        replace(one, role=part.merged_as) if one.role == "first" else one for part in absorbed for one in part.mentions
    ]
    return (*own.mentions, *late)


def evidence(store: Store, entry: Entry) -> tuple[Evidence, ...]:
    """All evidence of an entry, its own and that of the entries merged into it, each statement once."""
    found = {one.statement: one for part in whole(store, entry) for one in part.evidence}
    return tuple(found.values())


@singledispatch
def _apply(data: Any, event: e.Event, store: Store) -> None:
    raise TypeError(f"no event: {type(data).__name__}")


def _head(store: Store) -> Head:
    return need(store, Head, "head")


def _new(store: Store, kind: type[Record], id: str) -> None:
    if store.get(kind, id) is not None:
        raise RegisterError(f"There is a {NOUNS[kind]} {id} already.")


def _number(store: Store, kind: type[Record], id: str) -> None:
    """Take the number of a new record: numbers only go up, so that the order of ids is that of the log.

    Raises:
        RegisterError: it is no identifier of this type, or one that comes too late.
    """
    head = _head(store)
    letter, number = LETTERS[kind], int(id[1:]) if id[1:].isdecimal() else 0
    last = head.numbers.get(letter, 0)
    if id != f"{letter}{number}":
        raise RegisterError(f"{id!r} cannot name a {NOUNS[kind]}.", f"{letter}{last + 1} is the next.")
    if number <= last:
        raise RegisterError(f"There was a {NOUNS[kind]} {id} already.", f"{letter}{last + 1} is the next.")
    store.put(replace(head, numbers={**head.numbers, letter: number}))


def _live(store: Store, id: str) -> Entry:
    """An entry that was not merged into another."""
    entry = need(store, Entry, id)
    if entry.merged_into is not None:
        raise RegisterError(
            f"{id} was merged into {entry.merged_into}.", f"Name {root(store, id).id}, or undo the merge."
        )
    return entry


def _statements(store: Store, ids: tuple[str, ...]) -> tuple[str, ...]:
    """Statements that an event names beside its main subject, without those whose words were erased since.

    Raises:
        RegisterError: one was never there.
    """
    return tuple(need(store, StatementRecord, id).id for id in ids if id not in store.gone)


def _without(values: tuple[T, ...], value: T) -> tuple[T, ...]:
    return tuple(one for one in values if one != value)


@_apply.register
def _(data: e.RegisterOpened, event: e.Event, store: Store) -> None:
    _new(store, Head, "head")
    store.put(Head(name=data.name, origin=data.origin, opened=event.at, policy=data.policy))


@_apply.register
def _(data: e.PolicyChosen, event: e.Event, store: Store) -> None:
    store.put(replace(_head(store), policy=data.policy))


@_apply.register
def _(data: e.DocumentAdded, event: e.Event, store: Store) -> None:
    if same := store.where(DocumentRecord, sha256=data.sha256):
        raise RegisterError(f"The same bytes are in the register as {same[0].id}.")
    before = None
    if data.replaces is not None and data.replaces not in store.gone:
        before = need(store, DocumentRecord, data.replaces)
        if before.replaced_by is not None:
            raise RegisterError(f"{before.id} was replaced by {before.replaced_by} already.")
    _number(store, DocumentRecord, data.id)
    if before is not None:
        store.put(replace(before, replaced_by=data.id))
    store.put(
        DocumentRecord(
            id=data.id,
            sha256=data.sha256,
            text_sha256=data.text_sha256,
            name=data.name,
            characters=data.characters,
            added=event.at,
            title=data.title,
            publisher=data.publisher,
            published=data.published,
            language=data.language,
            genre=data.genre,
            speaker=data.speaker,
            url=data.url,
            currency=data.currency,
            replaces=before.id if before else None,
        )
    )


@_apply.register
def _(data: e.StatementFound, event: e.Event, store: Store) -> None:
    need(store, DocumentRecord, data.document)
    _number(store, StatementRecord, data.id)
    store.put(
        StatementRecord(
            id=data.id,
            document=data.document,
            order=data.order,
            what=data.what,
            said=data.said,
            reader=data.reader,
        )
    )


@_apply.register
def _(data: e.StatementAnchored, event: e.Event, store: Store) -> None:
    statement = need(store, StatementRecord, data.statement)
    need(store, DocumentRecord, data.document)
    kept = tuple(one for one in statement.anchors if one.document != data.document)
    store.put(replace(statement, anchors=(*kept, Anchor(data.document, data.state, data.start))))


@_apply.register
def _(data: e.StatementAccepted, event: e.Event, store: Store) -> None:
    store.put(replace(need(store, StatementRecord, data.statement), state="accepted"))


@_apply.register
def _(data: e.StatementRejected, event: e.Event, store: Store) -> None:
    store.put(replace(need(store, StatementRecord, data.statement), state="rejected"))


@_apply.register
def _(data: e.StatementCorrected, event: e.Event, store: Store) -> None:
    statement = need(store, StatementRecord, data.statement)
    if data.coordinate not in statement.said:
        raise RegisterError(
            f"A {statement.what} has no {data.coordinate!r}.", f"It has {', '.join(sorted(statement.said))}."
        )
    store.put(replace(statement, said={**statement.said, data.coordinate: data.value}, corrected=True))


@_apply.register
def _(data: e.EntryOpened, event: e.Event, store: Store) -> None:
    statement = _free(store, data.statement)
    _number(store, Entry, data.id)
    store.put(replace(statement, entry=data.id))
    store.put(Entry(id=data.id, title=data.title, opened=event.at, mentions=(Mention(data.statement, "first"),)))


@_apply.register
def _(data: e.EntryTitled, event: e.Event, store: Store) -> None:
    store.put(replace(need(store, Entry, data.entry), title=data.title))


def _free(store: Store, id: str) -> StatementRecord:
    """A commitment that is a mention of no entry yet."""
    statement = need(store, StatementRecord, id)
    if statement.what != "commitment":
        raise RegisterError(f"{id} is a report: only a commitment is a mention of an entry.", "Link it as evidence.")
    if statement.entry is not None:
        raise RegisterError(f"{id} is a mention of {statement.entry} already.", "Unlink it, or merge the entries.")
    return statement


@_apply.register
def _(data: e.MentionLinked, event: e.Event, store: Store) -> None:
    entry = _live(store, data.entry)
    statement = _free(store, data.statement)
    store.put(replace(statement, entry=entry.id))
    store.put(replace(entry, mentions=(*entry.mentions, Mention(data.statement, data.role))))


@_apply.register
def _(data: e.MentionUnlinked, event: e.Event, store: Store) -> None:
    entry = need(store, Entry, data.entry)
    if not any(one.statement == data.statement for one in entry.mentions):
        raise RegisterError(f"{data.statement} is no mention of {data.entry}.")
    if len(entry.mentions) == 1:
        raise RegisterError(f"{data.statement} is the only mention of {data.entry}.", "Retract the entry instead.")
    left = tuple(one for one in entry.mentions if one.statement != data.statement)
    store.put(replace(need(store, StatementRecord, data.statement), entry=None))
    store.put(replace(entry, mentions=_first(left)))


def _first(kept: tuple[Mention, ...]) -> tuple[Mention, ...]:
    """The mentions, the earliest of them as the first."""
    return (replace(kept[0], role="first"), *kept[1:])


@_apply.register
def _(data: e.EvidenceLinked, event: e.Event, store: Store) -> None:
    entry = _live(store, data.entry)
    need(store, StatementRecord, data.statement)
    kept = tuple(one for one in entry.evidence if one.statement != data.statement)
    store.put(replace(entry, evidence=(*kept, Evidence(data.statement, data.bearing))))


@_apply.register
def _(data: e.EvidenceUnlinked, event: e.Event, store: Store) -> None:
    entry = need(store, Entry, data.entry)
    if not any(one.statement == data.statement for one in entry.evidence):
        raise RegisterError(f"{data.statement} is no evidence of {data.entry}.")
    store.put(replace(entry, evidence=tuple(one for one in entry.evidence if one.statement != data.statement)))


@_apply.register
def _(data: e.LinkProposed, event: e.Event, store: Store) -> None:
    for id in (data.a, data.b):
        need(store, StatementRecord, id)
    _number(store, LinkRecord, data.id)
    store.put(
        LinkRecord(
            id=data.id,
            a=data.a,
            b=data.b,
            relation=data.relation,
            score=data.score,
            reasons=data.reasons,
            changes=data.changes,
        )
    )


@_apply.register
def _(data: e.LinkAccepted, event: e.Event, store: Store) -> None:
    store.put(replace(need(store, LinkRecord, data.link), state="accepted", by=event.by))


@_apply.register
def _(data: e.LinkRejected, event: e.Event, store: Store) -> None:
    store.put(replace(need(store, LinkRecord, data.link), state="rejected", by=event.by))


@_apply.register
def _(data: e.LinkReopened, event: e.Event, store: Store) -> None:
    store.put(replace(need(store, LinkRecord, data.link), state="proposed", by=None))


@_apply.register
def _(data: e.EntryMerged, event: e.Event, store: Store) -> None:
    entry, into = _live(store, data.entry), _live(store, data.into)
    if entry.id == into.id:
        raise RegisterError(f"{entry.id} cannot be merged into itself.")
    store.put(replace(entry, merged_into=into.id, merged_as=data.role, merged_by=data.link))
    store.put(replace(into, absorbed=(*into.absorbed, entry.id)))


@_apply.register
def _(data: e.MergeUndone, event: e.Event, store: Store) -> None:
    entry = need(store, Entry, data.entry)
    if entry.merged_into is None:
        raise RegisterError(f"{entry.id} was not merged into another entry.")
    into = need(store, Entry, entry.merged_into)
    store.put(replace(into, absorbed=_without(into.absorbed, entry.id)))
    store.put(replace(entry, merged_into=None, merged_as="again", merged_by=None))


@_apply.register
def _(data: e.EntrySplit, event: e.Event, store: Store) -> None:
    entry = _live(store, data.entry)
    leaving = set(data.statements)
    gone = tuple(one for one in entry.mentions if one.statement in leaving)
    left = tuple(one for one in entry.mentions if one.statement not in leaving)
    moved = tuple(one for one in entry.evidence if one.statement in leaving)
    strangers = leaving - {one.statement for one in gone} - {one.statement for one in moved}
    if strangers:
        raise RegisterError(f"{', '.join(sorted(strangers))}: no mention or evidence of {entry.id} itself.")
    if not gone or not left:
        raise RegisterError("A split leaves at least one mention on either side.")
    _number(store, Entry, data.new)
    for mention in gone:
        store.put(replace(need(store, StatementRecord, mention.statement), entry=data.new))
    kept = tuple(one for one in entry.evidence if one not in moved)
    store.put(replace(entry, mentions=_first(left), evidence=kept))
    store.put(Entry(id=data.new, title=data.title, opened=event.at, mentions=_first(gone), evidence=moved))


@_apply.register
def _(data: e.VerdictSet, event: e.Event, store: Store) -> None:
    entry = _live(store, data.entry)
    verdict = VerdictRecord(
        n=event.n,
        fulfilment=data.fulfilment,
        by=event.by,
        reason=event.reason or "",
        effective=data.effective,
        decided=data.decided,
        policy=data.policy,
        evidence_for=_statements(store, data.evidence_for),
        evidence_against=_statements(store, data.evidence_against),
        second=data.second,
    )
    store.put(replace(entry, verdicts=(*entry.verdicts, verdict)))


@_apply.register
def _(data: e.VerdictConfirmed, event: e.Event, store: Store) -> None:
    verdict = _verdict(store, data.entry, data.verdict)
    if not verdict.second or verdict.confirmed_by is not None:
        raise RegisterError(f"That verdict on {data.entry} waits for no second reader.")
    if _same_person(verdict.by, event.by):
        raise RegisterError(f"{event.by} set that verdict and cannot be its second reader.", "Ask somebody else.")
    _set_verdict(store, data.entry, replace(verdict, confirmed_by=event.by))


def _same_person(one: str, other: str) -> bool:
    return " ".join(one.split()).casefold() == " ".join(other.split()).casefold()


@_apply.register
def _(data: e.VerdictWithdrawn, event: e.Event, store: Store) -> None:
    _set_verdict(store, data.entry, replace(_verdict(store, data.entry, data.verdict), withdrawn=True))


def _verdict(store: Store, entry: str, n: int) -> VerdictRecord:
    for verdict in need(store, Entry, entry).verdicts:
        if verdict.n == n and not verdict.withdrawn:
            return verdict
    raise RegisterError(f"{entry} has no verdict that was set by event {n}.")


def _set_verdict(store: Store, id: str, verdict: VerdictRecord) -> None:
    entry = need(store, Entry, id)
    verdicts = tuple(verdict if one.n == verdict.n else one for one in entry.verdicts)
    store.put(replace(entry, verdicts=verdicts))


@_apply.register
def _(data: e.RecordSet, event: e.Event, store: Store) -> None:
    store.put(replace(_live(store, data.entry), record=data.record))


@_apply.register
def _(data: e.ReplyAdded, event: e.Event, store: Store) -> None:
    entry = need(store, Entry, data.entry)
    store.put(replace(entry, replies=(*entry.replies, Reply(event.n, data.by, data.text, data.url))))


@_apply.register
def _(data: e.OccurrenceMarked, event: e.Event, store: Store) -> None:
    entry = _live(store, data.entry)
    mark = replace(data.occurrence, evidence=_statements(store, data.occurrence.evidence))
    about = mark.of or mark.on
    kept = tuple(one for one in entry.occurrences if (one.of or one.on) != about)
    marks = sorted((*kept, mark), key=lambda one: one.on)
    store.put(replace(entry, occurrences=tuple(marks)))


@_apply.register
def _(data: e.BodyAdded, event: e.Event, store: Store) -> None:
    _new(store, Body, data.id)
    if data.part_of is not None:
        need(store, Body, data.part_of)
    if data.region is not None:
        need(store, Region, data.region)
    store.put(
        Body(
            id=data.id,
            name=data.name,
            what=data.what,
            aliases=data.aliases,
            part_of=data.part_of,
            region=data.region,
        )
    )


@_apply.register
def _(data: e.BodyNamed, event: e.Event, store: Store) -> None:
    body = need(store, Body, data.body)
    if data.alias not in (body.name, *body.aliases):
        store.put(replace(body, aliases=(*body.aliases, data.alias)))


@_apply.register
def _(data: e.TermAdded, event: e.Event, store: Store) -> None:
    office, person = need(store, Body, data.office), need(store, Body, data.person)
    if office.what != "office" or person.what != "person":
        raise RegisterError(
            f"A term is a person's in an office: {person.id} is a {person.what}, {office.id} a {office.what}."
        )
    if data.start and data.end and data.end < data.start:
        raise RegisterError(f"The term ends ({data.end}) before it starts ({data.start}).")
    store.put(replace(office, terms=(*office.terms, Term(person.id, data.start, data.end))))


@_apply.register
def _(data: e.RegionAdded, event: e.Event, store: Store) -> None:
    _new(store, Region, data.id)
    if data.within is not None:
        need(store, Region, data.within)
    store.put(Region(id=data.id, name=data.name, aliases=data.aliases, within=data.within))


@_apply.register
def _(data: e.ProgrammeAdded, event: e.Event, store: Store) -> None:
    _new(store, Programme, data.id)
    store.put(Programme(id=data.id, name=data.name))


@_apply.register
def _(data: e.ProgrammeJoined, event: e.Event, store: Store) -> None:
    programme = need(store, Programme, data.programme)
    need(store, Entry, data.entry)
    if data.entry in programme.entries:
        raise RegisterError(f"{data.entry} is in {programme.id} already.")
    store.put(replace(programme, entries=(*programme.entries, data.entry)))


@_apply.register
def _(data: e.ProgrammeLeft, event: e.Event, store: Store) -> None:
    programme = need(store, Programme, data.programme)
    if data.entry not in programme.entries:
        raise RegisterError(f"{data.entry} is not in {programme.id}.")
    store.put(replace(programme, entries=_without(programme.entries, data.entry)))


@_apply.register
def _(data: e.MoneyRecorded, event: e.Event, store: Store) -> None:
    programme = need(store, Programme, data.programme)
    if data.statement is None and data.source is None:
        raise RegisterError("A figure needs its source.", "Name the statement that gives it, or where it stands.")
    known = _statements(store, (data.statement,) if data.statement else ())
    money = Money(
        role=data.role,
        value=data.value,
        unit=data.unit,
        statement=known[0] if known else None,
        source=data.source,
        on=data.on,
    )
    store.put(replace(programme, money=(*programme.money, money)))


@_apply.register
def _(data: e.Erased, event: e.Event, store: Store) -> None:
    """The erased events are gone from every later replay; the numbers that they gave are not given again."""
    head = _head(store)
    letters = sorted({*head.numbers, *data.numbers})
    numbers = {letter: max(head.numbers.get(letter, 0), data.numbers.get(letter, 0)) for letter in letters}
    store.put(replace(head, numbers=numbers))
