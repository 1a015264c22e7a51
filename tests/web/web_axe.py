"""What axe-core, the checker of accessibility, finds on a page."""

from __future__ import annotations

from typing import Any


def violations(page: Any) -> list[str]:
    """What axe-core finds wrong on a page, by WCAG 2.2 A and AA; one line each."""
    from axe_playwright_python.sync_playwright import Axe

    rules = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}
    found = Axe().run(page, options=rules).response["violations"]
    return [f"{one['id']}: {one['help']}: {node['html'][:160]}" for one in found for node in one["nodes"]]
