"""How likely a found action is right: a logistic model over what the tagger says of the action and its sentence.

The sum of a run's token scores, which chooses the runs, says little of whether a run as a whole is one statement: a
run of three tokens is rarely one, and a sentence's own score counts. The weights are set on held-out texts.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from kepil.reading import labels

Array = npt.NDArray[np.float32]

FEATURES = (
    "own",  # mean log-probability that a token is in a run of this group
    "other",  # log of the mean probability that it is in one of the other group
    "length",  # log of the number of tokens
    "short",  # fewer than five tokens
    "sentence",  # the sentence's own score for the group
    "sentence other",  # and for the other group
    "runs",  # number of runs found in the sentence
    "sentence length",  # log of the number of its tokens
    "report",  # whether it is a report
)
SHORT, LIMIT, FLOOR = 5, 6.0, 1e-4
_COLUMNS = labels.columns()
_NONE = np.empty((0, len(FEATURES)))


def features(rows: Array, runs: Sequence[tuple[str, tuple[int, int]]]) -> npt.NDArray[np.float64]:
    """One line of FEATURES for each run of a sentence.

    Args:
        rows: (tokens + 1, labels.WIDTH); the last row is the sentence's `[SEP]`.
        runs: `commitments` or `reports`, and (first token, last exclusive).
    """
    return features_of([rows], [runs])[0]


def features_of(
    sentences: Sequence[Array], every: Sequence[Sequence[tuple[str, tuple[int, int]]]]
) -> list[npt.NDArray[np.float64]]:
    """`features` of several sentences with the runs of each."""
    held = [rows for rows, runs in zip(sentences, every, strict=True) if runs]
    if not held:
        return [_NONE] * len(sentences)
    scores = np.concatenate([rows[:-1, _COLUMNS["action"]] for rows in held]).astype(np.float64)
    raised = np.exp(scores - scores.max(axis=1, keepdims=True))
    shares = raised / raised.sum(axis=1, keepdims=True)
    inside = shares[:, 1] + shares[:, 2], shares[:, 3] + shares[:, 4]
    logs = np.log(inside[0] + FLOOR), np.log(inside[1] + FLOOR)
    holds = np.clip(np.array([rows[-1, _COLUMNS["sentence"]] for rows in held], dtype=np.float64), -LIMIT, LIMIT)
    out, start, number = [], 0, 0
    for rows, runs in zip(sentences, every, strict=True):
        if not runs:
            out.append(_NONE)
            continue
        size = len(rows) - 1
        lines = np.empty((len(runs), len(FEATURES)))
        for at, (group, (first, last)) in enumerate(runs):
            own = int(group == "reports")
            run = slice(start + first, start + last)
            lines[at] = (
                logs[own][run].mean(),
                np.log(inside[1 - own][run].mean() + FLOOR),
                np.log(last - first),
                last - first < SHORT,
                holds[number, own],
                holds[number, 1 - own],
                len(runs),
                np.log(size),
                own,
            )
        out.append(lines)
        start += size
        number += 1
    return out


def confidence(lines: npt.NDArray[np.float64], weights: Sequence[float]) -> npt.NDArray[np.float64]:
    """The probability of being right for each line of `features`; `weights` is one number a feature and then the
    constant.
    """
    out: npt.NDArray[np.float64] = 1.0 / (1.0 + np.exp(-(lines @ np.asarray(weights[:-1]) + weights[-1])))
    return out
