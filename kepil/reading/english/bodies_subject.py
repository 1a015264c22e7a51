"""Where an English sentence names who must do it: as subject, as the one ordered, after "by", or in its lead-in."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from itertools import islice

from kepil.reading.english import bodies_words as lexicon
from kepil.reading.english import voices_verbs as verbs
from kepil.reading.english.bodies_mentions import Mention
from kepil.reading.english.bodies_words import listed

Between = Callable[[int, int], Sequence[Mention]]

_BACK = 500
"""Code points before a statement in which its sentence begins."""
_LINE = 1_000
"""Code points of a line before the statement that are looked at."""
_LEAD_BACK = 4_000
"""Code points before a list item in which its lead-in ends."""
_WORDS_AFTER = 7
"""Words after a mention that show whether it acts."""
_ASIDE = 14
"""Words of an aside between commas at most, with its commas."""
_ACTIVE = listed(
    """
    will would shall should must can could may might is are was were has have had does do did plans plan
    intends intend wants want needs need aims undertook undertakes agreed decided
    """
)
_STOP = re.compile(r"[.!?…][\"'”’»)\]]*\s|\n\s*\n|\n(?=\s*(?:[•*–—-]|\(?\w{1,3}[.)])\s)")
_ITEM = re.compile(r"[ \t]{0,40}(?:[•▪●◦‣*·–—-]|\(?\w{1,4}[.)])\s")
_INTRO = re.compile(
    r"(?:.{0,160}[,;:]\s+)?(?:(?:and|but|then|that|while|so|if|when|until)\s+){0,2}[\"“«‘]?$", re.IGNORECASE | re.DOTALL
)
_AUXILIARY = re.compile(r"['’](?:ll|ve|d|re|m)\b")
_DENIED = re.compile(r"\w+n['’]t")
_RELATIVE = re.compile(r"(?:which|who)\s(?:will|would|shall|should|must|ha[sd]|have|is\sto|are\sto)\b")
_RELATED = 200
"""Code points before a relative clause in which its antecedent begins."""
_CONJUNCTION = re.compile(r"(?:and|or|but)\s")
_IMPERSONAL = re.compile(r"(?:is|was|would be|will be|has been|may be|seems) (?!to\b)")
_PROPOSES = (
    verbs.ORDERING
    | verbs.PROMISING
    | frozenset(
        {"call", "calls", "supports", "support", "urge", "propose", "hope", "hopes", "want", "ask", "recommend"}
    )
)
_NO_VERBS = listed(
    """
    of for and or in on at with from by as than that which who whose where when if while during after before
    under over into through between among about against but nor yet including such both the a an this these
    those its their his her our
    """
)
_NO_SUBJECTS = listed(
    """
    his her hers its their our my your ours who them him us me both these those
    """
)
_BINDS = listed(
    """
    undertook undertakes committed commits agreed agrees intends intended plans wants offered offers set gave
    gives opened held presented introduced guaranteed guarantees put puts met received visited
    """
)
_SAYS = (verbs.SAYING | verbs.PROMISING | verbs.ORDERING | {"repeat", "repeats", "repeated"}) - _BINDS
_PREMODIFIED = re.compile(
    r"(?:(?<=\s)|^)(?:(?i:an?|the|all|both|every|each|no|these|those|\d+)\s(?:[\w-]+\s){0,2}|[A-Z][a-z]+\s)$"
)
_INTRO_LONGEST = 300
_INTRO_MENTIONS = 5
_ADVERBIAL = re.compile(
    r"[\"“«‘]?(?:by|in|from|on|until|at|after|before|within|under|during|following|starting|since|for|as of|every|each"
    r"|today|tonight)\s[^,.;:]{0,60}\s$",
    re.IGNORECASE,
)
_ORDERS = (verbs.ORDERING - listed("called calls calling given gave gives proposed commissioned")) | listed(
    """
    instruct order direct task charge oblige require demand advise invite forbid recommend urge request ask
    entrust
    """
)
_CONDITION = re.compile(r"\b(?:if|once|unless|until|when|provided|that)\s+(?:the\s+)?$", re.IGNORECASE)
_CALLED = (["called", "on"], ["called", "upon"], ["calls", "on"], ["call", "on"], ["attention", "of"])
_TO_WHAT = re.compile(r"to\b|not to\b|with\b|until\b")
_ORDERED = listed(
    """
    instructed ordered directed tasked charged asked told urged obliged required requested advised reminded
    entrusted assigned authorised authorized given invited called forbidden commissioned mandated
    """
)
_JOINED = re.compile(r"(?:\band|\bor|,|;|\bto|\bthen)\s+$")
_BODIES = ("body", "offices", "office", "person")


def subject(
    text: str, start: int, end: int, between: Between, is_body: Callable[[Mention], bool], kind: str
) -> Mention | None:
    """The mention that names who must do what `text[start:end]` says; None where the words name nobody.

    Args:
        between: the mentions that begin in a run.
        is_body: whether a proper name is that of a body, a country or an official.
        kind: the kind of the statement; who proposes is not who must act.
    """
    first = sentence_start(text, start)
    return (
        opening(text, start, between)
        or _antecedent(text, start, between)
        or _ordered(text, first, end, between, is_body)
        or _leading(text, start, end, between, is_body, kind)
        or _agent(text, start, end, between, is_body)
        or _shared(text, first, start, between, is_body, kind)
        or _cell(text, start, between, is_body)
        or _lead_in(text, first, start, between)
    )


def sentence_start(text: str, start: int) -> int:
    """Where the sentence or list item of a place in the text begins."""
    back = max(0, start - _BACK)
    at = back
    for match in _STOP.finditer(text, back, start):
        at = match.end()
    return at


def _leading(
    text: str, start: int, end: int, between: Between, is_body: Callable[[Mention], bool], kind: str
) -> Mention | None:
    """The subject of an active verb at the head of the statement."""
    mark = _ITEM.match(text, start, end)
    start = mark.end() if mark else start
    for one in between(start, min(end, start + _INTRO_LONGEST))[:_INTRO_MENTIONS]:
        following = _after(text, one.end, end)
        if (
            (one.kind == "pronoun" and one.label.lower() in _NO_SUBJECTS)
            or not following
            or following[0] in {"'s", "’s"}
        ):
            continue
        if not _opens(text[start : one.start], one) or _conditional(text, start, one) or not _acts(following):
            continue
        verb = following[1] if following[0] in {"has", "have", "had", "also"} and following[1:2] else following[0]
        if verb in _SAYS or (verb in {"set", "put"} and one.head in ("person", "president", "premier", "minister")):
            continue
        if one.kind == "pronoun" and (one.head == "you" or (one.head in ("it", "they") and not is_body(one))):
            return None
        if one.kind == "name" and not is_body(one):
            return None
        if one.head == "it" and one.kind == "pronoun" and _IMPERSONAL.match(" ".join(following)):
            return None
        if kind == "proposal" and following[0] in _PROPOSES:
            return None
        return one
    return None


def opening(text: str, start: int, between: Between) -> Mention | None:
    """The body before the infinitive that a statement opens with: "and the governors to clear the roads"."""
    conjunction = _CONJUNCTION.match(text, start)
    at = conjunction.end() if conjunction else start
    first = next(iter(between(at, at + 1)), None)
    return first if first and first.kind in _BODIES and text.startswith(" to ", first.end) else None


def _antecedent(text: str, start: int, between: Between) -> Mention | None:
    """The body to which the relative clause belongs that is the statement: "a Fund, which shall …"."""
    if not _RELATIVE.match(text, start):
        return None
    before = [one for one in between(start - _RELATED, start) if text[one.end : start].strip() == ","]
    return before[-1] if before and before[-1].kind in _BODIES else None


def _conditional(text: str, start: int, one: Mention) -> bool:
    """Whether a mention stands in the condition and not in what is promised."""
    before = text[max(start, one.start - 20) : one.start]
    return _CONDITION.search(before) is not None and "," in text[one.end : one.end + 120]


def _opens(before: str, one: Mention) -> bool:
    """Whether what stands before a mention lets it be the subject: nothing, "and", a clause and comma, "By 1 May", and
    before the noun of a body words of its own: "a new", "all nine".
    """
    bare = _PREMODIFIED.sub("", before) if one.kind in ("body", "offices") else before
    return any(_INTRO.match(words) or _ADVERBIAL.match(words) for words in (before, bare))


def _after(text: str, at: int, end: int) -> list[str]:
    """The next words, without an aside between commas ("Governors, Marrow said, have to")."""
    short = _AUXILIARY.match(text, at)
    at = short.end() if short else at
    ahead = (token.low for token in lexicon.tokens(text, at, min(max(end, at), at + 160)))
    found = [short.group().lower()] if short else []
    found += islice(ahead, _WORDS_AFTER - len(found))
    if found[:1] != [","]:
        return found
    found += islice(ahead, _ASIDE)
    close = next((k for k in range(1, min(len(found), _ASIDE)) if found[k] == ","), None)
    return found[close + 1 : close + 1 + _WORDS_AFTER] if close else []


def _acts(following: Sequence[str]) -> bool:
    """Whether the words after a mention make it the doer: an active verb, or "was instructed"."""
    at = 0
    while at < len(following) and (
        following[at] in verbs.ADVERBS and following[at] not in {"has", "have", "had", "do", "does", "did"}
    ):
        at += 1
    if at >= len(following):
        return False
    if following[at] not in _ACTIVE and not (_AUXILIARY.match(following[at]) or _DENIED.fullmatch(following[at])):
        return following[at] == "to" or (following[at].isalpha() and following[at] not in _NO_VERBS)
    rest = [
        word
        for word in following[at + 1 :]
        if word not in {"not", "also", "now", "then", "be", "been", "being", "never", "hereby"}
        and not word.endswith("ly")
    ]
    passive = any(word in {"be", "been", "being"} for word in following[at + 1 : at + 4]) or following[at] in verbs.BE
    if following[at] in {"is", "are"} and rest[:1] == ["to"]:
        return rest[1:2] != [] and not ("be" in following[at + 1 : at + 4] and _participle(rest[1]))
    if rest and passive and rest[0] in _ORDERED:
        return True
    return not (passive and rest and _participle(rest[0]))


def _participle(word: str) -> bool:
    return word.endswith(
        ("ed", "en", "wn", "ilt", "ught", "ept", "ade", "ut", "old", "aid", "eld", "ent", "et", "one")
    ) and word not in {"need"}


def _ordered(text: str, opening: int, end: int, between: Between, is_body: Callable[[Mention], bool]) -> Mention | None:
    """The last one before the action who is obliged: "He instructed the Ministry to …"."""
    last = None
    for one in between(opening, end):
        if one.kind == "pronoun" and one.head not in ("they", "it"):
            continue
        if one.kind == "name" and not is_body(one):
            continue
        before = [token.low for token in lexicon.tokens(text, max(opening, one.start - 40), one.start)][-3:]
        that = before[-1:] == ["that"]
        if that:
            before.pop()
        ordered = bool(before) and (before[-1] in _ORDERS or before[-2:] in _CALLED)
        if (ordered and (that or _obliges(_after(text, one.end, end)))) or _passively_ordered(text, one, end):
            last = one
    return last


def _obliges(following: Sequence[str]) -> bool:
    """Whether the words after the one who is ordered say to what: "to", "not to", "with", "until"."""
    return _TO_WHAT.match(" ".join(following[:2])) is not None


def _passively_ordered(text: str, one: Mention, end: int) -> bool:
    """Whether a mention is the subject of an order in the passive: "The governors were instructed to"."""
    if one.kind == "pronoun":
        return False
    following = _after(text, one.end, end)
    for at, word in enumerate(following[:5]):
        if word in verbs.BE:
            return any(later in _ORDERED or later == "recommended" for later in following[at + 1 : at + 4])
        if word not in verbs.ADVERBS and word not in {",", "in", "turn"}:
            return False
    return False


def _agent(text: str, start: int, end: int, between: Between, is_body: Callable[[Mention], bool]) -> Mention | None:
    """Who is named after "by": "will be covered by the state"."""
    for one in between(start, end):
        if text[max(0, one.start - 3) : one.start].lower() != "by ":
            continue
        if one.kind not in _BODIES and not (one.kind == "name" and is_body(one)):
            continue
        before = [token.low for token in lexicon.tokens(text, max(start, one.start - 60), one.start - 3)]
        if (
            any(word in {"be", "been", "being", "is", "are"} for word in before)
            and before
            and any(map(_participle, before[-4:]))
        ):
            return one
    return None


def _shared(
    text: str, opening: int, start: int, between: Between, is_body: Callable[[Mention], bool], kind: str
) -> Mention | None:
    """The subject of the sentence, where the statement is its second verb: "The Agency will check and publish it"."""
    first = next(lexicon.tokens(text, start, min(len(text), start + 40)), None)
    if (
        first is None
        or not first.word.islower()
        or first.word in _NO_VERBS | lexicon.DETERMINERS
        or start - opening < 5
    ):
        return None
    if not _JOINED.search(text[max(opening, start - 12) : start]):
        return None
    return _leading(text, opening, start, between, is_body, kind)


def _cell(text: str, start: int, between: Between, is_body: Callable[[Mention], bool]) -> Mention | None:
    """The body in a later cell of the table row that the statement stands in."""
    line_end = text.find("\n", start, start + 1_000)
    line = text[start : line_end if line_end > 0 else min(len(text), start + 1_000)]
    for bar in re.finditer(r" \| ", line):
        cell = start + bar.end()
        named = next(iter(between(cell, cell + 2)), None)
        if named and (named.kind in _BODIES or (named.kind == "name" and is_body(named))):
            return named
    return None


def _lead_in(text: str, opening: int, start: int, between: Between) -> Mention | None:
    """The body of the sentence before the list: "The Government is to:"."""
    line = max(text.rfind("\n", max(0, start - _LINE), start) + 1, start - _LINE, 0)
    if not (_ITEM.match(text, line) or text[line:start].strip() == ""):
        return None
    back = max(0, start - _LEAD_BACK)
    colon = max(text.rfind(":\n", back, start), text.rfind(": \n", back, start))
    if colon < 0 or not _is_one_list(text, colon + 1, line):
        return None
    lead_start = sentence_start(text, colon)
    found = list(between(lead_start, colon))
    last = None
    for one in found:
        following = _after(text, one.end, colon + 1)
        before = [token.low for token in lexicon.tokens(text, max(lead_start, one.start - 30), one.start)][-1:]
        if (
            (following[:1] not in ([], [":"]) and _acts(following))
            or _passively_ordered(text, one, colon)
            or (
                before
                and before[0] in _ORDERS | {"that", "to"}
                and (following[:1] in ([], [":"], ["to"]) or last is None)
            )
        ):
            last = one
    return last


def _is_one_list(text: str, start: int, end: int) -> bool:
    """Whether every line from a lead-in to an item is an item too."""
    lines = [line for line in text[start:end].split("\n") if line.strip()]
    return all(_ITEM.match(line) or line.rstrip().endswith((";", ",", "and")) or line[:1].islower() for line in lines)
