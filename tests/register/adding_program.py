"""Adding in a process of its own, to be killed or raced: what the tests of faults start."""

from __future__ import annotations

import datetime as dt
import os
import signal
from collections.abc import Mapping
from pathlib import Path

BEGAN = dt.datetime(2031, 1, 1, 9, tzinfo=dt.UTC)


def text(number: int) -> str:
    """A text with one report and several commitments, which are found again in other texts."""
    return (
        f"The ministry of roads will build {number + 2} bridges in Marl by the end of the year.\n"
        f"The council will plant {number * 7 + 3} trees along the river Sarn.\n"
        f"The school number {number} was reopened on Monday.\n"
    )


def moment(number: int) -> dt.datetime:
    """When text `number` is added: what is written follows from the number alone."""
    return BEGAN + dt.timedelta(hours=number + 1)


def run(folder: str, environment: Mapping[str, str], numbers: tuple[int, ...], die_before: int | None = None) -> None:
    """Add texts to a register.

    Args:
        die_before: Which statement of the database is not reached, counted from the first of the change.
    """
    from django.db import connections
    from register_samples import reading

    from kepil.register.adding import add
    from kepil.register.register import Register

    at = BEGAN
    register = Register.open(Path(folder), now=lambda: at, environment=environment)
    if die_before is not None:
        count = iter(range(die_before))

        def counted(execute, sql, params, many, context):  # type: ignore[no-untyped-def]
            if next(count, None) is None:
                os.kill(os.getpid(), signal.SIGKILL)
            return execute(sql, params, many, context)

        connections[register.alias].execute_wrappers.append(counted)
    for number in numbers:
        at = moment(number)
        add(register, reading(text(number), f"text {number}"), by="asel")
    register.close()
