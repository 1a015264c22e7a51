"""The tagger's numbers into statements: which tokens form an action, of what kind, in which quote, with which roles.

Runs are decoded by the Viterbi algorithm over B/I/O with the one constraint that `I` follows its own `B` or `I`
(Viterbi 1967; the usual constrained decoding of sequence taggers).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from kepil.model import KINDS, SPECIFICITIES, STATUSES, Kind, Specificity, Status
from kepil.reading import labels

Array = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Settings:
    """What is set on held-out texts after training, never by hand; numbers are added to log-probabilities."""

    commitment: float = 0.0
    """Added to the score of a commitment's tokens: above 0 finds more, below 0 is surer."""
    report: float = 0.0
    begin: float = 0.0
    """Added where an action begins: below 0 breaks fewer actions into several."""
    split: float = 0.0
    """Added where an action begins right at the end of another."""
    role: float = 0.0
    """Added to the scores of the roles that few tokens have (labels.RARE): above 0 finds more of them."""
    sentence: float = 0.0
    """Weight of the sentence's own score for holding a commitment or report, beside that of its tokens."""


@dataclass(frozen=True, slots=True)
class Found:
    """A statement in tokens of one sentence; runs are (first, last exclusive)."""

    group: str
    """`commitments` or `reports`."""
    action: tuple[int, int]
    quote: tuple[int, int]
    confidence: float
    kind: Kind
    specificity: Specificity
    status: Status
    roles: dict[str, list[tuple[int, int]]]
    """Every role's runs in the sentence."""


_COLUMNS = labels.columns()
_GROUPS = (("commitments", 1, 2), ("reports", 3, 4))
_NEVER = np.float32(-1e4)
SUBJECT, LEADING = 12, 6
"""Most tokens of a subject with its modal, and of an adverbial ("By 1 May"), that open a sentence before a quote."""


def decode(logits: Array, settings: Settings) -> list[Found]:
    """Statements of one sentence.

    Args:
        logits: (tokens + 1, labels.WIDTH); the last row is the sentence's `[SEP]`.
    """
    tokens = logits[:-1]
    if not len(tokens):
        return []
    scores = _log_softmax(tokens[:, _COLUMNS["action"]])
    holds = logits[-1, _COLUMNS["sentence"]]
    shifted = scores.copy()
    for (_, begin, inner), shift, hold in zip(_GROUPS, (settings.commitment, settings.report), holds, strict=True):
        both = shift + settings.sentence * min(float(hold), 2.0)
        shifted[:, begin] += both + settings.begin
        shifted[:, inner] += both
    path = viterbi(shifted, settings.split)
    actions = _runs(path, _GROUPS)
    if not actions:
        return []
    quotes = _runs(viterbi(_log_softmax(tokens[:, _COLUMNS["quote"]])), _GROUPS)
    roles = {role: runs_of(role, logits, settings.role if role in labels.RARE else 0.0) for role in labels.ROLES}
    found = []
    for group, (first, last) in actions:
        begin, inner = next((b, i) for name, b, i in _GROUPS if name == group)
        sure = np.exp(scores[first:last, begin]) + np.exp(scores[first:last, inner])
        quote = _quote(group, first, last, actions, quotes)
        found.append(
            Found(
                group,
                (first, last),
                quote,
                float(sure.mean()),
                KINDS[_best("kind", tokens, quote)],
                SPECIFICITIES[_best("specificity", tokens, quote)],
                STATUSES[_best("status", tokens, quote)],
                roles,
            )
        )
    return found


def runs_of(role: str, logits: Array, shift: float = 0.0) -> list[tuple[int, int]]:
    """The runs of one role in a sentence; `shift` is added to the scores of being in one."""
    tokens = logits[:-1]
    if not len(tokens):
        return []
    scores = _log_softmax(tokens[:, _COLUMNS[role]])
    scores[:, 1:] += shift
    return [run for _, run in _runs(viterbi(scores), (("", 1, 2),))]


def viterbi(scores: Array, split: float = 0.0) -> list[int]:
    """Best labels for a run of tokens. `scores` is (tokens, labels): `O`, then pairs of `B` and `I`; `split` is for
    `B` after either.
    """
    count = scores.shape[1]
    allowed = np.zeros((count, count), dtype=np.float32)
    for inner in range(2, count, 2):
        allowed[:, inner] = _NEVER
        allowed[inner - 1, inner] = allowed[inner, inner] = 0.0
        allowed[1:, inner - 1] = split
    best = scores[0].copy()
    best[2::2] += _NEVER
    back = np.zeros((len(scores), count), dtype=np.int64)
    for at in range(1, len(scores)):
        through = best[:, None] + allowed
        back[at] = through.argmax(axis=0)
        best = through.max(axis=0) + scores[at]
    path = [int(best.argmax())]
    for at in range(len(scores) - 1, 0, -1):
        path.append(int(back[at, path[-1]]))
    return path[::-1]


def _runs(path: list[int], groups: tuple[tuple[str, int, int], ...]) -> list[tuple[str, tuple[int, int]]]:
    runs: list[tuple[str, tuple[int, int]]] = []
    for name, begin, inner in groups:
        start = None
        for at, label in enumerate([*path, 0]):
            if start is not None and label != inner:
                runs.append((name, (start, at)))
                start = None
            if label == begin:
                start = at
    return sorted(runs, key=lambda run: run[1])


def _quote(
    group: str,
    first: int,
    last: int,
    actions: list[tuple[str, tuple[int, int]]],
    quotes: list[tuple[str, tuple[int, int]]],
) -> tuple[int, int]:
    """The quote that holds an action: the quote run that overlaps it most, grown to cover it, not into a neighbour's
    action.
    """
    overlap = [(min(last, b) - max(first, a), name == group, a, b) for name, (a, b) in quotes]
    best = max((run for run in overlap if run[0] > 0), default=(0, False, first, last))
    start, end = min(first, best[2]), max(last, best[3])
    if start <= (SUBJECT if start == first else LEADING):
        start = 0
    for _, (a, b) in actions:
        if b <= first:
            start = max(start, b)
        elif a >= last:
            end = min(end, a)
    return start, end


def _best(head: str, tokens: Array, quote: tuple[int, int]) -> int:
    return int(tokens[slice(*quote), _COLUMNS[head]].mean(axis=0).argmax())


def _log_softmax(values: Array) -> Array:
    shifted = values - values.max(axis=1, keepdims=True)
    out: Array = shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))
    return out
