"""Decisions about entries: each is an event by the signed-in person with the reason given, and can be taken back."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from typing import Any

from django.test import Client

from kepil.register.records import Entry, LinkRecord
from kepil.register.store import Store
from kepil.web.site import Site


def entry(site: Site, id: str) -> Entry:
    found = site.register.store.get(Entry, id)
    assert found is not None
    return found


def undo(client: Client, path: str) -> None:
    """Press the button that the next page offers to take the last change back."""
    page = client.get(path).content.decode()
    form = re.search(r'<form class="undo" method="post" action="([^"]+)">(.*?)</form>', page, re.DOTALL)
    assert form is not None, page
    fields: dict[str, list[str]] = {}
    for name, value in re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)">', form[2]):
        fields.setdefault(name, []).append(html.unescape(value))
    assert 'class="undo"' not in client.get(path).content.decode()  # offered once
    client.post(form[1], fields)


def test_a_record_is_set_with_who_and_why_and_set_back(editor: Client, site: Site) -> None:
    before = site.register.log.size()
    assert editor.post("/desk/entries/E2/record/", {"record": "retracted", "reason": ""}).status_code == 302
    assert site.register.log.size() == before  # without a reason nothing happens
    editor.post("/desk/entries/E2/record/", {"record": "retracted", "reason": "said by nobody"})
    event = list(site.register.history("E2"))[-1]
    assert (event.kind, event.by, event.reason) == ("record.set", "edda", "said by nobody")
    assert entry(site, "E2").record == "retracted"
    undo(editor, "/desk/entries/E2/")
    assert entry(site, "E2").record == "published"
    editor.post("/desk/entries/E2/record/", {"record": "burnt", "reason": "x"})
    assert entry(site, "E2").record == "published"


def test_a_title_is_changed_and_changed_back(editor: Client, site: Site) -> None:
    old = entry(site, "E2").title
    editor.post("/desk/entries/E2/title/", {"title": "  Farmers get   their livestock paid "})
    assert entry(site, "E2").title == "Farmers get their livestock paid"
    undo(editor, "/desk/entries/E2/")
    assert entry(site, "E2").title == old
    editor.post("/desk/entries/E2/title/", {"title": " "})
    editor.post("/desk/entries/E2/title/", {"title": "x" * 1001})
    assert entry(site, "E2").title == old
    assert editor.post("/desk/entries/E9999/title/", {"title": "x"}).status_code == 404


def test_several_entries_are_published_together_or_not_at_all(editor: Client, site: Site) -> None:
    editor.post("/desk/entries/records/", {"entry": ["E2", "E3"], "record": "in_review", "reason": "once more"})
    assert (entry(site, "E2").record, entry(site, "E3").record) == ("in_review", "in_review")
    undo(editor, "/desk/entries/")
    assert (entry(site, "E2").record, entry(site, "E3").record) == ("published", "published")
    before = site.register.log.size()
    editor.post("/desk/entries/records/", {"entry": ["E2", "E9999"], "record": "in_review", "reason": "x"})
    editor.post("/desk/entries/records/", {"entry": ["E2"], "record": "in_review"})
    editor.post("/desk/entries/records/", {"record": "in_review", "reason": "x"})
    assert site.register.log.size() == before


def test_a_verdict_is_checked_before_it_is_set_and_confirmed_by_somebody_else(
    editor: Client, signed_in: Callable[..., Client], site: Site
) -> None:
    path = "/desk/entries/E5/verdict/"
    size = site.register.log.size()
    bare = {"fulfilment": "kept", "reason": "The report says so", "step": "set"}
    refused = editor.post(path, bare)
    assert refused.status_code == 422 and "needs evidence" in refused.content.decode()
    statement = site.register.store.get(Entry, "E1").evidence[0].statement  # type: ignore[union-attr]
    given = {**bare, f"s-{statement}": "for", "step": "check"}
    checked = editor.post(path, given).content.decode()
    assert "not in force before another person has confirmed it" in checked
    assert site.register.log.size() == size  # a check writes nothing
    editor.post(path, {**given, "step": "set"})
    verdict = entry(site, "E5").verdicts[-1]
    assert (verdict.fulfilment, verdict.by, verdict.evidence_for, verdict.in_force) == (
        "kept",
        "edda",
        (statement,),
        False,
    )
    assert "Confirm as second reader" not in editor.get("/desk/entries/E5/").content.decode()
    editor.post("/desk/entries/E5/verdict/confirm/", {"reason": "mine"})
    assert not entry(site, "E5").verdicts[-1].in_force  # nobody is their own second reader
    second = signed_in("second")
    assert entry(site, "E5").title[:40] in html.unescape(second.get("/desk/").content.decode())
    assert "Confirm as second reader" in second.get("/desk/entries/E5/").content.decode()
    second.post("/desk/entries/E5/verdict/confirm/", {"reason": "read it"})
    assert entry(site, "E5").fulfilment == "kept"
    assert "None waits." in second.get("/desk/").content.decode()
    editor.post("/desk/entries/E5/verdict/withdraw/", {"reason": ""})
    assert entry(site, "E5").fulfilment == "kept"
    editor.post("/desk/entries/E5/verdict/withdraw/", {"reason": "the report was wrong"})
    assert entry(site, "E5").fulfilment == "not_rated"


def test_the_form_of_a_verdict_keeps_what_was_given(editor: Client) -> None:
    given = {
        "fulfilment": "broken",
        "reason": 'Because "they" said so',
        "effective": "2033-02-30",
        "more-against": "S12, s15 S99999",
        "step": "check",
    }
    page = editor.post("/desk/entries/E5/verdict/", given).content.decode()
    assert "That is no day" in page and "S99999 is no statement" in page
    assert "Because &quot;they&quot; said so" in page and 'value="S12 S15 S99999"' in page
    assert 'value="broken" checked' in page


def test_evidence_is_linked_weighed_and_taken_off(editor: Client, site: Site) -> None:
    path = "/desk/entries/E2/evidence/"
    editor.post(path, {"statement": "s88", "bearing": "against"})
    assert [(one.statement, one.bearing) for one in entry(site, "E2").evidence] == [("S88", "against")]
    editor.post(path, {"statement": "S88", "bearing": "for"})
    undo(editor, "/desk/entries/E2/")
    assert [(one.statement, one.bearing) for one in entry(site, "E2").evidence] == [("S88", "against")]
    editor.post(path, {"statement": "S88", "bearing": "none"})
    assert entry(site, "E2").evidence == ()
    size = site.register.log.size()
    editor.post(path, {"statement": "S99999", "bearing": "for"})
    editor.post(path, {"statement": "S88", "bearing": "sideways"})
    assert site.register.log.size() == size


def test_an_occurrence_of_a_duty_is_marked(editor: Client, site: Site) -> None:
    duty = entry(site, "E14")  # "at least once every two months"
    page = editor.get(f"/desk/entries/{duty.id}/").content.decode()
    end = re.findall(r'name="of" value="([0-9-]+)"', page)[0]
    marked = {"on": end, "of": end, "outcome": "missed", "evidence": "S88"}
    editor.post(f"/desk/entries/{duty.id}/occurrence/", marked)
    mark = entry(site, duty.id).occurrences[-1]
    assert (mark.on.isoformat(), mark.outcome, mark.evidence) == (end, "missed", ("S88",))
    size = site.register.log.size()
    editor.post(f"/desk/entries/{duty.id}/occurrence/", {**marked, "on": "tomorrow"})
    editor.post(f"/desk/entries/{duty.id}/occurrence/", {**marked, "outcome": "perhaps"})
    assert site.register.log.size() == size


def proposed(store: Store, relation: str) -> LinkRecord:
    return next(one for one in store.all(LinkRecord) if one.state == "proposed" and one.relation == relation)


def test_links_are_accepted_rejected_and_taken_back(editor: Client, site: Site) -> None:
    store = site.register.store
    link = proposed(store, "progress")
    editor.post("/desk/links/decide/", {"link": link.id, "what": "accept"})
    assert store.get(LinkRecord, link.id).state == "accepted"  # type: ignore[union-attr]
    assert store.get(LinkRecord, link.id).by == "edda"  # type: ignore[union-attr]
    undo(editor, "/desk/links/")
    assert store.get(LinkRecord, link.id).state == "proposed"  # type: ignore[union-attr]
    editor.post("/desk/links/decide/", {"link": link.id, "what": "reject"})
    assert store.get(LinkRecord, link.id).state == "proposed"  # type: ignore[union-attr]
    editor.post("/desk/links/decide/", {"link": link.id, "what": "reject", "reason": "another dam"})
    assert store.get(LinkRecord, link.id).state == "rejected"  # type: ignore[union-attr]
    undo(editor, "/desk/links/")
    assert store.get(LinkRecord, link.id).state == "proposed"  # type: ignore[union-attr]


def test_every_proposed_link_is_on_one_page_of_the_list(editor: Client, site: Site) -> None:
    from kepil.register.proposals import links

    wanted = {one.id for one in links(site.register.store)}
    found: list[str] = []
    for page in range(1, 20):
        text = editor.get(f"/desk/links/?page={page}").content.decode()
        found += re.findall(r'<li class="panel link" id="(L\d+)"', text)
        if f"page={page + 1}" not in text:
            break
    assert sorted(found) == sorted(wanted)


def test_two_entries_are_merged_with_both_histories_in_view_and_taken_apart(editor: Client, site: Site) -> None:
    page = editor.get("/desk/entries/E3/merge/?q=E2").content.decode()
    for part in ("E2 was opened with", "E3 was opened with", "Make E3 part of E2"):
        assert part in page
    assert "Make" not in editor.get("/desk/entries/E3/merge/?q=E3").content.decode()
    found = editor.get("/desk/entries/E3/merge/?q=livestock").content.decode()
    assert "with=E2" in found
    editor.post("/desk/entries/E3/merged/", {"into": "E2", "role": "again"})
    assert entry(site, "E3").merged_into is None  # no reason, no merge
    editor.post("/desk/entries/E3/merged/", {"into": "E2", "role": "changed", "reason": "one promise"})
    assert (entry(site, "E3").merged_into, entry(site, "E3").merged_as) == ("E2", "changed")
    undo(editor, "/desk/entries/E2/")
    assert entry(site, "E3").merged_into is None and entry(site, "E2").absorbed == ()
    editor.post("/desk/entries/E3/merged/", {"into": "E3", "role": "again", "reason": "x"})
    editor.post("/desk/entries/E3/merged/", {"into": "E9999", "role": "again", "reason": "x"})
    assert entry(site, "E3").merged_into is None


def test_a_merge_by_a_link_taken_apart_lets_the_link_wait_again(editor: Client, site: Site) -> None:
    merged = next(one for one in site.register.store.all(Entry) if one.merged_by)
    assert f"{merged.id} was merged into this one" in editor.get(f"/desk/entries/{merged.id}/").content.decode()
    editor.post(f"/desk/entries/{merged.id}/unmerge/", {"reason": "two payments"})
    assert entry(site, merged.id).merged_into is None
    link = site.register.store.get(LinkRecord, str(merged.merged_by))
    assert link is not None and link.state == "proposed"


def test_an_entry_is_split(editor: Client, site: Site) -> None:
    from kepil.register.events import MentionLinked

    with site.register.change("edda", "for the test") as change:
        change.append(MentionLinked(entry="E2", statement=_free(site, change), role="again"))
    first, second = (one.statement for one in entry(site, "E2").mentions)
    path = "/desk/entries/E2/split/"
    assert editor.post(path, {"reason": "x"}).status_code == 422
    assert editor.post(path, {"statement": [first, second], "reason": "x"}).status_code == 422  # one has to stay
    answer = editor.post(path, {"statement": second, "title": "The other one", "reason": "two promises"})
    new = answer.headers["Location"].rstrip("/").rpartition("/")[2]
    assert entry(site, new).title == "The other one"
    assert [one.statement for one in entry(site, new).mentions] == [second]
    assert [one.statement for one in entry(site, "E2").mentions] == [first]


def _free(site: Site, change: object) -> str:
    """A commitment that belongs to no entry."""
    from kepil.register.events import StatementFound
    from kepil.register.records import StatementRecord

    known = next(one for one in site.register.store.all(StatementRecord) if one.what == "commitment")
    id = change.number("S")  # type: ignore[attr-defined]
    data = StatementFound(id=id, document=known.document, order=999, what="commitment", said=known.said, reader="hand")
    change.append(data)  # type: ignore[attr-defined]
    return str(id)


def test_bodies_regions_programmes_and_money(editor: Client, site: Site) -> None:
    def post(form: str, **values: str) -> Any:
        return editor.post(f"/desk/names/{form}/", {f"{form}-{name}": value for name, value in values.items()})

    assert post("region", name="Lower Sarn", within="sarn", aliases="Marl\n Oxley\n").status_code == 302
    assert post("body", name="Audit Office", what="body", part_of="", region="lower-sarn").status_code == 302
    assert post("body", name="Edda Brandt", what="person", reason="elected").status_code == 302
    assert post("alias", body="audit-office", alias="the auditors").status_code == 302
    assert post("term", office="prime-minister", person="edda-brandt", start="2033-01-01").status_code == 302
    assert post("programme", name="Dams").status_code == 302
    money = {"programme": "dams", "role": "spent", "value": "1.9e9", "unit": "XVC"}
    assert post("money", **money).status_code == 422  # no figure without a source
    assert post("money", **money, source="Report 12/2032").status_code == 302
    assert post("money", **{**money, "value": "much"}, source="x").status_code == 422
    assert post("body", name="Audit Office", what="body").status_code == 422  # taken
    assert post("term", office="audit-office", person="edda-brandt").status_code == 422  # no office
    frame = site.frame()
    assert frame.regions.by_id["lower-sarn"].aliases == ("Marl", "Oxley")
    assert frame.bodies.by_id["audit-office"].aliases == ("the auditors",)
    assert [term.person for term in frame.bodies.by_id["prime-minister"].terms] == ["tomas-reeve", "edda-brandt"]
    assert [one.value for one in frame.programmes["dams"].money] == [1_900_000_000]
    added = next(iter(site.register.history("edda-brandt")))
    assert (added.by, added.reason) == ("edda", "elected")


def test_joining_a_programme(editor: Client, site: Site) -> None:
    path = "/desk/entries/E9/programme/"
    editor.post(path, {"programme": "rebuilding"})
    assert "E9" in site.frame().programmes["rebuilding"].entries
    undo(editor, "/desk/entries/E9/")
    assert "E9" not in site.frame().programmes["rebuilding"].entries
