"""The index says of every entry what the register says, whatever happened and in whatever order it was told."""

from __future__ import annotations

import datetime as dt
import json
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from django.db import connections
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kepil.register import events as e
from kepil.register.database.models import StatementRow
from kepil.register.editing import accept
from kepil.register.records import Entry, LinkRecord, StatementRecord
from kepil.register.register import Register
from kepil.register.views.select import Filters, select
from kepil.register.views.survey import survey
from kepil.web import site as sites
from kepil.web.index import index as indexes
from kepil.web.index.connecting import Passing
from kepil.web.index.index import Index
from kepil.web.index.query import Query
from kepil.web.index.source import Source
from kepil.web.index.words import asked
from kepil.web.site import Options, Site

NOW = dt.datetime(2033, 12, 13, 12, tzinfo=dt.UTC)


def everything(index: Index) -> dict[str, Any]:
    """All that an index says: cards, counts and names, and what some words find."""
    lens = index.lens(None)
    cards = {card.id: card for card in lens.each(Query(records=("candidate", "in_review", "published", "corrected")))}
    cards |= {card.id: card for card in lens.each(Query(records=("retracted",)))}
    fields = ("kinds", "fulfilments", "statuses", "records", "body", "person", "place", "programme", "topics", "having")
    return {
        "cards": cards,
        "tallies": {field: dict(lens.tally(field)) for field in (*fields, "unit")},
        "facets": {facet.field: set(facet.choices) for facet in lens.facets(Query(), most=0)},
        "orders": {sort: lens.ids(Query(sort=sort)) for sort in ("new", "old", "due", "amount", "title", "body")},
        "found": {text: set(lens.ids(Query(text=text))) for text in ("dams", "homes -dams", '"by the end"', "Reeve")},
    }


def anew(site: Site) -> dict[str, Any]:
    """The same of an index that is made from nothing."""
    source = Source(site.register, site.size, site.today, site.store, lambda: site.frame().around)
    return everything(Index(source, Passing()))


def merged(register: Register) -> str:
    return next(one.id for one in register.store.all(Entry) if one.merged_into is not None)


def live(register: Register, place: int) -> str:
    """The entry at this place among those that were not merged into others."""
    return [one.id for one in register.store.all(Entry) if one.merged_into is None][place]


def first_said(register: Register, entry: str) -> str:
    found = register.store.get(Entry, entry)
    assert found is not None
    return found.mentions[0].statement


CHANGES: dict[str, Callable[[Register], Sequence[Any]]] = {
    "title": lambda register: [e.EntryTitled(entry=live(register, 2), title="A wholly new title of dams")],
    "verdict": lambda register: [
        e.VerdictSet(
            entry=live(register, 3),
            fulfilment="broken",
            effective=dt.date(2033, 1, 1),
            decided=dt.date(2033, 1, 2),
            policy="default",
        )
    ],
    "retracted": lambda register: [e.RecordSet(entry=live(register, 4), record="retracted")],
    "rejected": lambda register: [e.StatementRejected(statement=first_said(register, live(register, 5)))],
    "undone": lambda register: [e.MergeUndone(entry=merged(register))],
    "merged": lambda register: [e.EntryMerged(entry=live(register, 6), into=live(register, 2))],
    "conflict": lambda register: [
        e.LinkProposed(
            id="L999",
            a=first_said(register, live(register, 2)),
            b=first_said(register, live(register, 3)),
            relation="conflict",
            score=0.9,
        )
    ],
    "reply": lambda register: [e.ReplyAdded(entry=live(register, 2), by="The minister", text="We did it.")],
    "programme": lambda register: [
        e.ProgrammeAdded(id="homes", name="Homes"),
        e.ProgrammeJoined(programme="homes", entry=live(register, 7)),
    ],
    "body": lambda register: [
        e.BodyAdded(id="finance", name="Ministry of Finance of Velmora", what="body", part_of="government")
    ],
    "region": lambda register: [e.RegionAdded(id="arden", name="Arden", within="velmora")],
}


