"""What this register is: how it reads, who decides, by which rules, and whatever its operator says of it."""

from __future__ import annotations

import functools
from pathlib import Path

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.safestring import SafeString
from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token

from kepil import __version__
from kepil.register.verdicts import FULFILMENTS, crosswalks, policies
from kepil.register.verdicts.scale import ALWAYS_SECOND, NEEDS_AGAINST, NEEDS_FOR, NOT_TO_DO
from kepil.web.index.query import RECORDS, STATUSES, Query
from kepil.web.scene import Scene

ABOUT = "about.md"
"""The operator's own text, in the folder of the register."""
LONGEST = 200_000
"""Bytes of it that are read."""


def about(request: HttpRequest) -> HttpResponse:
    scene: Scene = request.scene  # type: ignore[attr-defined]
    policy = policies()[scene.frame.head.policy]
    values = {
        "own": own_text(scene.site.folder),
        "policy": policy,
        "second": policy.second_reader,
        "always": ALWAYS_SECOND,
        "needs_for": NEEDS_FOR,
        "needs_against": NEEDS_AGAINST,
        "optional": policy.evidence_optional,
        "scale": [(one, policy.counts[one]) for one in FULFILMENTS if one not in NOT_TO_DO],
        "not_to_do": [(one, policy.counts[one]) for one in NOT_TO_DO],
        "times": STATUSES,
        "records": RECORDS,
        "crosswalks": sorted(crosswalks().values(), key=lambda one: one.name),
        "partly": round(policy.partly_from * 100),
        "kept": round(policy.kept_from * 100),
        "version": __version__,
        "count": scene.index.count(Query()),
    }
    return render(request, "kepil/history/about.html", values)


def own_text(folder: Path) -> SafeString | None:
    """The operator's text as HTML; None where there is none. No HTML in it is let through, no image, no script."""
    path = folder / ABOUT
    try:
        with path.open("rb") as file:
            content = file.read(LONGEST)
    except OSError:
        return None
    return SafeString(_markdown().render(content.decode("utf-8", errors="replace")))


@functools.cache
def _markdown() -> MarkdownIt:
    """Markdown as CommonMark has it, with tables and without HTML and images."""
    reader = MarkdownIt("commonmark", {"html": False}).enable("table").disable(["image", "html_block", "html_inline"])
    reader.add_render_rule("link_open", _link)
    reader.add_render_rule("heading_open", _heading)
    reader.add_render_rule("heading_close", _heading)
    return reader


def _link(self: RendererHTML, tokens: list[Token], index: int, options: object, env: object) -> str:
    token = tokens[index]
    if not str(token.attrGet("href") or "").lower().startswith(("http://", "https://", "mailto:", "/", "#")):
        token.attrSet("href", "#")
    token.attrSet("rel", "noopener")
    return str(self.renderToken(tokens, index, options, env))  # type: ignore[arg-type]


def _heading(self: RendererHTML, tokens: list[Token], index: int, options: object, env: object) -> str:
    """One level lower: the page has a heading of its own."""
    token = tokens[index]
    token.tag = f"h{min(int(token.tag[1]) + 1, 6)}"
    return str(self.renderToken(tokens, index, options, env))  # type: ignore[arg-type]
