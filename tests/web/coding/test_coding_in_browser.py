"""Coding and settling in a real browser: by keyboard alone, on every width, without violations."""

from __future__ import annotations

from typing import Any

import pytest
from web_axe import violations

from kepil.register.records import StatementRecord
from kepil.web.desk.coding import rounds
from kepil.web.desk.models.coding import Coding

pytestmark = pytest.mark.browser


def coded(round_: Any, who: str) -> list[dict[str, Any]]:
    return [one.said for one in Coding._default_manager.filter(unit__round=round_, who=who).order_by("unit__place")]


def press(page: Any, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


def at_unit(page: Any, place: int) -> None:
    there = "place => document.querySelector('#panel-title .sr')?.textContent.includes(` ${place}:`)"
    page.wait_for_function(there, arg=place)
    page.wait_for_load_state("networkidle")


def test_two_coders_and_an_editor_by_keyboard_alone(desk: Any) -> None:
    round_ = rounds.make(
        desk.site.register, name="Pilot", by="asel", coders=["bolat", "cora"], size=3, seed="3", waiting=True
    )
    first, _, _ = rounds.units(round_)
    for who, kind in (("cora", "1"), ("bolat", "3")):
        page = desk(f"/desk/coding/{round_.pk}/1/", who=who)
        page.wait_for_load_state("networkidle")
        assert violations(page) == []
        press(page, "y", "g", kind, "7", "q", "Enter", "d", "Shift+ArrowRight", "Enter", "a")
        at_unit(page, 2)
        press(page, "n", "a")
        at_unit(page, 3)
        press(page, "y", "r", "2", "q", "Enter", "m")
        page.keyboard.type("12")
        press(page, "Enter")
        page.wait_for_selector(".messages .success")
    ours, theirs = coded(round_, "cora"), coded(round_, "bolat")
    assert [one["statement"] for one in ours] == ["yes", "no", "yes"]
    assert (ours[0]["kind"], theirs[0]["kind"], ours[0]["specificity"]) == ("pledge", "decision", "specific")
    assert ours[0]["quote"] == [first.start, first.end]
    assert ours[0]["action"][0] > first.start
    assert ours[0]["action"][1] == first.end
    assert (ours[2]["what"], ours[2]["status"], ours[2]["amount"]["value"]) == ("report", "under_way", 12)

    page = desk(f"/desk/coding/{round_.pk}/")
    assert "33 %" not in page.locator("table").last.inner_text()
    assert violations(page) == []
    page.goto(page.url + "settle/1/")
    assert violations(page) == []
    page.locator("input[name=kind-from]").nth(0).focus()
    press(page, "ArrowDown", "a")
    page.wait_for_selector(".messages .success")
    said = desk.site.store().get(StatementRecord, first.statement)
    assert said is not None
    assert said.state == "accepted" or said.what == "report"
    for width in (375, 820):
        page.set_viewport_size({"width": width, "height": 800})
        for path in ("", "settle/", "settle/3/"):
            page.goto(page.url.split("/coding/")[0] + f"/coding/{round_.pk}/{path}")
            assert page.evaluate("() => document.documentElement.scrollWidth <= innerWidth"), (path, width)
            assert violations(page) == []


def test_coding_without_javascript(desk: Any) -> None:
    round_ = rounds.make(desk.site.register, name="Plain", by="asel", coders=["bolat", "cora"], size=2, seed="3")
    unit = rounds.units(round_)[0]
    words = desk.site.register.text(unit.document)[unit.start : unit.end]
    page = desk("/desk/coding/", who="cora", java_script_enabled=False)
    page.get_by_role("link", name="Plain").click()
    page.get_by_role("link", name="Go on coding").click()
    page.get_by_label("yes").check()
    page.get_by_label("commitment", exact=False).first.check()
    page.get_by_label("outcome").check()
    page.get_by_label("vague").check()
    page.get_by_role("textbox", name="Exact words").fill(words)
    page.get_by_role("button", name="Save, and the next").click()
    assert coded(round_, "cora")[0]["quote"] == [unit.start, unit.end]
    assert page.url.endswith("/2/")
