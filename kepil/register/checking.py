"""A whole register, or an export of one, checked: its log against the signatures, its words against the texts.

Beyond what kepil.register.proof says of the log: the bytes of documents against their SHA-256, every span of every
statement, after each correction too, against the text, and the state in the database against a replay.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from kepil.reading.gate import grounded, spans
from kepil.register import codec
from kepil.register import events as e
from kepil.register.database.connect import snapshot
from kepil.register.database.faults import explained
from kepil.register.database.file import damage as file_damage
from kepil.register.exported import Export, damage
from kepil.register.keys import verify_log
from kepil.register.proof.checkpoint import VerifierKey
from kepil.register.proof.proofs import Proof, prove
from kepil.register.proof.report import Report
from kepil.register.rebuild import compare, replay_all
from kepil.register.records import DocumentRecord, StatementRecord
from kepil.register.register import Register
from kepil.register.replay import replay
from kepil.register.state import RegisterError
from kepil.register.store import MemoryStore

Seen = Callable[[int], None]
"""Told the number of each event that was replayed, so that people see how far it is."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is not as it has to be."""

    what: str
    """A fault of the log as kepil.register.proof.report names them, or `file`, `bytes`, `text`, `span`, `statement`,
    `state`, `event`."""
    where: str
    """An event, a record, a file."""
    message: str

    def __str__(self) -> str:
        return f"{self.what}: {self.message}" if not self.where else f"{self.what}, {self.where}: {self.message}"


@dataclass(frozen=True, slots=True)
class Checked:
    """What was checked, and what is wrong with it."""

    log: Report
    documents: int
    blobs: int
    statements: int
    spans: int
    """Spans that were compared with their texts."""
    unfit: int
    """Events that do nothing any more, because what they build on was erased."""
    findings: tuple[Finding, ...]

    @property
    def intact(self) -> bool:
        return not self.findings

    def to_json(self) -> dict[str, Any]:
        log = {name: value for name, value in asdict(self.log).items() if name != "faults"}
        rest = {name: getattr(self, name) for name in ("documents", "blobs", "statements", "spans", "unfit")}
        return {"intact": self.intact, **log, **rest, "findings": [asdict(one) for one in self.findings]}


def check_register(
    register: Register,
    *,
    keys: Sequence[VerifierKey] = (),
    older: Iterable[str] = (),
    seen: Seen | None = None,
) -> Checked:
    """Check a register.

    Args:
        keys: Public keys of the log, the newest first, as somebody else kept them; those of its folder by default.
        older: Signed checkpoints that somebody kept: the log has to be a continuation of each.
        seen: Told the number of each event that was replayed.

    Raises:
        RegisterError: the register cannot be read at all.
    """
    with explained(), snapshot(register.alias):
        found = [Finding("file", "the database", one) for one in file_damage(register.alias)]
        notes = [*register.log.checkpoints(), *older]
        log = verify_log(register.log.stored, notes, keys or register.verifiers(), register.log)
        words = _Words(register.log.blob, seen)
        try:
            replayed = replay_all(register, words.watch)
        except RegisterError as error:
            found.append(Finding("event", "", str(error)))
            store, unfit = words.store, 0
        else:
            store, unfit = replayed.store, len(replayed.unfit)
            found += _unexpected(replayed.unfit, log.erased)
            found += [Finding("state", f"{one.what} {one.id}", str(one)) for one in compare(register, replayed)]
        return _checked(log, found, words, store, register.log.blobs(), unfit)


def check_export(
    export: Export,
    *,
    keys: Sequence[VerifierKey] = (),
    older: Iterable[str] = (),
    seen: Seen | None = None,
) -> Checked:
    """Check an export without any database; see `check_register`."""
    found = [Finding(one.code, one.source, one.message) for one in damage(export)]
    notes = [*export.checkpoints(), *older]
    log = verify_log(export.events, notes, keys or export.keys, export.tiles)
    kept = {digest: path for path in export.files if (digest := path.removeprefix("blobs/")) != path}
    words = _Words(lambda digest: (export.folder / kept[digest]).read_bytes() if digest in kept else None, seen)
    store = MemoryStore()
    unfit: Sequence[tuple[e.Event, RegisterError]] = ()
    try:
        for event in _events(export):
            if isinstance(event.data, e.Erased):
                store.gone.update(event.data.gone)
        unfit = replay(_events(export), store, words.watch)
    except RegisterError as error:
        found.append(Finding("event", "", str(error)))
    else:
        found += _unexpected(unfit, log.erased)
    return _checked(log, found, words, store, export.blobs(), len(unfit))


