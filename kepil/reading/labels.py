"""What the tagger says about every token: the heads of the model, in the order in which their numbers stand in its
output.

A head is a group of labels. Heads that mark runs of words use `O` (outside), `B` (begins) and `I` (goes on); an
action and a quote are
marked once for commitments (`c`) and once for reports (`r`). The other heads classify: a statement by the mean over the
tokens of its quote, a sentence by the separator token that closes it.
"""

from __future__ import annotations

from kepil.model import KINDS, SPECIFICITIES, STATUSES

RUNS = ("O", "B-c", "I-c", "B-r", "I-r")
BIO = ("O", "B", "I")

HEADS: dict[str, tuple[str, ...]] = {
    "action": RUNS,
    "quote": RUNS,
    "actor": BIO,
    "beneficiary": BIO,
    "place": BIO,
    "amount": BIO,
    "time": BIO,
    "condition": BIO,
    "kind": KINDS,
    "specificity": SPECIFICITIES,
    "status": STATUSES,
    "sentence": ("commitment", "report"),
}
"""Name of a head to its labels."""

ROLES = ("actor", "beneficiary", "place", "amount", "time", "condition")

RARE = ("beneficiary", "condition")


def columns() -> dict[str, slice]:
    """Where each head's numbers stand in the last axis of the model's output."""
    out, at = {}, 0
    for name, labels in HEADS.items():
        out[name] = slice(at, at + len(labels))
        at += len(labels)
    return out


WIDTH = sum(len(labels) for labels in HEADS.values())
"""Length of the last axis of the model's output."""
