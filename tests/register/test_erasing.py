"""Words that a law takes out: gone from every table and file, and the proofs hold."""

from __future__ import annotations

import datetime as dt
from contextlib import closing

import pytest
from django.db import connections
from register_dump import dump
from register_places import Place
from register_samples import reading

from kepil.register import editing
from kepil.register import events as e
from kepil.register.adding import add
from kepil.register.checking import check_register
from kepil.register.erasing import erase, plan
from kepil.register.proof.proofs import check_growth, check_proof, prove, prove_growth
from kepil.register.rebuild import rebuild
from kepil.register.records import DocumentRecord, Entry, LinkRecord, OccurrenceRecord, Programme, StatementRecord
from kepil.register.register import Register
from kepil.register.state import RegisterError

SECRET = "Zanzibarova"
PRIVATE = f"Mrs {SECRET} will repay 300 crowns to the fund of Marl.\nThe bridge was reopened by {SECRET}.\n"
PUBLIC = "The ministry will open ten clinics in Marl.\nThe clinics in Marl were begun, one was finished.\n"
AGAIN = "The ministry will open ten clinics in Marl by the end of the year.\n"
DAY = dt.date(2031, 3, 1)


@pytest.fixture
def filled(register: Register) -> Register:
    add(register, reading(PUBLIC, "public"), by="asel")
    add(register, reading(PRIVATE, "private", title=f"About {SECRET}"), by="asel")
    add(register, reading(AGAIN, "again"), by="asel")
    return register


def _shown(value: object) -> str:
    return bytes(value).decode("utf-8", "replace") if isinstance(value, bytes | memoryview) else str(value)


def everything(register: Register) -> str:
    """Every value of every table."""
    found = []
    connection = connections[register.alias]
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            for row in cursor.fetchall():
                found += [
                    bytes(value).decode("utf-8", "replace")
                    if not isinstance(value, str | int | float | None | dt.datetime)
                    else str(value)
                    for value in row
                ]
    return "\n".join(found)


def test_a_document(filled: Register) -> None:
    older = filled.log.checkpoint()
    entries = [event.entry for event in filled.log.stored()]
    assert SECRET in everything(filled)
    erased = erase(filled, ["D2"], by="bolat", reason="court order 12/31")
    assert erased.purged
    assert SECRET not in everything(filled)
    assert {"D2", "S3", "S4", "E2"} <= set(erased.erasure.gone)
    assert len(erased.erasure.blobs) == 1  # the text has the same bytes
    assert filled.store.get(DocumentRecord, "D2") is None
    assert filled.store.get(DocumentRecord, "D3") is not None
    assert check_register(filled).findings == ()
    assert rebuild(filled, only_check=True).differences == ()
    assert [event.entry for event in filled.log.stored(0, len(entries))] == entries
    newest = filled.log.checkpoint()
    assert older and newest
    check_growth(prove_growth(filled.log, older, newest), filled.verifier())
    n = erased.erasure.events[0].n
    assert check_proof(prove(n, entries[n], filled.log, newest), filled.verifier()).n == n
    (last,) = filled.log.events(kind="erased")
    assert (last.by, last.reason) == ("bolat", "court order 12/31")


def test_numbers_are_not_given_again(filled: Register) -> None:
    erase(filled, ["D3"], by="bolat", reason="law")
    added = add(filled, reading(AGAIN.replace("ten", "twelve"), "more"), by="asel")
    assert (added.document.id, added.statements[0].id, added.entries) == ("D4", "S6", ("E4",))
    assert rebuild(filled).differences == ()


def test_the_same_bytes_can_be_added_again(filled: Register) -> None:
    erase(filled, ["D2"], by="bolat", reason="law")
    assert add(filled, reading(PRIVATE, "private"), by="asel").document.id == "D4"
    assert check_register(filled).findings == ()


