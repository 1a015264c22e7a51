"""The pages in a real browser: accessible, narrow, without scripts, by keyboard, dark."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from velmora import map_served, mapped  # noqa: F401
from web_axe import violations

pytestmark = pytest.mark.browser
PAGES = (
    "/bodies/",
    "/bodies/lower-sarn-office/",
    "/places/",
    "/places/lower-sarn/",
    "/programmes/",
    "/programmes/rebuilding/",
    "/duties/",
    "/due/",
)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_pages_are_accessible(tab: Callable[..., Any], map_served: str, scheme: str) -> None:  # noqa: F811
    page = tab(map_served + PAGES[0], color_scheme=scheme)
    for path in PAGES:
        page.goto(map_served + path)
        assert violations(page) == [], path


def test_pages_fit_a_phone(tab: Callable[..., Any], map_served: str) -> None:  # noqa: F811
    page = tab(map_served + PAGES[0], viewport={"width": 375, "height": 800})
    for path in PAGES:
        page.goto(map_served + path)
        assert page.evaluate("document.documentElement.scrollWidth") <= 375, path
        assert violations(page) == [], path


def test_a_region_is_reached_by_keyboard_without_scripts(tab: Callable[..., Any], map_served: str) -> None:  # noqa: F811
    page = tab(map_served + "/places/", java_script_enabled=False)
    page.locator(".switches a").last.focus()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**/places/arden/")
    assert page.locator("h1").inner_text() == "Arden"


def test_the_months_of_a_duty_stand_below_it_on_a_phone(tab: Callable[..., Any], map_served: str) -> None:  # noqa: F811
    page = tab(map_served + "/duties/", viewport={"width": 375, "height": 800})
    row = page.locator(".grid tbody tr").first
    head, last = row.locator("th").bounding_box(), row.locator("td").last.bounding_box()
    assert last["y"] >= head["y"] + head["height"] - 1 and last["x"] + last["width"] <= 375
