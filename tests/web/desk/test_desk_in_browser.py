"""The desk in a real browser: by keyboard, without JavaScript, on a phone; nothing that axe-core finds wrong."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from web_axe import violations
from web_server import serving

from .conftest import PASSWORD

pytestmark = pytest.mark.browser

PAGES = (
    *("/desk/", "/desk/entries/", "/desk/entries/E1/", "/desk/entries/E14/", "/desk/entries/E1/verdict/"),
    *("/desk/entries/E1/merge/?q=E2", "/desk/entries/E1/split/", "/desk/links/", "/desk/names/"),
    *("/desk/uploads/", "/desk/uploads/new/", "/desk/accounts/", "/desk/accounts/edda/", "/desk/audit/"),
    *("/desk/me/", "/desk/second-factor/", "/desk/password/", "/desk/sign-out/", "/desk/confirm-access/"),
)


@pytest.fixture(scope="module")
def desk(story: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server over a copy of the story's register with two accounts: adil, an admin, and edda, an editor."""
    folder = Path(shutil.copytree(story, tmp_path_factory.mktemp("desk") / "register"))
    for name, role in (("adil", "admin"), ("edda", "editor")):
        command = [sys.executable, "-m", "kepil", "account", "add", name, "--role", role, "--password-stdin"]
        subprocess.run([*command, "-r", str(folder)], input=PASSWORD.encode(), check=True, capture_output=True)
    with serving(folder, "--no-second-factor") as address:
        yield address


def sign_in(page: Any, name: str) -> Any:
    """By keyboard alone."""
    page.get_by_label("Name", exact=True).focus()
    page.keyboard.type(name)
    page.keyboard.press("Tab")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url(lambda address: "/sign-in/" not in address)
    return page


@pytest.fixture
def admin_page(tab: Callable[..., Any], desk: str) -> Any:
    return sign_in(tab(f"{desk}/desk/"), "adil")


def test_nothing_wrong_on_any_page_in_light_and_dark(admin_page: Any, desk: str) -> None:
    found = {}
    for scheme in ("light", "dark"):
        admin_page.emulate_media(color_scheme=scheme)
        for path in PAGES:
            admin_page.goto(desk + path)
            if wrong := violations(admin_page):
                found[scheme, path] = wrong
    assert found == {}


def test_no_page_is_wider_than_a_phone(tab: Callable[..., Any], desk: str) -> None:
    page = sign_in(tab(f"{desk}/desk/", viewport={"width": 375, "height": 800}), "adil")
    wide = {}
    for path in PAGES:
        page.goto(desk + path)
        if (width := page.evaluate("document.documentElement.scrollWidth")) > 375:
            wide[path] = width
    assert wide == {}


def test_links_are_decided_by_keyboard_alone(admin_page: Any, desk: str) -> None:
    admin_page.goto(f"{desk}/desk/links/?relation=progress")
    first = admin_page.locator(".link").first.get_attribute("id")
    admin_page.keyboard.press("j")
    assert admin_page.evaluate("document.activeElement.id") == first
    admin_page.keyboard.press("r")  # wants a reason first
    admin_page.keyboard.type("jar")  # letters, not commands
    assert admin_page.evaluate("document.activeElement.value") == "jar"
    admin_page.keyboard.press("Escape")
    admin_page.keyboard.press("a")
    admin_page.get_by_text("1 link was accepted.").wait_for()
    assert admin_page.locator(f"#{first}").count() == 0
    admin_page.get_by_role("button", name="Take it back").press("Enter")
    admin_page.get_by_text("The decision was taken back.").wait_for()
    assert admin_page.locator(f"#{first}").count() == 1
    admin_page.get_by_label("use these keys").uncheck()
    admin_page.reload()
    admin_page.keyboard.press("j")
    assert admin_page.evaluate("document.activeElement.id") != first
    admin_page.get_by_label("use these keys").check()


