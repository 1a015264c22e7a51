"""How far coders agree: Krippendorff's alpha, percent agreement, overlap of spans, with intervals by bootstrap.

Alpha is 1 minus observed over expected disagreement (K. Krippendorff, *Content Analysis*, 4th ed. 2019, ch. 12; also
"Computing Krippendorff's Alpha-Reliability", 2011): any number of coders, units that some did not code, values of a
nominal or an ordinal scale. The widely used package for it is under the GPL, so the two formulas are written here and
tested against his published examples.

Two spans are compared by the Dice coefficient of their code points, 2|A∩B| / (|A|+|B|), the mean over all pairs of
coders of a unit, and then over units. It is not corrected for chance: two spans drawn from different units never
overlap, so the agreement expected by chance is 0.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any

import numpy as np
import numpy.typing as npt

from kepil.web.desk.coding.fields import FIELDS, Field, Level, Said, value

DRAWS = 1000
"""Bootstrap samples."""
SEED = 20_190_101
"""Of the bootstrap: the same codings always give the same interval."""

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Agreement:
    """How far coders agree in one field."""

    field: str
    level: Level
    units: int
    """Units that at least two coders answered."""
    pairs: int
    """Pairs of answers that were compared."""
    agreed: float | None
    """Share of pairs that are exactly the same, mean over units; None where nothing can be compared."""
    measure: float | None
    """Alpha, or the mean overlap of spans. None where nothing can be compared, or where everybody always says the same:
    then alpha has nothing to measure.
    """
    low: float | None = None
    """The interval that holds 95 % of the bootstrap samples."""
    high: float | None = None


def agreements(codings: Sequence[Sequence[Said]], *, fulfilment: bool) -> tuple[Agreement, ...]:
    """The agreement in every field.

    Args:
        codings: For each unit what its coders said, in any order.
        fulfilment: Whether coders were asked what came of it.
    """
    return tuple(
        _of(field, [[value(said, field.name, fulfilment=fulfilment) for said in unit] for unit in codings])
        for field in FIELDS
        if fulfilment or field.name != "fulfilment"
    )


def _of(field: Field, units: Sequence[Sequence[Any]]) -> Agreement:
    answered = [[one for one in unit if one is not None] for unit in units]
    answered = [unit for unit in answered if len(unit) > 1]
    pairs = sum(len(unit) * (len(unit) - 1) // 2 for unit in answered)
    if not answered:
        return Agreement(field.name, field.level, 0, 0, None, None)
    same = float(np.mean([np.mean([a == b for a, b in combinations(unit, 2)]) for unit in answered]))
    if field.level == "span":
        shares = np.array([np.mean([overlap(a, b) for a, b in combinations(unit, 2)]) for unit in answered])
        draws = _drawn(len(shares)) @ shares / len(shares)
        return Agreement(field.name, field.level, len(answered), pairs, same, float(shares.mean()), *_interval(draws))
    values = field.values or tuple(sorted({one for unit in answered for one in unit}))
    counts = counted(answered, values)
    ordinal = field.level == "ordinal"
    found = alpha(counts, ordinal=ordinal)
    low, high = _interval(_alphas(counts, ordinal)) if found is not None else (None, None)
    return Agreement(field.name, field.level, len(answered), pairs, same, found, low, high)


def overlap(a: tuple[int, int], b: tuple[int, int]) -> float:
    """The Dice coefficient of two spans: 0 apart, 1 the same."""
    shared = max(0, min(a[1], b[1]) - max(a[0], b[0]))
    return 2 * shared / ((a[1] - a[0]) + (b[1] - b[0]))


def counted(units: Sequence[Sequence[str]], values: Sequence[str]) -> Floats:
    """How often each value was given to each unit: a row a unit, a column a value."""
    place = {one: number for number, one in enumerate(values)}
    found = np.zeros((len(units), len(values)))
    for row, unit in enumerate(units):
        for one in unit:
            found[row, place[one]] += 1
    return found


def alpha(counts: Floats, *, ordinal: bool = False) -> float | None:
    """Krippendorff's alpha.

    Args:
        counts: As `counted` gives them; units with fewer than two values are left out.
        ordinal: Whether the columns are in order, and near values disagree less.

    Returns:
        None where fewer than two values are left, or all of them are the same.
    """
    kept = counts[counts.sum(axis=1) > 1]
    margins = kept.sum(axis=0)
    total = margins.sum()
    if total < 2:
        return None
    apart = _apart(margins, ordinal)
    observed = ((kept @ apart) * kept).sum(axis=1) / (kept.sum(axis=1) - 1)
    expected = float(margins @ apart @ margins) / (total - 1)
    return None if expected == 0 else 1 - float(observed.sum()) / expected


def _apart(margins: Floats, ordinal: bool) -> Floats:
    """Squared differences between values."""
    if not ordinal:
        return 1 - np.eye(len(margins))
    upto = np.cumsum(margins)
    number = np.arange(len(margins))
    low, high = np.minimum.outer(number, number), np.maximum.outer(number, number)
    between = upto[high] - upto[low] + margins[low]
    found: Floats = np.square(between - (margins[low] + margins[high]) / 2)
    return found


def _drawn(units: int) -> Floats:
    """How often each unit is in each bootstrap sample."""
    random = np.random.default_rng(SEED)
    return random.multinomial(units, np.full(units, 1 / units), size=DRAWS).astype(float)


def _alphas(counts: Floats, ordinal: bool) -> Floats:
    """Alpha of every bootstrap sample that has one."""
    weights, sizes = _drawn(len(counts)), counts.sum(axis=1)
    margins = weights @ counts
    totals = margins.sum(axis=1)
    if ordinal:
        observed = np.empty(DRAWS)
        expected = np.empty(DRAWS)
        for number in range(DRAWS):
            apart = _apart(margins[number], True)
            own = ((counts @ apart) * counts).sum(axis=1) / (sizes - 1)
            observed[number] = weights[number] @ own
            expected[number] = margins[number] @ apart @ margins[number] / (totals[number] - 1)
    else:
        observed = weights @ ((np.square(sizes) - np.square(counts).sum(axis=1)) / (sizes - 1))
        expected = (np.square(totals) - np.square(margins).sum(axis=1)) / (totals - 1)
    there = expected > 0
    found: Floats = 1 - observed[there] / expected[there]
    return found


def _interval(draws: Floats) -> tuple[float | None, float | None]:
    if len(draws) < DRAWS / 2:
        return None, None
    low, high = np.quantile(draws, [0.025, 0.975])
    return float(low), float(high)