@pytest.mark.parametrize("change", CHANGES)
def test_what_an_event_touched_is_worked_out_again(site: Site, change: str) -> None:
    site.index.build()
    before = everything(site.index)
    events = CHANGES[change](site.register)
    with site.register.change("Asel Demo", "a reason") as writing:
        for one in events:
            writing.append(one)
    after = everything(site.index)
    assert after == anew(site)
    assert after != before


def test_an_accepted_link_changes_both_of_its_ends(site: Site) -> None:
    site.index.build()
    proposed = [one.id for one in site.register.store.all(LinkRecord) if one.state == "proposed"][:5]
    accept(site.register, proposed, by="Asel Demo", reason="side by side")
    assert everything(site.index) == anew(site)


def test_a_corrected_statement_changes_its_entry(site: Site) -> None:
    site.index.build()
    entry = next(iter(site.register.store.all(Entry)))
    with site.register.change("Asel Demo", "misread") as change:
        change.append(e.StatementCorrected(statement=entry.mentions[0].statement, coordinate="kind", value="outcome"))
    assert site.index.lens(None).cards([entry.id])[0].kind == "outcome"
    assert everything(site.index) == anew(site)


def test_another_day_changes_what_is_overdue(folder: Path) -> None:
    clock = [NOW - dt.timedelta(days=900)]
    site = sites.open_site(folder, Options(second_factor=False), now=lambda: clock[0])
    sites.use(site)
    before = site.index.lens(None).tally("statuses")
    clock[0] = NOW
    assert site.index.lens(None).tally("statuses") != before
    assert everything(site.index) == anew(site)
    connections.close_all()


