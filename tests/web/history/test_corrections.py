"""From what a reader writes to the public log of corrections, and all that must not get through."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.core.cache import cache
from django.test import Client

from kepil.publish.register.export import export
from kepil.register.records import Entry
from kepil.web.desk import accounts
from kepil.web.desk.models import Submission
from kepil.web.public.history import sending
from kepil.web.site import Site

GIVEN = {
    "kind": "error",
    "entry": "E1",
    "text": "The list was closed on 28 May. <script>alert(1)</script>",
    "url": "https://example.org/orders/117.pdf",
    "name": "Dana Private",
    "contact": "dana@private.example",
    "website": "",
}


@pytest.fixture(autouse=True)
def _counters(site: Site) -> None:
    cache.clear()


def send(client: Client, **changed: str) -> Any:
    return client.post("/corrections/new/", {**GIVEN, **changed})


def signed_in(role: str) -> Client:
    accounts.add(f"dauren-{role}", role, "a long enough passphrase 71")
    client = Client()
    client.force_login(get_user_model().objects.get(username=f"dauren-{role}"))
    return client


def entry(site: Site, id: str = "E1") -> Entry:
    found = site.store().get(Entry, id)
    assert found is not None
    return found


def test_from_a_reader_to_the_log(client: Client, site: Site, tmp_path: Path) -> None:
    assert "E1" not in client.get("/corrections/").content.decode()
    assert send(client).headers["Location"] == "/corrections/thanks/"
    (found,) = Submission.objects.all()
    desk = signed_in("editor")
    waiting = desk.get("/desk/submissions/").content.decode()
    assert "dana@private.example" in waiting and "&lt;script&gt;" in waiting and "<script>alert" not in waiting
    desk.post(f"/desk/submissions/{found.pk}/take-up/", {"text": found.text.replace("28 May", "28 May, it says")})
    (received,) = entry(site).corrections
    assert received.text.startswith("The list was closed on 28 May, it says") and received.url == GIVEN["url"]
    shown = client.get("/corrections/").content.decode()
    assert "It is being looked into." in shown and "28 May, it says" in shown and "<script>alert" not in shown
    # a second editor is too late
    desk.post(f"/desk/submissions/{found.pk}/take-up/", {"text": "Once more, please"})
    assert len(entry(site).corrections) == 1
    assert "28 May, it says" in desk.get("/desk/submissions/").content.decode(), "it waits for an answer"
    answer = f"/desk/submissions/answer/E1/{received.n}/"
    desk.post(answer, {"outcome": "corrected"})
    assert entry(site).corrections[0].outcome is None, "an answer needs a reason"
    desk.post(answer, {"outcome": "corrected", "reason": "The order says so."})
    assert entry(site).corrections[0].reason == "The order says so."
    assert entry(site).corrections[0].by == "dauren-editor"
    shown = client.get("/corrections/").content.decode()
    assert "The order says so." in shown and "It is being looked into." not in shown
    assert shown.count("28 May, it says") == 1, "once, with its answer"
    assert "looked into, and the promise was corrected" in client.get("/changes/").content.decode()
    export(site.register, tmp_path / "out")
    for path in (tmp_path / "out").rglob("*"):
        if path.is_file():
            content = path.read_bytes()
            assert b"Dana Private" not in content and b"dana@private" not in content, path
    assert b"Dana Private" not in b"".join(event.body or b"" for event in site.register.log.stored())


def test_a_reply_is_published_under_its_name_by_consent(client: Client, site: Site) -> None:
    refused = send(client, kind="reply")
    assert refused.status_code == 200 and not Submission.objects.exists()
    assert 'id="error-agreed"' in refused.content.decode()
    assert send(client, kind="reply", name="", agreed="on").status_code == 200
    assert send(client, kind="reply", name="Ministry of Housing", agreed="on").status_code == 302
    (found,) = Submission.objects.all()
    desk = signed_in("editor")
    desk.post(f"/desk/submissions/{found.pk}/take-up/", {"text": "All were paid by the 27th."})
    (reply,) = entry(site).replies
    assert (reply.by, reply.text) == ("Ministry of Housing", "All were paid by the 27th.")


def test_what_is_turned_down_stays_out_of_the_log(client: Client, site: Site) -> None:
    send(client, kind="evidence")
    (found,) = Submission.objects.all()
    size = site.size()
    desk = signed_in("editor")
    desk.post(f"/desk/submissions/{found.pk}/turn-down/", {"reason": " "})
    assert Submission.objects.get().state == "waiting", "a reason is needed"
    desk.post(f"/desk/submissions/{found.pk}/turn-down/", {"reason": "Not about this promise"})
    assert Submission.objects.get().state == "declined" and site.size() == size
    assert "Not about this promise" in desk.get("/desk/submissions/decided/").content.decode()


def test_only_editors_decide(client: Client, site: Site) -> None:
    send(client)
    (found,) = Submission.objects.all()
    paths = (f"/desk/submissions/{found.pk}/take-up/", f"/desk/submissions/{found.pk}/turn-down/")
    for path in paths:
        assert "/sign-in/" in client.post(path, {"text": "x", "reason": "y"}).headers["Location"]
    coder = signed_in("coder")
    for path in (*paths, "/desk/submissions/answer/E1/5/"):
        assert coder.post(path, {"text": "x", "reason": "y", "outcome": "corrected"}).status_code == 403
    assert coder.get("/desk/submissions/").status_code == 403
    assert Submission.objects.get().state == "waiting"


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"entry": "E999"}, "entry"),
        ({"entry": "../E1"}, "entry"),
        ({"entry": ""}, "entry"),
        ({"text": "short"}, "text"),
        ({"text": "\u202e" * 60}, "text"),
        ({"text": "long " * 1000}, "text"),
        ({"url": "javascript:alert(1)"}, "url"),
        ({"url": "ftp://example.org/a"}, "url"),
        ({"kind": "song"}, "kind"),
    ],
)
def test_what_is_refused_says_where(client: Client, changed: dict[str, str], field: str) -> None:
    answer = send(client, **changed)
    assert answer.status_code == 200 and not Submission.objects.exists()
    assert f'id="error-{field}"' in answer.content.decode()


def test_programs_and_floods_are_kept_out(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    assert send(client, website="http://spam.example").status_code == 302 and not Submission.objects.exists()
    assert send(client, text="x" * (sending.LARGEST + 1)).status_code == 413
    for _ in range(sending.LIMITS[0][0]):
        assert send(client, entry="http://127.0.0.1:8000/entries/E1/?x=1").status_code == 302
    limited = send(client)
    assert limited.status_code == 429 and "28 May" in limited.content.decode(), "nothing that was typed is lost"
    assert Submission.objects.count() == sending.LIMITS[0][0]
    assert client.post("/corrections/new/", GIVEN, REMOTE_ADDR="192.0.2.7").status_code == 302
    monkeypatch.setattr(sending, "ALL", (1, 60))
    assert client.post("/corrections/new/", GIVEN, REMOTE_ADDR="192.0.2.8").status_code in (302, 429)
    assert client.post("/corrections/new/", GIVEN, REMOTE_ADDR="192.0.2.9").status_code == 429


def test_a_form_of_another_site_is_refused(site: Site) -> None:
    strict = Client(enforce_csrf_checks=True)
    assert strict.post("/corrections/new/", GIVEN).status_code == 403 and not Submission.objects.exists()
    token = strict.get("/corrections/new/?entry=E1").cookies["csrftoken"].value
    assert strict.post("/corrections/new/", {**GIVEN, "csrfmiddlewaretoken": token}).status_code == 302


def test_the_form_knows_what_it_is_about(client: Client, site: Site) -> None:
    form = client.get("/corrections/new/?entry=E1&kind=reply").content.decode()
    assert entry(site).title[:30] in form and 'value="reply"' in form
    assert client.get("/corrections/new/?entry=%3Cb%3E").status_code == 200
    assert client.get("/on/2033-12-01/corrections/new/").headers["Location"] == "/corrections/new/"
    assert client.get("/ru/corrections/new/").status_code == 200
