"""Entries and commitments: canonical JSON as RFC 8785 has it, and nothing that could be read in two ways."""

from __future__ import annotations

import json
import struct
from hashlib import sha256
from typing import Any

import pytest
import rfc8785
from hypothesis import given
from hypothesis import strategies as st

from kepil.register.proof import leaf
from kepil.register.proof.leaf import Entry, EntryError

PLAIN = st.text(st.characters(min_codepoint=32, max_codepoint=126, exclude_characters='"\\'), min_size=1)
COMMITMENT = st.binary(min_size=32, max_size=32).map(bytes.hex)
NUMBERS = st.integers(0, 2**53 - 1)


@pytest.mark.parametrize(
    ("bits", "text"),
    [
        (0x0000000000000000, "0"),
        (0x8000000000000000, "0"),
        (0x0000000000000001, "5e-324"),
        (0x7FEFFFFFFFFFFFFF, "1.7976931348623157e+308"),
        (0x4340000000000000, "9007199254740992"),
        (0x4430000000000000, "295147905179352830000"),
        (0x44B52D02C7E14AF5, "9.999999999999997e+22"),
        (0x44B52D02C7E14AF6, "1e+23"),
        (0x444B1AE4D6E2EF4E, "999999999999999700000"),
        (0x444B1AE4D6E2EF50, "1e+21"),
        (0x3EB0C6F7A0B5ED8C, "9.999999999999997e-7"),
        (0x3EB0C6F7A0B5ED8D, "0.000001"),
        (0x41B3DE4355555553, "333333333.3333332"),
        (0xBECBF647612F3696, "-0.0000033333333333333333"),
    ],
)
def test_numbers_of_rfc_8785(bits: int, text: str) -> None:
    (value,) = struct.unpack(">d", struct.pack(">Q", bits))
    assert leaf.canonical({"v": value}) == f'{{"v":{text}}}'.encode()


def test_keys_are_sorted_by_utf_16_and_text_stays_as_it_is() -> None:
    body = {"\ufb33": 1, "\U0001f600": 2, "ö": 3, "1": 4, "\r": 5, "€": '\u20ac\x0f\n"\\/é'}
    assert leaf.canonical(body).decode() == (
        '{"\\r":5,"1":4,"ö":3,"€":"€\\u000f\\n\\"\\\\/é","\U0001f600":2,"\ufb33":1}'
    )


@pytest.mark.parametrize("value", [float("nan"), float("inf"), 2**53, "\ud800", {1: 2}, object()])
def test_what_json_cannot_say_exactly_is_refused(value: Any) -> None:
    with pytest.raises(ValueError):
        leaf.canonical({"v": value})


@given(NUMBERS, PLAIN, PLAIN, COMMITMENT)
def test_an_entry_is_canonical_json_and_reads_back(n: int, kind: str, at: str, commitment: str) -> None:
    data = leaf.entry(n, kind, at, commitment)
    assert data == rfc8785.dumps({"n": n, "kind": kind, "commitment": commitment, "at": at})
    assert leaf.parse(data) == Entry(n, kind, at, commitment)
    assert json.loads(data)["n"] == n


@given(NUMBERS, PLAIN, PLAIN, COMMITMENT, st.data())
def test_every_flipped_bit_is_another_entry_or_none(n: int, kind: str, at: str, commitment: str, data: Any) -> None:
    entry = bytearray(leaf.entry(n, kind, at, commitment))
    bit = data.draw(st.integers(0, len(entry) * 8 - 1))
    entry[bit // 8] ^= 1 << bit % 8
    try:
        said = leaf.parse(bytes(entry))
    except EntryError:
        return
    assert said != Entry(n, kind, at, commitment)
    assert leaf.entry(said.n, said.kind, said.at, said.commitment) == entry


@pytest.mark.parametrize(
    ("n", "kind", "at", "commitment"),
    [
        (-1, "k", "t", "0" * 64),
        (2**53, "k", "t", "0" * 64),
        (1, "", "t", "0" * 64),
        (1, "k", 't","n":2,"x":"', "0" * 64),
        (1, "k\\", "t", "0" * 64),
        (1, "й", "t", "0" * 64),
        (1, "k\n", "t", "0" * 64),
        (1, "k", "t", "0" * 63),
        (1, "k", "t", "A" * 64),
        (1, "k", "t", "0" * 64 + "\n"),
    ],
)
def test_values_that_an_entry_cannot_hold(n: int, kind: str, at: str, commitment: str) -> None:
    with pytest.raises(ValueError):
        leaf.entry(n, kind, at, commitment)


def test_an_entry_with_a_second_meaning_is_none() -> None:
    entry = leaf.entry(7, "k", "t", "0" * 64)
    for wrong in (b"", entry + b"\n", b" " + entry, entry.replace(b":7", b":07"), entry.replace(b'"k"', b'"k","n":8')):
        with pytest.raises(EntryError):
            leaf.parse(wrong)


@given(st.binary(), st.binary(min_size=32, max_size=32))
def test_a_commitment_is_the_hash_of_salt_and_body(body: bytes, salt: bytes) -> None:
    assert leaf.commit(body, salt) == sha256(salt + body).hexdigest()


def test_a_salt_has_one_length() -> None:
    # With salts of any length, a byte could move from the salt to the body without another commitment.
    for size in (0, 31, 33):
        with pytest.raises(ValueError, match="32"):
            leaf.commit(b"body", bytes(size))
        with pytest.raises(ValueError, match="32"):
            leaf.draw_salt(lambda _, size=size: bytes(size))
    assert leaf.draw_salt(lambda size: b"\x07" * size) == b"\x07" * 32
