"""What the calendar says of the story on three days: due, overdue, extended, done late, against what the texts say.

    .venv/bin/python -m benchmarks.schedule [--shared DIR] [--all]

Every entry of `story/status.jsonl` gets its calendar from the annotated times alone: its first mention, and the later
ones that `links.jsonl` joins to it (`same` says again, `drift` changes). A verdict that ends it is known from the first
report that decides it and is younger than its last change, and holds from the day that this report gives. On each day
only what had been published by then is known.

What is shown as overdue, extended or done late was compared with the texts by hand, `CHECKED`: `said` when they say
so themselves, `silent` when they never come back to it, `later` when they say only later that it had been done by then,
`wrong` when the calendar is wrong.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kepil.model import Span, Time
from kepil.register.schedule import Calendar, Said, TimeStatus, calendar_of, lateness, slip, time_status
from kepil.register.verdicts import Fulfilment, Rated, Scale, crosswalks, flips, policies, policy

SHARED = Path(__file__).resolve().parents[2] / "shared"
DAYS = (dt.date(2031, 12, 31), dt.date(2032, 9, 6), dt.date(2033, 12, 12))
Note = dict[str, Any]
Place = tuple[str, int]
STANDING = {("01-address", 8), ("02-vna-report", 8), ("04-finance-release", 11)}
"""Promises not to do something: no festival, no family in a gymnasium, no new taxes. Times do not tell, editors do."""
CHECKED: dict[dt.date, dict[str, str]] = {
    DAYS[0]: {
        "01:2": "later",  # in December 2033: all eleven banks by 15 May
        "01:3": "said",  # 1,130 of 3,000 ready; later: the term was not met
        "01:4": "said",  # opened a month later
        "02:7": "later",  # in February: the last one on 5 December
        "04:6": "wrong",  # a time in which applications are taken, over since July
    },
    DAYS[1]: {
        "01:2": "later",
        "01:3": "said",  # 380 homes are given to 30 November
        "01:4": "said",
        "02:7": "said",  # nine weeks after the term
        "04:6": "wrong",
        "05:5": "said",  # not submitted
    },
    DAYS[2]: {
        "01:3": "said",  # B. Kept after the term
        "01:4": "said",
        "01:10": "said",  # C. Kept in part; five to 30 June 2035
        "02:7": "said",
        "03:9": "wrong",  # five were done in March 2033, and two had been given up: nothing is owed
        "04:1": "said",  # 655 of 800 million
        "04:6": "wrong",
        "05:5": "said",
    },
}


@dataclass(frozen=True)
class Story:
    notes: dict[str, Note]
    links: list[Note]
    verdicts: list[Note]

    def on(self, name: str) -> dt.date:
        return dt.date.fromisoformat(self.notes[name]["published"])

    def statement(self, place: Place, what: str) -> Note:
        found: Note = self.notes[place[0]][f"{what}s"][place[1]]
        return found


@dataclass(frozen=True)
class Line:
    """One entry on one day."""

    name: str
    """Number of the document and of the commitment in it."""
    fulfilment: Fulfilment
    calendar: Calendar
    status: TimeStatus
    quote: str

    @property
    def late(self) -> int:
        """Days that it was done late."""
        return max(0, lateness(self.calendar) or 0) if self.fulfilment in ("kept", "kept_late") else 0

    @property
    def flagged(self) -> bool:
        return self.status in ("overdue", "extended") or self.late > 0


def load(folder: Path) -> Story:
    notes = {path.stem: json.loads(path.read_text("utf-8")) for path in sorted(folder.glob("*.json"))}
    links, verdicts = (
        [json.loads(line) for line in (folder / name).read_text("utf-8").splitlines() if line]
        for name in ("links.jsonl", "status.jsonl")
    )
    return Story(notes, links, verdicts)


def mentions(story: Story, first: Place, firsts: set[Place]) -> list[tuple[Place, bool]]:
    """The commitments that voice an entry, each with whether it changes it."""
    found = {first: False}
    waiting = [first]
    while waiting:
        here = waiting.pop(0)
        for link in story.links:
            a, b = link["a"], link["b"]
            if link["relation"] not in ("same", "drift") or (a[2], b[2]) != ("commitment", "commitment"):
                continue
            later = (b[0], b[1])
            if (a[0], a[1]) == here and later not in firsts:
                changes = found.get(later, False) or link["relation"] == "drift"
                if later not in found:
                    waiting.append(later)
                found[later] = changes
    return sorted(found.items())


def said(story: Story, place: Place, changes: bool) -> Said:
    return Said(story.on(place[0]), tuple(times(story.statement(place, "commitment"))), changes)


def times(note: Note) -> Iterable[Time]:
    for one in note["times"]:
        days = [dt.date.fromisoformat(one[end]) if one[end] else None for end in ("from", "to")]
        yield Time(Span(one["text"], 0, len(one["text"])), one["role"], days[0], days[1], one["rule"])


def closed(story: Story, verdict: Note, calendar: Calendar, changed: dt.date, day: dt.date) -> dt.date | None:
    """The day of fulfilment, as far as it was known on a day; None when nothing known then closes the entry."""
    if verdict["fulfilment"] not in policy("default").closing:
        return None
    wanted = "not_done" if verdict["fulfilment"] == "broken" else "done"
    for name, index, what in verdict["decided_by"]:
        report = story.statement((name, index), what)
        if changed <= story.on(name) <= day and report["status"] == wanted:
            ends = [one.end or one.start for one in times(report) if calendar.recurrence is None]
            return max((end for end in ends if end), default=story.on(name))
    return None


def lines(story: Story, day: dt.date) -> list[Line]:
    firsts = {tuple(one["first"]) for one in story.verdicts}
    found = []
    for verdict in story.verdicts:
        first: Place = tuple(verdict["first"])
        if story.on(first[0]) > day:
            continue
        known = [one for one in mentions(story, first, firsts) if story.on(one[0][0]) <= day]
        spoken = [said(story, place, changes) for place, changes in known]
        standing = True if first in STANDING else None
        changed = max(story.on(place[0]) for place, changes in known if changes or place == first)
        done = closed(story, verdict, calendar_of(spoken, standing=standing), changed, day)
        calendar = calendar_of(spoken, closed=done, standing=standing)
        status = time_status(calendar, day)
        assert status is not None, "said by that day"
        quote = story.statement(first, "commitment")["quote"]
        found.append(Line(f"{first[0][:2]}:{first[1]}", verdict["fulfilment"], calendar, status, quote))
    return found


def show(line: Line, checked: str) -> str:
    calendar = line.calendar
    deadline = calendar.deadline or calendar.end or "-"
    moved = f"{slip(calendar):+d}" if slip(calendar) else ""
    return (
        f"  {line.name:<6} {line.status:<12} {deadline!s:<11} {moved:>5} {calendar.closed or '-'!s:<11}"
        f" {line.late or '':>5} {checked:<7} {line.quote[:60]}"
    )


def main(argv: list[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--shared", type=Path, default=SHARED)
    parser.add_argument("--all", action="store_true", help="every entry, not only what is overdue, extended or late")
    args = parser.parse_args(argv)
    story = load(args.shared / "story")
    for day in DAYS:
        found = lines(story, day)
        print(f"{day}  {count(line.status for line in found)}")
        print(f"  {'entry':<6} {'status':<12} {'deadline':<11} {'slip':>5} {'done':<11} {'late':>5} {'texts':<7}")
        checked = {line.name: CHECKED[day].get(line.name, "silent") for line in found if line.flagged}
        for line in found:
            if args.all or line.flagged:
                print(show(line, checked.get(line.name, "")))
        print(f"  by the texts: {count(checked.values())}\n")
    rated = [Rated(line.name, line.fulfilment, line.status) for line in found if line.fulfilment != "not_rated"]
    print(f"flips of {len(rated)} rated entries on {day}, from the default policy")
    scales: dict[str, Scale] = {**policies(), **crosswalks()}
    for name, scale in scales.items():
        turned = flips(rated, policy("default"), scale)
        print(f"  {name:<14} {len(turned):>3}  {count(f'{one.before} to {one.after}' for one in turned)}")


def count(values: Iterable[str]) -> str:
    return ", ".join(f"{n} {value}" for value, n in sorted(Counter(values).items()))


if __name__ == "__main__":
    main()
