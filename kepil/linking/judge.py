"""Two statements in, what they are to each other out: the relation, how sure, and why."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

from kepil.linking import reports, words
from kepil.linking.changes import changes, part
from kepil.linking.evidence import Evidence, Rarity, compare
from kepil.linking.profile import Profile
from kepil.linking.records import Change, Relation, What
from kepil.linking.times import apart

_WORDS = 4
"""Words in common that are named among the reasons, the most telling first, at most."""
_SAID_AGAIN = 0.9
"""How much of each of two statements of one document the other must name, to be taken for the same thing said again."""
_AGAINST: dict[What, tuple[What, str]] = {
    "deadline_slipped": ("dates_differ", "two deadlines for one thing"),
    "deadline_advanced": ("dates_differ", "two deadlines for one thing"),
    "start_moved": ("dates_differ", "two starts for one thing"),
    "number_cut": ("figures_differ", "two figures for one thing"),
    "number_raised": ("figures_differ", "two figures for one thing"),
}
"""Changes that no time lies between: one document says both."""


@dataclass(frozen=True, slots=True)
class Judgement:
    relation: Relation
    score: float
    reasons: tuple[str, ...]
    changes: tuple[Change, ...] = ()


def judge(a: Profile, b: Profile, rarity: Rarity, *, known: bool = False) -> Judgement | None:
    """What `b` is to the earlier `a`; None where they are not about one thing, or nothing is to be said of both.

    Args:
        rarity: How much a stem tells.
        known: Whether it is settled already, by way of other statements, that both are about one thing.
    """
    if a.report and not b.report:
        return None
    if a.stated.document == b.stated.document and _overlap(a, b):
        return None  # one sentence, and acts of their own: otherwise they were one statement
    found = compare(a, b, rarity)
    if found.sum_apart or (found.strength < 0 and not known):
        return None
    if not b.report:
        return _commitments(a, b, found)
    return _reports(a, b, found) if a.report else _progress(a, b, found)


def _overlap(a: Profile, b: Profile) -> bool:
    one, two = a.stated.statement.quote, b.stated.statement.quote
    return one.start < two.end and two.start < one.end


def _commitments(a: Profile, b: Profile, found: Evidence) -> Judgement | None:
    if found.place == "apart":
        return None  # so many here, and as many there, are two promises
    differ = changes(a, b, found)
    if not differ:
        return None if part(a, b, found) else _judgement("same", a, b, found)
    if a.stated.document != b.stated.document:
        return _judgement("drift", a, b, found, differ)
    against = tuple(_against(change) for change in differ if change.what in _AGAINST)
    if a.sum or b.sum:  # one document names many sums of money, each for a use of its own
        against = tuple(change for change in against if change.what == "dates_differ")
    if not against or part(a, b, found) or min(found.head, found.named) < _SAID_AGAIN:
        return None
    return _judgement("conflict", a, b, found, against)


def _against(change: Change) -> Change:
    what, text = _AGAINST[change.what]
    return replace(change, what=what, text=text)


def _progress(a: Profile, b: Profile, found: Evidence) -> Judgement | None:
    if a.stated.document == b.stated.document:
        return None
    said, until = a.stated.published, b.dates.due
    if said and until and until < said and not b.dates.since:
        return None  # what was over when the promise was made does not bear on it
    return _judgement("progress", a, b, found)


def _reports(a: Profile, b: Profile, found: Evidence) -> Judgement | None:
    against = reports.contradiction(a, b, found)
    if against:
        return _judgement("conflict", a, b, found, (against,))
    if a.stated.document != b.stated.document and reports.same(a, b, found):
        return _judgement("same", a, b, found)
    return None


def _judgement(
    relation: Relation, a: Profile, b: Profile, found: Evidence, differ: tuple[Change, ...] = ()
) -> Judgement:
    score = 1 / (1 + math.exp(-found.strength))
    return Judgement(relation, score, (*(change.text for change in differ), *reasons(a, b, found)), differ)


def _as_written(side: Profile, stems: Sequence[str]) -> list[str]:
    """Stems as the words of the statement, its heading or what stands before it."""
    stated = side.stated
    texts = (stated.statement.quote.text, stated.heading, stated.before)
    written = {words.stem(word): word for text in reversed(texts) for word in reversed(words.tokens(text))}
    return [written.get(stem, stem) for stem in stems]


def reasons(a: Profile, b: Profile, found: Evidence) -> tuple[str, ...]:
    """Why two statements are taken to be about one thing, in words for people, the strongest first."""
    out = [f"same figure “{one.span.text}”" for one in found.shared]
    if found.same_unit and not found.shared:
        units = {one.unit for one in a.figures}
        out.append(
            f"both count: {', '.join(sorted({one.thing for one in b.figures if one.counted and one.unit in units}))}"
        )
    if found.same_day:
        out.append(f"same day {a.dates.due}")
    if found.same_rule:
        out.append("same rhythm or length")
    if found.actor in ("same", "member"):
        out.append("same actor" if found.actor == "same" else "one of the same actors")
    if found.place in ("same", "inside"):
        out.append("same place" if found.place == "same" else "one of its places")
    if found.words:
        out.append("same words: " + ", ".join(_as_written(b, found.words[:_WORDS])))
    later = apart(a.stated.published, b.stated.published)
    return (*out, later) if later else tuple(out)
