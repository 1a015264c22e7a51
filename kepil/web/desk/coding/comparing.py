"""How far the coders of a round agree, and where they differ."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kepil.web.desk.coding import rounds
from kepil.web.desk.coding.agreement import Agreement, agreements
from kepil.web.desk.coding.fields import FIELDS, Said, value
from kepil.web.desk.models.coding import Coding, Decision, Round, Unit


@dataclass(frozen=True, slots=True)
class Compared:
    """A unit that all coders coded."""

    unit: Unit
    codings: Sequence[Coding]
    differs: tuple[str, ...]
    """Fields in which they do not say the same."""
    decision: Decision | None

    @property
    def is_open(self) -> bool:
        """Whether they differ and nobody settled it."""
        return bool(self.differs) and self.decision is None

    @property
    def is_agreed(self) -> bool:
        """Whether they agree and it was not taken over yet."""
        return not self.differs and self.decision is None


def compared(round_: Round) -> list[Compared]:
    """The units that all coders coded, with the fields in which they differ."""
    need = len(rounds.coders(round_))
    said_of, settled = rounds.codings(round_), rounds.decisions(round_)
    found = []
    for unit in rounds.units(round_):
        codings = said_of.get(unit.pk, [])
        if len(codings) < need:
            continue
        said = [one.said for one in codings]
        differs = tuple(field.name for field in FIELDS if _differ(said, field.name, round_))
        found.append(Compared(unit, codings, differs, settled.get(unit.pk)))
    return found


def _differ(said: Sequence[Said], name: str, round_: Round) -> bool:
    """Whether those who answered a field did not all say the same."""
    values = [value(one, name, fulfilment=round_.fulfilment) for one in said]
    return len({one for one in values if one is not None}) > 1


def agreements_of(round_: Round) -> Sequence[Agreement]:
    """How far they agree in each field."""
    said = [[one.said for one in codings] for codings in rounds.codings(round_).values()]
    return agreements(said, fulfilment=round_.fulfilment)
