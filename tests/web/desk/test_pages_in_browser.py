"""Every page of the desk in a real browser: nothing that axe-core finds, no sideways scrolling, a quiet console."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import connections
from django.test import Client, override_settings
from web_axe import violations
from web_server import NOW, serving

from kepil.web import site as sites
from kepil.web.site import Options

from .test_pages import pages
from .whole_desk import fill

pytestmark = pytest.mark.browser

MORE = ("/desk/entries/E14/", "/desk/entries/E1/merge/?q=E2", "/desk/links/?state=accepted")


@pytest.fixture(scope="module")
def whole(story: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, str, list[str]]]:
    """A server over a register in which something of everything waits: its address, the cookie of an admin, the paths
    of all pages.
    """
    folder = Path(shutil.copytree(story, tmp_path_factory.mktemp("whole") / "register"))
    sites.use(sites.open_site(folder, Options(second_factor=False), now=lambda: NOW))
    with override_settings(PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"]):
        cookie = fill(sites.current())
    client = Client()
    client.cookies["sessionid"] = cookie
    found = list(pages(client).values())
    connections.close_all()
    with serving(folder, "--no-second-factor") as address:
        yield address, cookie, found


def test_nothing_wrong_on_any_page_light_or_dark_wide_or_narrow(
    tab: Callable[..., Any], whole: tuple[str, str, list[str]]
) -> None:
    address, cookie, paths = whole
    own = {"name": "sessionid", "value": cookie, "domain": "127.0.0.1", "path": "/", "expires": -1}
    own |= {"httpOnly": True, "secure": False, "sameSite": "Lax"}
    page = tab(f"{address}/desk/me/", storage_state={"cookies": [own], "origins": []})
    assert page.locator("h1").inner_text() == "adil"
    found: dict[tuple[str, str], Any] = {}
    for scheme, width in (("light", 1280), ("dark", 375)):
        page.emulate_media(color_scheme=scheme)
        page.set_viewport_size({"width": width, "height": 800})
        for path in (*paths, *MORE):
            page.goto(address + path)
            if wrong := violations(page):
                found[scheme, path] = wrong
            if (wide := page.evaluate("document.documentElement.scrollWidth")) > width:
                found[str(width), path] = wide
    assert found == {}
