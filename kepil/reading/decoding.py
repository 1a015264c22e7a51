"""The tagger's numbers into statements: which tokens form an action, of what kind, in which quote, with which roles.

Runs are decoded by the Viterbi algorithm over B/I/O with the one constraint that `I` follows its own `B` or `I`
(Viterbi 1967; the usual constrained decoding of sequence taggers).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from kepil.model import KINDS, SPECIFICITIES, STATUSES, Kind, Specificity, Status
from kepil.reading import judge, labels

Array = npt.NDArray[np.float32]
Runs = list[tuple[str, tuple[int, int]]]
"""Group and (first token, last exclusive)."""
Roles = dict[str, list[tuple[int, int]]]
Joints = Callable[[int, tuple[int, int]], Sequence[tuple[int, int, float]]]
"""Number of a sentence and a run of its tokens → where the language lets a further act begin inside the run: (end of
the tokens before, first token after, how far the words speak for it), in order."""


NEVER = 99.0


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
    joint: float = NEVER
    """A run is cut at a joint of the language where the log-odds of beginning there against going on, and how far the
    words speak for it, together reach this."""
    role: float = 0.0
    """Added to the scores of the roles that few tokens have (labels.RARE): above 0 finds more of them."""
    sentence: float = 0.0
    """Weight of the sentence's own score for holding a commitment or report, beside that of its tokens."""
    judge: tuple[float, ...] = ()
    """Weights of `judge.confidence`; where there are none, a run's confidence is the mean probability of its tokens."""
    least_commitment: float = 0.0
    """The least confidence of a commitment that is found."""
    least_report: float = 0.0


@dataclass(frozen=True, slots=True)
class Action:
    """A run of tokens (first, last exclusive) that is the action of a commitment or report."""

    group: str
    """`commitments` or `reports`."""
    run: tuple[int, int]
    confidence: float


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
    roles: Roles
    """Every role's runs in the sentence."""
    likely: list[tuple[int, int]]
    """Runs in the sentence that are a beneficiary if words say so too; those in `roles` are among them, or in them."""


_COLUMNS = labels.columns()
_GROUPS = (("commitments", 1, 2), ("reports", 3, 4))
_ROLE = (("", 1, 2),)
_NEVER = np.float32(-1e4)
PIECE = 3
"""Fewest tokens of a piece that is cut off: joints may stand side by side."""
LIKELY = 0.9
"""Added to `Settings.role` for runs that words must speak for too."""
SUBJECT, LEADING = 12, 6
"""Most tokens of a subject with its modal, and of an adverbial ("By 1 May"), that open a sentence before a quote."""


def decode(sentences: Sequence[Array], settings: Settings, joints: Joints | None = None) -> list[list[Found]]:
    """The statements of each sentence.

    Args:
        sentences: (tokens + 1, labels.WIDTH) numbers a sentence; the last row is its `[SEP]`.
        joints: where runs may be cut; None where no words are known.
    """
    every = actions(sentences, settings, joints)
    holding = [number for number, own in enumerate(every) if own]
    rows = [sentences[number] for number in holding]
    quotes = viterbi(_scores("quote", rows))
    shifts = [(role, settings.role if role in labels.RARE else 0.0) for role in labels.ROLES]
    *roles, likely = _runs_of([*shifts, ("beneficiary", settings.role + LIKELY)], rows)
    found: list[list[Found]] = [[] for _ in sentences]
    for at, number in enumerate(holding):
        own_roles = {role: runs[at] for role, runs in zip(labels.ROLES, roles, strict=True)}
        own_quotes = _runs(quotes[at], _GROUPS)
        found[number] = _statements(sentences[number][:-1], every[number], own_quotes, own_roles, likely[at])
    return found


def actions(sentences: Sequence[Array], settings: Settings, joints: Joints | None = None) -> list[list[Action]]:
    """The actions of each sentence, in order, none over another."""
    least = {"commitments": settings.least_commitment, "reports": settings.least_report}
    every = candidates(sentences, settings, joints)
    return [
        [Action(*run, how) for run, how in zip(runs, sure, strict=True) if how >= least[run[0]]]
        for runs, sure in zip(every, _confidence(sentences, every, settings), strict=True)
    ]


