"""Checkpoints and keys: the vectors of Go's sumdb/note, the example of the specification, and every flipped byte."""

from __future__ import annotations

import base64

import pytest
from hypothesis import given
from hypothesis import strategies as st
from proof_logs import ORIGIN, key

from kepil.register.proof import checkpoint
from kepil.register.proof.checkpoint import Checkpoint, CheckpointError, Signature, SignatureError

VKEY = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
SKEY = "PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz"
TEXT = b"If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n"
SIGNATURE = "x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM="
EXAMPLE = (
    "example.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n\n"
    "— example.com/behind-the-sofa Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/"
    "Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=\n"
)


def test_keys_and_signature_of_go() -> None:
    verifier, signer = checkpoint.parse_key(VKEY), checkpoint.parse_signing_key(SKEY)
    assert str(verifier) == VKEY
    assert signer.encode() == SKEY
    assert signer.verifier == verifier
    assert base64.b64decode(SIGNATURE) == verifier.id + signer.sign(TEXT)


def test_a_mangled_key_is_refused() -> None:
    for line, parse in ((VKEY, checkpoint.parse_key), (SKEY, checkpoint.parse_signing_key)):
        for start in range(len(line)):
            for end in range(start + 1, len(line) + 1):
                if (start, end) != (0, len(line)):
                    with pytest.raises(CheckpointError):
                        parse(line[start:end])
        for at in range(len(line)):
            with pytest.raises(CheckpointError):
                parse(line[:at] + chr(ord(line[at]) + 1) + line[at + 1 :])
    for wrong in (
        "PeterNeumann+cc469956+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TWBADKEY==",
        "PeterNeumann+173116ae+ZRpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
    ):
        with pytest.raises(CheckpointError):
            checkpoint.parse_key(wrong)


def test_a_secret_key_is_in_no_message() -> None:
    assert SKEY[-20:] not in repr(checkpoint.parse_signing_key(SKEY))
    with pytest.raises(CheckpointError) as caught:
        checkpoint.parse_signing_key(SKEY[:-1])
    assert SKEY[-20:-1] not in str(caught.value)


def test_the_example_of_the_specification() -> None:
    parsed = checkpoint.parse(EXAMPLE)
    assert (parsed.origin, parsed.size) == ("example.com/behind-the-sofa", 20852163)
    assert base64.b64encode(parsed.root) == b"CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I="
    assert str(parsed) == EXAMPLE


@given(st.integers(0, 2**60), st.binary(min_size=32, max_size=32), st.lists(st.sampled_from("abc"), max_size=2))
def test_a_signed_checkpoint_is_verified(size: int, root: bytes, extensions: list[str]) -> None:
    signed = checkpoint.sign(Checkpoint(ORIGIN, size, root, tuple(extensions)), key())
    assert checkpoint.verify(str(signed), key().verifier) == signed
    assert checkpoint.verify(str(signed).encode(), key().verifier) == signed


def test_every_flipped_bit_is_found() -> None:
    note = str(checkpoint.sign(Checkpoint(ORIGIN, 1234, bytes(range(32))), key())).encode()
    for at in range(len(note)):
        for bit in range(8):
            changed = bytearray(note)
            changed[at] ^= 1 << bit
            with pytest.raises(CheckpointError):
                checkpoint.verify(bytes(changed), key().verifier)


def test_a_key_verifies_only_its_own() -> None:
    note = str(checkpoint.sign(Checkpoint(ORIGIN, 5, bytes(32)), key()))
    with pytest.raises(SignatureError, match="no signature by"):
        checkpoint.verify(note, key(seed=2).verifier)
    with pytest.raises(SignatureError, match="of the log"):
        checkpoint.verify(note, key("another.example").verifier)


def test_witnesses_are_kept_and_do_not_replace_the_log() -> None:
    witness = Signature("witness.example", b"\x00\x01\x02\x03", b"\x04" * 72)
    signed = checkpoint.sign(Checkpoint(ORIGIN, 5, bytes(32), signatures=(witness,)), key())
    read = checkpoint.verify(str(signed), key().verifier)
    assert read.signatures[1:] == (witness,)
    assert checkpoint.sign(read, key()) == read
    alone = Checkpoint(ORIGIN, 5, bytes(32), signatures=(witness,))
    with pytest.raises(SignatureError):
        checkpoint.verify(str(alone), key().verifier)


def test_one_bad_signature_by_the_log_spoils_the_note() -> None:
    signed = checkpoint.sign(Checkpoint(ORIGIN, 5, bytes(32)), key())
    bad = Signature(ORIGIN, key().verifier.id, bytes(64))
    note = str(Checkpoint(ORIGIN, 5, bytes(32), signatures=(*signed.signatures, bad)))
    with pytest.raises(SignatureError, match="not of this checkpoint"):
        checkpoint.verify(note, key().verifier)


@pytest.mark.parametrize(
    "note",
    [
        "",
        "\n",
        EXAMPLE.rstrip("\n"),
        EXAMPLE.replace("\n\n", "\n"),
        EXAMPLE.replace("20852163", "020852163"),
        EXAMPLE.replace("20852163", "-1"),
        EXAMPLE.replace("20852163", "٣"),
        EXAMPLE.replace("CsUY", "Cs Y"),
        EXAMPLE.replace("CsUY", ""),
        EXAMPLE.replace("— ", "- "),
        EXAMPLE.replace("sofa\n2", "sofa\n\n2"),
        EXAMPLE.replace("sofa\n2", "sofa\r\n2"),
        EXAMPLE + "— more\n",
        EXAMPLE + "— other " + base64.b64encode(b"1234").decode() + "\n",
        EXAMPLE + 100 * EXAMPLE[EXAMPLE.index("—") :],
        b"\xff" + EXAMPLE.encode(),
        "\ud800" + EXAMPLE,
    ],
)
def test_a_malformed_note_is_refused(note: str | bytes) -> None:
    with pytest.raises(CheckpointError):
        checkpoint.parse(note)


@pytest.mark.parametrize("origin", ["", "two\nlines", "bell\x07"])
def test_what_cannot_be_a_note_is_not_signed(origin: str) -> None:
    with pytest.raises(CheckpointError):
        checkpoint.sign(Checkpoint(origin, 5, bytes(32)), key())
    with pytest.raises(CheckpointError):
        checkpoint.sign(Checkpoint(ORIGIN, 5, b"short"), key())


@pytest.mark.parametrize("name", ["", "a b", "a+b", "a\u00a0b"])
def test_names_that_keys_cannot_have(name: str) -> None:
    with pytest.raises(CheckpointError):
        checkpoint.generate(name, bytes)


def test_a_source_that_runs_dry_gives_no_key() -> None:
    with pytest.raises(CheckpointError):
        checkpoint.generate("a", lambda size: bytes(size - 1))
