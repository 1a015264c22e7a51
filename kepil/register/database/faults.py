"""What the database says when something is wrong, as a sentence with a remedy."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import DatabaseError, InterfaceError

from kepil.register.state import RegisterError

_DAMAGED = "Restore it from your backup, or import the last export."
_RIGHTS = "Ask for the right to write to it; nothing was changed."
_ADDRESS = "Look at KEPIL_DATABASE_URL and at the server."
_KNOWN = (
    ("database or disk is full", "The disk is full.", "Make room and run the command again; nothing was changed."),
    ("no space left", "The disk is full.", "Make room and run the command again; nothing was changed."),
    ("quota exceeded", "The disk is full.", "Make room and run the command again; nothing was changed."),
    ("disk i/o error", "The disk cannot be read or written.", "Look at it and its quota; nothing was changed."),
    ("database is locked", "Another program is writing to the register.", "Wait for it, and run the command again."),
    ("readonly database", "The register may not be written by you.", _RIGHTS),
    ("read-only transaction", "The register may not be written by you.", _RIGHTS),
    ("permission denied", "The register may not be written by you.", _RIGHTS),
    ("unable to open database", "The register's database cannot be opened.", "Look at the rights of its folder."),
    ("not a database", "The register's database file is damaged.", _DAMAGED),
    ("malformed", "The register's database file is damaged.", _DAMAGED),
    ("could not decode", "The register's database file is damaged.", _DAMAGED),
    ("no such table", "There is no register in this database.", "Make one with kepil init."),
    ("password authentication", "The database server does not take this user and password.", _ADDRESS),
    ("no password supplied", "The database server wants a password.", _ADDRESS),
    ('role "', "The database server does not know this user.", _ADDRESS),
    ('database "', "There is no such database on the server.", "Make it with createdb, or look at KEPIL_DATABASE_URL."),
    ("does not exist", "There is no register in this database.", "Make one with kepil init."),
    ("connection", "The database server does not answer.", _ADDRESS),
)
"""What the databases say (in lower case), and what it means: the first that is in it counts."""


@contextmanager
def explained() -> Iterator[None]:
    """Turn errors of the database into `RegisterError` with what the user can do, the database's own words in it."""
    try:
        yield
    except (DatabaseError, InterfaceError) as error:
        said = str(error).strip().splitlines()[0] if str(error).strip() else type(error).__name__
        for sign, message, remedy in _KNOWN:
            if sign in said.lower():
                raise RegisterError(f"{message} ({said})", remedy) from error
        raise RegisterError(f"The database refuses: {said}.", "Nothing was changed.") from error