def test_a_large_register_is_gone_through_while_the_old_state_is_served(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    site.index.build()
    monkeypatch.setattr(indexes, "AT_ONCE", 0)
    monkeypatch.setattr(indexes, "STEP", 7)
    before = dict(site.index.lens(None).tally("body"))
    with site.register.change("Asel Demo") as change:
        change.append(
            e.BodyAdded(id="finance", name="Ministry of Finance of Velmora", what="body", part_of="government")
        )
    version = site.index.version()
    assert site.index.lens(None).tally("body") == before
    for _ in range(500):
        if site.index.current().whole:
            break
        time.sleep(0.02)
    assert site.index.version() != version
    assert everything(site.index) == anew(site)


def test_two_servers_of_one_register_agree(site: Site) -> None:
    site.index.build()
    other = Site(site.folder, site.register, site.options)
    assert everything(other.index) == everything(site.index)
    with site.register.change("Asel Demo") as change:
        change.append(e.EntryTitled(entry="E2", title="Seen by both"))
    assert other.index.lens(None).cards(["E2"])[0].title == "Seen by both"
    assert everything(site.index) == everything(other.index) == anew(site)


def test_many_readers_while_an_editor_writes(site: Site) -> None:
    site.index.build()
    failed: list[BaseException] = []
    stop = threading.Event()

    def read() -> None:
        try:
            while not stop.is_set():
                found = site.index.lens(("published",)).find(Query(text="dams"))
                assert len(found.cards) == min(found.total, found.size)
        except BaseException as error:  # noqa: BLE001 - told below
            failed.append(error)
        finally:
            connections.close_all()

    readers = [threading.Thread(target=read) for _ in range(3)]
    for one in readers:
        one.start()
    for number in range(8):
        with site.register.change("Asel Demo") as change:
            change.append(e.EntryTitled(entry="E2", title=f"Title {number}"))
    stop.set()
    for one in readers:
        one.join(30)
    assert failed == []
    assert everything(site.index) == anew(site)


@pytest.mark.parametrize("damage", ["gone", "other", "garbage"])
def test_a_lost_or_damaged_index_is_made_anew(folder: Path, damage: str) -> None:
    first = sites.open_site(folder, Options(second_factor=False), now=lambda: NOW)
    sites.use(first)
    right = everything(first.index)
    connections.close_all()
    path = folder / sites.INDEX
    if damage == "gone":
        path.unlink()
    elif damage == "garbage":
        path.write_bytes(b"no database at all " * 1000)
    else:
        with connections["index"].cursor() as cursor:
            cursor.execute("UPDATE index_meta SET form = 0")
            cursor.execute("DROP TABLE index_text")
        connections.close_all()
    second = sites.open_site(folder, Options(second_factor=False), now=lambda: NOW)
    sites.use(second)
    assert everything(second.index) == right
    connections.close_all()


def test_an_entry_that_cannot_be_read_takes_no_other_with_it(site: Site) -> None:
    statement = next(iter(site.register.store.all(Entry))).mentions[0].statement
    total = site.index.lens(None).count(Query())
    row = StatementRow._default_manager.using(site.register.alias).get(id=statement)
    record = json.loads(row.record)
    record["said"]["times"] = [{"role": "deadline", "from": "soon", "to": 3}]
    StatementRow._default_manager.using(site.register.alias).filter(id=statement).update(record=json.dumps(record))
    source = Source(site.register, site.size, site.today, site.store, lambda: site.frame().around)
    lens = Index(source, Passing()).lens(None)
    assert lens.count(Query()) == total - 1
    assert lens.cards(["E1"]) == ()


def test_the_public_sees_what_is_published(site: Site) -> None:
    with site.register.change("Asel Demo", "an error") as change:
        change.append(e.RecordSet(entry="E2", record="retracted"))
        change.append(e.RecordSet(entry="E3", record="in_review"))
    public, desk = site.index.lens(("published", "corrected")), site.index.lens(None)
    assert {"E2", "E3"}.isdisjoint(public.ids(Query()))
    assert public.cards(["E2", "E3", "E4", "E999", "D1", "E"]) == desk.cards(["E4"])
    assert public.ids(Query(records=("retracted", "in_review"))) == ()
    assert "E3" in desk.ids(Query())
    assert "E2" not in desk.ids(Query())
    assert desk.ids(Query(records=("retracted",))) == ("E2",)


@pytest.fixture(scope="module")
def still(story: Path) -> Iterator[Site]:
    """The story's register, for tests that only read."""
    yield sites.open_site(story, Options(second_factor=False, static=True), now=lambda: NOW)
    connections.close_all()


@pytest.fixture(scope="module")
def lasting(still: Site) -> Any:
    """An index of it in memory, as the desk sees it."""
    source = Source(still.register, still.size, still.today, still.store, lambda: still.frame().around)
    return Index(source, Passing()).lens(None)


FILTERS = [
    (Query(kinds=("pledge", "decision")), Filters(kinds=("pledge", "decision"))),
    (Query(fulfilments=("kept",)), Filters(fulfilments=("kept",))),
    (Query(statuses=("overdue",)), Filters(times=("overdue",))),
    (Query(body="government"), Filters(body="government")),
    (Query(place="velmora"), Filters(place="velmora")),
    (Query(place="sarn"), Filters(place="sarn")),
    (Query(place="~arden"), Filters(place="Arden")),
    (Query(programme="rebuilding"), Filters(programme="rebuilding")),
    (Query(over=1e6), Filters(amount_over=1e6)),
    (Query(over=1e8, unit="XVC"), Filters(amount_over=1e8, unit="XVC")),
    (Query(over=10, unit="percent"), Filters(amount_over=10, unit="percent")),
    (Query(after=dt.date(2032, 1, 1)), Filters(said_after=dt.date(2032, 1, 1))),
    (Query(before=dt.date(2031, 12, 31)), Filters(said_before=dt.date(2031, 12, 31))),
]


@pytest.mark.parametrize(("query", "filters"), FILTERS, ids=[query.encoded() for query, _ in FILTERS])
def test_it_finds_what_the_view_of_the_register_selects(
    still: Site, lasting: Any, query: Query, filters: Filters
) -> None:
    found = survey(still.store(), still.today())
    right = {row.id for row in select(found, filters)}
    assert right
    assert set(lasting.ids(query)) == right


@pytest.mark.parametrize("sort", ["due", "amount", "title", "body", "entry"])
def test_it_orders_as_the_view_of_the_register_does(still: Site, lasting: Any, sort: Any) -> None:
    right = [row.id for row in select(survey(still.store(), still.today()), Filters(), sort)]
    assert list(lasting.ids(Query(sort=sort))) == right


def test_counts_beside_choices_are_what_is_then_found(lasting: Any) -> None:
    lens = lasting
    query = Query(kinds=("pledge",), text="the")
    for facet in lens.facets(query, most=0):
        for choice in facet.choices:
            value = choice.value if facet.field in ("body", "person", "place", "programme") else (choice.value,)
            assert lens.count(query.set(**{facet.field: value})) == choice.count, (facet.field, choice)


def test_pages_have_every_entry_once(lasting: Any) -> None:
    lens = lasting
    first = lens.find(Query(), 7)
    cards = [card.id for page in range(1, first.pages + 1) for card in lens.find(Query(page=page), 7).cards]
    assert tuple(cards) == lens.ids(Query())
    assert len(set(cards)) == first.total
    assert lens.find(Query(page=9999), 7).page == first.pages


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.one_of(st.text(), st.text(alphabet="ab\"-*():^+ '\\&|!<>{}AND OR NOT NEAR дом"), st.text(max_size=3)))
def test_nothing_that_is_typed_is_a_mistake(lasting: Any, text: str) -> None:
    lasting.find(Query(text=text))


