"""Names as they are compared: without case, accents, hyphens, white space and a leading "the"; names as identifiers."""

from __future__ import annotations

import functools
import re

from kepil.reading.coordinates.place_gazetteer import fold
from kepil.register.records import Body, Programme, Region
from kepil.register.state import NOUNS, RegisterError
from kepil.register.store import Store

_NO_LETTER = re.compile(r"[^\w]+")
_NUMBERED = re.compile(r"[a-z]\d+")


@functools.lru_cache(maxsize=1 << 16)
def normal(name: str) -> str:
    """A name in the form in which two spellings of it are equal: `government of velmora`."""
    return fold(name).removeprefix("the ").strip()


def new_id(store: Store, name: str, given: str | None) -> str:
    """The identifier of a new body, region or programme: the given one, or the name in small letters with hyphens.

    Raises:
        RegisterError: it is taken, or would be mistaken for that of a document, a statement, an entry or a link.
    """
    found = _NO_LETTER.sub("-", normal(name)).strip("-") if given is None else given
    if not found or found != _NO_LETTER.sub("-", found).strip("-") or _NUMBERED.fullmatch(found.casefold()):
        raise RegisterError(
            f"{found!r} cannot be an identifier.",
            "Give one with --id: letters, digits and hyphens, such as audit-office.",
        )
    for kind in (Body, Region, Programme):
        if store.get(kind, found) is not None:
            raise RegisterError(f"{found} is the identifier of a {NOUNS[kind]} already.", "Give another one with --id.")
    return found
