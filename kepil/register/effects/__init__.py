"""What each event does to the state: one small function an event, in files by subject.

Importing the package knits them into `effect`, which finds the function by the type of an event's data.
"""

from kepil.register.effects import bodies, corrections, documents, entries, links, statements, verdicts
from kepil.register.effects.effect import effect

__all__ = ["bodies", "corrections", "documents", "effect", "entries", "links", "statements", "verdicts"]
