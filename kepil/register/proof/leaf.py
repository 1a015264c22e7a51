"""What a leaf of the tree is: an open line about an event, with a salted commitment to its body.

The entry of an event is public and stays for ever: its number, kind and time, and SHA-256 of a salt of 32 random bytes
and the body. Who did it, why, and every word of it are in the body: where a law demands that they are erased, body and
salt go, the entry stays, and every proof still holds. Without the salt, the commitment says nothing about the body.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

import rfc8785

SALT = 32
"""Bytes of a salt."""
_PLAIN = r"[ !#-\[\]-~]+"
"""Printable ASCII that JSON writes as it is."""
_WORD = re.compile(_PLAIN)
_COMMITMENT = re.compile(r"[0-9a-f]{64}")
_ENTRY = re.compile(
    rf'\{{"at":"({_PLAIN})","commitment":"([0-9a-f]{{64}})","kind":"({_PLAIN})","n":(0|[1-9][0-9]{{0,15}})\}}'.encode()
)
_LARGEST = 2**53 - 1
"""The largest number that every reader of JSON reads exactly (RFC 8785, 3.2.2.3)."""


class EntryError(ValueError):
    """Bytes are not the entry of an event."""


@dataclass(frozen=True, slots=True)
class Entry:
    """What the public entry of an event says."""

    n: int
    """Number of the event, from 0, and index of its leaf."""
    kind: str
    at: str
    commitment: str
    """64 lower-case hexadecimal digits."""


def canonical(body: Mapping[str, Any]) -> bytes:
    """The bytes of a body that are hashed and stored (RFC 8785, by the library `rfc8785`).

    Raises ValueError for what JSON cannot say exactly: NaN, whole numbers beyond 2**53, unpaired surrogates.
    """
    return rfc8785.dumps(dict(body))


def draw_salt(source: Callable[[int], bytes]) -> bytes:
    """A salt from a source of random bytes; outside tests that is `secrets.token_bytes`.

    Raises ValueError where the source gives fewer bytes than it was asked for.
    """
    salt = source(SALT)
    if len(salt) != SALT:
        raise ValueError(f"The source of salts gave {len(salt)} bytes instead of {SALT}.")
    return salt


def commit(body: bytes, salt: bytes) -> str:
    """Commitment to a body: SHA-256 of salt and body, hexadecimal. Raises ValueError for a salt of another length."""
    if len(salt) != SALT:
        raise ValueError(f"A salt is {SALT} bytes long, and this one {len(salt)}.")
    return sha256(salt + body).hexdigest()


def is_plain(text: str) -> bool:
    """Whether a kind or a time is of printable ASCII without quotation marks and backslashes, as entries need it."""
    return _WORD.fullmatch(text) is not None


def entry(n: int, kind: str, at: str, commitment: str) -> bytes:
    """The entry of an event, canonical as RFC 8785 has it. Raises ValueError for values that an entry cannot hold."""
    if not 0 <= n <= _LARGEST:
        raise ValueError(f"An event cannot have the number {n}.")
    for name, text in (("kind", kind), ("time", at)):
        if not is_plain(text):
            raise ValueError(f"The {name} {text!r} of event {n} is not of plain printable ASCII.")
    if not _COMMITMENT.fullmatch(commitment):
        raise ValueError(f"The commitment {commitment!r} of event {n} is not 64 lower-case hexadecimal digits.")
    return written(n, kind, at, commitment)


def written(n: int, kind: str, at: str, commitment: str) -> bytes:
    """The bytes of an entry, for comparing: the values are not checked."""
    return f'{{"at":"{at}","commitment":"{commitment}","kind":"{kind}","n":{n}}}'.encode()


def parse(data: bytes) -> Entry:
    """What an entry says. Raises EntryError for bytes that `entry` would not write."""
    match = _ENTRY.fullmatch(data)
    if match is None or int(match[4]) > _LARGEST:
        raise EntryError(f"These bytes are not the entry of an event: {data[:200]!r}")
    return Entry(n=int(match[4]), kind=match[3].decode(), at=match[1].decode(), commitment=match[2].decode())
