"""Events to the bytes that are hashed and stored, and back."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any, Generic, TypeVar

import msgspec
import rfc8785

from kepil.register.events import KINDS, Event
from kepil.register.proof.leaf import canonical
from kepil.register.state import RegisterError

T = TypeVar("T")


class _Body(msgspec.Struct, Generic[T]):
    by: str
    data: T
    reason: str | None = None


_BODY_OF: Any = _Body
_DECODERS: dict[str, msgspec.json.Decoder[_Body[Any]]] = {
    kind: msgspec.json.Decoder(_BODY_OF[data]) for kind, data in KINDS.items()
}
_EXACT = 2**53 - 1
"""Up to here RFC 8785 writes whole numbers."""
_EXPONENT = 10**21
"""From here on it writes numbers with an exponent."""


def body(by: str, reason: str | None, data: Any) -> bytes:
    """The body of an event: who, why and what, as RFC 8785 (JSON Canonicalization Scheme) has it.

    Args:
        data: One of the records of `kepil.register.events.KINDS`.

    Raises:
        RegisterError: a number or a character in it has no exact form there.
    """
    fields: dict[str, Any] = msgspec.to_builtins(data)
    given = {name: _exact(value) for name, value in fields.items() if value is not None}
    content: dict[str, Any] = {"by": by, "data": given}
    if reason is not None:
        content["reason"] = reason
    try:
        return canonical(content)
    except rfc8785.CanonicalizationError as error:
        raise RegisterError(f"An event cannot be written: {error}.") from error


def event_of(n: int, at: dt.datetime, kind: str, body: bytes | str) -> Event:
    """The event that a body holds.

    Raises:
        RegisterError: the body is no event of this kind, or the kind is not known to this version.
    """
    if kind not in _DECODERS:
        raise RegisterError(f"Event {n} is of an unknown kind, {kind!r}.", "A newer version of Kepil may know it.")
    try:
        content = _DECODERS[kind].decode(body)
    except (msgspec.DecodeError, UnicodeError) as error:
        raise RegisterError(f"Event {n} is no {kind}: {error}.") from error
    return Event(n, at, content.by, content.reason, content.data)


def stamp(at: dt.datetime) -> str:
    """A time as it is written: UTC, whole seconds, `2031-04-14T12:00:00Z`."""
    return at.astimezone(dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def unstamp(text: str) -> dt.datetime:
    """The time that `stamp` wrote."""
    return dt.datetime.strptime(text, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=dt.UTC)


def _exact(value: Any) -> Any:
    """Whole numbers beyond 2^53 as a float, where what RFC 8785 writes of that is read as the same number again."""
    if isinstance(value, dict):
        return {key: _exact(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [_exact(one) for one in value]
    if isinstance(value, int) and not isinstance(value, bool) and abs(value) > _EXACT:
        try:
            near = float(value)
        except OverflowError:
            return value
        # below 10^21 its shortest digits are written, filled up with zeros; above it, an exponent
        if (int(Decimal(repr(near))) if abs(value) < _EXPONENT else int(near)) == value:
            return near
    return value
