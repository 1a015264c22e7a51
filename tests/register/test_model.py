"""Random commands on a register and on a simple model of it: both refuse the same, and the state is a replay."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, field
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test
from register_dump import dump
from register_places import Clock, Place
from register_samples import reading

from kepil.register import editing
from kepil.register import events as e
from kepil.register.adding import add
from kepil.register.erasing import erase
from kepil.register.keys import read_keys
from kepil.register.proof.checkpoint import parse
from kepil.register.proof.proofs import check_growth, check_proof, prove, prove_growth
from kepil.register.proof.verify import verify
from kepil.register.rebuild import rebuild
from kepil.register.records import Entry, OccurrenceRecord, StatementRecord
from kepil.register.register import PUBLIC_KEY, Register
from kepil.register.state import RegisterError
from kepil.register.store import LOOKUPS, MemoryStore

SENTENCES = [f"The {who} will {what}." for who in ("ministry", "council") for what in ("build a dam", "open a school")]
SENTENCES += [f"The {what} was finished." for what in ("dam", "school")]
PEOPLE = ("asel", "bolat")
DAY = dt.date(2031, 6, 1)


@dataclass
class Known:
    """An entry as the model has it."""

    mentions: list[str]
    evidence: dict[str, str] = field(default_factory=dict)
    into: str | None = None
    record: str = "candidate"
    verdicts: dict[int, dict[str, Any]] = field(default_factory=dict)
    corrections: dict[int, str | None] = field(default_factory=dict)

    def fulfilment(self) -> str:
        in_force = [
            one["what"] for one in self.verdicts.values() if not one["gone"] and (not one["second"] or one["confirmed"])
        ]
        return in_force[-1] if in_force else "not_rated"


@dataclass
class Model:
    """What a register has to be, in the plainest form."""

    texts: set[str] = field(default_factory=set)
    commitments: dict[str, str | None] = field(default_factory=dict)
    """Statement to its entry."""
    reports: set[str] = field(default_factory=set)
    entries: dict[str, Known] = field(default_factory=dict)
    events: int = 1

    def live(self, entry: str) -> Known | None:
        known = self.entries.get(entry)
        return known if known is not None and known.into is None else None

    def statements(self) -> set[str]:
        return self.reports | set(self.commitments)


class Commands(RuleBasedStateMachine):
    """Commands as editors give them; `place` is set by the test."""

    place: Callable[[], Place]

    @initialize()
    def begin(self) -> None:
        self.clock = Clock()
        self.register: Register = self.place().create(self.clock)
        self.model = Model()
        self.past: list[tuple[dt.datetime, dict[str, list[str]]]] = []
        self.erased = False

    def teardown(self) -> None:
        if hasattr(self, "register"):
            with closing(self.register):
                holds(self.register, self.past, self.erased)

    def attempt(self, allowed: bool, command: Callable[[], Any]) -> Any:
        """Run a command; it is refused if and only if the model says so, and then nothing changes."""
        before = dump(self.register.store)
        try:
            given = command()
        except RegisterError as error:
            assert not allowed, error
            assert dump(self.register.store) == before
            assert self.register.log.size() == self.model.events
            return None
        assert allowed
        self.model.events = self.register.log.size()
        self.past.append((self.clock.at.replace(microsecond=0), dump(self.register.store)))
        return given

    def write(self, allowed: bool, data: Any, by: str = "asel") -> Any:
        def command() -> Any:
            with self.register.change(by, "a reason") as change:
                return change.append(data)

        return self.attempt(allowed, command)

    def entry(self, data: st.DataObject) -> str:
        return data.draw(st.sampled_from([*self.model.entries, "E99"]))

    def statement(self, data: st.DataObject) -> str:
        return data.draw(st.sampled_from([*sorted(self.model.statements()), "S99"]))

    @rule(sentences=st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=4), name=st.sampled_from(["one", "two"]))
    def adds(self, sentences: list[str], name: str) -> None:
        text = "\n".join(sentences)
        added = self.attempt(True, lambda: add(self.register, reading(text, name), by="asel"))
        assert added.new == (text not in self.model.texts)
        self.model.texts.add(text)
        for statement in added.statements:
            if statement.what == "report":
                self.model.reports.add(statement.id)
            else:
                entry = self.register.store.get(StatementRecord, statement.id).entry
                self.model.commitments[statement.id] = entry
                self.model.entries[entry] = Known([statement.id])
        assert list(added.entries) == [self.model.commitments[one.id] for one in added.statements if one.entry]

    @rule(data=st.data())
    def merges(self, data: st.DataObject) -> None:
        one, into = self.entry(data), self.entry(data)
        allowed = one != into and self.model.live(one) is not None and self.model.live(into) is not None
        if self.write(allowed, e.EntryMerged(entry=one, into=into)):
            self.model.entries[one].into = into

    @rule(data=st.data())
    def undoes_a_merge(self, data: st.DataObject) -> None:
        one = self.entry(data)
        known = self.model.entries.get(one)
        if self.write(known is not None and known.into is not None, e.MergeUndone(entry=one)):
            self.model.entries[one].into = None

    @rule(data=st.data())
    def splits(self, data: st.DataObject) -> None:
        one = self.entry(data)
        known = self.model.live(one)
        own = [*known.mentions, *known.evidence] if known else []
        chosen = data.draw(st.lists(st.sampled_from([*own, "S99"]), unique=True, max_size=3))
        gone = [id for id in known.mentions if id in chosen] if known else []
        allowed = known is not None and "S99" not in chosen and 0 < len(gone) < len(known.mentions)
        new = self.attempt(allowed, lambda: editing.split(self.register, one, chosen, title="A part", by="asel"))
        if new:
            assert known is not None
            evidence = {id: known.evidence.pop(id) for id in chosen if id in known.evidence}
            known.mentions = [id for id in known.mentions if id not in gone]
            self.model.entries[new] = Known(gone, evidence)
            for id in gone:
                self.model.commitments[id] = new

    @rule(data=st.data())
    def links_a_mention(self, data: st.DataObject) -> None:
        one, statement = self.entry(data), self.statement(data)
        known = self.model.live(one)
        allowed = known is not None and self.model.commitments.get(statement, "taken") is None
        if self.write(allowed, e.MentionLinked(entry=one, statement=statement, role="again")):
            assert known is not None
            known.mentions.append(statement)
            self.model.commitments[statement] = one

    @rule(data=st.data())
    def unlinks_a_mention(self, data: st.DataObject) -> None:
        one, statement = self.entry(data), self.statement(data)
        known = self.model.entries.get(one)
        allowed = known is not None and statement in known.mentions and len(known.mentions) > 1
        if self.write(allowed, e.MentionUnlinked(entry=one, statement=statement)):
            assert known is not None
            known.mentions.remove(statement)
            self.model.commitments[statement] = None

    @rule(data=st.data(), bearing=st.sampled_from(["for", "against", "neutral"]))
    def links_evidence(self, data: st.DataObject, bearing: Any) -> None:
        one, statement = self.entry(data), self.statement(data)
        known = self.model.live(one)
        allowed = known is not None and statement in self.model.statements()
        if self.write(allowed, e.EvidenceLinked(entry=one, statement=statement, bearing=bearing)):
            assert known is not None
            known.evidence.pop(statement, None)
            known.evidence[statement] = bearing

    @rule(data=st.data())
    def unlinks_evidence(self, data: st.DataObject) -> None:
        one, statement = self.entry(data), self.statement(data)
        known = self.model.entries.get(one)
        allowed = known is not None and statement in known.evidence
        if self.write(allowed, e.EvidenceUnlinked(entry=one, statement=statement)):
            assert known is not None
            del known.evidence[statement]

    @rule(data=st.data(), what=st.sampled_from(["kept", "broken", "in_progress"]), by=st.sampled_from(PEOPLE))
    def sets_a_verdict(self, data: st.DataObject, what: str, by: str) -> None:
        one, evidence = self.entry(data), self.statement(data)
        known = self.model.live(one)
        event = self.write(
            known is not None and evidence in self.model.statements(),
            e.VerdictSet(
                entry=one,
                fulfilment=what,
                effective=DAY,
                decided=DAY,
                policy="default",
                evidence_for=(evidence,),
                second=what != "in_progress",
            ),
            by,
        )
        if event:
            assert known is not None
            known.verdicts[event.n] = {
                "what": what,
                "by": by,
                "second": what != "in_progress",
                "confirmed": False,
                "gone": False,
            }

    def verdict(self, data: st.DataObject) -> tuple[str, int, dict[str, Any] | None]:
        one = self.entry(data)
        known = self.model.entries.get(one)
        n = data.draw(st.sampled_from([*(known.verdicts if known else ()), 0]))
        found = known.verdicts.get(n) if known else None
        return one, n, found if found and not found["gone"] else None

    @rule(data=st.data(), by=st.sampled_from(PEOPLE))
    def confirms_a_verdict(self, data: st.DataObject, by: str) -> None:
        one, n, found = self.verdict(data)
        allowed = found is not None and found["second"] and not found["confirmed"] and found["by"] != by
        if self.write(allowed, e.VerdictConfirmed(entry=one, verdict=n), by):
            assert found is not None
            found["confirmed"] = True

    @rule(data=st.data())
    def withdraws_a_verdict(self, data: st.DataObject) -> None:
        one, n, found = self.verdict(data)
        if self.write(found is not None, e.VerdictWithdrawn(entry=one, verdict=n)):
            assert found is not None
            found["gone"] = True

    @rule(data=st.data(), record=st.sampled_from(["in_review", "published", "corrected", "retracted"]))
    def sets_the_record(self, data: st.DataObject, record: Any) -> None:
        one = self.entry(data)
        known = self.model.live(one)
        if self.write(known is not None, e.RecordSet(entry=one, record=record)):
            assert known is not None
            known.record = record

    @rule(data=st.data(), kind=st.sampled_from(["pledge", "decision", "song"]))
    def corrects(self, data: st.DataObject, kind: str) -> None:
        one = self.statement(data)
        allowed = one in self.model.commitments and kind != "song"
        self.attempt(allowed, lambda: editing.correct(self.register, one, "kind", kind, by="asel", reason="so it says"))

    @rule(data=st.data(), name=st.sampled_from(["Mayor of Marl", "Ministry of Roads"]))
    def corrects_the_actor(self, data: st.DataObject, name: str) -> None:
        one = self.statement(data)
        actor = {"name": name, "text": None, "start": None, "end": None}
        allowed = one in self.model.statements()
        self.attempt(allowed, lambda: editing.correct(self.register, one, "actor", actor, by="asel", reason="it is he"))

    @rule(data=st.data(), decide=st.sampled_from([editing.accept, editing.reject]))
    def decides_a_link(self, data: st.DataObject, decide: Callable[..., None]) -> None:
        from kepil.register.records import LinkRecord
        from kepil.register.state import root

        proposed = [one for one in self.register.store.all(LinkRecord) if one.state == "proposed"]
        link = data.draw(st.sampled_from([*proposed, None]))
        if link is None:
            self.attempt(False, lambda: decide(self.register, ["L999"], by="asel"))
            return
        homes = [self.model.commitments.get(id) for id in (link.a, link.b)]
        needed = 2 if link.relation in ("same", "drift") else 1 if link.relation == "progress" else 0
        allowed = decide is editing.reject or sum(home is not None for home in homes) >= needed
        roots = [root(self.register.store, home).id for home in homes if home is not None]
        self.attempt(allowed, lambda: decide(self.register, [link.id], by="asel"))
        if allowed and decide is editing.accept:
            if needed == 2 and roots[0] != roots[1]:
                first, other = sorted(roots, key=lambda id: int(id[1:]))
                self.model.entries[other].into = first
            elif needed == 1:
                report = link.a if link.a in self.model.reports else link.b
                evidence = self.model.entries[roots[0]].evidence
                evidence.pop(report, None)
                evidence[report] = "for"

    @rule(data=st.data(), on=st.dates(dt.date(2031, 1, 1), dt.date(2031, 1, 5)))
    def marks_an_occurrence(self, data: st.DataObject, on: dt.date) -> None:
        one = self.entry(data)
        mark = OccurrenceRecord(on, "met")
        self.write(self.model.live(one) is not None, e.OccurrenceMarked(entry=one, occurrence=mark))

    @rule(slug=st.sampled_from(["mayor", "b52", "d1"]), what=st.sampled_from(["person", "office"]))
    def adds_a_body(self, slug: str, what: Any) -> None:
        from kepil.register.records import Body

        known = self.register.store.get(Body, slug)
        self.write(known is None, e.BodyAdded(id=slug, name="Mayor of Marl", what=what))

    @rule(value=st.sampled_from([5, 5.0, 0.1, 10**17, 2**100, -0.0]), data=st.data())
    def gives_money(self, value: float, data: st.DataObject) -> None:
        from kepil.register.records import Programme

        statement = self.statement(data)
        if self.register.store.get(Programme, "relief") is None:
            self.write(True, e.ProgrammeAdded(id="relief", name="Relief"))
        money = e.MoneyRecorded(programme="relief", role="spent", value=value, unit="XVC", statement=statement)
        self.write(statement in self.model.statements(), money)

    @rule(data=st.data())
    def replies(self, data: st.DataObject) -> None:
        one = self.entry(data)
        self.write(one in self.model.entries, e.ReplyAdded(entry=one, by="The ministry", text="It\x00 is ‮ so."))

    @rule(data=st.data(), what=st.sampled_from(["error", "evidence"]))
    def receives_a_correction(self, data: st.DataObject, what: Any) -> None:
        one = self.entry(data)
        received = e.CorrectionReceived(entry=one, what=what, text="The sum is \x00 another.", url="https://a.example/")
        if event := self.write(one in self.model.entries, received):
            self.model.entries[one].corrections[event.n] = None

    @rule(data=st.data(), outcome=st.sampled_from(["corrected", "not_corrected"]))
    def answers_a_correction(self, data: st.DataObject, outcome: Any) -> None:
        one = self.entry(data)
        known = self.model.entries.get(one)
        n = data.draw(st.sampled_from([*(known.corrections if known else ()), 0]))
        allowed = known is not None and known.corrections.get(n, "no such") is None
        if self.write(allowed, e.CorrectionAnswered(entry=one, correction=n, outcome=outcome)):
            assert known is not None
            known.corrections[n] = outcome

    @rule(data=st.data())
    def erases_a_verdict(self, data: st.DataObject) -> None:
        """Only events on which nothing else is built, so that the model stays simple."""
        loose = [(one, n) for one, known in self.model.entries.items() for n in known.verdicts]
        one, n = data.draw(st.sampled_from([*loose, ("E99", 0)]))
        if self.attempt(n != 0, lambda: erase(self.register, [str(n)], by="asel", reason="GDPR 17")):
            del self.model.entries[one].verdicts[n]
            self.past.clear()
            self.erased = True

    @invariant()
    def is_as_the_model(self) -> None:
        if not hasattr(self, "register"):
            return
        found = {entry.id: entry for entry in self.register.store.all(Entry)}
        assert set(found) == set(self.model.entries)
        for id, known in self.model.entries.items():
            entry = found[id]
            assert [one.statement for one in entry.mentions] == known.mentions
            assert entry.mentions[0].role == "first"
            assert {one.statement: one.bearing for one in entry.evidence} == known.evidence
            assert entry.merged_into == known.into
            assert entry.record == known.record
            assert entry.fulfilment == known.fulfilment()
            assert {one.n: one.outcome for one in entry.corrections} == known.corrections
            assert list(entry.absorbed) == sorted(entry.absorbed, key=entry.absorbed.index)
            assert set(entry.absorbed) == {one for one, other in self.model.entries.items() if other.into == id}
        for id, home in self.model.commitments.items():
            assert self.register.store.get(StatementRecord, id).entry == home  # type: ignore[union-attr]


def holds(register: Register, past: list[tuple[dt.datetime, dict[str, list[str]]]], erased: bool) -> None:
    """What is true of a register after any history."""
    memory, unfit = register.replayed()
    assert erased or not unfit
    now = dump(register.store)
    assert dump(memory) == now
    assert rebuild(register, only_check=True).differences == ()
    for moment, state in past:
        assert dump(register.as_of(moment)) == state
    same_answers(register, memory)
    proofs_hold(register)


def same_answers(register: Register, memory: MemoryStore) -> None:
    for kind, names in LOOKUPS.items():
        records = list(memory.all(kind))
        for name in names:
            for value in {getattr(record, name) for record in records} | {"nothing"}:
                asked = {name: value}
                assert register.store.where(kind, **asked) == memory.where(kind, **asked)
        for record in records:
            asked = {name: getattr(record, name) for name in names}
            assert register.store.where(kind, **asked) == memory.where(kind, **asked) != []


def proofs_hold(register: Register) -> None:
    (key,) = read_keys(register.folder / PUBLIC_KEY)
    notes = list(register.log.checkpoints())
    report = verify(register.log.stored(), notes, key, register.log)
    assert report.faults == ()
    assert report.size == register.log.size()
    for older in notes:
        before, after = check_growth(prove_growth(register.log, older, notes[-1]), key)
        assert before.size <= after.size == register.log.size()
    chosen = random.Random(len(notes)).sample(list(register.log.stored()), 1)
    for event in chosen:
        note = next(one for one in notes if parse(one).size > event.n)
        assert check_proof(prove(event.n, event.entry, register.log, note), key).n == event.n


def test_random_commands(places: Callable[[], Place]) -> None:
    machine = type("Machine", (Commands,), {"place": staticmethod(places)})
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=8,
            stateful_step_count=25,
            deadline=None,
            suppress_health_check=list(HealthCheck),
            phases=[Phase.explicit, Phase.generate],  # to shrink takes minutes
        ),
    )


@pytest.mark.slow
def test_many_random_commands(places: Callable[[], Place]) -> None:
    machine = type("Machine", (Commands,), {"place": staticmethod(places)})
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=150, stateful_step_count=40, deadline=None, suppress_health_check=list(HealthCheck)
        ),
    )
