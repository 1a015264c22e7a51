"""A register in memory that is filled by events, for tests of views."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from kepil.model import Actor, Amount, Commitment, Place, Report, Span, Time
from kepil.register import events as e
from kepil.register.records import Head
from kepil.register.replay import apply
from kepil.register.store import MemoryStore
from kepil.register.views.survey import Survey, survey


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def by(text: str) -> Time:
    """A deadline."""
    return Time(Span(f"by {text}", 0, 13), "deadline", end=day(text))


def every(rule: str, start: str) -> Time:
    """A duty that comes again."""
    return Time(Span("every so often", 0, 14), "recurrence", start=day(start), rule=rule)


def place(words: str, id: str | None = None) -> Place:
    return Place(Span(words, 0, len(words)), id)


def money(value: float, unit: str = "XVC") -> Amount:
    return Amount(Span(f"{value} {unit}", 0, len(f"{value} {unit}")), value, unit)


class Book:
    """Adds what tests need, one event after the other."""

    def __init__(self) -> None:
        self.store = MemoryStore()
        self._n = 0
        self.do(e.RegisterOpened(name="Book", origin="book", made_by="test"))

    def do(self, data: Any, by: str = "asel", reason: str | None = None) -> e.Event:
        event = e.Event(self._n, dt.datetime(2031, 1, 1, tzinfo=dt.UTC), by, reason, data)
        apply(event, self.store)
        self._n += 1
        return event

    def number(self, letter: str) -> str:
        head = self.store.get(Head, "head")
        assert head is not None
        return f"{letter}{head.numbers.get(letter, 0) + 1}"

    def document(self, on: str | None, publisher: str = "Office") -> str:
        id = self.number("D")
        self.do(
            e.DocumentAdded(
                id=id,
                sha256=id,
                text_sha256=id,
                name=id.lower(),
                characters=100,
                published=day(on) if on else None,
                publisher=publisher,
            )
        )
        return id

    def statement(self, document: str, said: Commitment | Report) -> str:
        id = self.number("S")
        what: Any = "commitment" if isinstance(said, Commitment) else "report"
        self.do(e.StatementFound(id=id, document=document, order=0, what=what, said=said.to_json(), reader="test"))
        return id

    def said(
        self,
        on: str | None,
        quote: str = "We will build homes.",
        *,
        actor: str | None = "Ministry of Housing",
        times: Sequence[Time] = (),
        places: Sequence[Place] = (),
        amounts: Sequence[Amount] = (),
        kind: Any = "pledge",
        document: str | None = None,
    ) -> str:
        """A commitment in a document of its own, unless one is named."""
        span = Span(quote, 0, len(quote))
        commitment = Commitment(
            quote=span,
            kind=kind,
            specificity="specific",
            confidence=0.9,
            speaker=Actor("Ilsa Marrow"),
            actor=Actor(actor),
            action=span,
            places=tuple(places),
            amounts=tuple(amounts),
            times=tuple(times),
        )
        return self.statement(document or self.document(on), commitment)

    def report(self, on: str, quote: str, status: Any = "done", amounts: Sequence[Amount] = ()) -> str:
        span = Span(quote, 0, len(quote))
        found = Report(quote=span, status=status, confidence=0.9, actor=Actor(), action=span, amounts=tuple(amounts))
        return self.statement(self.document(on), found)

    def promise(self, on: str | None, quote: str = "We will build homes.", **more: Any) -> str:
        """An entry with its first mention."""
        statement = self.said(on, quote, **more)
        id = self.number("E")
        self.do(e.EntryOpened(id=id, statement=statement, title=quote))
        return id

    def again(self, entry: str, on: str | None, role: Any = "again", **more: Any) -> str:
        """A later mention of an entry."""
        statement = self.said(on, **more)
        self.do(e.MentionLinked(entry=entry, statement=statement, role=role))
        return statement

    def rated(self, entry: str, fulfilment: str, effective: str, second: bool = False) -> e.Event:
        on = day(effective)
        data = e.VerdictSet(
            entry=entry, fulfilment=fulfilment, effective=on, decided=on, policy="default", second=second
        )
        return self.do(data, reason="seen")

    def on(self, text: str, **asked: Any) -> Survey:
        return survey(self.store, day(text), **asked)
