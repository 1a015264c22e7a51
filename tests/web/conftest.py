"""Sites to test with: the register of the story, served in this process and by a real server; a real browser."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import web_story
from django.db import connections
from django.test import Client
from web_server import NOW, serving

from kepil.web import site as sites
from kepil.web.site import Options, Site


@pytest.fixture(scope="session")
def story(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a register of the story; work on copies (`folder`)."""
    made = tmp_path_factory.mktemp("story") / "register"
    web_story.build(made)
    return made


@pytest.fixture
def folder(story: Path, tmp_path: Path) -> Path:
    """A copy of the story's register."""
    return Path(shutil.copytree(story, tmp_path / "register"))


@pytest.fixture
def site(folder: Path) -> Iterator[Site]:
    """The story's register, served by this process on the day after the last document."""
    found = sites.open_site(folder, Options(second_factor=False), now=lambda: NOW)
    sites.use(found)
    yield found
    connections.close_all()


@pytest.fixture
def client(site: Site) -> Client:
    """Asks the site without a server between."""
    return Client()


@pytest.fixture(scope="session")
def served(story: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A real server over a copy of the story's register, for tests that only read."""
    copy = shutil.copytree(story, tmp_path_factory.mktemp("served") / "register")
    with serving(Path(copy), "--no-second-factor") as address:
        yield address


@pytest.fixture
def tab(browser: Any) -> Iterator[Callable[..., Any]]:
    """Opens a page in a context of its own; at the end, nothing may have complained or asked anyone else."""
    heard: list[str] = []
    contexts = []

    def open_tab(address: str, **options: Any) -> Any:
        context = browser.new_context(**{"viewport": {"width": 1280, "height": 900}, **options})
        contexts.append(context)
        page = context.new_page()
        page.on(
            "console",
            lambda message: heard.append(f"console: {message.text}") if message.type in ("error", "warning") else None,
        )
        page.on("pageerror", lambda error: heard.append(f"error: {error}"))
        own = address.split("/", 3)[:3]
        page.on(
            "request",
            lambda request: (
                None
                if request.url.split("/", 3)[:3] == own or request.url.startswith(("data:", "blob:"))
                else heard.append(f"request: {request.url}")
            ),
        )
        page.goto(address)
        return page

    yield open_tab
    for context in contexts:
        context.close()
    assert heard == []