@pytest.mark.parametrize(
    ("text", "same"),
    [("DAMS", "dams"), ("dam", "dams"), ("repaír", "repair"), ("buil", "build"), ("the dams", "dams the")],
)
def test_other_forms_of_a_word_are_found(lasting: Any, text: str, same: str) -> None:
    found = set(lasting.ids(Query(text=text)))
    assert found
    assert found >= set(lasting.ids(Query(text=same)))


def test_exact_words_and_words_that_are_not_wanted(lasting: Any) -> None:
    every = set(lasting.ids(Query(text="dams")))
    exact = set(lasting.ids(Query(text='"24 dams"')))
    without = set(lasting.ids(Query(text="dams -24")))
    assert exact and exact < every
    assert without == every - set(lasting.ids(Query(text='"24"')))
    assert set(lasting.ids(Query(text="-dams"))) == set(lasting.ids(Query())) - every
    assert lasting.ids(Query(text="… !")) == ()


def test_a_word_in_the_title_comes_before_one_in_the_owner(lasting: Any) -> None:
    every = lasting.cards(lasting.ids(Query(text="government")))
    titles = ["government" in card.title.lower() for card in every]
    assert titles[0] and not titles[-1]


def test_statements_keep_their_entry(site: Site) -> None:
    """`touched` relies on it: a statement names the entry that it is a mention of."""
    for entry in site.register.store.all(Entry):
        for mention in entry.mentions:
            statement = site.register.store.get(StatementRecord, mention.statement)
            assert statement is not None and statement.entry == entry.id


def test_a_past_day_is_as_the_register_was(site: Site) -> None:
    day = dt.date(2032, 1, 10)
    index = site.past_index(day)
    right = select(survey(site.past(day), day), Filters())
    cards = {card.id: card for card in index.lens(None).each(Query())}
    assert set(cards) == {row.id for row in right}
    assert {id: card.status for id, card in cards.items()} == {row.id: row.status for row in right}
    assert len(cards) < site.index.lens(None).count(Query())
    assert max(card.updated for card in cards.values()).date() <= day


@pytest.mark.parametrize("quoted", ['"flooded homes"', "“flooded homes”", "„flooded homes“", "«flooded homes»"])
def test_words_in_any_quotation_marks_are_one_phrase(quoted: str) -> None:
    assert asked(quoted) == asked('"flooded homes"') != asked("flooded homes")
