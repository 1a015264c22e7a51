"""A desk with people in it, in this process and behind a real server."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import web_story
from django.conf import settings
from django.db import connections
from django.test import Client
from web_server import serving

from kepil.web import site as sites
from kepil.web.site import Options, Site

sys.path.insert(0, str(Path(__file__).parent))


@pytest.fixture
def asel(site: Site) -> Client:
    """An editor, signed in."""
    from queue_site import people, signed_in

    people()
    return signed_in("asel")


@pytest.fixture
def desk(
    story: Path,
    tmp_path: Path,
    tab: Callable[..., Any],
    browser: Any,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[Callable[..., Any]]:
    """Opens a page of a real server as somebody signed in: `desk("/desk/queue/", who="asel")`; `desk.site` is the
    register behind it. Not `strict` where an answer is an error, which the browser notes on its console.
    """
    from queue_site import people, signed_in

    # Playwright has an event loop in this thread, in which nothing of ours runs
    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
    folder = Path(shutil.copytree(story, tmp_path / "desk"))
    site = sites.open_site(folder, Options(second_factor=False), now=lambda: web_story.LAST_DAY)
    sites.use(site)
    people()
    tickets = {who: signed_in(who).cookies[settings.SESSION_COOKIE_NAME].value for who in ("asel", "bolat", "cora")}
    pages: list[Any] = []
    with serving(folder, "--no-second-factor") as address:

        def open_page(path: str, who: str = "asel", strict: bool = True, **options: Any) -> Any:
            cookie = {"name": settings.SESSION_COOKIE_NAME, "value": tickets[who], "url": address}
            state = {"cookies": [{**cookie, "httpOnly": True, "sameSite": "Lax"}], "origins": []}
            state["cookies"][0].pop("url")
            state["cookies"][0] |= {"domain": "127.0.0.1", "path": "/", "expires": -1, "secure": False}
            if strict:
                page = tab(address + path, storage_state=state, **options)
            else:
                page = browser.new_page(storage_state=state, **options)
                page.goto(address + path)
            pages.append(page)
            return page

        open_page.site = site  # type: ignore[attr-defined]
        yield open_page
        for page in pages:
            page.context.close()  # a server that is told to stop waits for connections that are kept
    connections.close_all()
