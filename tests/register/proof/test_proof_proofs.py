"""Proofs of single events and of growth: they hold, travel as JSON, and fail for anything else."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from proof_logs import event, key, log

from kepil.register.proof import leaf
from kepil.register.proof.checkpoint import CheckpointError, SignatureError
from kepil.register.proof.merkle import ProofError
from kepil.register.proof.proofs import (
    GrowthProof,
    Proof,
    check_growth,
    check_proof,
    prove,
    prove_growth,
    read_growth_proof,
    read_proof,
)

LOG = log(300)
KEY = key().verifier


def proof_of(n: int, size: int) -> Proof:
    return prove(n, LOG.events[n].entry, LOG.tiles, LOG.note(size))


@given(st.integers(1, 300), st.data())
def test_an_event_is_proved_at_every_size(size: int, data: st.DataObject) -> None:
    n = data.draw(st.integers(0, size - 1))
    proof = proof_of(n, size)
    said = check_proof(read_proof(json.loads(json.dumps(proof.to_json()))), KEY)
    stored = LOG.events[n]
    assert (said.n, said.kind, said.at) == (n, stored.kind, stored.at)
    assert stored.body is not None and stored.salt is not None
    assert said.commitment == leaf.commit(stored.body, stored.salt)


@given(st.integers(0, 300), st.data())
def test_growth_is_proved_between_any_sizes(new: int, data: st.DataObject) -> None:
    old = data.draw(st.integers(0, new))
    proof = prove_growth(LOG.tiles, LOG.note(old), LOG.note(new))
    before, after = check_growth(read_growth_proof(json.loads(json.dumps(proof.to_json()))), KEY)
    assert (before.size, after.size) == (old, new)


def test_what_is_not_in_the_log_is_not_proved() -> None:
    with pytest.raises(ProofError):
        prove(5, event(5, "other").entry, LOG.tiles, LOG.newest)
    with pytest.raises(ValueError, match="no leaf 300"):
        prove(300, event(300).entry, LOG.tiles, LOG.newest)
    with pytest.raises(ProofError):
        prove_growth(LOG.tiles, log(100, "other").newest, LOG.newest)
    with pytest.raises(ValueError, match="no prefix"):
        prove_growth(LOG.tiles, LOG.newest, LOG.note(10))


def test_another_event_does_not_borrow_a_proof() -> None:
    proof = proof_of(7, 300)
    for wrong in (
        replace(proof, n=8),
        replace(proof, entry=LOG.events[8].entry),
        replace(proof, n=8, entry=LOG.events[8].entry),
        replace(proof, path=proof.path[:-1]),
        replace(proof, checkpoint=LOG.note(299)),
        replace(proof, entry=proof.entry + b" "),
    ):
        with pytest.raises(ProofError):
            check_proof(wrong, KEY)
    with pytest.raises(SignatureError):
        check_proof(proof, key(seed=2).verifier)


@given(st.data())
def test_every_flipped_byte_of_a_proof_is_found(data: st.DataObject) -> None:
    proofs = [proof_of(7, 300).to_json(), prove_growth(LOG.tiles, LOG.note(77), LOG.newest).to_json()]
    text = bytearray(json.dumps(data.draw(st.sampled_from(proofs)), ensure_ascii=False, separators=(",", ":")).encode())
    bit = data.draw(st.integers(0, len(text) * 8 - 1))
    text[bit // 8] ^= 1 << bit % 8
    try:
        changed = json.loads(text)
    except ValueError:
        return
    if changed in proofs:
        return  # JSON can say one thing in two ways.
    with pytest.raises((ProofError, CheckpointError)):
        if "n" in changed:
            check_proof(read_proof(changed), KEY)
        else:
            check_growth(read_growth_proof(changed), KEY)


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"entry": "", "n": 1, "path": []},
        {"entry": "", "n": "1", "path": [], "checkpoint": ""},
        {"entry": "", "n": 1, "path": [5], "checkpoint": ""},
        {"entry": "", "n": 1, "path": ["é"], "checkpoint": ""},
        {"entry": "", "n": 1, "path": ["A==="], "checkpoint": ""},
        {"entry": "", "n": 1, "path": [], "checkpoint": "", "more": 1},
    ],
)
def test_other_data_is_no_proof(data: dict) -> None:
    with pytest.raises(ProofError):
        read_proof(data)
    with pytest.raises(ProofError):
        read_growth_proof(data)


def test_a_growth_proof_of_other_checkpoints_fails() -> None:
    proof = prove_growth(LOG.tiles, LOG.note(77), LOG.newest)
    for wrong in (
        replace(proof, older=LOG.note(78)),
        replace(proof, newer=LOG.note(299)),
        replace(proof, older=proof.newer, newer=proof.older),
        GrowthProof(proof.older, proof.newer, ()),
    ):
        with pytest.raises(ProofError):
            check_growth(wrong, KEY)
