"""What all tests share: one set of settings of Django a process (those of the web hold the register's too), one real
browser, and property tests without a clock, so that a busy machine fails none of them.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

from kepil.web.settings import configure

configure()
settings.register_profile("kepil", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("kepil")
# Playwright keeps a loop of asyncio in this thread; Django takes that for asynchronous code and refuses the database.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
CHROMIUM = Path("/usr/bin/chromium")
QUIET = [
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The web first: its files take longest, and what runs beside them at the end should be short."""
    items.sort(key=lambda item: "web" not in item.path.parts)


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """Debian's Chromium, driven by Playwright."""
    if not CHROMIUM.exists():
        pytest.skip("Chromium is not installed (Debian: apt-get install chromium)")
    sync_api = pytest.importorskip("playwright.sync_api")
    with sync_api.sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path=str(CHROMIUM), args=QUIET)
        yield found
        found.close()