def test_a_verdict_without_javascript_by_two_people(tab: Callable[..., Any], desk: str) -> None:
    page = sign_in(tab(f"{desk}/desk/entries/E10/", java_script_enabled=False), "edda")
    assert page.url == f"{desk}/desk/entries/E10/"
    page.get_by_role("link", name="Set a verdict").click()
    page.locator("input[name=fulfilment][value=broken]").check()
    page.get_by_label("Why").fill("Nine of the 24 dams stand")
    page.locator(".said + .choices input[value=against]").first.check()
    page.get_by_role("button", name="Check it against the policy").click()
    assert "another person has confirmed it" in page.locator("#checks").inner_text()
    page.get_by_role("button", name="Set this verdict").click()
    assert "waits for a second reader" in page.locator("#verdicts").inner_text()
    other = sign_in(tab(f"{desk}/desk/", java_script_enabled=False), "adil")
    other.locator("#second a").first.click()
    other.get_by_role("button", name="Confirm as second reader").click()
    assert "confirmed by adil" in other.locator("#verdicts").inner_text()
    assert "broken" in other.locator(".badges").inner_text()


@pytest.mark.parametrize("script", [True, False])
def test_an_upload_shows_how_far_it_is_and_ends(tab: Callable[..., Any], desk: str, script: bool) -> None:
    page = sign_in(tab(f"{desk}/desk/uploads/new/", java_script_enabled=script), "edda")
    text = f"The Government will build {40 + script} schools in Marl by 1 September 2034."
    page.set_input_files(
        "[name=files]",
        [
            {"name": "speech.txt", "mimeType": "text/plain", "buffer": text.encode()},
            {"name": "broken.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.7"},
        ],
    )
    page.get_by_label("Published").fill("2034-01-05")
    page.locator("#id_language").fill("en")
    page.get_by_role("button", name="Upload").click()
    page.wait_for_url(re.compile(r"/desk/uploads/\d+/"))
    page.get_by_role("button", name="Put the problems aside").wait_for(timeout=180_000)  # by itself
    cells = page.locator("tbody tr td:nth-child(2)").all_inner_texts()
    assert cells == ["added", "problem"]
    assert page.get_by_role("link", name="Check what was found").is_visible()


def test_an_app_as_second_factor_in_the_browser(admin_page: Any, desk: str) -> None:
    admin_page.goto(f"{desk}/desk/second-factor/")
    admin_page.get_by_role("link", name="Set up an app").click()
    admin_page.get_by_label("Password").fill(PASSWORD)
    admin_page.get_by_role("button", name="Confirm").click()
    picture = admin_page.locator("img.qr")
    assert picture.evaluate("one => one.complete && one.naturalWidth > 0")
    assert violations(admin_page) == []


def test_a_passkey_signs_in_without_a_password(story: Path, tmp_path: Path, browser: Any) -> None:
    """With a virtual key of Chromium's, over http://localhost, which browsers hold safe."""
    folder = Path(shutil.copytree(story, tmp_path / "register"))
    command = [sys.executable, "-m", "kepil", "account", "add", "edda", "--role", "editor", "--password-stdin"]
    subprocess.run([*command, "-r", str(folder)], input=PASSWORD.encode(), check=True, capture_output=True)
    with serving(folder) as address:
        address = address.replace("127.0.0.1", "localhost")
        context = browser.new_context()
        page = context.new_page()
        session = context.new_cdp_session(page)
        session.send("WebAuthn.enable")
        key = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True}
        key |= {"isUserVerified": True, "automaticPresenceSimulation": True}
        session.send("WebAuthn.addVirtualAuthenticator", {"options": key})
        page.goto(f"{address}/desk/")
        sign_in(page, "edda")
        page.get_by_role("link", name="Add a passkey").click()
        page.get_by_label("Password").fill(PASSWORD)
        page.get_by_role("button", name="Confirm").click()
        page.get_by_label("What you call it").fill("laptop")
        page.get_by_label("Sign in with it alone").check()
        page.get_by_role("button", name="Add").click()
        page.get_by_role("link", name="I have kept them").click()
        assert page.url == f"{address}/desk/"
        page.get_by_role("link", name="Sign out").click()
        page.get_by_role("button", name="Sign out").click()
        page.goto(f"{address}/desk/links/")
        page.get_by_role("button", name="Sign in with a passkey").click()
        page.wait_for_url(f"{address}/desk/links/")
        context.close()
