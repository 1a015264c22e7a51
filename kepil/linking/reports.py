"""How two reports lie to each other: the same news, or news that cannot both be true."""

from __future__ import annotations

import datetime as dt

from kepil.linking import amounts
from kepil.linking.evidence import Evidence
from kepil.linking.profile import Profile
from kepil.linking.records import Change
from kepil.model import Report


def count(side: Profile, unit: str) -> amounts.Figure | None:
    """What is done of it: of "19 of the 24 dams: six in Arden …" the 19, the greatest but the whole."""
    found = sorted((one for one in side.figures if one.unit == unit), key=lambda one: -one.value)
    found = [one for one in found if one.span.text.lower() not in side.denied] or found
    return found[1] if len(found) > 1 else found[0] if found else None


def whole(side: Profile, unit: str) -> float | None:
    """Of how many, where it says so."""
    found = [one.value for one in side.figures if one.unit == unit and one.span.text.lower() not in side.denied]
    return max(found) if len(found) > 1 else None


def same(a: Profile, b: Profile, found: Evidence) -> bool:
    """Whether two reports of one thing say the same: one count or one day, and neither against the other."""
    if _status(a) != _status(b) and "not_done" in (_status(a), _status(b)):
        return False
    if a.dates.due != b.dates.due or a.dates.since or b.dates.since:
        return False
    if found.place in ("apart", "across"):
        return False
    units = amounts.units(a.figures) & amounts.units(b.figures)
    counts = [(count(a, unit), count(b, unit)) for unit in units]
    if any(one and two and not amounts.equal(one, two) for one, two in counts):
        return False
    return bool(counts) or found.same_day


def contradiction(a: Profile, b: Profile, found: Evidence) -> Change | None:
    """What in two reports of one thing cannot both be true; None where both can.

    What is done stays done: a later and lower count of one whole contradicts the earlier. So does a report that names
    the other's figure as wrong, and one that says "not done" of days for which the other says "done".
    """
    for unit in sorted(amounts.units(a.figures) & amounts.units(b.figures) - {"percent"}):
        one, two = count(a, unit), count(b, unit)
        if one is None or two is None or one.value == two.value or one not in a.measures or two not in b.measures:
            continue
        refuted = any(figure.span.text.lower() in b.denied and amounts.equal(one, figure) for figure in b.figures)
        if refuted or _fell(a, b, found, one, two):
            return Change("figures_differ", one.span, two.span, f"“{one.span.text}” or “{two.span.text}”")
    if {_status(a), _status(b)} == {"done", "not_done"} and found.place != "apart" and _overlap(a, b):
        return Change("reports_differ", a.stated.statement.quote, b.stated.statement.quote, "done, or not done")
    return None


def _fell(a: Profile, b: Profile, found: Evidence, one: amounts.Figure, two: amounts.Figure) -> bool:
    if (
        a.stated.document == b.stated.document
        or not one.counted
        or two.value >= one.value
        or one.rough
        or two.rough
        or a.part
        or b.part
    ):
        return False
    if found.actor not in ("same", "unknown"):
        return False
    if (
        found.place not in ("same", "unknown")
        or bool(a.places) != bool(b.places)
        or "not_done" in (_status(a), _status(b))
    ):
        return False
    before, after = whole(a, one.unit), whole(b, two.unit)
    if before is not None and after is not None and before != after:
        return False
    on_a, on_b = _day(a), _day(b)
    return on_a is not None and on_b is not None and on_a <= on_b


def _day(side: Profile) -> dt.date | None:
    """The day on which the count was so."""
    return side.dates.due or side.stated.published


def _overlap(a: Profile, b: Profile) -> bool:
    """Whether both speak of all days since some day, or since and until, and share days."""
    spans = []
    for side in (a, b):
        first, last = side.dates.first, side.stated.published
        if first is None or last is None or not side.dates.since:
            return False
        spans.append((first, last))
    return max(spans[0][0], spans[1][0]) <= min(spans[0][1], spans[1][1])


def _status(side: Profile) -> str:
    return side.stated.statement.status if isinstance(side.stated.statement, Report) else ""
