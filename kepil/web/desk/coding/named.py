"""The round and the unit that an address names, and who may see what coders said."""

from __future__ import annotations

from django.http import Http404, HttpRequest

from kepil.web.desk.access import by, may
from kepil.web.desk.coding import rounds
from kepil.web.desk.models.coding import Round, Unit


def the_round(id: int) -> Round:
    """A round.

    Raises:
        Http404: there is none.
    """
    found = Round._default_manager.filter(id=id).first()
    if found is None:
        raise Http404(f"There is no coding round {id}.")
    return found


def the_unit(round_: Round, place: int) -> Unit:
    """A unit of a round.

    Raises:
        Http404: there is none.
    """
    found = rounds.units(round_).filter(place=place).first()
    if found is None:
        raise Http404(f"There is no unit {place}.")
    return found


def may_look(request: HttpRequest, round_: Round) -> bool:
    """Whether somebody may see what coders said: editors, but while coding goes on none who codes it themselves."""
    return may(request.user, "editor") and (round_.closed or by(request) not in rounds.coders(round_))
