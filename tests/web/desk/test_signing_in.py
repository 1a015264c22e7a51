"""Signing in: throttled, with a second factor where it is needed, and never a way to somewhere else."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.contrib.auth.models import User
from django.db import connections
from django.test import Client
from django.urls import NoReverseMatch, reverse
from web_story import LAST_DAY

from kepil.web import site as sites
from kepil.web.desk import accounts
from kepil.web.desk.models import Act
from kepil.web.site import Options, Site

from .conftest import PASSWORD

GATE = "/desk/sign-in/"


def sign_in(client: Client, name: str, password: str = PASSWORD, **more: str) -> object:
    return client.post(GATE, {"login": name, "password": password, **more})


def signed(client: Client) -> bool:
    return "_auth_user_id" in client.session


def test_name_and_password_let_in_and_out(people: dict[str, str]) -> None:
    client = Client()
    assert sign_in(client, "edda").headers["Location"] == "/desk/"  # type: ignore[attr-defined]
    assert "edda" in client.get("/desk/").content.decode()
    assert client.get("/desk/sign-out/").status_code == 200 and signed(client)  # a link alone signs nobody out
    client.post("/desk/sign-out/")
    assert not signed(client)


def test_the_pages_of_the_desk_keep_the_language(people: dict[str, str]) -> None:
    answer = Client().get("/ru/desk/links/")
    assert answer.headers["Location"] == "/ru/desk/sign-in/?next=/ru/desk/links/"


def test_nobody_makes_an_account_or_a_password_for_themselves(site: Site) -> None:
    for name in ("account_signup", "account_reset_password", "account_email", "mfa_signup_webauthn"):
        with pytest.raises(NoReverseMatch):
            reverse(name)


def test_guessing_is_throttled_for_the_right_password_too_and_after_a_restart(
    people: dict[str, str], site: Site
) -> None:
    for _ in range(5):
        sign_in(Client(), "edda", "not that one at all")
    client = Client()
    refused = sign_in(client, "EDDA")
    assert not signed(client) and "Too many attempts" in refused.content.decode()  # type: ignore[attr-defined]
    other = Client()
    sign_in(other, "rima")
    assert signed(other)  # one account's guesses do not lock the others out
    connections.close_all()
    sites.use(site)
    sign_in(client, "edda")
    assert not signed(client)


def test_failed_attempts_are_noted_without_what_was_typed(people: dict[str, str]) -> None:
    sign_in(Client(), "edda", "wrong password here")
    sign_in(Client(), "hunter2-typed-as-name", "x")
    acts = [(one.subject, one.who, one.address) for one in Act.objects.filter(what="sign-in.failed").order_by("id")]
    assert acts == [("edda", "", "127.0.0.1"), ("", "", "127.0.0.1")]
    assert "hunter2" not in str(list(Act.objects.values_list("subject", "who", "detail")))


@pytest.mark.parametrize(
    "next",
    [
        "https://evil.example/",
        "//evil.example/",
        "/\\evil.example/",
        "http:evil.example",
        "javascript:alert(1)",
        "http://localhost/",
        "http://127.0.0.1:9/",
        "https:///evil.example",
        "\tjavascript:alert(1)",
    ],
)
def test_signing_in_leads_nowhere_else(people: dict[str, str], next: str) -> None:
    assert sign_in(Client(), "edda", next=next).headers["Location"] == "/desk/"  # type: ignore[attr-defined]
    client = Client()
    client.force_login(User.objects.get(username="edda"))
    asked = {"next": next, "record": "in_review", "reason": "why"}
    assert client.post("/desk/entries/E3/record/", asked).headers["Location"] == "/desk/entries/E3/"
    assert client.post("/desk/sign-out/", {"next": next}).headers["Location"] == "/"


def test_signing_in_leads_back_to_the_page_that_was_asked(people: dict[str, str]) -> None:
    answer = sign_in(Client(), "edda", next="/desk/links/?page=2")
    assert answer.headers["Location"] == "/desk/links/?page=2"  # type: ignore[attr-defined]


def test_another_password_ends_all_sessions(people: dict[str, str]) -> None:
    here, elsewhere = Client(), Client()
    sign_in(here, "rima")
    sign_in(elsewhere, "rima")
    new = "quite another set of words"
    here.post("/desk/password/", {"oldpassword": PASSWORD, "password1": new, "password2": new})
    assert not signed(here)
    assert elsewhere.get("/desk/").status_code == 302
    sign_in(elsewhere, "rima")
    assert not signed(elsewhere)
    sign_in(elsewhere, "rima", new)
    assert signed(elsewhere)
    assert Act.objects.filter(what="password.changed", subject="rima").count() == 1


def test_weak_passwords_are_refused(people: dict[str, str]) -> None:
    client = Client()
    sign_in(client, "rima")
    for weak in ("short words", "administrator", "490218837465", PASSWORD[:11]):
        client.post("/desk/password/", {"oldpassword": PASSWORD, "password1": weak, "password2": weak})
    assert signed(client) and User.objects.get(username="rima").check_password(PASSWORD)


@pytest.fixture
def strict(folder: Path) -> Iterator[Site]:
    """The register as it is served to others: over https, with second factors."""
    found = sites.open_site(
        folder, Options("https://promises.example.org", ("promises.example.org",)), now=lambda: LAST_DAY
    )
    sites.use(found)
    accounts.add("edda", "editor", PASSWORD)
    accounts.add("rima", "reader", PASSWORD)
    yield found
    connections.close_all()


def code(secret: str) -> str:
    return str(format_hotp_value(hotp_value(secret, int(time.time()) // 30)))


def with_app(client: Client) -> str:
    """Set up an app as a second factor; its secret."""
    asked = client.get("/desk/second-factor/totp/activate/").headers["Location"]
    assert asked.startswith("/desk/confirm-access/")
    client.post(asked, {"password": PASSWORD})
    page = client.get("/desk/second-factor/totp/activate/")
    secret = re.findall(r"<code>([A-Z2-7]+)</code>", page.content.decode())[0]
    answer = client.post("/desk/second-factor/totp/activate/", {"code": code(secret)})
    assert answer.status_code == 302, answer.content
    return secret


def test_editors_need_a_second_factor_and_readers_do_not(strict: Site) -> None:
    reader, editor = Client(), Client()
    sign_in(reader, "rima")
    assert reader.get("/desk/").status_code == 200
    sign_in(editor, "edda")
    for path in ("/desk/", "/desk/entries/E1/", "/desk/uploads/new/"):
        assert editor.get(path).headers["Location"] == "/desk/second-factor/"
    answer = editor.post("/desk/entries/E1/record/", {"record": "retracted", "reason": "x"})
    assert answer.headers["Location"] == "/desk/second-factor/"
    with_app(editor)
    assert editor.get("/desk/").status_code == 200


def test_a_second_factor_is_asked_for_and_a_code_holds_once(strict: Site) -> None:
    first = Client()
    sign_in(first, "edda")
    secret = with_app(first)
    codes = Authenticator.objects.get(type="recovery_codes").wrap().get_unused_codes()
    kept = " ".join(str(one.data) for one in Authenticator.objects.all())
    assert secret not in kept and codes[0] not in kept

    client = Client()
    assert sign_in(client, "edda").headers["Location"] == "/desk/second-factor/authenticate/"  # type: ignore[attr-defined]
    assert not signed(client) and client.get("/desk/").status_code == 302
    client.post("/desk/second-factor/authenticate/", {"code": "000000"})
    assert not signed(client)
    client.post("/desk/second-factor/authenticate/", {"code": codes[0]})
    assert signed(client) and client.get("/desk/").status_code == 200
    again = Client()
    sign_in(again, "edda")
    again.post("/desk/second-factor/authenticate/", {"code": codes[0]})
    assert not signed(again)
    done = list(Act.objects.order_by("id").values_list("what", flat=True))
    assert done.count("second-factor.failed") == 2 and "second-factor.added" in done


def test_guessing_codes_is_throttled(strict: Site) -> None:
    first = Client()
    sign_in(first, "edda")
    secret = with_app(first)
    client = Client()
    sign_in(client, "edda")
    for number in range(6):
        client.post("/desk/second-factor/authenticate/", {"code": f"{number:06d}"})
    client.post("/desk/second-factor/authenticate/", {"code": code(secret)})
    assert not signed(client)


def test_taking_a_factor_away_asks_for_the_password_again(strict: Site) -> None:
    client = Client()
    sign_in(client, "edda")
    with_app(client)
    session = client.session
    session["account_authentication_methods"] = [
        {**one, "at": one["at"] - 3600} for one in session["account_authentication_methods"]
    ]
    session.save()
    answer = client.post("/desk/second-factor/totp/deactivate/")
    assert answer.status_code == 302 and "next=" in answer.headers["Location"]
    assert Authenticator.objects.filter(type="totp").exists()


def test_cookies_are_safe(strict: Site) -> None:
    client = Client()
    client.get(GATE)
    sign_in(client, "rima")
    for name in ("sessionid", "csrftoken"):
        cookie = client.cookies[name]
        assert cookie["secure"] and cookie["httponly"] and cookie["samesite"] == "Lax", name
    assert client.cookies["sessionid"]["max-age"] == ""  # it ends with the browser


def test_the_reader_s_address_is_the_one_that_the_proxy_tells(strict: Site) -> None:
    told = {"headers": {"X-Forwarded-For": "203.0.113.9, 198.51.100.7"}}
    Client(**told).post(GATE, {"login": "edda", "password": "wrong one here"})
    assert Act.objects.get(what="sign-in.failed").address == "198.51.100.7"


def test_without_a_proxy_nobody_chooses_their_address(people: dict[str, str]) -> None:
    Client(headers={"X-Forwarded-For": "203.0.113.9"}).post(GATE, {"login": "edda", "password": "wrong one here"})
    assert Act.objects.get(what="sign-in.failed").address == "127.0.0.1"


def test_pages_of_the_desk_are_kept_by_nobody(signed_in: Callable[..., Client]) -> None:
    editor = signed_in("editor")
    for path in ("/desk/", "/desk/entries/E1/", GATE):
        cached = editor.get(path).headers.get("Cache-Control", "")
        assert "no-store" in cached or "private" in cached, (path, cached)