def test_what_only_names_the_erased_stays(filled: Register) -> None:
    """A verdict keeps standing when one of its pieces of evidence is erased."""
    with filled.change("asel", "the clinics are open") as change:
        verdict = e.VerdictSet(
            entry="E1", fulfilment="kept", effective=DAY, decided=DAY, policy="default", evidence_for=("S4", "S2")
        )
        change.append(verdict)
        change.append(e.OccurrenceMarked(entry="E1", occurrence=OccurrenceRecord(DAY, "met", ("S4",))))
        change.append(e.ProgrammeAdded(id="fund", name="Fund"))
        change.append(e.MoneyRecorded(programme="fund", role="spent", value=300, unit="XVC", statement="S3"))
        change.append(e.EvidenceLinked(entry="E1", statement="S4", bearing="for"))
    erased = erase(filled, ["D2"], by="bolat", reason="law")
    assert [event.kind for event, _ in erased.unfit if event.kind != "evidence.linked"] == []
    entry = filled.store.get(Entry, "E1")
    programme = filled.store.get(Programme, "fund")
    assert entry and entry.verdict and programme
    assert entry.verdict.evidence_for == ("S2",)
    assert entry.occurrences == (OccurrenceRecord(DAY, "met"),)
    assert entry.evidence == ()
    assert programme.money[0].statement is None
    assert dump(filled.replayed()[0]) == dump(filled.store)
    assert check_register(filled).findings == ()


def test_a_version_in_between(register: Register) -> None:
    for day, words in enumerate(("ten", "eleven", "twelve")):
        text = f"The ministry will open {words} clinics. " + PUBLIC
        add(register, reading(text, url="https://example.org/address"), by="asel")
        assert register.store.get(DocumentRecord, f"D{day + 1}") is not None
    erase(register, ["D2"], by="bolat", reason="law")
    first, last = (register.store.get(DocumentRecord, id) for id in ("D1", "D3"))
    assert first and last
    assert (first.replaced_by, last.replaces) == (None, None)
    assert check_register(register).findings == ()


def test_a_statement_and_its_links(filled: Register) -> None:
    with filled.change("asel") as change:
        link = change.number("L")
        data = e.LinkProposed(id=link, a="S1", b="S3", relation="same", score=0.5, reasons=(f"both say {SECRET}",))
        change.append(data)
    editing.accept(filled, [link], by="asel")
    assert filled.store.get(Entry, "E2").merged_into == "E1"  # type: ignore[union-attr]
    erased = erase(filled, ["S3"], by="bolat", reason="law")
    assert filled.store.get(StatementRecord, "S3") is None
    assert filled.store.get(LinkRecord, link) is None
    assert filled.store.get(Entry, "E1").absorbed == ()  # type: ignore[union-attr]
    assert {event.kind for event, _ in erased.unfit} == {"link.accepted", "entry.merged"}
    assert check_register(filled).findings == ()


def test_a_reply(filled: Register) -> None:
    with filled.change("asel") as change:
        n = change.append(e.ReplyAdded(entry="E1", by=SECRET, text="It was me.")).n
    before = dump(filled.store)
    assert [event.n for event in plan(filled, [str(n)]).events] == [n]
    assert dump(filled.store) == before
    erase(filled, [str(n)], by="bolat", reason="law")
    assert filled.store.get(Entry, "E1").replies == ()  # type: ignore[union-attr]
    with pytest.raises(RegisterError, match="erased already"):
        erase(filled, [str(n)], by="bolat", reason="law")


@pytest.mark.parametrize("target", ["0", "999", "D99", "S99", "E1", "nothing", "-1", ""])
def test_what_cannot_be_erased(filled: Register, target: str) -> None:
    before, size = dump(filled.store), filled.log.size()
    with pytest.raises(RegisterError):
        erase(filled, ["D2", target], by="bolat", reason="law")
    assert (dump(filled.store), filled.log.size()) == (before, size)


def test_nothing_is_left_in_the_files_of_sqlite(place: Place) -> None:
    if place.kind != "sqlite":
        pytest.skip("the files of a server are its own")
    with closing(place.create()) as register:
        add(register, reading(PUBLIC, "public"), by="asel")
        add(register, reading(PRIVATE, "private", title=f"About {SECRET}"), by="asel")
        files = [path for path in place.folder.iterdir() if path.is_file()]
        assert any(SECRET.encode() in path.read_bytes() for path in files)
        assert erase(register, ["D2"], by="bolat", reason="law").purged
        for path in place.folder.iterdir():
            assert SECRET.encode() not in path.read_bytes(), path
