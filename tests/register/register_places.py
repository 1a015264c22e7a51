"""A clock, and places where a register can be made."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from kepil.register.register import Register

NAME = "Promises of Velmora"
BEGAN = dt.datetime(2031, 1, 1, 9, tzinfo=dt.UTC)


class Clock:
    """A clock that goes on by a minute whenever it is asked, and that can be set."""

    def __init__(self, at: dt.datetime = BEGAN) -> None:
        self.at = at

    def __call__(self) -> dt.datetime:
        self.at += dt.timedelta(minutes=1)
        return self.at


@dataclass(frozen=True)
class Place:
    """Where a register can be made: a folder, and the database that its environment names, if any."""

    folder: Path
    kind: str
    environment: dict[str, str] = field(default_factory=dict)
    drop: Callable[[], None] = lambda: None
    """Takes the database away."""

    def create(self, clock: Callable[[], dt.datetime] | None = None, name: str = NAME) -> Register:
        return Register.create(self.folder, name=name, by="asel", now=clock or Clock(), environment=self.environment)

    def open(self, clock: Callable[[], dt.datetime] | None = None) -> Register:
        return Register.open(self.folder, now=clock or Clock(), environment=self.environment)
