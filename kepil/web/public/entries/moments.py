"""What happened to a promise, moment by moment: said, changed, reported, due, judged; and what is still to come."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.utils.translation import gettext

from kepil.register.records import DocumentRecord, StatementRecord, VerdictRecord
from kepil.register.views.changes import Pair
from kepil.register.views.differences import Piece, differences
from kepil.register.views.entry import Dossier, Support, Telling
from kepil.register.views.row import Row
from kepil.web import words
from kepil.web.public.entries.changes import MOVED, Told, slip, told

_COMMON = 0.5
"""Share of two wordings that has to be the same for the way from one to the other to be shown."""
_MARKS = 12
"""Occurrences of a duty that are told one by one; all of them are in the grid."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """One thing that happened, or that is to come."""

    on: dt.date | None
    """None where the document has no date."""
    what: str
    """`said`, `changed`, `report`, `due`, `verdict`, `duty`, `reply`, `record` or `now`: how it is shown."""
    title: str
    tone: str = "plain"
    statement: StatementRecord | None = None
    document: DocumentRecord | None = None
    quote: str = ""
    pieces: tuple[Piece, ...] = ()
    """The way from the mention before it, word by word, where both have words in common."""
    changes: tuple[Told, ...] = ()
    after: int | None = None
    """Days since the mention before it."""
    bearing: str = ""
    """Of evidence: `for`, `against` or `neutral`."""
    unchecked: bool = False
    """Whether only the machine says so."""
    by: str = ""
    note: str = ""
    url: str = ""
    entries: tuple[str, ...] = ()
    event: int | None = None
    """The event of the log that says so."""
    ahead: bool = False


def said(found: Dossier, *, proposed: bool) -> Iterator[Moment]:
    """Every mention, with what changed since the one before.

    Args:
        proposed: Whether changes count that nobody has confirmed.
    """
    moved = {one.mention: number for number, one in enumerate(found.row.calendar.deadlines) if number}
    for place, telling in enumerate(found.tellings):
        voice = telling.voice
        changes = _changes(telling, proposed)
        if place in moved:
            before, after = found.row.calendar.deadlines[moved[place] - 1 : moved[place] + 1]
            # links say so too, of whichever mention they were found at; the calendar knows which day was in force
            changes = (slip(before.day, after.day), *(one for one in changes if one.what not in MOVED))
        changed = voice.role == "changed" or bool(changes)
        titles = {"first": gettext("First said"), "again": gettext("Said again"), "changed": gettext("Changed")}
        yield Moment(
            on=voice.on,
            what="changed" if changed and place else "said",
            title=titles["changed" if changed and place else voice.role],
            tone="warn" if any(one.tone == "warn" for one in changes) else "plain",
            statement=voice.statement,
            document=voice.document,
            quote=_quote(voice.statement) if place else "",  # the first words stand at the head of the page
            pieces=_pieces(telling, proposed),
            changes=changes,
            after=telling.days,
        )


def _pieces(telling: Telling, proposed: bool) -> tuple[Piece, ...]:
    """The way from the mention that it changes, else from the one before; none where they have little in common."""
    id = telling.voice.statement.id
    words = telling.words
    for pair in telling.links:
        if pair.link.relation == "drift" and (pair.confirmed or proposed):
            before = pair.a if pair.b.statement.id == id else pair.b
            words = differences(_quote(before.statement), _quote(telling.voice.statement))
            break
    lengths = [sum(len(one.text) for one in words if one.what != what) for what in ("added", "removed")]
    common = sum(len(one.text) for one in words if one.what == "same")
    changed = any(one.what != "same" for one in words)
    return words if changed and common >= _COMMON * max(lengths) else ()


def _changes(telling: Telling, proposed: bool) -> tuple[Told, ...]:
    kept: Iterable[Pair] = (pair for pair in telling.links if pair.confirmed or proposed)
    found = [told(one) for pair in kept if pair.link.relation == "drift" for one in pair.link.changes]
    return tuple(dict.fromkeys(found))


def reported(found: Dossier) -> Iterator[Moment]:
    """Every statement that bears on fulfilment."""
    for one in found.evidence:
        status = str(one.statement.said.get("status", ""))
        titles = {
            "done": gettext("Reported done"),
            "under_way": gettext("Reported under way"),
            "not_done": gettext("Reported not done"),
        }
        yield Moment(
            on=one.document.published,
            what="report",
            title=titles.get(status, gettext("Evidence")),
            tone=words.TONES.get(status, "plain"),
            statement=one.statement,
            document=one.document,
            quote=_quote(one.statement),
            bearing=one.bearing,
            unchecked=unchecked(found, one),
        )


def unchecked(found: Dossier, one: Support) -> bool:
    """Whether nobody has looked at a piece of evidence: neither at the statement nor at a link that brought it here."""
    if one.statement.state != "candidate":
        return False
    return any(one.statement.id in (pair.link.a, pair.link.b) for pair in found.links) and not any(
        pair.confirmed and one.statement.id in (pair.link.a, pair.link.b) for pair in found.links
    )


def due(row: Row) -> Iterator[Moment]:
    """The days on which something begins, is due or ends: those that were in force when they came, and those ahead."""
    calendar, day = row.calendar, row.day
    closed = row.calendar.closed
    for place, fixed in enumerate(calendar.deadlines):
        later = calendar.deadlines[place + 1] if place + 1 < len(calendar.deadlines) else None
        replaced = later is not None and (later.since is None or later.since <= min(fixed.day, day))
        if replaced or (closed is not None and closed <= fixed.day):
            continue
        past = fixed.day < day
        title = gettext("Was due") if past else gettext("Due")
        yield Moment(on=fixed.day, what="due", title=title, tone="bad" if past else "going", ahead=not past)
    if closed is not None:
        return
    for milestone in calendar.milestones:
        yield Moment(on=milestone, what="due", title=gettext("Due on the way"), ahead=milestone >= day)
    if calendar.end is not None and calendar.end != calendar.deadline:
        title = gettext("Ended") if calendar.end < day else gettext("Ends")
        yield Moment(on=calendar.end, what="due", title=title, ahead=calendar.end >= day)
    if row.next is not None and row.next not in (row.deadline, calendar.end, *calendar.milestones):
        title = gettext("Begins") if row.next == calendar.start else gettext("Due next")
        yield Moment(on=row.next, what="due", title=title, tone="going", ahead=True)


def judged(row: Row, *, waiting: bool) -> Iterator[Moment]:
    """Every verdict, the withdrawn ones too.

    Args:
        waiting: Whether to tell of those that wait for a second reader.
    """
    for one in row.entry.verdicts:
        confirmed = not one.second or one.confirmed_by is not None
        if one.effective <= row.day and (confirmed or waiting):
            yield Moment(
                on=one.effective,
                what="verdict",
                title=_verdict(one, confirmed),
                tone="plain" if one.withdrawn else words.TONES.get(one.fulfilment, "plain"),
                by=one.by + (f", {one.confirmed_by}" if one.confirmed_by else ""),
                note=one.reason,
                event=one.n,
            )


def _verdict(one: VerdictRecord, confirmed: bool) -> str:
    word = words.word(one.fulfilment)
    if one.withdrawn:
        return gettext("Verdict, since withdrawn: %s") % word
    return (gettext("Verdict: %s") if confirmed else gettext("Verdict that waits for a second reader: %s")) % word


def kept(found: Dossier) -> Iterator[Moment]:
    """What editors said of the last occurrences of a duty."""
    for one in sorted(found.marked, key=lambda one: one.on)[-_MARKS:]:
        met = one.outcome == "met"
        title = gettext("Done as it comes again") if met else gettext("Not done when it came again")
        yield Moment(on=one.on, what="duty", title=title, tone="good" if met else "bad")


def ordered(moments: Iterable[Moment], day: dt.date) -> tuple[Moment, ...]:
    """All moments in the order of their days, those without one first, with the day of the page among them."""
    rank = {"said": 0, "changed": 0, "report": 1, "duty": 2, "due": 3, "verdict": 4, "reply": 5, "record": 6}
    found = sorted(moments, key=lambda one: (one.ahead, one.on or dt.date.min, rank[one.what], one.event or 0))
    place = next((number for number, one in enumerate(found) if one.ahead), len(found))
    now = Moment(on=day, what="now", title=gettext("The day of this page"))
    return (*found[:place], now, *found[place:])


def _quote(statement: StatementRecord) -> str:
    return str(statement.said["quote"]["text"])
