"""Which figures of a programme readers may see: those of a named source, and those of statements that are public."""

from __future__ import annotations

from dataclasses import replace

from kepil.register.records import Programme
from kepil.web.public.entries.shelf import shelf
from kepil.web.scene import Scene


def public_money(scene: Scene, programme: Programme) -> Programme:
    """The programme without the figures of statements that bear on no published entry."""
    if scene.desk or not any(one.statement for one in programme.money):
        return programme
    bearing = shelf(scene).bearing
    kept = tuple(one for one in programme.money if one.statement is None or one.statement in bearing)
    return replace(programme, money=kept)
