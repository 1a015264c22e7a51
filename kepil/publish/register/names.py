"""How the records of a register are named outside of it, and which characters can leave it in XML and calendars."""

from __future__ import annotations

import re
import uuid
from dataclasses import dataclass
from urllib.parse import quote

from kepil.register.proof.merkle import leaf_hash
from kepil.register.register import Register

_UNFIT = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufdcf\ufdf0-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class Names:
    """Names for the records of one register that are unique in the world and never change."""

    space: uuid.UUID
    """Made of the first leaf of the log, which has random bytes in it: an imported register has the same."""
    address: str | None = None
    """Where the register is published, if it is; then names are addresses below it."""

    def iri(self, id: str) -> str:
        """The name of a record, such as `E18`, or of a part of one, such as `S4/actor`."""
        if self.address is None:
            return f"urn:uuid:{self.uuid(id)}"
        return f"{self.address.rstrip('/')}/{quote(id)}"

    def uuid(self, id: str) -> uuid.UUID:
        """The same as a UUID, whatever the address."""
        return uuid.uuid5(self.space, id)


def names(register: Register, address: str | None = None) -> Names:
    """The names of a register's records.

    Args:
        address: Where it is published, such as `https://example.org/register`.
    """
    first = next(register.log.stored(0, 1))
    return Names(uuid.UUID(bytes=leaf_hash(first.entry)[:16]), address)


def printable(text: str) -> str:
    """A text without the control characters and non-characters that XML and iCalendar forbid: each becomes U+FFFD."""
    return _UNFIT.sub("\ufffd", text)
