"""Every action of the review queue is events of the register, by the signed-in person, and can be taken back."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from queue_site import entry, post, seen, signed_in, statement, with_words

from kepil.register.records import LinkRecord, StatementRecord
from kepil.register.state import mentions, root
from kepil.web.site import Site


def last(site: Site, number: int = 1) -> list[tuple[str, str, str | None]]:
    size = site.size()
    return [(one.kind, one.by, one.reason) for one in site.register.log.events(numbers=range(size - number, size))]


def undo(client: Client) -> Any:
    return client.post("/desk/queue/undo/", follow=True)


def test_accepting_puts_into_review_and_publishing_publishes(asel: Client, site: Site) -> None:
    first, second = site.store().where(StatementRecord, state="candidate", what="commitment")[:2]
    for one in (first, second):
        with site.register.change("Asel Demo") as change:
            from kepil.register import events as e

            change.append(e.RecordSet(entry=root(change.store, one.entry or "").id, record="candidate"))
    assert post(asel, site, first.id, "decide", act="accept").status_code == 302
    assert statement(site, first.id).state == "accepted"
    assert root(site.store(), first.entry or "").record == "in_review"
    assert last(site, 2)[0] == ("statement.accepted", "asel", "checked against the text")
    post(asel, site, second.id, "decide", act="publish")
    assert root(site.store(), second.entry or "").record == "published"


def test_undo_is_an_event_and_the_statement_waits_again(asel: Client, site: Site) -> None:
    one = site.store().where(StatementRecord, state="candidate", what="report")[0]
    before = site.size()
    post(asel, site, one.id, "decide", act="accept")
    shown = undo(asel)
    assert statement(site, one.id).state == "candidate"
    assert site.size() == before + 2
    assert last(site) == [("statement.reopened", "asel", "taken back")]
    assert shown.redirect_chain[-1][0] == f"/desk/queue/{one.id}/"


def test_what_a_rejection_did_to_the_entry_is_taken_back_too(asel: Client, site: Site) -> None:
    from kepil.register import events as e

    one = next(
        one
        for one in site.store().where(StatementRecord, state="candidate", what="commitment")
        if len(mentions(site.store(), root(site.store(), one.entry or ""))) == 1
        and one.entry
        and entry(site, one.entry).merged_into is None
    )
    with site.register.change("Asel Demo") as change:
        change.append(e.RecordSet(entry=one.entry or "", record="candidate"))
    post(asel, site, one.id, "decide", act="reject", reason="values or rhetoric")
    assert statement(site, one.id).state == "rejected"
    assert entry(site, one.entry or "").record == "retracted"
    undo(asel)
    assert statement(site, one.id).state == "candidate"
    assert entry(site, one.entry or "").record == "candidate"


def test_a_rejection_needs_a_reason(asel: Client, site: Site) -> None:
    one = site.store().where(StatementRecord, state="candidate")[0]
    size = site.size()
    post(asel, site, one.id, "decide", act="reject", reason="", own="  ")
    assert (site.size(), statement(site, one.id).state) == (size, "candidate")


def test_two_undos_take_back_two_actions_in_turn(asel: Client, site: Site) -> None:
    one = site.store().where(StatementRecord, state="candidate", what="commitment")[0]
    kind, specificity = one.said["kind"], one.said["specificity"]
    other = "outcome" if kind != "outcome" else "pledge"
    post(asel, site, one.id, "choose", kind=other)
    post(asel, site, one.id, "choose", specificity="vague" if specificity != "vague" else "specific")
    undo(asel)
    assert (statement(site, one.id).said["kind"], statement(site, one.id).said["specificity"]) == (other, specificity)
    undo(asel)
    assert statement(site, one.id).said["kind"] == kind


def test_nobody_undoes_over_what_somebody_else_did_since(asel: Client, site: Site) -> None:
    one = site.store().where(StatementRecord, state="candidate", what="commitment")[0]
    kinds = [kind for kind in ("pledge", "directive", "outcome") if kind != one.said["kind"]]
    post(asel, site, one.id, "choose", kind=kinds[0])
    post(signed_in("bolat"), site, one.id, "choose", kind=kinds[1])
    shown = undo(asel)
    assert statement(site, one.id).said["kind"] == kinds[1]
    assert "corrected again since" in shown.content.decode()


def test_a_decision_on_an_old_page_is_refused(asel: Client, site: Site) -> None:
    one = site.store().where(StatementRecord, state="candidate", what="report")[0]
    old = seen(site, one.id)
    post(signed_in("bolat"), site, one.id, "decide", act="reject", reason="a description or history")
    path = f"/desk/queue/{one.id}/decide/"
    answer = asel.post(path, {"seen": old, "act": "accept"}, headers={"accept": "application/json"})
    assert answer.status_code == 409
    assert "bolat" in answer.json()["error"]
    assert statement(site, one.id).state == "rejected"


def test_a_corrected_amount_is_resolved_again_shown_and_edited(asel: Client, site: Site) -> None:
    one = with_words(site, "invest 800 million crowns")
    quote = one.said["quote"]
    start = quote["start"] + quote["text"].index("800 million")
    path = f"/desk/queue/{one.id}/correct/amounts/"
    words = {"start": start, "end": start + len("800 million crowns")}
    form = asel.get(path, {"at": "0", **words}).content.decode()
    assert 'value="800000000"' in form
    assert 'value="XVC"' in form
    fields = {**words, "meant": "1", "value": "800 000 001", "unit": "XVC", "bound": "at_least"}
    asel.post(f"{path}?at=0", {"seen": seen(site, one.id), **fields})
    assert statement(site, one.id).said["amounts"] == [
        {"text": "800 million crowns", **words, "value": 800000001, "unit": "XVC", "bound": "at_least"}
    ]


def test_words_that_are_typed_are_found_in_the_text(asel: Client, site: Site) -> None:
    one = with_words(site, "invest 800 million crowns")
    post(asel, site, one.id, "correct/beneficiary", words="the   state")
    value = statement(site, one.id).said["beneficiary"]
    assert value["text"] == "the state"
    assert site.register.text(one.document)[value["start"] : value["end"]] == "the state"
    missing = post(asel, site, one.id, "correct/beneficiary", words="the moon people")
    assert missing.status_code == 422
    assert "do not stand in the text" in missing.content.decode()


def test_the_action_stays_inside_the_quote(asel: Client, site: Site) -> None:
    one = with_words(site, "invest 800 million crowns")
    quote, action = one.said["quote"], one.said["action"]
    end = action["start"] + 6
    post(asel, site, one.id, "correct/quote", start=quote["start"], end=end)
    said = statement(site, one.id).said
    assert said["quote"]["end"] == end == said["action"]["end"]
    post(asel, site, one.id, "correct/action", start=action["start"], end=action["end"])
    said = statement(site, one.id).said
    assert said["action"] == action
    assert said["quote"]["end"] == action["end"]


@pytest.mark.parametrize(("start", "end"), [("-1", "5"), ("5", "99999999"), ("7", "7"), ("x", "9")])
def test_offsets_outside_the_text_are_refused(asel: Client, site: Site, start: str, end: str) -> None:
    one = site.store().where(StatementRecord, state="candidate")[0]
    size = site.size()
    assert post(asel, site, one.id, "correct/quote", start=start, end=end).status_code == 422
    assert site.size() == size


def test_a_sentence_with_two_promises_becomes_two_statements(asel: Client, site: Site) -> None:
    one = with_words(site, "invest 800 million crowns")
    text = site.register.text(one.document)
    start = text.index("and we will put 120 million crowns")
    end = start + len("and we will put 120 million crowns into the mortgage programme")
    post(asel, site, one.id, "correct/quote", start=one.said["quote"]["start"], end=end)
    post(asel, site, one.id, "split", start=start + 4, end=end)
    left = statement(site, one.id).said
    made = max(site.store().where(StatementRecord, document=one.document), key=lambda found: int(found.id[1:]))
    assert left["quote"]["text"].endswith("in dams")
    assert made.said["quote"]["text"] == text[start + 4 : end]
    assert made.reader == "asel"
    assert made.entry is not None
    assert made.state == "candidate"
    assert "120 million" not in str(left["amounts"])
    undo(asel)
    assert statement(site, made.id).state == "rejected"
    assert entry(site, made.entry).record == "retracted"
    assert statement(site, one.id).said["quote"]["end"] == end


def test_a_statement_that_was_missed_takes_the_place_of_one_of_another_class(asel: Client, site: Site) -> None:
    one = with_words(site, "received its keys", "report")
    quote = one.said["quote"]
    fields = {"start": quote["start"], "end": quote["end"], "as": "pledge", "specificity": "measurable", "instead": "1"}
    post(asel, site, one.id, "new", **fields)
    made = max(site.store().where(StatementRecord, document=one.document), key=lambda found: int(found.id[1:]))
    assert (made.what, made.said["kind"], made.said["quote"]) == ("commitment", "pledge", quote)
    assert statement(site, one.id).state == "rejected"
    undo(asel)
    assert statement(site, one.id).state == "candidate"
    assert statement(site, made.id).state == "rejected"


def test_linking_merges_the_later_entry_into_the_earlier_and_settles_the_proposal(asel: Client, site: Site) -> None:
    store = site.store()
    link = next(
        one
        for one in store.where(LinkRecord, state="proposed", relation="same")
        if all((found := store.get(StatementRecord, id)) and found.what == "commitment" for id in (one.a, one.b))
        and len({root(store, statement(site, id).entry or "").id for id in (one.a, one.b)}) == 2
    )
    first, second = (root(store, statement(site, id).entry or "").id for id in (link.a, link.b))
    post(asel, site, link.b, "linked", entry=first, role="again")
    assert statement(site, link.b).state == "accepted"
    low, high = sorted((first, second), key=lambda id: int(id[1:]))
    assert entry(site, high).merged_into == low
    found = site.store().get(LinkRecord, link.id)
    assert found is not None and found.state == "accepted"
    undo(asel)
    assert entry(site, high).merged_into is None
    found = site.store().get(LinkRecord, link.id)
    assert found is not None and found.state == "proposed"
    assert statement(site, link.b).state == "candidate"


def test_a_report_becomes_evidence(asel: Client, site: Site) -> None:
    one = with_words(site, "received its keys", "report")
    post(asel, site, one.id, "linked", entry="E1", bearing="against")
    assert [found.bearing for found in entry(site, "E1").evidence if found.statement == one.id] == ["against"]
    undo(asel)
    assert one.id not in [found.statement for found in entry(site, "E1").evidence]


def test_the_log_still_verifies_and_replays_after_everything(asel: Client, site: Site) -> None:
    from kepil.register.checking import check_register

    one = with_words(site, "invest 800 million crowns")
    post(asel, site, one.id, "choose", kind="decision")
    post(asel, site, one.id, "decide", act="publish")
    undo(asel)
    undo(asel)
    assert check_register(site.register).findings == ()


@pytest.mark.parametrize("who", ["cora", "rita"])
def test_only_editors_act(asel: Client, site: Site, who: str) -> None:
    one = site.store().where(StatementRecord, state="candidate")[0]
    size = site.size()
    client = signed_in(who)
    fields = {"act": "accept", "kind": "pledge", "entry": "E1", "start": "0", "end": "9"}
    for page in ("decide", "choose", "split", "new", "linked", "correct/quote"):
        assert post(client, site, one.id, page, **fields).status_code == 403
    assert client.post("/desk/queue/undo/").status_code == 403
    assert site.size() == size
