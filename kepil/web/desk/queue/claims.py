"""Soft claims: two editors at the same time do not get the same statement, and nobody blocks one for long."""

from __future__ import annotations

import datetime as dt

from kepil.web.desk.models.coding import Claim

HELD = dt.timedelta(minutes=10)
"""How long a statement is somebody's after they last looked at it."""
PUT_OFF = dt.timedelta(hours=12)
"""How long a statement that somebody skipped does not come back to them."""


def taken(who: str, now: dt.datetime) -> set[str]:
    """Statements that `who` does not get: others look at them, or `who` put them off."""
    live = Claim._default_manager.filter(until__gt=now)
    others = live.exclude(who=who).filter(skipped=False)
    own = live.filter(who=who, skipped=True)
    return {*others.values_list("statement", flat=True), *own.values_list("statement", flat=True)}


def claim(statement: str, who: str, now: dt.datetime) -> bool:
    """Take a statement, or hold it on; False where somebody else looks at it, who goes on holding it."""
    if holder(statement, who, now) is not None:
        return False
    Claim._default_manager.update_or_create(
        statement=statement, who=who, defaults={"until": now + HELD, "skipped": False}
    )
    first = Claim._default_manager.filter(statement=statement, until__gt=now, skipped=False).order_by("id").first()
    if first is not None and first.who != who:
        # both came in the same moment: the first keeps it
        Claim._default_manager.filter(statement=statement, who=who).delete()
        return False
    return True


def holder(statement: str, who: str, now: dt.datetime) -> Claim | None:
    """The claim of somebody else on a statement."""
    return (
        Claim._default_manager.filter(statement=statement, until__gt=now, skipped=False)
        .exclude(who=who)
        .order_by("id")
        .first()
    )


def skip(statement: str, who: str, now: dt.datetime) -> None:
    """Put a statement off: it comes back to this person later, and to others at once."""
    Claim._default_manager.update_or_create(
        statement=statement, who=who, defaults={"until": now + PUT_OFF, "skipped": True}
    )


def release(statement: str, who: str | None = None) -> None:
    """Give a statement back; by all who hold it when `who` is None, because it was decided."""
    found = Claim._default_manager.filter(statement=statement)
    (found if who is None else found.filter(who=who)).delete()


def forget(now: dt.datetime) -> None:
    """Drop what has run out."""
    Claim._default_manager.filter(until__lte=now).delete()
