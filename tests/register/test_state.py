"""What an event does to the state is what a replay of its bytes does, in memory and in both databases."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st
from register_dump import dump
from register_places import Clock
from register_samples import reading

from kepil.register import codec
from kepil.register import events as e
from kepil.register.adding import add
from kepil.register.checking import check_register
from kepil.register.records import Body, DocumentRecord, Entry, Head, Programme, StatementRecord
from kepil.register.register import Register
from kepil.register.replay import apply, replay
from kepil.register.state import RegisterError
from kepil.register.store import MemoryStore

AT = dt.datetime(2031, 1, 1, tzinfo=dt.UTC)
CLINICS = "The ministry will open ten clinics in Marl."
ROADS = "The council will mend the roads of Oxley."


def opened() -> MemoryStore:
    store = MemoryStore()
    apply(e.Event(0, AT, "asel", None, e.RegisterOpened(name="n", origin="o", made_by="k")), store)
    return store


@pytest.mark.parametrize("id", ["D", "D00", "D01", "D-1", "S1", "E٣", "D1x", "", "d1"])
def test_ids_that_no_document_can_have(id: str) -> None:
    store = opened()
    data = e.DocumentAdded(id=id, sha256="a", text_sha256="b", name="n", characters=1)
    with pytest.raises(RegisterError, match="cannot name a document"):
        apply(e.Event(1, AT, "asel", None, data), store)
    assert store.get(Head, "head") == Head(name="n", origin="o", opened=AT)


def test_numbers_only_go_up() -> None:
    store = opened()
    for n, id in ((1, "D2"), (2, "D5")):
        data = e.DocumentAdded(id=id, sha256=id, text_sha256="b", name="n", characters=1)
        apply(e.Event(n, AT, "asel", None, data), store)
    late = e.DocumentAdded(id="D3", sha256="D3", text_sha256="b", name="n", characters=1)
    with pytest.raises(RegisterError, match="D6 is the next"):
        apply(e.Event(3, AT, "asel", None, late), store)


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers(-(2**80), 2**80) | st.floats(-(2**53), 2**53) | st.text(),
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
        max_leaves=8,
    )
)
def test_what_is_written_is_what_is_read(value: object) -> None:
    data = e.StatementCorrected(statement="S1", coordinate="kind", value=value)
    try:
        body = codec.body("asel", "why", data)
    except RegisterError:
        return
    event = codec.event_of(3, AT, "statement.corrected", body)
    assert codec.body(event.by, event.reason, event.data) == body
    assert event.data.value == value


@pytest.mark.parametrize("value", [5.0, 2**53, 2.0**53, 10**17, -(10**20), 2**100, -0.0, 0.1 + 0.2, 1e300])
def test_numbers_are_the_same_after_a_replay(register: Register, value: float) -> None:
    with register.change("asel") as change:
        change.append(e.ProgrammeAdded(id="relief", name="Relief"))
        change.append(
            e.MoneyRecorded(programme="relief", role="spent", value=value, unit="XVC", source="a book", on=dt.date.min)
        )
    found = register.store.get(Programme, "relief")
    assert found and found.money[0].value == value
    assert dump(register.replayed()[0]) == dump(register.store)


def test_a_number_that_cannot_be_written_is_refused(register: Register) -> None:
    with pytest.raises(RegisterError, match="cannot be written"), register.change("asel") as change:
        change.append(e.ProgrammeAdded(id="relief", name="Relief"))
        change.append(e.MoneyRecorded(programme="relief", role="spent", value=10**30 + 1, unit="XVC", source="a book"))
    assert register.store.get(Programme, "relief") is None


def test_an_event_of_a_wrong_form_is_refused(register: Register) -> None:
    with pytest.raises(RegisterError), register.change("asel") as change:
        change.append(e.BodyAdded(id="mayor", name=3, what="office"))  # type: ignore[arg-type]
    with pytest.raises(RegisterError), register.change("asel") as change:
        change.append(e.BodyAdded(id="mayor", name="Mayor", what="wizard"))  # type: ignore[arg-type]
    assert register.log.size() == 1


@pytest.mark.parametrize("text", ["a\x00b", "‮abc‬", "é", "𝒳" * 70_000, "\ud7ff\u2028", "'; DROP TABLE event; --"])
def test_odd_texts(register: Register, text: str) -> None:
    with register.change("asel", text) as change:
        change.append(e.BodyAdded(id="mayor", name=text, what="office", aliases=(text,)))
    assert register.store.get(Body, "mayor") == Body(id="mayor", name=text, what="office", aliases=(text,))
    assert register.history("mayor")[0].reason == text
    assert dump(register.replayed()[0]) == dump(register.store)
    assert check_register(register).intact


def test_half_a_character_is_refused(register: Register) -> None:
    with pytest.raises(RegisterError, match="cannot be written"), register.change("asel") as change:
        change.append(e.BodyAdded(id="mayor", name="\ud800", what="office"))
    assert register.log.size() == 1


@pytest.mark.parametrize("length", [100, 3000, 9000])
def test_long_addresses_and_names(register: Register, length: int) -> None:
    """An index of PostgreSQL cannot hold a value of more than 2,700 bytes."""
    url = "https://example.org/" + "".join(f"{n:x}," for n in range(length))
    first = add(register, reading(CLINICS, name=url, url=url), by="asel").document
    assert register.store.where(DocumentRecord, url=url) == [first]
    second = add(register, reading(CLINICS + " ", name=url, url=url), by="asel").document
    assert second.replaces == first.id
    assert register.store.where(DocumentRecord, name=url + "x") == []
    assert check_register(register).intact


def test_named_records_keep_the_order_in_which_they_came(register: Register) -> None:
    ids = ["zeta", "b52", "a1", "m"]
    for id in ids:
        with register.change("asel") as change:
            change.append(e.BodyAdded(id=id, name=id, what="body"))
    with register.change("asel") as change:
        change.append(e.BodyNamed(body="zeta", alias="Z"))
    assert [one.id for one in register.store.all(Body)] == ids
    assert [one.id for one in register.as_of(register.log.last_time()).all(Body)] == ids  # type: ignore[arg-type]


def test_a_document_added_twice_is_added_once(register: Register) -> None:
    first = add(register, reading(CLINICS), by="asel")
    size = register.log.size()
    again = add(register, reading(CLINICS, name="another name"), by="bolat")
    assert (first.new, again.new, again.document) == (True, False, first.document)
    assert register.log.size() == size


def test_three_versions(register: Register) -> None:
    """What stands in the third version as it did in the first is no new promise, nor what comes back in it."""
    url = "https://example.org/address"
    first = add(register, reading(f"{CLINICS}\n{ROADS}", url=url), by="asel")
    second = add(register, reading(f"Good morning.\n{CLINICS}", url=url), by="asel")
    third = add(register, reading(f"Dear all.\n{ROADS}\n{CLINICS}\nThe ministry will plant trees.", url=url), by="asel")
    assert [(id, one.state) for id, one in second.anchors] == [("S1", "found"), ("S2", "orphaned")]
    assert [(id, one.state) for id, one in third.anchors] == [("S1", "found"), ("S2", "found")]
    assert (len(first.entries), second.entries, third.entries) == (2, (), ("E3",))
    clinics = register.store.get(StatementRecord, "S1")
    assert clinics and [(one.document, one.state) for one in clinics.anchors] == [("D2", "found"), ("D3", "found")]
    assert sum(1 for _ in register.store.all(Entry)) == 3


def test_a_quote_that_stands_twice_is_ambiguous(register: Register) -> None:
    url = "https://example.org/address"
    add(register, reading(CLINICS, url=url), by="asel")
    second = add(register, reading(f"{CLINICS}\n{CLINICS}", url=url), by="asel")
    assert [(id, one.state, one.start) for id, one in second.anchors] == [("S1", "ambiguous", None)]


def test_as_of_is_the_state_of_that_time(register: Register, clock: Clock) -> None:
    states = []
    for text in (CLINICS, ROADS):
        add(register, reading(text, name=text), by="asel")
        states.append((clock.at, dump(register.store)))
        clock.at += dt.timedelta(days=30)
    for moment, state in states:
        assert dump(register.as_of(moment)) == state
    assert list(register.as_of(dt.datetime(2000, 1, 1, tzinfo=dt.UTC)).all(Entry)) == []


def test_an_event_that_does_not_fit_changes_nothing() -> None:
    store = opened()
    data = e.EntryOpened(id="E1", statement="S1", title="t")
    before = dump(store)
    ((event, error),) = replay([e.Event(1, AT, "asel", None, data)], store)
    assert (event.n, error.message) == (1, "There is no statement S1.")
    assert dump(store) == before
