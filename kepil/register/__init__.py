"""The register: entries with their history. A log of events is the truth; state, status and proofs follow from it.

The public names below are loaded when they are first used, because the database needs Django:

    from kepil.register import Register, add, accept, set_verdict, survey
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kepil.register.adding import Added, add
    from kepil.register.editing import accept, correct, open_entry, reject, reopen, split, turn_down
    from kepil.register.judging import confirm, set_verdict, withdraw
    from kepil.register.register import Register
    from kepil.register.state import RegisterError
    from kepil.register.views.survey import survey

_PLACES = {
    "Added": "adding",
    "Register": "register",
    "RegisterError": "state",
    "accept": "editing",
    "add": "adding",
    "confirm": "judging",
    "correct": "editing",
    "open_entry": "editing",
    "reject": "editing",
    "reopen": "editing",
    "set_verdict": "judging",
    "split": "editing",
    "survey": "views.survey",
    "turn_down": "editing",
    "withdraw": "judging",
}

__all__ = [
    "Added",
    "Register",
    "RegisterError",
    "accept",
    "add",
    "confirm",
    "correct",
    "open_entry",
    "reject",
    "reopen",
    "set_verdict",
    "split",
    "survey",
    "turn_down",
    "withdraw",
]


def __getattr__(name: str) -> Any:
    if name not in _PLACES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_PLACES[name]}"), name)
