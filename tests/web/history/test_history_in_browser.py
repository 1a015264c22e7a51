"""The pages in a real browser: accessible, narrow, without scripts, and what is new since the last visit."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from web_axe import violations

pytestmark = pytest.mark.browser
PAGES = (
    "/changes/",
    "/corrections/",
    "/corrections/new/?entry=E1",
    "/corrections/thanks/",
    "/log/?event=3",
    "/about/",
    "/api/",
)


def test_pages_are_accessible_and_fit_a_phone(tab: Callable[..., Any], served: str) -> None:
    page = tab(served + PAGES[0], viewport={"width": 375, "height": 800})
    for path in PAGES:
        page.goto(served + path)
        assert violations(page) == [], path
        assert page.evaluate("document.documentElement.scrollWidth") <= 375, path


def test_pages_are_accessible_in_the_dark(tab: Callable[..., Any], served: str) -> None:
    page = tab(served + "/changes/", color_scheme="dark")
    for path in ("/changes/", "/corrections/new/?entry=E1", "/about/"):
        page.goto(served + path)
        assert violations(page) == [], path


def test_what_is_new_since_the_last_visit(tab: Callable[..., Any], served: str) -> None:
    page = tab(served + "/changes/")
    assert page.locator(".is-new").count() == 0 and page.locator("[data-since-note] a").count() == 0
    size = int(page.locator("[data-changes]").get_attribute("data-size"))
    log = page.locator("[data-changes]").get_attribute("data-log")
    # the visit before was three events ago
    page.evaluate(
        "([key, n]) => { localStorage.setItem(key, n); sessionStorage.clear(); }", [f"kepil seen {log}", str(size - 3)]
    )
    page.reload()
    assert page.locator(".is-new").count() >= 1
    assert page.evaluate("key => localStorage.getItem(key)", f"kepil seen {log}") == str(size)
    page.locator("[data-since-note] a").click()
    page.wait_for_url(f"**/changes/?since={size - 3}")
    assert page.locator(".happened").count() == page.locator(".is-new").count()
    page.evaluate("sessionStorage.clear()")
    page.goto(served + "/changes/")
    assert "Nothing new" in page.locator("[data-since-note]").inner_text()


def test_writing_to_the_editors_without_scripts(tab: Callable[..., Any], served: str) -> None:
    page = tab(served + "/corrections/", java_script_enabled=False)
    page.get_by_role("link", name="Write to the editors").click()
    page.get_by_label("About which promise?").fill("E99999")
    page.get_by_label("What you want to say").fill("The sum in the second sentence is another one.")
    page.get_by_role("button", name="Send it").click()
    page.get_by_text("There is no such published promise").wait_for()
    assert page.get_by_label("What you want to say").input_value().startswith("The sum in the second")
    page.get_by_label("About which promise?").fill("E1")
    page.get_by_role("button", name="Send it").click()
    page.wait_for_url("**/corrections/thanks/")
    page.goto(served + "/changes/")
    page.get_by_label("Show what changed since").fill("2033-12-01")
    page.get_by_role("button", name="Show", exact=True).first.click()
    page.wait_for_url("**/changes/?since=2033-12-01")
