"""Promises and documents in a real browser: accessible, on a phone, in the dark, without JavaScript."""

from __future__ import annotations

from typing import Any

import pytest
from web_axe import violations

pytestmark = pytest.mark.browser
PAGES = (
    "/entries/E1/",
    "/entries/E10/",
    "/entries/E14/",
    "/entries/E10/proof/",
    "/entries/E1/embed/",
    "/documents/",
    "/documents/D1/",
    "/documents/D12/",
)


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nothing_stands_in_anyones_way(tab: Any, served: str, path: str, scheme: str) -> None:
    page = tab(served + path, color_scheme=scheme)
    for closed in page.query_selector_all("details:not([open])"):
        closed.evaluate("one => one.open = true")
    assert violations(page) == []


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("width", [320, 375, 768])
def test_nothing_scrolls_sideways(tab: Any, served: str, path: str, width: int) -> None:
    page = tab(served + path, viewport={"width": width, "height": 700})
    for closed in page.query_selector_all("details:not([open])"):
        closed.evaluate("one => one.open = true")
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_without_javascript_all_of_it_is_there(tab: Any, served: str) -> None:
    page = tab(f"{served}/entries/E10/", java_script_enabled=False)
    for words in ("24 dams", "Deadline put off", "Cite", "Embed"):
        assert page.locator(f"text={words}").first.is_visible()
    page.locator("summary", has_text="Cite").click()
    assert page.locator("text=BibTeX").is_visible()
    page.locator("a", has_text="Check it in your browser").click()
    assert page.locator("text=Checking it here needs JavaScript").is_visible()
    assert not page.locator(".p-run").is_visible()


def test_words_lead_to_their_place_in_the_document_and_back(tab: Any, served: str) -> None:
    page = tab(f"{served}/entries/E10/")
    page.locator("figcaption a").click()
    page.wait_for_url("**/documents/D1/#S*")
    target = page.locator(":target")
    assert "By the end of 2032" in target.inner_text()
    inside = "0 <= document.querySelector(':target').getBoundingClientRect().top"
    page.wait_for_function(inside)
    target.click()
    page.wait_for_url("**/entries/E10/")


def test_a_citation_is_copied(tab: Any, served: str) -> None:
    page = tab(f"{served}/entries/E1/", permissions=["clipboard-read", "clipboard-write"])
    page.locator("summary", has_text="Cite").click()
    page.get_by_role("button", name="Copy BibTeX").click()
    page.locator("text=Copied").wait_for()
    assert page.evaluate("navigator.clipboard.readText()").startswith("@online{")


@pytest.mark.parametrize("path", ["/entries/E10/", "/documents/D1/"])
def test_a_page_is_light_and_does_not_jump(tab: Any, served: str, path: str) -> None:
    page = tab(served + path)
    every = "['resource', 'navigation'].flatMap(kind => performance.getEntriesByType(kind))"
    sizes = page.evaluate(f"{every}.map(one => one.transferSize)")
    assert 0 < sum(sizes) < 100_000
    shift = page.evaluate(
        """new Promise(done => {
          let sum = 0;
          const add = list => list.getEntries().forEach(one => sum += one.value);
          new PerformanceObserver(add).observe({type: "layout-shift", buffered: true});
          setTimeout(() => done(sum), 300);
        })"""
    )
    assert shift == 0
