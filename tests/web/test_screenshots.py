"""Every public page and the main pages of the desk as pictures in `build/screens/`, at three widths.

Each is checked for sideways scrolling, complaints of the browser, shifts of its layout and its weight.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from subjects.velmora import OUTLINES, extend
from web_addresses import routes
from web_server import serving

pytestmark = pytest.mark.browser
SCREENS = Path(__file__).resolve().parents[2] / "build" / "screens"
WIDTHS = {"phone": (375, 800), "tablet": (820, 1100), "desktop": (1280, 900)}
TALLEST = 4000
"""Pixels of a page that a picture shows."""
SHIFT, WEIGHT = 0.02, 100_000
PASSWORD = "four plain words together"
PUBLIC = (
    *("/", "/entries/", "/entries/?kind=directive&sort=due", "/entries/?q=nothing+like+it", "/topics/"),
    *("/entries/E1/", "/entries/E10/", "/entries/E14/", "/entries/E24/", "/entries/E1/proof/", "/entries/E1/embed/"),
    *("/documents/", "/documents/D1/", "/bodies/", "/bodies/lower-sarn-office/", "/bodies/edda-brandt/"),
    *("/places/", "/places/lower-sarn/", "/programmes/", "/programmes/rebuilding/", "/duties/", "/due/"),
    *("/pictures/", "/changes/", "/changes/before/200/", "/corrections/", "/corrections/before/200/"),
    *("/corrections/new/?entry=E1", "/corrections/thanks/", "/log/?event=17", "/about/", "/api/", "/search/?q=dams"),
    *("/ru/entries/E10/", "/kk/", "/on/2033-12-12/", "/nothing-here/"),
)
DESK = (
    *("/desk/", "/desk/queue/", "/desk/entries/", "/desk/entries/E10/", "/desk/entries/E1/verdict/", "/desk/links/"),
    *("/desk/coding/", "/desk/submissions/", "/desk/uploads/", "/desk/uploads/new/", "/desk/names/", "/desk/me/"),
    *("/desk/accounts/", "/desk/audit/"),
)
FILES = re.compile(r"\.(csv|json|atom|ics|svg|html)$|/tile/|/checkpoint$|/log\.pub$|^asof$|^oembed$|^api/v1/")
"""Routes whose answers are no pages."""
WATCH = """
window.shifts = [];
new PerformanceObserver((list) => {
  for (const one of list.getEntries()) if (!one.hadRecentInput) window.shifts.push(one.value);
}).observe({ type: "layout-shift", buffered: true });
"""
MEASURE = """() => ({
  wide: document.documentElement.scrollWidth - window.innerWidth,
  tall: document.documentElement.scrollHeight,
  shift: window.shifts.reduce((all, one) => all + one, 0),
  weight: [...performance.getEntriesByType("navigation"), ...performance.getEntriesByType("resource")]
    .reduce((all, one) => all + one.transferSize, 0),
})"""


@pytest.fixture(scope="module")
def address(story: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server over the story's register with regions, outlines and an admin."""
    folder = Path(shutil.copytree(story, tmp_path_factory.mktemp("screens") / "register"))
    shutil.copy(OUTLINES, folder)
    extend(folder)
    command = [sys.executable, "-m", "kepil", "account", "add", "adil", "--role", "admin", "--password-stdin"]
    subprocess.run([*command, "-r", str(folder)], input=PASSWORD.encode(), check=True, capture_output=True)
    with serving(folder, "--no-second-factor") as found:
        yield found


@pytest.fixture(scope="module")
def cookies(address: str, browser: Any) -> Any:
    """What a browser keeps once the admin has signed in."""
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"{address}/desk/")
    page.get_by_label("Name", exact=True).fill("adil")
    page.locator("input[type=password]").fill(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url(lambda there: "/sign-in/" not in there)
    state = context.storage_state()
    context.close()
    return state


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("part", ["public", "desk"])
def test_pages_look_as_they_should(address: str, browser: Any, cookies: Any, width: str, part: str) -> None:
    size = dict(zip(("width", "height"), WIDTHS[width], strict=True))
    context = browser.new_context(viewport=size, storage_state=cookies if part == "desk" else None)
    context.add_init_script(WATCH)
    page = context.new_page()
    page.context.new_cdp_session(page).send("Network.setCacheDisabled", {"cacheDisabled": True})
    wrong: list[str] = []
    asked = [""]
    page.on("console", lambda told: wrong.append(f"{asked[0]}: {told.text}") if told.type == "error" else None)
    page.on("pageerror", lambda error: wrong.append(f"{asked[0]}: {error}"))
    SCREENS.mkdir(parents=True, exist_ok=True)
    for path in PUBLIC if part == "public" else DESK:
        asked[0] = path
        answer = page.goto(address + path)
        if path == "/nothing-here/":
            assert answer.status == 404
            wrong[:] = [one for one in wrong if not one.startswith(f"{path}: Failed to load resource")]
        elif answer.status != 200:
            wrong.append(f"{path}: {answer.status}")
        found = page.evaluate(MEASURE)
        if found["wide"] > 0:
            wrong.append(f"{path}: {found['wide']} pixels wider than the screen")
        if found["shift"] >= SHIFT:
            wrong.append(f"{path}: its layout shifts by {found['shift']:.3f}")
        if not 0 < found["weight"] < WEIGHT:
            wrong.append(f"{path}: it weighs {found['weight']} bytes")
        name = re.sub(r"[^a-z0-9]+", "-", path.lower()).strip("-") or "front"
        clip = {"x": 0, "y": 0, "width": size["width"], "height": min(found["tall"], TALLEST)}
        page.screenshot(path=SCREENS / f"{name}-{width}.png", full_page=True, clip=clip)
    context.close()
    assert wrong == []


def test_no_public_page_is_left_out(site: Any) -> None:
    shown = [path.partition("?")[0] for path in PUBLIC]
    left = []
    for route in routes():
        form = re.compile("/" + re.sub(r"<\w+:?\w*>", "[^/]+", route))
        if not FILES.search(route) and not any(form.fullmatch(path) for path in shown):
            left.append(route)
    assert left == []
