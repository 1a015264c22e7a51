"""The HTML page in a real Chromium: links both ways, filters, keyboard, no script, and nothing asked of any network."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from kepil.model import Reading
from kepil.publish.page import render

pytestmark = pytest.mark.browser


@pytest.fixture
def show(browser: Any, tmp_path: Path) -> Iterator[Callable[..., Any]]:
    """Opens a page of readings; at the end of the test it must have asked for nothing and complained of nothing."""
    heard: list[str] = []
    contexts = []

    def open_page(*readings: Reading, hash: str = "", **options: Any) -> Any:
        path = tmp_path / "page.html"
        path.write_text(render(readings), "utf-8")
        context = browser.new_context(**options)
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: heard.append(f"console {message.type}: {message.text}"))
        page.on("pageerror", lambda error: heard.append(f"error: {error}"))
        page.on("request", lambda request: heard.append(f"request: {request.url}") if not _own(request.url) else None)
        page.goto(path.as_uri() + hash)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert heard == []


def _own(url: str) -> bool:
    return url.startswith("data:") or url.partition("#")[0].endswith("/page.html")


@pytest.fixture
def address(story: ModuleType) -> Reading:
    reading = story.reading("01-address")
    assert isinstance(reading, Reading)
    return reading


def test_a_click_on_words_shows_their_card_and_back(show: Callable[..., Any], address: Reading) -> None:
    page = show(address)
    page.locator("a.m", has_text="build 24 dams in three regions").click()
    card = page.locator(".card.sel")
    assert "24 dams" in card.inner_text()
    assert card.is_visible() and card.evaluate("node => node === document.activeElement")
    number = card.get_attribute("id")
    assert page.evaluate("location.hash") == f"#{number}"
    card.locator(".head a").click()
    assert page.evaluate("location.hash") == f"#{number}t"
    assert page.locator(".m.sel").first.is_visible()
    page.go_back()
    assert page.evaluate("location.hash") == f"#{number}"


def test_an_address_with_a_fragment_opens_on_its_statement(show: Callable[..., Any], address: Reading) -> None:
    page = show(address, hash="#d1-17", reduced_motion="reduce")
    assert page.locator(".card.sel").get_attribute("id") == "d1-17"
    top = page.locator("#d1-17").bounding_box()["y"]
    assert page.locator(".tools").bounding_box()["height"] <= top < 720


def test_filters_hide_cards_and_marks_and_say_how_many(show: Callable[..., Any], address: Reading) -> None:
    page = show(address)
    shown = lambda: page.locator(".card:visible").count()  # noqa: E731
    said = page.locator("[role=status]")
    assert (shown(), said.inner_text()) == (18, "all 18 shown")
    page.get_by_role("checkbox", name="Pledge").uncheck()
    assert (shown(), said.inner_text()) == (11, "11 of 18 shown")
    assert page.locator(".n.pledge:visible").count() == 0
    assert page.locator("p.words", has_text="we will build 3,000 new homes").is_visible()  # the words stay
    page.get_by_role("button", name="Show all").click()
    assert shown() == 18
    page.locator("[name=quality]").select_option("vague")
    vague = sum(one.specificity == "vague" for one in address.commitments)
    assert shown() == vague
    page.locator("[name=quality]").select_option("")
    page.get_by_label("Find").fill("SÏRENS river")  # case and accents do not matter, all words must be there
    assert shown() == 1
    page.get_by_label("matching passages only").check()
    assert page.locator("p.words:visible").count() == 1
    page.get_by_label("Find").fill("no such word")
    assert (shown(), said.inner_text()) == (0, "0 of 18 shown")
    page.get_by_role("button", name="Show all").click()
    page.locator("[name=sure]").fill("90")
    assert shown() == sum(one.confidence >= 0.9 for one in (*address.commitments, *address.reports))


def test_a_link_to_a_hidden_statement_shows_it(show: Callable[..., Any], address: Reading) -> None:
    page = show(address)
    page.get_by_label("Find").fill("sirens")
    page.evaluate("location.hash = '#d1-3'")
    page.wait_for_selector("#d1-3.sel:visible")


def test_statements_inside_one_another_each_answer(show: Callable[..., Any], make: Callable[..., Reading]) -> None:
    text = "The Government is to open a school and to repair the bridge before winter."
    page = show(make(text, (text, "open a school", "directive"), ("repair the bridge", "repair the bridge", "pledge")))
    page.locator("a.m", has_text="repair the bridge").click()
    assert "Pledge" in page.locator(".card.sel").inner_text()
    page.get_by_role("checkbox", name="Pledge").uncheck()
    page.locator("a.m", has_text="repair the bridge").click()
    assert "Directive" in page.locator(".card.sel").inner_text()


def test_the_keyboard_is_enough(show: Callable[..., Any], address: Reading) -> None:
    page = show(address)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the text"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    focused = page.evaluate("document.activeElement.getAttribute('aria-label')")
    assert focused.startswith("Report 1: Rescue services of Velmora")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "d1-1"


def test_without_javascript_it_reads_and_links(show: Callable[..., Any], address: Reading) -> None:
    page = show(address, java_script_enabled=False, viewport={"width": 1100, "height": 700})
    assert page.locator(".card:visible").count() == 18
    assert page.locator(".kinds li:visible").count() == 6
    assert page.locator("input:visible").count() == 0
    page.locator("a.m", has_text="build 24 dams in three regions").click()
    assert page.url.endswith("#d1-13")
    assert 0 <= page.locator("#d1-13").bounding_box()["y"] < 700
    page.locator("#d1-13 .head a").click()
    assert page.url.endswith("#d1-13t")


@pytest.mark.parametrize("width", [320, 390, 768, 1100, 1440, 1920])
def test_no_width_scrolls_sideways(show: Callable[..., Any], story: ModuleType, width: int) -> None:
    page = show(*story.readings(), viewport={"width": width, "height": 900})
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_a_hostile_document_stays_text(show: Callable[..., Any], make: Callable[..., Reading]) -> None:
    words = "<script>document.title = 'owned'</script><img src=//x.example/i.png onerror=\"document.title='owned'\">"
    text = f"We will {words} open it."
    page = show(make(text, (text, words, "pledge"), title=words, publisher=words, url="javascript:alert(1)"))
    assert "owned" not in page.title().replace(words, "")
    assert page.locator("p.words").inner_text().replace("\n", "") == text
    assert page.locator("img").count() == 0


def test_the_policy_stops_what_is_slipped_in(browser: Any, address: Reading, tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_text(render([address]), "utf-8")
    page = browser.new_page()
    page.goto(path.as_uri())
    violations = page.evaluate("""() => new Promise((done) => {
        const seen = [];
        document.addEventListener("securitypolicyviolation", (event) => {
            seen.push(event.effectiveDirective);
            if (seen.length === 2) done(seen.sort());
        });
        const script = document.createElement("script");
        script.textContent = "window.owned = true";
        document.body.append(script);
        const picture = document.createElement("img");
        picture.src = "http://127.0.0.1:9/x.png";
        document.body.append(picture);
    })""")
    assert violations == ["img-src", "script-src-elem"]
    assert page.evaluate("window.owned") is None
    page.close()
