"""Times that only an event tells ("before the next harvest", "until the last stone is laid"): where they end."""

from __future__ import annotations

from kepil.reading.english.times_tokens import Tokens
from kepil.reading.english.times_words import (
    ACTS,
    AFTER,
    BEGINNINGS,
    BODIES,
    CARDINALS,
    DETERMINERS,
    EVENTS,
    FUNCTION_WORDS,
    LASTING,
    OWNERS,
    SEASONS,
    words,
)

_STOPS = words("and but or if which who that provided unless because so in including with to")
_LIMIT = 9
_SPEAKERS = words("i we he she the")
_REMAIN = words("am is are remain remains lasts")
_TOOK = words("took came began started became assumed were was launched entered opened")
_TAKING = words("taking coming assuming independence joining then")
_GOING_ON = words("talks negotiations work works repairs crisis war emergency")
_TERMS = words("term mandate presidency tenure")


def event(t: Tokens, i: int) -> int | None:
    """The index after a time that starts at token i and is told by an event; None where there is none."""
    word, after = t.words[i], t.words[i + 1]
    if word in {"until", "till"}:
        return _run(t, i + 1)
    if word in {"before", "ahead", "prior"}:
        return _before(t, i)
    if word in {"as", "for"}:
        return _lasting(t, i)
    if word == "by" and t.words[i + 1 : i + 3] == ["the", "time"]:
        return _run(t, i + 3)
    if word == "while" and (after in _GOING_ON or t.words[i + 2] in _GOING_ON):
        return _run(t, i + 1, 6)
    if word == "over" and after in OWNERS and t.words[i + 2] in {"life", "lifetime", "term"} and t.words[i + 3] == "of":
        return _run(t, i + 4, 5)
    if word in {"during", "throughout"}:
        return _during(t, i)
    if word in {"upon", "on"}:
        return _upon(t, i)
    if word == "since":
        return _since(t, i)
    if word in {"in", "at", "by", "to"}:
        return _next(t, i)
    if word in {"our", "its"} and after in AFTER and t.words[i + 2] in _TERMS | {"session"}:
        return _run(t, i + 4, 6) if t.words[i + 3] in {"on", "of"} else i + 3
    return None


def _run(t: Tokens, i: int, limit: int = _LIMIT, stops: frozenset[str] = _STOPS) -> int | None:
    """The end of the words from i on: at punctuation, at a stop word, or after `limit`; None where there are none."""
    j = i
    while j < min(i + limit, t.size):
        word = t.words[j]
        if not (word[0].isalnum() or word == "-") or (word in stops and j > i):
            break
        j += 1
    return j if j > i else None


def _before(t: Tokens, i: int) -> int | None:
    """ "before the next harvest", "ahead of the elections", but not "before the House" or "before Parliament"."""
    plain = t.words[i] == "before"
    if not plain and t.words[i + 1] not in {"of", "to"}:
        return None
    j = i + 1 + (not plain)
    k = j + (t.words[j] in DETERMINERS)
    if t.words[i - 1] in {"ever", "never"} or t.words[j] in {"at", "in", "on", "and", "or", "but"}:
        # "more than ever before at the national level"
        return None
    named = k > j and t.words[k + 1] in BODIES and (t.raw[k + 1][0].isupper() or t.raw[k][0].isupper())
    if named or t.words[j] in BODIES or t.words[k] in BODIES or not t.words[j].isalpha():
        return None
    if not plain and t.words[j] not in OWNERS and t.words[j] not in AFTER:
        return None
    end = _run(t, j, 7)
    return end if plain or (end and EVENTS.intersection(t.words[j:end])) else None


def _lasting(t: Tokens, i: int) -> int | None:
    """ "for as long as the outbreak lasts", "as long as I am in office", "for the duration of the crisis"."""
    if t.words[i] == "as":
        long = t.words[i + 1 : i + 3] == ["long", "as"] and t.words[i + 3] in _SPEAKERS
        return _run(t, i + 3, 6) if long and _REMAIN.intersection(t.words[i + 4 : i + 7]) else None
    if t.words[i + 1 : i + 4] == ["as", "long", "as"]:
        # "for as long as five years" is a length
        length = t.words[i + 4] in CARDINALS or t.words[i + 4].isdecimal()
        return _run(t, i + 4) if not length else None
    if t.words[i + 1] == "the" and "duration" in t.words[i + 2 : i + 4]:
        return _run(t, i + 2, 6)
    return None


def _during(t: Tokens, i: int) -> int | None:
    after = t.words[i + 1]
    if after not in OWNERS and after not in {"this", "that", "these", "each"}:
        return None
    for j in range(i + 2, i + 6):
        if t.words[j] in LASTING:
            end = j + 1
            if t.words[end].isalpha() and t.words[end] not in FUNCTION_WORDS:
                # "during the emergency works"
                return None
            return _run(t, end + 1, 4) or end if t.words[end] in {"of", "on"} else end
        if not t.words[j].isalpha():
            break
    return None


def _upon(t: Tokens, i: int) -> int | None:
    """ "upon its publication in the Gazette", "on the day of the vote"."""
    j = i + 1 + (t.words[i + 1] in OWNERS)
    if t.words[j] in ACTS - {"day", "date", "end", "election", "approval", "signing"}:
        return _run(t, j, 8, _STOPS - {"in"})
    if t.words[i + 1 : i + 3] == ["the", "day"] and t.words[i + 3].isalpha() and t.words[i + 3] != "and":
        return _run(t, i + 3, 6)
    return None


def _since(t: Tokens, i: int) -> int | None:
    """ "since I took office", "since the launch of the programme"; but "since it is needed" gives a reason."""
    after = t.words[i + 1]
    if after in _TAKING:
        return _run(t, i + 1, 4)
    if after in {"i", "he", "she", "we", "they", "it"} and t.words[i + 2] in _TOOK:
        return _run(t, i + 1, 5)
    if after in OWNERS or after in {"this", "that"}:
        for j in range(i + 2, i + 5):
            if t.words[j] in BEGINNINGS:
                return _run(t, j + 2, 4) or j + 1 if t.words[j + 1] == "of" else j + 1
    return None


def _next(t: Tokens, i: int) -> int | None:
    """ "in its next budget", "to the next Meeting", "in our term", "in the lead-up to the conference"."""
    if t.words[i + 1] not in OWNERS:
        return None
    j = i + 2
    word = t.words[j]
    if word in SEASONS and t.words[j + 1] in EVENTS:
        return j + 2
    if t.words[i] == "in" and word in {"lead", "run"} and t.words[i + 4 : i + 6] == ["up", "to"]:
        return _run(t, i + 6, 7)
    if word in AFTER or word in {"last", "current", "present", "new"}:
        for k in range(j + 1, j + 4):
            if t.words[k] in EVENTS:
                return _run(t, k + 2, 4) or k + 1 if t.words[k + 1] in {"of", "on"} else k + 1
            if not t.words[k].isalpha():
                break
        return None
    return j + 1 if t.words[i + 1] != "the" and word in _TERMS else None
