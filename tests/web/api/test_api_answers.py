"""The interface for programs: what it gives, what it keeps back, and how it says no."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from kepil.register import events as e
from kepil.register.proof.checkpoint import parse_key
from kepil.register.proof.proofs import check_proof, read_proof
from kepil.register.records import Entry
from kepil.web.site import Site

V1 = "/api/v1"


def get(client: Client, path: str, **headers: str) -> Any:
    answer = client.get(V1 + path, headers=headers)
    assert answer.status_code == 200, answer.content
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    return json.loads(answer.content)


def refused(client: Client, path: str, status: int) -> Any:
    answer = client.get(V1 + path)
    assert answer.status_code == status and answer.headers["Content-Type"] == "application/problem+json"
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    content = json.loads(answer.content)
    assert content["status"] == status and content["title"] and content["detail"]
    return content


def test_lists_are_walked_by_next(client: Client, site: Site) -> None:
    path: str | None = "/entries?size=20&sort=entry"
    found: list[str] = []
    total = get(client, "/entries")["total"]
    while path is not None:
        page = get(client, path)
        found += [one["id"] for one in page["entries"]]
        path = page["next"].partition(V1)[2] if page["next"] else None
    assert len(found) == len(set(found)) == total > 40
    public = [one.id for one in site.store().all(Entry) if one.record == "published" and one.merged_into is None]
    assert sorted(found) == sorted(public)
    directives = get(client, "/entries?kind=directive&size=100")
    assert {one["kind"] for one in directives["entries"]} == {"directive"} and 0 < directives["total"] < total
    both = get(client, "/entries?kind=directive&kind=pledge")
    assert both["total"] == directives["total"] + get(client, "/entries?kind=pledge")["total"]


def test_an_entry_in_full(client: Client, site: Site) -> None:
    found = get(client, "/entries/E1")
    assert found["fulfilment"] == "kept" and found["verdicts"][-1]["in_force"] is True
    assert found["verdicts"][-1]["evidence_for"]
    for mention in found["said_in"]:
        said = mention["statement"]["said"]["quote"]
        text = client.get(f"{V1}/documents/{mention['statement']['document']}/text").content.decode()
        assert text[said["start"] : said["end"]] == said["text"], "offsets count characters of the text"
    key = parse_key(get(client, "/checkpoint")["keys"][0])
    for event in found["events"][:3]:
        proof = read_proof(get(client, f"/events/{event['n']}/proof"))
        assert check_proof(proof, key).kind == event["kind"]
    merged = next(one for one in site.store().all(Entry) if one.merged_into == "E1")
    answer = client.get(f"{V1}/entries/{merged.id}")
    assert json.loads(answer.content)["id"] == "E1"
    assert answer.headers["Content-Location"].endswith("/api/v1/entries/E1")


def test_what_is_not_public_is_kept_back(client: Client, site: Site) -> None:
    with site.register.change("asel", "hush") as change:
        change.append(e.RecordSet(entry="E1", record="in_review"))
        change.append(e.EntryTitled(entry="E1", title="Hidden from all"))
    statement = site.store().get(Entry, "E1").mentions[0].statement  # type: ignore[union-attr]
    refused(client, "/entries/E1", 404)
    refused(client, f"/statements/{statement}", 404)
    for path in ("/entries?size=100", "/changes", "/documents", "/register"):
        assert "Hidden from all" not in json.dumps(get(client, path))
    assert "E1" not in {one["id"] for one in get(client, "/entries?size=100")["entries"]}
    assert "asel" not in json.dumps(get(client, "/changes")), "who works at the desk is no part of the interface"


def test_a_verdict_that_waits_is_kept_back(client: Client, site: Site) -> None:
    evidence = site.store().get(Entry, "E1").verdicts[0].evidence_for  # type: ignore[union-attr]
    with site.register.change("asel", "a secret reason") as change:
        change.append(
            e.VerdictSet(
                entry="E2",
                fulfilment="broken",
                effective=site.today(),
                decided=site.today(),
                policy="default",
                evidence_against=evidence,
                second=True,
            )
        )
    assert get(client, "/entries/E2")["verdicts"] == []
    assert "a secret reason" not in client.get("/changes/").content.decode()
    assert "a secret reason" not in client.get("/entries.atom").content.decode()


def test_changes_are_followed_by_next(client: Client, site: Site) -> None:
    seen: list[int] = []
    since, complete = 0, False
    while not complete:
        page = get(client, f"/changes?since={since}")
        seen += [one["n"] for one in page["changes"]]
        assert page["next"] > since or page["complete"]
        since, complete = page["next"], page["complete"]
    assert seen == sorted(set(seen)) and len(seen) > 150 and since == site.size()
    with site.register.change("asel") as change:
        change.append(e.ReplyAdded(entry="E1", by="The ministry", text="It is so."))
    (news,) = get(client, f"/changes?since={since}")["changes"]
    assert (news["entry"], news["kind"], news["more"]) == ("E1", "reply.added", ["It is so."])


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/entries/E99999", 404),
        ("/entries/%00", 404),
        ("/entries/E1%2F..", 404),
        ("/documents/D99", 404),
        ("/documents/D99/text", 404),
        ("/statements/S99999", 404),
        ("/bodies/nobody", 404),
        ("/regions/nowhere", 404),
        ("/programmes/none", 404),
        ("/events/99999999/proof", 404),
        ("/nothing", 404),
        ("/", 404),
        ("", 404),
        ("/entries?kind=song", 422),
        ("/entries?page=0", 422),
        ("/entries?page=1.0", 422),
        ("/entries?size=101", 422),
        ("/entries?after=12", 422),
        ("/entries?over=nan", 422),
        ("/entries?record=candidate", 422),
        ("/changes?since=-1", 422),
        ("/events/x/proof", 422),
    ],
)
def test_problems_are_told(client: Client, path: str, status: int) -> None:
    found = refused(client, path, status)
    if status == 422:
        assert found["errors"] and found["errors"][0]["parameter"] in path


def test_nothing_is_sent_twice(client: Client, site: Site) -> None:
    first = client.get(f"{V1}/entries?size=3")
    etag = first.headers["ETag"]
    again = client.get(f"{V1}/entries?size=3", headers={"If-None-Match": etag})
    assert again.status_code == 304 and again.content == b""
    with site.register.change("asel") as change:
        change.append(e.EntryTitled(entry="E1", title="Another"))
    assert client.get(f"{V1}/entries/E1", headers={"If-None-Match": etag}).status_code == 200


def test_it_is_for_reading(client: Client) -> None:
    for method in ("post", "put", "patch", "delete"):
        answer = getattr(client, method)(f"{V1}/entries")
        assert answer.status_code == 405 and "GET" in answer.headers["Allow"]
        assert answer.headers["Content-Type"] == "application/problem+json"
    asked = client.options(f"{V1}/entries", headers={"Origin": "https://other.example"})
    assert asked.headers["Access-Control-Allow-Origin"] == "*" and "POST" not in asked.headers["Allow"]
    head = client.head(f"{V1}/entries/E1")
    assert head.status_code == 200 and head.content == b""


def test_a_past_day_and_other_languages(client: Client, site: Site) -> None:
    with site.register.change("asel") as change:
        change.append(e.EntryTitled(entry="E1", title="Another"))
    refused(client, "/../../on/2031-06-01/api/v1/entries/E1".replace("/../..", ""), 404)
    then = json.loads(client.get("/on/2031-06-01/api/v1/register").content)
    now = get(client, "/register")
    assert then["day"] == "2031-06-01" and then["entries"] == 0 < now["entries"] and then["events"] < now["events"]
    assert client.get("/on/2031-06-01/api/v1/entries/E1").status_code == 404
    assert json.loads(client.get("/ru/api/v1/entries/E1").content)["url"].endswith("/ru/entries/E1/")


def test_names_and_documents(client: Client, site: Site) -> None:
    bodies = {one["id"]: one for one in get(client, "/bodies")["bodies"]}
    assert bodies["government"]["entries"] == get(client, "/entries?body=government")["total"] > 0
    assert get(client, "/bodies/prime-minister")["terms"] == [
        {"person": "tomas-reeve", "start": "2029-01-10", "end": None}
    ]
    assert {one["id"] for one in get(client, "/regions")["regions"]} == {"velmora", "sarn"}
    (programme,) = get(client, "/programmes")["programmes"]
    assert programme["entries"] == 5 and {one["role"] for one in programme["money"]} == {"promised", "spent"}
    documents = get(client, "/documents")
    assert documents["total"] == len(documents["documents"]) >= 5
    one = documents["documents"][-1]
    statements = get(client, f"/documents/{one['id']}/statements")["statements"]
    assert statements and all(each["document"] == one["id"] for each in statements)
    assert get(client, f"/statements/{statements[0]['id']}") == statements[0]


def test_the_page_for_people_names_every_operation(client: Client, folder: Path) -> None:
    page = client.get("/api/").content.decode()
    schema = get(client, "/openapi.json")
    assert len(schema["paths"]) >= 17
    for path, methods in schema["paths"].items():
        assert f"GET {path}" in page and methods["get"]["description"]
