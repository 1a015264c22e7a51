"""A tagger's own certainty as a probability: of a hundred statements at 0.8, eighty should be right.

The map is Platt's (1999): the logistic function of slope times log-odds plus intercept, a group of statements its own.
It is fitted on what the models of the folds found in texts that they had not seen (`benchmarks/calibration.py`), kept
in the model's card under `calibration`, and strictly rising, so that it changes no order.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

EDGE = 1e-6
"""Certainties are taken to lie this far from 0 and 1 at least, where the log-odds would have no end."""


@dataclass(frozen=True, slots=True)
class Curve:
    """The map of one group.

    Raises:
        ValueError: when it does not rise.
    """

    slope: float
    intercept: float

    def __post_init__(self) -> None:
        if not self.slope > 0:
            raise ValueError(
                f"A calibration must rise; its slope is {self.slope}. Fit it again: benchmarks/calibration.py"
            )

    def probability(self, certainty: float) -> float:
        """The probability, 0 to 1, that a statement of this certainty (0 to 1) is right."""
        inside = min(max(certainty, EDGE), 1 - EDGE)
        return 1 / (1 + math.exp(-self.slope * math.log(inside / (1 - inside)) - self.intercept))


AS_IT_IS = Curve(1.0, 0.0)
"""What a card without calibration has: the certainty itself."""


def curves(facts: Mapping[str, Mapping[str, float]] | None) -> dict[str, Curve]:
    """The curve of each group, from `calibration` of a model's card; None is a model that was not calibrated.

    Raises:
        KeyError: when a group is missing.
        ValueError: when a curve does not rise.
    """
    if facts is None:
        return dict.fromkeys(("commitments", "reports"), AS_IT_IS)
    return {group: Curve(facts[group]["slope"], facts[group]["intercept"]) for group in ("commitments", "reports")}
