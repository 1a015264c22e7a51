"""What waits, in which order, and for whom."""

from __future__ import annotations

import datetime as dt

import pytest
from django.test import Client
from queue_site import post, signed_in, statement

from kepil.register.records import StatementRecord
from kepil.web.desk.models.coding import Claim
from kepil.web.desk.queue import claims
from kepil.web.desk.queue.waiting import Asked, Queue, queue_of, reach, unsure
from kepil.web.site import Site

NOON = dt.datetime(2033, 12, 13, 12, tzinfo=dt.UTC)


def first(client: Client, query: str = "") -> str:
    answer = client.get(f"/desk/queue/next/?{query}")
    return str(answer.headers["Location"]).split("/")[3].partition("?")[0]


def test_orders_put_first_what_they_say(site: Site) -> None:
    queue, store, bodies = queue_of(site), site.store(), site.frame().bodies
    everything = queue.items(store)
    assert set(everything) == {one.id for one in store.where(StatementRecord, state="candidate")}
    uncertain = queue.sorted(store, bodies, Asked(order="unsure"))
    assert [abs(one.confidence - 0.5) for one in uncertain] == sorted(abs(one.confidence - 0.5) for one in uncertain)
    far = queue.sorted(store, bodies, Asked(order="reach"))
    assert [one.reach for one in far] == sorted((one.reach for one in far), reverse=True)
    old = queue.sorted(store, bodies, Asked(order="old"))
    assert [one.said for one in old] == sorted(one.said or dt.date.max for one in old)
    assert queue.sorted(store, bodies, Asked(order="reach"), most=7) == far[:7]


def test_money_people_places_and_repetition_reach_further() -> None:
    assert reach(10**9, 0, 0, 0) > reach(10**6, 0, 0, 0) > reach(0, 0, 0, 0) == 0
    assert reach(0, 10**5, 0, 0) > reach(0, 100, 0, 0)
    assert reach(0, 0, 2, 0) < reach(0, 0, 2, 1)
    assert unsure(0.7) == pytest.approx(unsure(0.3))
    assert unsure(0.5) == 1 > unsure(0.7) > unsure(1.0) == 0


def test_filters_leave_only_what_they_name(site: Site) -> None:
    queue, store, bodies = queue_of(site), site.store(), site.frame().bodies
    one = queue.sorted(store, bodies, Asked())[0]
    key = queue.owner(one, bodies).key
    same = queue.sorted(store, bodies, Asked(document=one.document, body=key, kind=one.group))
    assert one in same
    assert {(found.document, found.group, queue.owner(found, bodies).key) for found in same} == {
        (one.document, one.group, key)
    }


def test_the_queue_keeps_up_with_the_log_as_if_it_were_read_anew(asel: Client, site: Site) -> None:
    queue, store = queue_of(site), site.store()
    for number, one in enumerate(list(queue.items(store))[:6]):
        act = ("accept", "reject", "publish")[number % 3]
        post(asel, site, one, "decide", act=act, reason="values or rhetoric")
    post(asel, site, next(iter(queue.items(store))), "choose", kind="proposal")
    asel.post("/desk/queue/undo/")
    asel.post("/desk/queue/undo/")
    assert queue.items(store) == Queue(site.register).items(store)


def test_two_editors_do_not_get_the_same_statement(asel: Client, site: Site) -> None:
    bolat = signed_in("bolat")
    mine, theirs = first(asel), first(bolat)
    assert mine != theirs
    assert first(asel) == mine
    shown = bolat.get(f"/desk/queue/{mine}/").content.decode()
    assert "asel is looking at this statement too" in shown


def test_a_claim_runs_out(site: Site, asel: Client) -> None:
    assert claims.claim("S1", "asel", NOON)
    assert not claims.claim("S1", "bolat", NOON + claims.HELD / 2)
    assert claims.claim("S1", "bolat", NOON + claims.HELD)
    assert not claims.claim("S1", "asel", NOON + claims.HELD)
    assert Claim._default_manager.filter(statement="S1", who="bolat").exists()


def test_what_is_put_off_comes_later_and_others_get_it(asel: Client, site: Site) -> None:
    mine = first(asel)
    post(asel, site, mine, "decide", act="skip")
    assert statement(site, mine).state == "candidate"
    assert first(asel) != mine
    assert first(signed_in("bolat")) == mine


def test_the_next_one_is_in_the_order_and_filters_asked_for(asel: Client, site: Site) -> None:
    queue, bodies = queue_of(site), site.frame().bodies
    asked = Asked(order="reach", kind="pledge")
    expected = [one.id for one in queue.sorted(site.store(), bodies, asked, most=2)]
    assert first(asel, "order=reach&kind=pledge") == expected[0]
    assert first(asel, f"order=reach&kind=pledge&not={expected[0]}") == expected[1]


def test_nothing_left_leads_back_to_the_list(asel: Client, site: Site) -> None:
    answer = asel.get("/desk/queue/next/?document=D999")
    assert answer.headers["Location"] == "/desk/queue/?document=D999"
    assert "Nothing that waits is like that." in asel.get(answer.headers["Location"]).content.decode()


def test_hostile_words_are_escaped(asel: Client, site: Site) -> None:
    page = asel.get("/desk/queue/?document=%22%3E%3Cscript%3Ealert(1)%3C/script%3E&kind=%3Cb%3E").content.decode()
    assert "<script>alert" not in page
    assert "<b>" not in page.replace("<b data-left>", "")
