"""Styles and pages for languages that are written from right to left."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

WEB = Path(__file__).resolve().parents[3] / "kepil" / "web"
PHYSICAL = re.compile(
    r"(?<![-\w])(?:(?:margin|padding|border|scroll-margin|scroll-padding)-(?:left|right)[\w-]*|left|right"
    r"|border-(?:top|bottom)-(?:left|right)-radius)\s*:"
    r"|(?<![-\w])(?:float|clear|text-align|caption-side|justify-content)\s*:\s*(?:left|right)\b"
)
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
SIDES = re.compile(r"(?<![-\w])(?:margin|padding|inset|border-width|border-radius)\s*:\s*([^;}]+)")


def styles() -> list[Path]:
    return sorted((WEB / "static" / "kepil").glob("*.css"))


def rules(path: Path) -> str:
    return COMMENT.sub(" ", path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("path", styles(), ids=lambda path: path.name)
def test_styles_name_no_left_and_no_right(path: Path) -> None:
    assert PHYSICAL.findall(rules(path)) == []


@pytest.mark.parametrize("path", styles(), ids=lambda path: path.name)
def test_four_sides_are_given_only_where_left_and_right_are_alike(path: Path) -> None:
    uneven = []
    for found in SIDES.findall(rules(path)):
        values = re.sub(r"\([^()]*(?:\([^()]*\)[^()]*)*\)", "()", found).replace("!important", "").split()
        if len(values) == 4 and values[1] != values[3]:
            uneven.append(found)
    assert uneven == []


def test_arrows_in_templates_turn_with_the_page() -> None:
    loose = []
    for path in sorted((WEB / "templates").rglob("*.html")):
        text = re.sub(r'<kbd>[←→]</kbd>|<span class="turns"[^>]*>[←→]</span>', "", path.read_text(encoding="utf-8"))
        text = re.sub(r"{%.*?%}", "", text, flags=re.DOTALL)
        if re.search("[←→⟵⟶⇐⇒»«]", text):
            loose.append(path.name)
    assert loose == []


@pytest.mark.browser
@pytest.mark.parametrize("width", [375, 1280])
def test_pages_turned_round_do_not_scroll_sideways(served: str, tab: Callable[..., Any], width: int) -> None:
    page = tab(f"{served}/kk/", viewport={"width": width, "height": 900})
    for path in ("/", "/entries/", "/entries/E1/", "/bodies/", "/due/", "/pictures/", "/changes/"):
        page.goto(f"{served}/kk{path}")
        page.evaluate("document.documentElement.dir = 'rtl'")
        wide, room = page.evaluate(
            "() => { const it = document.scrollingElement; return [it.scrollWidth, it.clientWidth] }"
        )
        assert wide <= room, path
        # in a page that is turned round, the name of the site stands at the right
        box, name = page.locator(".site-head").bounding_box(), page.locator(".site-name").bounding_box()
        assert box and name and name["x"] + name["width"] > box["x"] + box["width"] * 0.6, path
