"""The HTML page, without a browser: what is in it, what cannot get into it, and whether its colours can be read."""

from __future__ import annotations

import base64
import hashlib
import itertools
import re
from collections.abc import Callable
from types import ModuleType

import pytest
from lxml import html

from kepil.model import KINDS, Problem, Reading
from kepil.publish.page import render


def parsed(*readings: Reading) -> html.HtmlElement:
    return html.document_fromstring(render(readings))


def test_the_same_readings_give_the_same_page(story: ModuleType) -> None:
    assert render(story.readings()) == render(story.readings())


def test_text_is_in_the_page_letter_for_letter(story: ModuleType) -> None:
    for reading in story.readings():
        shown = [words.text_content() for words in parsed(reading).cssselect("p.words")]
        lines = [line for line in reading.document.text.split("\n") if line.strip()]
        assert shown == lines


def test_every_statement_has_one_card_and_links_lead_both_ways(story: ModuleType) -> None:
    readings = story.readings()
    page = parsed(*readings)
    ids = [one.get("id") for one in page.cssselect("[id]")]
    assert len(ids) == len(set(ids))
    assert len(page.cssselect(".card")) == sum(len(one.commitments) + len(one.reports) for one in readings)
    for link in page.cssselect("a[href^='#']"):
        assert link.get("href")[1:] in ids, link.get("href")
    for card in page.cssselect(".card"):
        assert page.cssselect(f"main a.n[href='#{card.get('id')}']")
        assert card.cssselect(f".head a[href='#{card.get('id')}t']")


def test_only_our_own_style_and_script_may_run(story: ModuleType) -> None:
    page = parsed(story.reading("01-address"))
    (policy,) = page.cssselect("meta[http-equiv='Content-Security-Policy']")
    rules = dict(rule.strip().split(" ", 1) for rule in policy.get("content").split(";"))
    assert rules["default-src"] == "'none'"
    for tag, rule in (("style", "style-src"), ("script", "script-src")):
        (element,) = page.cssselect(tag)
        digest = base64.b64encode(hashlib.sha256(element.text.encode()).digest()).decode()
        assert rules[rule] == f"'sha256-{digest}'"
    for element in page.iter():
        assert not [name for name in element.attrib if name == "style" or name.startswith("on")]
        assert element.tag not in ("img", "iframe", "object", "embed", "base", "form")
        assert not (element.get("src") or "")
    assert [link.get("href") for link in page.cssselect("link")] == ["data:,"]
    assert "url(" not in page.cssselect("style")[0].text and "@import" not in page.cssselect("style")[0].text


HOSTILE = [
    "<script>alert(1)</script>",
    "</style><img src=x onerror=alert(1)>",
    '" onmouseover="alert(1)" x=\'',
    "{{ 7 * 7 }}{% raw %}",
    "&lt;b&gt; &amp; ]]> <!-- -->",
]


@pytest.mark.parametrize("words", HOSTILE)
def test_a_document_cannot_become_markup(make: Callable[..., Reading], words: str) -> None:
    text = f"We will {words} open."
    reading = make(text, (text, words, "pledge"), name=words, title=words, publisher=words, speaker=words, url=words)
    page = parsed(reading)
    assert len(page.cssselect("script")) == 1 and len(page.cssselect("style")) == 1
    assert not page.cssselect("img") and not page.xpath("//@onmouseover|//@onerror")
    assert page.cssselect("p.words")[0].text_content() == text
    assert page.cssselect("h1")[0].text_content() == words
    assert words in page.cssselect(".text > footer")[0].text_content()


@pytest.mark.parametrize("url", ["javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", " https://x.example"])
def test_only_web_addresses_are_links(make: Callable[..., Reading], url: str) -> None:
    assert not parsed(make("Text.", url=url)).cssselect("main a[rel]")


def test_characters_that_html_cannot_hold(make: Callable[..., Reading]) -> None:
    text = "We will\x00 open\x1b[31m \ud800 it."
    shown = render([make(text, (text, "open", "pledge"))]).encode("utf-8")
    assert b"\x00" not in shown and b"\x1b" not in shown
    assert "We will\ufffd ".encode() in shown


def test_direction_and_language_are_left_to_each_text(make: Callable[..., Reading]) -> None:
    words = parsed(make("سنبني عشر مدارس.")).cssselect("p.words")[0]
    assert (words.get("dir"), words.get("lang")) == ("auto", "en")


def test_footer_names_the_bytes_and_the_reader(story: ModuleType) -> None:
    reading = story.reading("01-address")
    footer = parsed(reading).cssselect(".text > footer")[0].text_content()
    assert reading.document.sha256 in footer and "gold 1" in footer


def test_problems_of_a_reading_are_said(make: Callable[..., Reading]) -> None:
    reading = make("Text.")
    note = Problem("note.txt", "language", "Two lines are in Russian.", "Read them apart.", fatal=False)
    reading = Reading(reading.document, reading.reader, problems=(note,))
    assert "Two lines are in Russian. Read them apart." in parsed(reading).text_content()


def test_a_page_about_nothing(make: Callable[..., Reading]) -> None:
    assert "0 texts" in render([])
    assert "0 commitments" in render([make("")])


# Contrast after WCAG 2.2, computed from the colours in the style sheet.


def luminance(color: tuple[float, float, float]) -> float:
    parts = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in color]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def contrast(one: tuple[float, float, float], other: tuple[float, float, float]) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def themes() -> list[dict[str, str]]:
    css = html.document_fromstring(render([])).cssselect("style")[0].text
    light, dark = re.findall(r":root \{(.*?)\}", css, re.DOTALL)[:2]
    values = [dict(re.findall(r"--([\w-]+): ([^;]+);", block)) for block in (light, dark)]
    return [values[0], {**values[0], **values[1]}]


def rgb(value: str) -> tuple[float, float, float]:
    return tuple(int(value[i : i + 2], 16) / 255 for i in (1, 3, 5))  # type: ignore[return-value]


def mixed(top: str, below: str, share: float) -> tuple[float, float, float]:
    pairs = zip(rgb(top), rgb(below), strict=True)
    return tuple(a * share + b * (1 - share) for a, b in pairs)  # type: ignore[return-value]


@pytest.mark.parametrize("theme", themes(), ids=["light", "dark"])
def test_all_words_can_be_read(theme: dict[str, str]) -> None:
    paper, ink, soft = theme["paper"], theme["ink"], theme["soft"]
    assert contrast(rgb(ink), rgb(paper)) >= 7
    assert contrast(rgb(soft), rgb(paper)) >= 4.5
    for group in (*KINDS, "report"):
        color = theme[group]
        assert contrast(rgb(color), rgb(paper)) >= 4.5, group
        tint, strong = (int(theme[name][:-1]) / 100 for name in ("tint", "tint-strong"))
        assert contrast(rgb(ink), mixed(color, paper, strong)) >= 4.5, group
        assert contrast(rgb(color), mixed(color, paper, tint)) >= 4.5, group  # label on its tint
        assert contrast(rgb(soft), mixed(color, paper, 0.12)) >= 4.5, group  # small print on a chosen card
        assert contrast(rgb(color), mixed(color, paper, 0.12)) >= 4.5, group


def test_kinds_differ_by_their_line_too() -> None:
    css = html.document_fromstring(render([])).cssselect("style")[0].text
    lines = {group: re.search(rf"\.{group} {{ [^}}]*--u: (\w+); --w: ([\d.]+px)", css) for group in (*KINDS, "report")}
    styles = [match.groups() for match in lines.values() if match]
    assert len(styles) == 6
    assert all(one != other for one, other in itertools.combinations(styles, 2))
