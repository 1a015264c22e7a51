"""Small charts of plain characters: bars of days around today, and bars of shares."""

from __future__ import annotations

from collections.abc import Mapping

from kepil.register.views.score import Outcome

MARKS: Mapping[Outcome, str] = {
    "kept": "█",
    "late": "▓",
    "partly": "▒",
    "broken": "x",
    "overdue": "!",
    "open": "·",
    "not_counted": " ",
}
"""The character of each outcome of a scoreboard."""


def timeline(days: int, past: int, ahead: int, width: int) -> str:
    """Today as `|`, what is late as a bar to its left, what is to come as dots to its right.

    Args:
        days: From today to the date.
        past: The longest delay that is shown, in days.
        ahead: The farthest date that is shown, in days.
        width: Columns for the longer of the two sides.
    """
    most = max(past, ahead, 1)
    left, right = _columns(past, most, width), _columns(ahead, most, width)
    late, soon = (_columns(max(side, 0), most, width) for side in (-days, days))
    return (" " * left)[: left - late] + "█" * late + "|" + "·" * soon + " " * (right - soon)


def _columns(days: int, most: int, width: int) -> int:
    """Columns of so many days; anything above zero shows."""
    return max(1, round(days * width / most)) if days > 0 else 0


def shares(counts: Mapping[Outcome, int], most: int, width: int) -> str:
    """A bar of all counts, each in its character, as long as they are of the most.

    What is left by rounding goes to those that lose the most by it, so that the parts add up to the bar.
    """
    total = sum(counts.values())
    if not total:
        return ""
    length = max(1, round(total * width / most))
    exact = {name: count * length / total for name, count in counts.items()}
    parts = {name: int(value) for name, value in exact.items()}
    missing = length - sum(parts.values())
    for name in sorted(exact, key=lambda one: parts[one] - exact[one])[:missing]:
        parts[name] += 1
    return "".join(MARKS[name] * count for name, count in parts.items()).rstrip()