def candidates(sentences: Sequence[Array], settings: Settings, joints: Joints | None = None) -> list[Runs]:
    """The runs of each sentence that `actions` chooses from."""
    shifted = _scores("action", sentences)
    for rows, scores in zip(sentences, shifted, strict=True):
        holds = rows[-1, _COLUMNS["sentence"]]
        for (_, begin, inner), shift, hold in zip(_GROUPS, (settings.commitment, settings.report), holds, strict=True):
            both = shift + settings.sentence * min(float(hold), 2.0)
            scores[:, begin] += both + settings.begin
            scores[:, inner] += both
    found = [_runs(path, _GROUPS) for path in viterbi(shifted, settings.split)]
    if joints is None or settings.joint >= NEVER:
        return found
    return [
        [piece for run in own for piece in _cut(sentences[number], run, joints(number, run[1]), settings.joint)]
        for number, own in enumerate(found)
    ]


def _cut(
    rows: Array, run: tuple[str, tuple[int, int]], joints: Sequence[tuple[int, int, float]], least: float
) -> Iterator[tuple[str, tuple[int, int]]]:
    """A run in pieces: cut at each joint where a further act begins, as the tagger sees it.

    Added numbers do not count here: what raises a begin raises going on as well.
    """
    group, (first, last) = run
    begin, inner = next((begin, inner) for name, begin, inner in _GROUPS if name == group)
    scores = rows[:-1, _COLUMNS["action"]]
    for before, after, lean in joints:
        if float(scores[after, begin] - scores[after, inner]) + lean >= least and before - first >= PIECE:
            yield group, (first, before)
            first = after
    yield group, (first, last)


def _confidence(sentences: Sequence[Array], every: Sequence[Runs], settings: Settings) -> list[list[float]]:
    """How sure each run of each sentence is."""
    if settings.judge:
        lines = judge.features_of(sentences, every)
        return [judge.confidence(own, settings.judge).tolist() if len(own) else [] for own in lines]
    return [_mean_share(rows, runs) if runs else [] for rows, runs in zip(sentences, every, strict=True)]


def _mean_share(rows: Array, runs: Runs) -> list[float]:
    """The mean probability of the tokens of each run of a sentence to be in one."""
    (scores,) = _scores("action", [rows])
    inside = {name: np.exp(scores[:, begin]) + np.exp(scores[:, inner]) for name, begin, inner in _GROUPS}
    return [float(inside[group][first:last].mean()) for group, (first, last) in runs]


def _statements(
    tokens: Array, actions: list[Action], quotes: Runs, roles: Roles, likely: list[tuple[int, int]]
) -> list[Found]:
    """The statements of one sentence, one for each action."""
    found = []
    for action in actions:
        quote = _quote(action, actions, quotes)
        means = tokens[slice(*quote)].mean(axis=0)
        found.append(
            Found(
                action.group,
                action.run,
                quote,
                action.confidence,
                KINDS[_best("kind", means)],
                SPECIFICITIES[_best("specificity", means)],
                STATUSES[_best("status", means)],
                roles,
                likely,
            )
        )
    return found


def runs_of(role: str, sentences: Sequence[Array], shift: float = 0.0) -> list[list[tuple[int, int]]]:
    """The runs of one role in each sentence; `shift` is added to the scores of being in one."""
    return _runs_of([(role, shift)], sentences)[0]


def _runs_of(shifts: Sequence[tuple[str, float]], sentences: Sequence[Array]) -> list[list[list[tuple[int, int]]]]:
    """`runs_of` for several roles, each with its shift, in one search."""
    scores = []
    for role, shift in shifts:
        for own in _scores(role, sentences):
            own[:, 1:] += shift
            scores.append(own)
    runs = [[run for _, run in _runs(path, _ROLE)] for path in viterbi(scores)]
    return [runs[at * len(sentences) : (at + 1) * len(sentences)] for at in range(len(shifts))]


