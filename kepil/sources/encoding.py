"""Bytes to characters: byte order marks, UTF-8, what the file declares, and only then a guess, which is said."""

from __future__ import annotations

import codecs
import re
from typing import TYPE_CHECKING

from kepil.model import Problem

if TYPE_CHECKING:
    from charset_normalizer import CharsetMatch

_SAMPLE = 1 << 16
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_CANDIDATES = (
    *("cp1252", "cp1251", "koi8_r", "cp866", "cp1250", "cp1253", "cp1254", "cp1255", "cp1256", "cp1257"),
    *("gb18030", "big5", "shift_jis", "euc_jp", "euc_kr"),
)
"""What texts were written in before UTF-8, the usual first; a guess among all encodings is often a rare one."""
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_REMEDY = "Save it as UTF-8 and read it again."


def decode(data: bytes, source: str, declared: str | None = None) -> tuple[str, tuple[Problem, ...]] | Problem:
    """The characters of a text file, nothing changed but a byte order mark dropped.

    Args:
        data: All bytes of the file.
        source: What the user called it; named in every problem.
        declared: The encoding that the file or its server claims, if any.

    Returns:
        The text, and what had to be guessed (not fatal); or, where there is no text to be had, the fatal problem.
    """
    for mark, name in _BOMS:
        if data.startswith(mark):
            return _strict(data[len(mark) :], name, source)
    if 0 in data[:_SAMPLE] or 0 in data:
        wide = _wide(data)
        if wide:
            return _guessed(data, wide, source)
        message = "It holds NUL bytes, which no text has: it is a binary file or a damaged one."
        return Problem(source, "binary", message, "Give a text, a web page, a PDF or a Word file (.docx).")
    known = _known(declared)
    if known and data.isascii():
        # Encodings such as ISO-2022-JP look like ASCII.
        return _strict(data, known, source)
    try:
        return _checked(data.decode("utf-8"), source)
    except UnicodeDecodeError:
        pass
    if known and known != "utf-8":
        try:
            return _checked(data.decode(known), source)
        except UnicodeDecodeError:
            pass
    nearly = _nearly_utf8(data)
    if nearly is not None:
        count = nearly.count("\ufffd")
        message = f"{count} places are not valid UTF-8 and stand as \ufffd in the text."
        return nearly, (Problem(source, "encoding", message, _REMEDY, fatal=False),)
    return _guessed(data, _guess(data), source)


def universal_newlines(text: str) -> str:
    """Line ends as Python's own text files give them: CRLF and CR become LF."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def without_surrogates(text: str) -> str:
    """The text with halves of surrogate pairs, which cannot be written as UTF-8, replaced by U+FFFD."""
    return text.encode("utf-8", "surrogatepass").decode("utf-8", "replace")


def _strict(data: bytes, name: str, source: str) -> tuple[str, tuple[Problem, ...]] | Problem:
    try:
        return _checked(data.decode(name), source)
    except UnicodeDecodeError as error:
        message = f"It says that it is {name.upper()}, and is not from byte {error.start} on."
        return Problem(source, "encoding", message, _REMEDY)


def _guessed(data: bytes, name: str | None, source: str) -> tuple[str, tuple[Problem, ...]] | Problem:
    unreadable = Problem(source, "encoding", "It is neither UTF-8 nor any other encoding that could be told.", _REMEDY)
    if name is None:
        return unreadable
    try:
        text = data.decode(name)
    except UnicodeDecodeError:
        return unreadable
    checked = _checked(text, source)
    if isinstance(checked, Problem):
        return checked
    guess = Problem(
        source, "encoding", f"It is not UTF-8; it was read as {name}, which is a guess.", _REMEDY, fatal=False
    )
    return text, (guess,)


def _checked(text: str, source: str) -> tuple[str, tuple[Problem, ...]] | Problem:
    sample = text[:_SAMPLE]
    if "\x00" in sample or len(_CONTROLS.findall(sample)) * 20 > len(sample):
        message = "It is full of control characters: it is a binary file, not a text."
        return Problem(source, "binary", message, "Give a text, a web page, a PDF or a Word file (.docx).")
    return text, ()


def _known(declared: str | None) -> str | None:
    if not declared:
        return None
    try:
        name = codecs.lookup(declared.strip()).name
    except (LookupError, ValueError):
        return None
    # Browsers read all three as the last one.
    return "cp1252" if name in ("ascii", "iso8859-1", "cp1252") else name


def _wide(data: bytes) -> str | None:
    """UTF-16 without its mark: Latin letters and spaces have a zero in every second byte."""
    sample = data[:4096]
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    pairs = len(sample) // 2
    if pairs >= 8 and odd > 0.3 * pairs and not even:
        return "utf-16-le"
    if pairs >= 8 and even > 0.3 * pairs and not odd:
        return "utf-16-be"
    return None


def _nearly_utf8(data: bytes) -> str | None:
    """UTF-8 with a few damaged places, such as a character cut in two at the end of the file."""
    text = data.decode("utf-8", "replace")
    damaged = text.count("\ufffd")
    whole = sum(1 for char in text[: _SAMPLE * 4] if char > "\x7f") - damaged
    return text if whole >= 10 * damaged else None


def _guess(data: bytes) -> str | None:
    from charset_normalizer import from_bytes

    # The first stretch that is not ASCII tells most; a whole large file would take minutes.
    first = next((at for at in range(0, len(data), 4096) if not data[at : at + 4096].isascii()), 0)
    matches = list(from_bytes(data[first : first + _SAMPLE], cp_isolation=list(_CANDIDATES)))
    if not matches:
        return None
    # Many fit equally well where few letters are not ASCII: then the usual one is meant.
    equal = {match.encoding for match in matches if _fit(match) == _fit(matches[0])}
    return next((name for name in _CANDIDATES if name in equal), matches[0].encoding)


def _fit(match: CharsetMatch) -> tuple[float, float]:
    return match.chaos, match.coherence
