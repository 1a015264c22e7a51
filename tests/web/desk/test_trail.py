"""The audit trail has every event and every act once, in order; admins look after accounts."""

from __future__ import annotations

import csv
import io
import re

import pytest
from django.contrib.auth.models import User
from django.test import Client

from kepil.register.state import RegisterError
from kepil.web.desk import accounts, audit, trail
from kepil.web.desk.models import Act
from kepil.web.site import Site


def rows(client: Client, query: str = "") -> list[dict[str, str]]:
    answer = client.get(f"/desk/audit/audit.csv{query}")
    text = b"".join(answer.streaming_content).decode()  # type: ignore[attr-defined]
    return list(csv.DictReader(io.StringIO(text)))


def test_every_event_and_act_is_there_once_in_order_page_by_page(admin: Client, site: Site) -> None:
    for number in range(7):
        audit.record(None, "account.role", "edda", who="adil", n=number)
    start, found = "", []
    while page := trail.lines(site, trail.Asked(), start, most=9):
        found += [(one.source, one.number) for one in page]
        start = page[-1].mark
    acts = {("desk", one.id) for one in Act.objects.all()}
    assert len(found) == len(set(found)) and set(found) == acts | {
        ("register", n) for n in range(site.register.log.size())
    }
    for source in ("desk", "register"):
        numbers = [number for where, number in found if where == source]
        assert numbers == sorted(numbers, reverse=True)


def test_the_trail_is_filtered(admin: Client, site: Site) -> None:
    admin.post("/desk/entries/E2/title/", {"title": "Another", "reason": "shorter"})
    audit.record(None, "account.role", "rima", who="adil")
    assert [one["what"] for one in rows(admin, "?who=adil&what=entry")] == ["entry.titled"]
    assert {one["subject"] for one in rows(admin, "?what=account&subject=rima")} == {"rima"}
    assert {one["what"] for one in rows(admin, "?subject=E2&source=register")} >= {"entry.titled", "record.set"}
    assert {one["where"] for one in rows(admin, "?source=desk")} == {"desk"}
    assert rows(admin, "?before=2031-04-13") == []
    assert {one["time"][:10] for one in rows(admin, "?after=2031-04-14&before=2031-04-14")} == {"2031-04-14"}
    assert rows(admin, "?who=adi%25") == [] and rows(admin, "?who=%22%2C") == []
    page = admin.get("/desk/audit/?what=entry.titled").content.decode()
    assert "shorter" in page and "the title became: Another" in page


def test_no_cell_is_a_formula_for_a_spreadsheet(admin: Client, site: Site) -> None:
    for hostile in ("=cmd|'/C calc'!A0", "+1", "-1", "@SUM(A1)", "\t=1"):
        audit.record(None, "note", hostile, who=hostile)
    cells = [cell for row in rows(admin, "?what=note") for cell in row.values()]
    assert len(cells) == 50 and not [one for one in cells if one.startswith(("=", "+", "-", "@", "\t"))]


def test_taking_the_trail_is_in_the_trail(admin: Client) -> None:
    rows(admin, "?who=edda")
    act = Act.objects.get(what="export.trail")
    assert (act.who, act.detail) == ("adil", {"asked": "who=edda"})


def test_an_admin_makes_an_account_and_its_password_is_shown_once(admin: Client) -> None:
    answer = admin.post("/desk/accounts/", {"name": "nurlan", "role": "coder"})
    password = re.findall(r"<code>([0-9a-f-]+)</code>", answer.content.decode())[0]
    assert password not in admin.get("/desk/accounts/").content.decode()
    client = Client()
    client.post("/desk/sign-in/", {"login": "nurlan", "password": password})
    assert client.get("/desk/links/").status_code == 200 and client.get("/desk/uploads/").status_code == 403
    for taken in ("nurlan", "NURLAN", "a b", "", "x" * 151, "x/y"):
        assert admin.post("/desk/accounts/", {"name": taken, "role": "coder"}).status_code == 422, taken
    assert password not in str(list(Act.objects.values()))


def test_accounts_are_changed_but_not_ones_own(admin: Client) -> None:
    path = "/desk/accounts/edda/change/"
    admin.post(path, {"what": "role", "role": "coder"})
    admin.post(path, {"what": "role", "role": "owner"})
    assert accounts.one("edda").role == "coder"
    admin.post(path, {"what": "disable"})
    assert not accounts.one("edda").active
    admin.post(path, {"what": "enable"})
    shown = admin.post(path, {"what": "password"}).content.decode()
    new = re.findall(r"<code>([0-9a-f-]+)</code>", shown)[0]
    assert User.objects.get(username="edda").check_password(new)
    for what in ("role", "disable", "password", "factors"):
        admin.post("/desk/accounts/adil/change/", {"what": what, "role": "reader"})
    own = accounts.one("adil")
    assert own.active and own.role == "admin"
    done = list(Act.objects.filter(subject="edda", who="adil").order_by("id").values_list("what", flat=True))
    assert done == ["account.role", "account.disabled", "account.enabled", "account.password"]
    assert admin.get("/desk/accounts/nobody/").status_code == 404


def test_the_same_functions_refuse_what_is_no_account(site: Site) -> None:
    with pytest.raises(RegisterError, match="no role"):
        accounts.add("x", "king", "four plain words together")
    with pytest.raises(RegisterError, match="weak"):
        accounts.add("x", "reader", "short")
    with pytest.raises(RegisterError, match="no account"):
        accounts.set_active("x", False)
    assert accounts.every() == ()