def viterbi(sentences: Sequence[Array], split: float = 0.0) -> list[list[int]]:
    """The best labels for each run of tokens; all runs at once, a step a token of the longest.

    Behind the last token that another label than `O` is best for, no path is better than `O` alone, and none is sought.

    Args:
        sentences: (tokens, labels) scores a run, its labels `O`, then pairs of `B` and `I`; a run may be empty.
        split: added for `B` after `B` or `I`.
    """
    lengths = np.array([len(scores) for scores in sentences], dtype=np.int64)
    if not lengths.any():
        return [[] for _ in sentences]
    count = next(scores.shape[1] for scores in sentences if len(scores))
    allowed = np.zeros((count, count), dtype=np.float32)
    for inner in range(2, count, 2):
        allowed[:, inner] = _NEVER
        allowed[inner - 1, inner] = allowed[inner, inner] = 0.0
        allowed[1:, inner - 1] = split
    out = [[0] * int(length) for length in lengths]
    searched = _searched(sentences, lengths) if split <= 0 else lengths
    if not searched.any():
        return out
    lengths, longest = searched, int(searched.max())
    order = np.argsort(-lengths, kind="stable")[: int((lengths > 0).sum())]
    best = np.zeros((longest, len(order), count), dtype=np.float32)
    for row, number in enumerate(order):
        best[: lengths[number], row] = sentences[number][: lengths[number]]
    best[0, :, 2::2] += _NEVER
    # the runs that are not over at a step stand first; after the last step all are
    running = [*(lengths[order] > np.arange(longest)[:, None]).sum(axis=1).tolist(), 0]
    for at in range(1, longest):
        now = slice(running[at])
        best[at, now] += np.maximum.reduce(best[at - 1, now, :, None] + allowed, axis=1)
    paths = np.zeros((longest, len(order)), dtype=np.int64)
    for at in range(longest - 1, -1, -1):
        now, going = slice(running[at]), slice(running[at + 1])
        if running[at + 1]:
            best[at, going] += allowed.T[paths[at + 1, going]]
        paths[at, now] = best[at, now].argmax(axis=1)
    for row, number in enumerate(order):
        out[number][: lengths[number]] = paths[: lengths[number], row].tolist()
    return out


def _searched(sentences: Sequence[Array], lengths: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    """How many tokens of each run reach to the last one that another label than `O` is best for."""
    every = np.concatenate(sentences)
    higher = np.flatnonzero(np.maximum.reduce(every[:, 1:], axis=1) > every[:, 0])
    ends = np.cumsum(lengths)
    holding = np.searchsorted(ends, higher, side="right")
    out = np.zeros_like(lengths)
    np.maximum.at(out, holding, higher + 1 - (ends - lengths)[holding])
    return out


def _runs(path: list[int], groups: tuple[tuple[str, int, int], ...]) -> Runs:
    runs: Runs = []
    if not any(path):
        return runs
    for name, begin, inner in groups:
        start = None
        for at, label in enumerate([*path, 0]):
            if start is not None and label != inner:
                runs.append((name, (start, at)))
                start = None
            if label == begin:
                start = at
    return sorted(runs, key=lambda run: run[1])


def _quote(action: Action, actions: list[Action], quotes: Runs) -> tuple[int, int]:
    """The quote that holds an action: the quote run that overlaps it most, grown to cover it, not into a neighbour's
    action.
    """
    first, last = action.run
    overlap = [(min(last, b) - max(first, a), name == action.group, a, b) for name, (a, b) in quotes]
    best = max((run for run in overlap if run[0] > 0), default=(0, False, first, last))
    start, end = min(first, best[2]), max(last, best[3])
    if start <= (SUBJECT if start == first else LEADING):
        start = 0
    for a, b in (other.run for other in actions):
        if b <= first:
            start = max(start, b)
        elif a >= last:
            end = min(end, a)
    return start, end


def _best(head: str, means: Array) -> int:
    return int(means[_COLUMNS[head]].argmax())


def _scores(head: str, sentences: Sequence[Array]) -> list[Array]:
    """The log-probabilities of a head's labels for the tokens of each sentence, all sentences at once."""
    if not sentences:
        return []
    every = _log_softmax(np.concatenate([rows[:-1, _COLUMNS[head]] for rows in sentences]))
    return np.split(every, np.cumsum([len(rows) - 1 for rows in sentences[:-1]]))


def _log_softmax(values: Array) -> Array:
    shifted = values - values.max(axis=1, keepdims=True)
    out: Array = shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))
    return out
