"""`kepil account`: the first accounts are made on the server."""

from __future__ import annotations

import json
from pathlib import Path

from click.testing import CliRunner, Result
from django.test import Client

from kepil.cli import main
from kepil.web import site as sites
from kepil.web.desk.models import Act
from kepil.web.site import Site

WORDS = "four plain words together"


def kepil(folder: Path, *words: str, typed: str = "") -> Result:
    """Run the command; this process serves the site of the test again afterwards."""
    served, operator = sites.current(), {"KEPIL_EDITOR": "operator"}
    done = CliRunner().invoke(main, ["account", *words, "-r", str(folder)], input=typed, env=operator)
    sites.use(served)
    return done


def test_accounts_by_command(site: Site) -> None:
    folder = site.folder
    assert "There are no accounts yet" in kepil(folder, "list").output
    added = kepil(folder, "add", "asel", "--role", "reader", "--password-stdin", typed=WORDS + "\n")
    assert added.exit_code == 0, added.output
    asked = kepil(folder, "add", "bolat", "--role", "admin", typed=f"{WORDS}\n{WORDS}\n")
    assert asked.exit_code == 0 and WORDS not in asked.output
    client = Client()
    client.post("/desk/sign-in/", {"login": "asel", "password": WORDS})
    assert client.get("/desk/").status_code == 200
    assert kepil(folder, "role", "asel", "editor").exit_code == 0
    assert client.get("/desk/uploads/").status_code == 200
    assert kepil(folder, "disable", "asel").exit_code == 0
    assert client.get("/desk/").status_code == 302
    assert kepil(folder, "disable", "asel", "--undo").exit_code == 0
    assert kepil(folder, "password", "asel", "--password-stdin", typed="other words for the desk\n").exit_code == 0
    assert kepil(folder, "factors", "asel", "--forget").exit_code == 0
    found = {one["name"]: one for one in json.loads(kepil(folder, "list", "-f", "json").stdout)}
    assert (found["asel"]["role"], found["asel"]["active"], found["bolat"]["role"]) == ("editor", True, "admin")
    assert "asel" in kepil(folder).output
    acts = list(Act.objects.filter(subject="asel", address="command line").order_by("id").values_list("who", "what"))
    assert acts[:2] == [("operator", "account.added"), ("operator", "account.role")]


def test_what_is_wrong_is_said_in_a_line(site: Site, tmp_path: Path) -> None:
    weak = kepil(site.folder, "add", "asel", "--role", "reader", "--password-stdin", typed="short\n")
    assert weak.exit_code == 1 and weak.output.startswith("kepil: The password is weak.")
    nobody = kepil(site.folder, "role", "nobody", "editor")
    assert nobody.exit_code == 1 and "no account 'nobody'" in nobody.output
    assert kepil(site.folder, "add", "asel", "--role", "king").exit_code == 2
    nowhere = kepil(tmp_path / "nothing", "list")
    assert nowhere.exit_code == 1 and nowhere.output.startswith("kepil: ")
