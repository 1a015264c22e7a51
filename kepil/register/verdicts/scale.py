"""The scale of fulfilment, and the sides that any scale is summed up in."""

from __future__ import annotations

from typing import Literal, get_args

Fulfilment = Literal[
    "not_rated",
    "not_started",
    "in_progress",
    "stalled",
    "kept",
    "kept_late",
    "partly_kept",
    "broken",
    "superseded",
    "withdrawn",
    "not_rateable",
    "upheld_so_far",
    "upheld",
    "breached",
]
FULFILMENTS: tuple[Fulfilment, ...] = get_args(Fulfilment)
NOT_TO_DO: tuple[Fulfilment, ...] = ("upheld_so_far", "upheld", "breached")
"""For promises not to do something."""
EITHER: tuple[Fulfilment, ...] = ("not_rated", "superseded", "withdrawn", "not_rateable")
"""For promises of both kinds."""
NEEDS_FOR: tuple[Fulfilment, ...] = ("kept", "kept_late", "partly_kept", "upheld_so_far", "upheld")
"""What nobody may say without evidence that something was fulfilled."""
NEEDS_AGAINST: tuple[Fulfilment, ...] = ("broken", "breached")
"""What nobody may say without evidence that something was not."""
ALWAYS_SECOND: tuple[Fulfilment, ...] = ("kept", "broken")
"""What no policy lets one person decide alone."""

Side = Literal["good", "partial", "bad", "open", "not_counted"]
SIDES: tuple[Side, ...] = ("good", "partial", "bad", "open", "not_counted")
"""What a label comes to when promises are counted: kept, kept in part, not kept, not decided yet, left out."""
