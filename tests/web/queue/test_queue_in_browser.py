"""Reviewing in a real browser: by keyboard alone, without JavaScript, on a phone, by everybody."""

from __future__ import annotations

import re
from typing import Any

import pytest
from web_axe import violations

from kepil.model import Document
from kepil.register.records import StatementRecord
from kepil.web.desk.queue.pane import pane

pytestmark = pytest.mark.browser
PAGES = (
    "/desk/queue/",
    "/desk/queue/next/?order=reach",
    "/desk/queue/S1/correct/times/",
    "/desk/queue/S1/link/?q=flood",
    "/desk/queue/S1/split/",
    "/desk/queue/S1/new/",
    "/desk/annotations/",
)


def record(desk: Any, id: str) -> StatementRecord:
    found = desk.site.store().get(StatementRecord, id)
    assert found is not None
    return found


def shown(page: Any) -> str:
    return str(page.locator("#panel-title .sr").inner_text()).strip(" :")


def press(page: Any, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


def another(page: Any, before: str) -> str:
    """Wait for another statement; its id."""
    page.wait_for_function(
        "before => !document.querySelector('#panel-title .sr').textContent.includes(before + ':')", arg=before
    )
    return shown(page)


def told(page: Any, words: str) -> None:
    """Wait until the page says that something was done."""
    page.wait_for_function("words => document.querySelector('[data-words]')?.textContent.includes(words)", arg=words)


def test_three_statements_by_keyboard_alone(desk: Any) -> None:
    page = desk("/desk/queue/")
    press(page, "Enter")
    page.wait_for_selector("#pane")
    first = shown(page)
    page.wait_for_load_state("networkidle")
    press(page, "a")
    second = another(page, first)
    told(page, first)
    assert record(desk, first).state == "accepted"

    quote = record(desk, second).said["quote"]
    press(page, "q", "ArrowLeft", "Enter")
    told(page, f"{second} was corrected")
    short = record(desk, second).said["quote"]
    assert short["start"] == quote["start"]
    assert short["end"] < quote["end"]
    assert quote["text"].startswith(short["text"])
    press(page, "u")
    page.wait_for_selector(".messages .success")
    assert record(desk, second).said["quote"] == quote

    page.wait_for_load_state("networkidle")
    press(page, "x", "2")
    third = another(page, second)
    told(page, f"{second} was rejected")
    assert record(desk, second).state == "rejected"
    assert desk.site.register.history(second)[-1].reason == "a description or history"
    assert third not in (first, second)

    press(page, "u")
    another(page, third)
    assert shown(page) == second
    assert record(desk, second).state == "candidate"


def test_nothing_comes_twice_however_fast_one_is(desk: Any) -> None:
    page = desk("/desk/queue/next/")
    reviewed = []
    for _ in range(5):
        reviewed.append(shown(page))
        press(page, "a")
        another(page, reviewed[-1])
    told(page, reviewed[-1])
    assert len(set(reviewed)) == 5
    assert {record(desk, id).state for id in reviewed} == {"accepted"}
    assert page.locator("#failed").is_hidden()


def test_splitting_and_linking_by_keyboard(desk: Any) -> None:
    store = desk.site.store()
    one = next(
        one
        for one in store.where(StatementRecord, what="commitment", state="candidate")
        if len(one.said["quote"]["text"].split()) > 12
    )
    page = desk(f"/desk/queue/{one.id}/")
    press(page, "s")
    page.wait_for_selector("#picking:not([hidden])")
    press(page, *["Shift+ArrowRight"] * 6, "Enter")
    page.wait_for_selector("#editor[open] mark")
    part = page.locator("#editor mark").inner_text()
    page.locator("#editor button.primary").focus()
    press(page, "Enter")
    told(page, "was split off")
    made = max(store.where(StatementRecord, document=one.document), key=lambda found: int(found.id[1:]))
    assert made.said["quote"]["text"] == part

    page.wait_for_load_state("networkidle")
    press(page, "e")
    page.wait_for_selector("#editor[open] #edit")
    page.locator("#editor input[type=search]").focus()
    page.keyboard.type("household")
    page.wait_for_selector("#found button")
    press(page, "Enter")
    page.wait_for_function("() => document.activeElement.closest('#found') !== null")
    press(page, "1")
    another(page, one.id)
    told(page, "was linked to")
    assert record(desk, one.id).state == "accepted"


def test_single_keys_can_be_turned_off_and_never_act_while_typing(desk: Any) -> None:
    page = desk("/desk/queue/next/")
    page.wait_for_load_state("networkidle")
    first, size = shown(page), desk.site.size()
    press(page, "x", "7")
    page.keyboard.type("apu")
    assert page.locator("input[name=own]").input_value() == "apu"
    press(page, "Escape", "?")
    page.wait_for_selector("#help[open]")
    page.locator("[data-keys-switch]").focus()
    press(page, "Space", "Escape", "a", "p", "j", "?")
    assert not page.locator("#help[open]").count()
    assert (shown(page), desk.site.size()) == (first, size)
    page.reload()
    press(page, "a")
    assert (shown(page), desk.site.size()) == (first, size)


def test_a_cyrillic_keyboard_reaches_the_same_keys(desk: Any) -> None:
    page = desk("/desk/queue/next/")
    page.wait_for_load_state("networkidle")
    first = shown(page)
    pressed = "{key: 'ф', code: 'KeyA', bubbles: true, cancelable: true}"
    page.evaluate(f"document.body.dispatchEvent(new KeyboardEvent('keydown', {pressed}))")
    another(page, first)
    told(page, first)
    assert record(desk, first).state == "accepted"


def test_a_refused_decision_is_told_with_the_way_back(desk: Any) -> None:
    page = desk("/desk/queue/next/", strict=False)
    page.wait_for_load_state("networkidle")
    first = shown(page)
    from kepil.register.editing import turn_down

    turn_down(desk.site.register, first, by="bolat", reason="a forecast")
    press(page, "a")
    page.wait_for_selector("#failed:not([hidden]) a")
    assert "bolat changed" in page.locator("#failed").inner_text()
    assert first in page.locator("#failed a").get_attribute("href")
    assert record(desk, first).state == "rejected"


def test_everything_works_without_javascript(desk: Any) -> None:
    page = desk("/desk/queue/", java_script_enabled=False)
    page.get_by_role("link", name="Start reviewing").click()
    first = shown(page)
    page.get_by_role("button", name=re.compile("^Accept a")).click()
    second = shown(page)
    assert second != first
    assert record(desk, first).state == "accepted"
    page.get_by_role("button", name=re.compile("Undo")).click()
    assert shown(page) == first
    assert record(desk, first).state == "candidate"

    said = record(desk, first).said
    words = " ".join(said["quote"]["text"].split()[:-1])
    page.get_by_role("link", name="Correct the exact words").click()
    page.get_by_label("Words of the text").fill(words)
    page.get_by_role("button", name=re.compile("Take it")).click()
    assert record(desk, first).said["quote"]["text"].split() == words.split()

    page.locator("summary", has_text="Reject").click()
    page.get_by_role("button", name=re.compile("values or rhetoric")).click()
    assert record(desk, first).state == "rejected"

    third = shown(page)
    page.get_by_role("link", name=re.compile("Link to an entry")).click()
    page.get_by_label("Search the entries").fill("household")
    page.get_by_role("button", name="Search", exact=True).last.click()
    page.locator("#found button").first.click()
    assert record(desk, third).state == "accepted"


def test_pages_fit_every_width_and_have_no_violations(desk: Any) -> None:
    page = desk("/desk/queue/")
    address = page.url.removesuffix("/desk/queue/")
    for width, scheme in ((375, "light"), (820, "dark"), (1280, "light")):
        page.set_viewport_size({"width": width, "height": 800})
        page.emulate_media(color_scheme=scheme)
        for path in PAGES:
            page.goto(address + path)
            assert page.evaluate("() => document.documentElement.scrollWidth <= innerWidth"), (path, width)
            assert violations(page) == [], (path, width)


def test_what_is_selected_in_the_browser_are_code_points_of_the_text(desk: Any) -> None:
    from django.template.loader import render_to_string
    from hypothesis import HealthCheck, given, settings
    from hypothesis import strategies as st

    page = desk("/desk/queue/next/")
    letters = st.sampled_from("aZ .,\n\t'\"<&>;әғқңөұүһіӘҒҚё́é\u0301𝒜🌊👩‍👩‍👧🇰🇿𐐷\u200d\u202e\r\0")
    texts = st.text(st.one_of(letters, st.characters(exclude_categories=["Cs"])), min_size=1, max_size=60)

    @settings(max_examples=200, deadline=None, suppress_health_check=list(HealthCheck))
    @given(texts, st.data())
    def holds(text: str, data: Any) -> None:
        found = pane(Document("d", text, "0"), ())
        if not found.blocks:
            return
        html = render_to_string("kepil/desk/queue-pane.html", {"pane": found, "span": "0:1", "label": "x"})
        block = data.draw(st.sampled_from(found.blocks))
        content = "".join(piece.text for piece in block.pieces)
        start = data.draw(st.integers(0, len(content) - 1))
        end = data.draw(st.integers(start + 1, len(content)))
        answer = page.evaluate(
            """([html, at, low, high, start, end]) => {
              const box = document.getElementById("pane");
              const fresh = new DOMParser().parseFromString(html, "text/html").getElementById("pane");
              box.replaceChildren(...fresh.children);
              const block = box.querySelector(`[data-at="${at}"]`);
              const range = document.createRange();
              range.setStart(block.firstChild, low);
              range.setEnd(block.firstChild, high);
              const chosen = getSelection();
              chosen.removeAllRanges();
              chosen.addRange(range);
              const back = kepilText.rangeOf(box, start, end);
              return [kepilText.spanOf(box, chosen.getRangeAt(0)), back && back.toString(), range.toString()];
            }""",
            [html, block.start, units(content[:start]), units(content[:end]), block.start + start, block.start + end],
        )
        expected = content[start:end].replace("\0", "\ufffd")
        assert answer[0] == {"start": block.start + start, "end": block.start + end}
        assert answer[1] == answer[2] == expected
        assert text[block.start + start : block.start + end] == content[start:end]

    holds()


def units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2
