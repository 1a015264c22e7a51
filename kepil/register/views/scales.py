"""The same entries on the scale of another tracker, with those whose verdict flips."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kepil.register.state import RegisterError
from kepil.register.verdicts import Crosswalk, Flip, Label, Rated, crosswalk, crosswalks, flips, show
from kepil.register.views.row import Row
from kepil.register.views.score import Scoreboard
from kepil.register.views.survey import Survey

NO_LABEL = ""
"""Key under which entries are counted for which the other scale has nothing."""


@dataclass(frozen=True, slots=True)
class Scaled:
    """A scoreboard on another scale."""

    crosswalk: Crosswalk
    counts: tuple[Mapping[str, int], ...]
    """For each line of the scoreboard: how many entries have each label, by label id."""
    total: Mapping[str, int]
    flips: tuple[tuple[Row, Flip, Label | None], ...]
    """The entries that come to another side there, each with its label there."""
    notes: tuple[tuple[str, str], ...]
    """Where the mapping of a fulfilment that occurs loses something or is a judgement: fulfilment and note."""


def scale(name: str) -> Crosswalk:
    """The crosswalk to a scale.

    Raises:
        RegisterError: there is none of this name.
    """
    if name not in crosswalks():
        raise RegisterError(f"There is no scale {name!r}.", f"There are {', '.join(crosswalks())}.")
    return crosswalk(name)


def on_scale(survey: Survey, board: Scoreboard, other: Crosswalk, rows: Sequence[Row] | None = None) -> Scaled:
    """Count the entries of a scoreboard by the labels of another scale.

    Args:
        survey: From `kepil.register.views.survey.survey`.
        board: A scoreboard of the same rows.
        other: From `scale`.
        rows: The rows of the scoreboard; all when None.
    """
    chosen = {row.id: row for row in (survey.rows if rows is None else rows)}
    shown = {row.id: show(row.fulfilment, row.status, other) for row in chosen.values()}
    labels = {id: one.label.id if one.label else NO_LABEL for id, one in shown.items()}
    rated = [Rated(row.id, row.fulfilment, row.status) for row in chosen.values()]
    notes = {row.fulfilment: note for row in chosen.values() if (note := shown[row.id].note) is not None}
    return Scaled(
        crosswalk=other,
        counts=tuple(_count(other, [labels[id] for id in line.entries]) for line in board.lines),
        total=_count(other, list(labels.values())),
        flips=tuple(
            (chosen[one.rated.entry], one, shown[one.rated.entry].label) for one in flips(rated, survey.policy, other)
        ),
        notes=tuple(notes.items()),
    )


def _count(other: Crosswalk, labels: Sequence[str]) -> dict[str, int]:
    return {label: labels.count(label) for label in (*other.labels, NO_LABEL)}
