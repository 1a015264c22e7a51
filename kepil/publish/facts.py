"""The coordinates of a statement as labelled lines for people, in one order for terminal and page."""

from __future__ import annotations

from dataclasses import dataclass

from kepil.model import Actor, Commitment, Reading, Statement, Time
from kepil.publish import wording

OWN_VOICE = "the text’s own voice"
"""What is shown as speaker of a commitment that is attributed to nobody."""


@dataclass(frozen=True, slots=True)
class Value:
    """One value of a coordinate: what it means, and beside it the words that say so where they differ."""

    shown: str
    said: str | None = None
    id: str | None = None


@dataclass(frozen=True, slots=True)
class Fact:
    """One coordinate with its label: `who`, `what`, `where`, `for whom`, `how much`, `when`, `if`, `said by`."""

    label: str
    values: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Item:
    """One statement with the number under which it is shown: its place in the text, from 1."""

    number: int
    statement: Statement

    @property
    def group(self) -> str:
        """What its colour stands for: the kind of a commitment, or `report`."""
        return self.statement.kind if isinstance(self.statement, Commitment) else "report"

    @property
    def label(self) -> str:
        """`Pledge`, `Directive` …, `Report`."""
        return self.group.capitalize()

    @property
    def quality(self) -> str:
        """What is said beside the label: how specific a commitment is, or how far a report says the work has come."""
        found = self.statement
        return found.specificity if isinstance(found, Commitment) else wording.STATUS_LABELS[found.status]


def items(reading: Reading) -> list[Item]:
    """All statements of a reading in the order of the text, numbered from 1."""
    found: list[Statement] = [*reading.commitments, *reading.reports]
    found.sort(key=lambda one: (one.quote.start, one.action.start, one.quote.end))
    return [Item(number, statement) for number, statement in enumerate(found, 1)]


def facts(statement: Statement) -> list[Fact]:
    """The coordinates that a statement has, in the order in which people ask for them; empty ones are left out."""
    commitment = statement if isinstance(statement, Commitment) else None
    beneficiary, condition = (commitment.beneficiary, commitment.condition) if commitment else (None, None)
    lines = [
        Fact("who", _body(statement.actor)),
        Fact("what", (Value(tidy(statement.action.text)),)),
        Fact("where", tuple(Value(tidy(place.span.text), id=place.id) for place in statement.places)),
        Fact("for whom", (Value(tidy(beneficiary.text)),) if beneficiary else ()),
        Fact("how much", tuple(_value(wording.amount(one), one.span.text) for one in statement.amounts)),
        Fact("when", tuple(_when(one) for one in statement.times)),
        Fact("if", (Value(tidy(condition.text)),) if condition else ()),
    ]
    if commitment:
        lines.append(Fact("said by", _body(commitment.speaker) or (Value(OWN_VOICE),)))
    return [line for line in lines if line.values]


def tidy(text: str) -> str:
    """One line: every run of white space is one space, control characters are shown as U+FFFD."""
    return visible(" ".join(text.split()))


def visible(text: str) -> str:
    """The text with control characters and lone surrogates shown as U+FFFD; tabs and line ends stay.

    A text may hold escape sequences that a terminal would obey, or characters that HTML cannot hold.
    """
    return text.translate(_CONTROLS)


_CONTROLS = dict.fromkeys(
    [*(code for code in range(0xA0) if (code < 0x20 or code >= 0x7F) and code not in (9, 10)), *range(0xD800, 0xE000)],
    "\ufffd",
)


def _body(actor: Actor) -> tuple[Value, ...]:
    words = actor.span.text if actor.span else None
    name = actor.name or words
    return () if name is None else (_value(name, words or name),)


def _when(time: Time) -> Value:
    value = _value(wording.time(time), time.span.text)
    if value.said and wording.short_months(value.said).casefold() == value.shown.casefold():
        return Value(value.shown)
    return value


def _value(meant: str | None, said: str) -> Value:
    said = tidy(said)
    if meant is None or meant.casefold() == said.casefold():
        return Value(said)
    return Value(tidy(meant), said)
