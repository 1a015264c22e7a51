"""What speaks for and against two statements being about one thing: words, figures, dates, places, actors."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from kepil.linking import actors, amounts, lexicon, places
from kepil.linking.profile import Profile

Rarity = Callable[[str], float]
"""How much a stem tells: its inverse document frequency among all known statements."""

_SMALL = 12
"""Counts up to a dozen meet by chance."""

_COMMON = 0.5
"""What is left of the rarity of a stem that occurs with any subject."""

_FIRM, _FIRM_LOOSE = 5.0, 4.25
_WEIGHTS = {
    "topic": 3.0,
    "head": 1.5,
    "named": 1.0,
    "shared": 1.25,
    "few": 0.5,
    "unit": 1.5,
    "other_unit": -1.25,
    "money_apart": -0.75,
    "parts_apart": -3.0,
    "part_of_whole": -1.5,
    "day": 2.0,
    "rule": 1.25,
    "words_alone": -1.0,
}
_PLACE: dict[places.Lie, float] = {
    "same": 1.0,
    "inside": 1.5,
    "around": 0.5,
    "across": 0.5,
    "apart": -2.0,
    "beyond": -2.0,
    "unknown": 0.0,
}
_ACTOR: dict[actors.Likeness, float] = {"same": 1.5, "member": 1.0, "related": 0.0, "other": -1.0, "unknown": 0.0}
"""Log odds of two statements being about one thing, in steps of a quarter: how much each piece of evidence speaks, and
(`_FIRM`) how much is needed before the odds are even. A report needs less, and so
does what points back: they leave more unsaid."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """What two statements have in common; `a` is the earlier."""

    report: bool
    """Whether `b` is a report."""
    elliptic: bool
    """Whether `b` speaks of a part of something named before."""
    parts_apart: bool
    """Whether both speak of parts, and of so many that they are other parts."""
    nearby: bool
    """Whether `b` points back to words that hold a figure of `a`."""
    part_of_whole: bool
    """Whether `a` speaks of a part, and `b` of the whole, so that it tells nothing of that part."""
    topic: float
    """0 to 1: cosine of their words, weighted by rarity."""
    head: float
    """0 to 1: how much of what `a` does, and to what, `b` names too."""
    named: float
    """0 to 1: how much of what `b` does, and to what, `a` names too."""
    shared: tuple[amounts.Figure, ...]
    """Figures of `b` that `a` has too."""
    same_unit: bool
    """Whether both count the same things."""
    alike_measured: bool
    """Whether what both count measures the act in both, or describes it in both."""
    other_unit: bool
    """Whether both count, and nothing in common, or name sums of money, and none in common."""
    money_apart: bool
    """Whether one is about money and the other is not."""
    sum_apart: bool
    """Whether one names a sum of money and the other is not about money at all."""
    place: places.Lie
    same_day: bool
    """Whether `b` names the day by which, or from which, `a` is due."""
    same_rule: bool
    """Whether both name one rhythm or one duration."""
    actor: actors.Likeness
    words: tuple[str, ...]
    """The stems in common, the most telling first."""

    @property
    def words_alone(self) -> bool:
        """Whether two commitments have no value in common, so that only their words say that they are one."""
        values = self.shared or self.same_unit or self.nearby or self.same_day or self.same_rule
        return not self.report and not values and self.place not in ("same", "inside")

    @property
    def _figures(self) -> float:
        if self.nearby and not self.shared:
            return _WEIGHTS["shared"] + _WEIGHTS["unit"] * self.same_unit
        if self.shared:
            chance = all(one.counted and one.value <= _SMALL for one in self.shared)
            unit = self.same_unit or any(one.money for one in self.shared)
            return _WEIGHTS["few" if chance else "shared"] + _WEIGHTS["unit"] * unit
        return _WEIGHTS["unit"] * (self.same_unit and not self.part_of_whole) * (1.0 if self.alike_measured else 0.5)

    @property
    def strength(self) -> float:
        """The log odds that both are about one thing."""
        return (
            _WEIGHTS["topic"] * self.topic
            + _WEIGHTS["head"] * self.head
            + _WEIGHTS["named"] * self.named
            + self._figures
            + _WEIGHTS["parts_apart"] * self.parts_apart
            + _WEIGHTS["part_of_whole"] * (self.part_of_whole and self.same_unit and not self.shared)
            + _WEIGHTS["other_unit"] * self.other_unit
            + _WEIGHTS["money_apart"] * self.money_apart
            + _WEIGHTS["day"] * self.same_day
            + _WEIGHTS["rule"] * self.same_rule
            + _WEIGHTS["words_alone"] * self.words_alone
            + _PLACE[self.place]
            + _ACTOR[self.actor]
            - (_FIRM_LOOSE if self.report or self.elliptic else _FIRM)
        )


def compare(a: Profile, b: Profile, rarity: Rarity) -> Evidence:
    """Compare two statements, coordinate by coordinate."""
    units_a, units_b = ({one.unit for one in side.figures if one.counted} for side in (a, b))
    likeness = actors.compare(a.actor, b.actor)
    shared = tuple(one for one in amounts.shared(a.figures, b.figures) if _alike_measured(a, b, one))
    # Within one document the neighbours are the same, and say nothing.
    together = a.stated.document != b.stated.document
    words_a, words_b = (side.words if together else side.own for side in (a, b))
    common = set(words_a) & set(words_b)
    return Evidence(
        report=b.report,
        elliptic=b.part or b.bare,
        parts_apart=a.part and b.part and not shared and _parts(a, b),
        nearby=b.part and any(one.counted and one.value > _SMALL and one.value in b.nearby for one in a.figures),
        part_of_whole=_part_of_whole(a, b),
        topic=_cosine(words_a, words_b, rarity),
        head=_covered(a.head, words_b, rarity),
        named=_covered(b.head, words_a, rarity),
        shared=shared,
        same_unit=bool(units_a & units_b),
        alike_measured=any(
            one.unit == two.unit and (one in a.measures) == (two in b.measures)
            for one in a.figures
            for two in b.figures
        ),
        other_unit=(bool(units_a and units_b) and not units_a & units_b) or (a.sum and b.sum and not shared),
        money_apart=a.money != b.money,
        sum_apart=(a.sum and not b.money) or (b.sum and not a.money),
        place=_lie(a, b, likeness),
        same_day=a.dates.due is not None and a.dates.due in b.dates.all,
        same_rule=bool(a.dates.rules & b.dates.rules or a.dates.lasts & b.dates.lasts),
        actor=likeness,
        words=tuple(sorted(common, key=lambda word: (-_weight(word, rarity), word))),
    )


def _alike_measured(a: Profile, b: Profile, figure: amounts.Figure) -> bool:
    """Whether a figure that both have measures the act in both, or describes it in both; one that `b` denies is the
    other's, whatever it does there.
    """
    denied = figure.span.text.lower() in b.denied
    return (
        not figure.counted
        or denied
        or any(amounts.equal(one, figure) and (one in a.measures) == (figure in b.measures) for one in a.figures)
    )


def _lie(a: Profile, b: Profile, actor: actors.Likeness) -> places.Lie:
    found = places.lie(a.places, b.places)
    if found == "unknown" and actor != "member" and (_local(a, b) or _local(b, a)):
        return "beyond"
    return found


def _local(a: Profile, b: Profile) -> bool:
    """Whether `a` is what the body of one place does there, and `b` names neither that place nor that body."""
    homes = [set(name) for name in a.places if set(name) <= a.actor]
    return bool(homes) and not b.places and not any(home <= set(b.actor) | set(b.own) for home in homes)


def _part_of_whole(a: Profile, b: Profile) -> bool:
    """Whether `a` speaks of a part ("the other nine") and `b` of the whole; one reported as done includes the part."""
    return a.part and not b.part and not (b.done and any(one.counted for one in b.figures))


def _parts(a: Profile, b: Profile) -> bool:
    """Whether both count parts of one kind of thing."""
    one, two = (
        {figure.unit for figure in side.figures if figure.counted and figure not in side.wholes} for side in (a, b)
    )
    return bool(one & two)


def _weight(word: str, rarity: Rarity) -> float:
    return rarity(word) * (_COMMON if word in lexicon.COMMON or word in lexicon.MONEY else 1.0)


def _cosine(a: Mapping[str, float], b: Mapping[str, float], rarity: Rarity) -> float:
    one = {word: weight * _weight(word, rarity) for word, weight in a.items()}
    two = {word: weight * _weight(word, rarity) for word, weight in b.items()}
    # fsum: the order of the words, which is that of sets, must not show.
    product = math.fsum(weight * two[word] for word, weight in one.items() if word in two)
    if not product:
        return 0.0
    return product / math.sqrt(math.fsum(w * w for w in one.values()) * math.fsum(w * w for w in two.values()))


def _covered(head: frozenset[str], by: Mapping[str, float], rarity: Rarity) -> float:
    whole = math.fsum(_weight(word, rarity) for word in head)
    return math.fsum(_weight(word, rarity) for word in head if word in by) / whole if whole else 0.0