def proof_of(register: Register, number: int) -> Proof:
    """Proof that an event is in the signed log; it can be checked without the register.

    Raises:
        RegisterError: there is no such event, or its tree is not the signed one.
    """
    with explained(), snapshot(register.alias):
        event = next(iter(register.log.stored(number, number + 1)), None)
        note = register.log.checkpoint()
        if event is None or note is None:
            raise RegisterError(f"There is no event {number}.", f"The last one is {register.log.size() - 1}.")
        try:
            return prove(number, event.entry, register.log, note)
        except (ValueError, LookupError) as error:
            raise RegisterError(
                f"Event {number} cannot be proved: {error}", "kepil verify says what is wrong."
            ) from error


def _events(export: Export) -> Iterator[e.Event]:
    for event in export.events():
        if event.body is not None:
            try:
                at = codec.unstamp(event.at)
            except ValueError as error:
                raise RegisterError(f"Event {event.n} has no time, but {event.at!r}.") from error
            yield codec.event_of(event.n, at, event.kind, event.body)


def _unexpected(unfit: Sequence[tuple[e.Event, RegisterError]], erased: int) -> Iterator[Finding]:
    """Events that do not fit, where nothing was erased that could be the reason."""
    if not erased:
        for event, error in unfit:
            yield Finding("event", f"event {event.n}", f"it does not fit those before it: {error.message}")


@dataclass(slots=True)
class _Words:
    """Compares what statements say with the texts, while the log is replayed."""

    blob: Callable[[str], bytes | None]
    seen: Seen | None = None
    store: MemoryStore = field(default_factory=MemoryStore)
    statements: int = 0
    spans: int = 0
    findings: list[Finding] = field(default_factory=list)
    _texts: dict[str, str | None] = field(default_factory=dict)

    def watch(self, event: e.Event, store: MemoryStore) -> None:
        self.store = store
        if self.seen is not None:
            self.seen(event.n)
        match event.data:
            case e.StatementFound(id=id):
                self.statements += 1
                self._check(event, store.get(StatementRecord, id), store)
            case e.StatementCorrected(statement=id):
                self._check(event, store.get(StatementRecord, id), store)

    def _check(self, event: e.Event, record: StatementRecord | None, store: MemoryStore) -> None:
        if record is None or (document := store.get(DocumentRecord, record.document)) is None:
            return
        where = f"{record.id}, event {event.n}"
        text = self._text(document)
        if text is None:
            return
        try:
            said = list(spans(record.to_statement()))
        except (KeyError, TypeError, ValueError) as error:
            self.findings.append(Finding("statement", where, f"it is no {record.what}: {error!r}."))
            return
        for span in said:
            self.spans += 1
            if not grounded(text, span):
                stands = f"{span.text[:60]!r} is not what stands at {span.start}:{span.end} of {document.id}."
                self.findings.append(Finding("span", where, stands))

    def _text(self, document: DocumentRecord) -> str | None:
        """The text of a document; what is wrong with it is said once for each."""
        if document.id not in self._texts:
            self._texts.clear()
            self._texts[document.id] = None
            content = self.blob(document.text_sha256)
            if content is None:
                self.findings.append(Finding("text", document.id, "its text is missing."))
            else:
                try:
                    self._texts[document.id] = content.decode("utf-8")
                except UnicodeError:
                    self.findings.append(Finding("text", document.id, "its text is not UTF-8."))
        return self._texts[document.id]


def _checked(
    log: Report,
    found: list[Finding],
    words: _Words,
    store: MemoryStore,
    blobs: Iterable[tuple[str, bytes]],
    unfit: int,
) -> Checked:
    faults = [
        Finding(one.what, _place(one.n, one.last), f"expected {one.expected}; found {one.found}") for one in log.faults
    ]
    documents = list(store.all(DocumentRecord))
    owners = {digest: one for one in documents for digest in (one.sha256, one.text_sha256)}
    texts = {one.text_sha256: one for one in documents}
    count = 0
    kept = set()
    for digest, content in blobs:
        count += 1
        kept.add(digest)
        owner = owners.get(digest)
        name = owner.id if owner else digest[:16]
        if hashlib.sha256(content).hexdigest() != digest:
            found.append(Finding("bytes", name, f"the bytes kept as {digest} have another SHA-256."))
        elif owner is None:
            found.append(Finding("bytes", name, "no document has these bytes."))
        elif digest in texts and len(content.decode("utf-8", "replace")) != texts[digest].characters:
            found.append(Finding("text", name, f"its text has not {texts[digest].characters} characters."))
    missing = {one.text_sha256: one.id for one in documents if one.text_sha256 not in kept}
    found += [Finding("text", id, "its text is missing.") for id in missing.values()]
    every = tuple(dict.fromkeys([*faults, *found, *words.findings]))
    return Checked(log, len(documents), count, words.statements, words.spans, unfit, every)


def _place(n: int | None, last: int | None) -> str:
    if n is None:
        return ""
    return f"event {n}" if n == last else f"events {n} to {last}"
