"""Why an item was missed or found in excess: stated rules on the item, its sentence and what stands at the same words.

A cause is what a rule can see, not what the model thought. The first rule of `RULES` that holds gives the cause: first
what the other side has at the same words, then the shape of the sentence.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from benchmarks.heldout import GROUPS, Entry, Text, unmatched
from kepil.reading.sentences import Sentence

HALF = 0.5
"""Share of an action's words that another action must hold to be about the same thing."""
HEADING = 14
"""Words of a heading at most."""
LENGTHS = ((8, "1 to 8 words"), (16, "9 to 16 words"), (30, "17 to 30 words"), (10**9, "over 30 words"))

_WORD = re.compile(r"\w+(?:['’\-]\w+)*")
_CLOSED = re.compile(r"[.!?…:;,][\"'”’»)]*$")
_IRREGULAR = (
    r"built|made|given|held|set|put|paid|brought|done|taken|kept|sent|begun|known|found|spent|cut|drawn|chosen|laid|met"
    r"|sold|bought|shown|written|led|left|told|seen|gone|become|come|grown|risen|fallen|won|lost"
)
_SAYS = re.compile(
    r"\b(?:said|says?|saying|told|add(?:s|ed)|stress(?:es|ed)|not(?:es|ed)|stat(?:es|ed)|according to|announce[sd]?"
    r"|promise[sd]?|pledge[sd]?|assure[sd]?|repli(?:es|ed)|explain(?:s|ed)|recall(?:s|ed)|declare[sd]?|insist(?:s|ed)"
    r"|emphasi[sz]e[sd]?|inform(?:s|ed)|confirm(?:s|ed)|underline[sd]?|claim(?:s|ed)|argue[sd]?)\b|[“”\"«»]",
    re.IGNORECASE,
)
_PASSIVE = re.compile(
    rf"\b(?:am|is|are|was|were|be|been|being)\s+(?:not\s+)?(?:\w+ly\s+)?(?:\w+ed|{_IRREGULAR})\b", re.IGNORECASE
)
_PAST = re.compile(
    rf"\b(?:was|were|had|did|began|became|came|went|took|gave|saw|stood|ago|last (?:year|month|week)"
    rf"|(?:has|have)\s+(?:\w+ly\s+|also\s+|already\s+|now\s+|been\s+)*(?:been|\w+ed|{_IRREGULAR}))\b",
    re.IGNORECASE,
)
_FUTURE = re.compile(r"\b(?:will|shall|won['’]t|going to|plan(?:s|ned)? to|intends? to|(?:is|are) to)\b|['’]ll\b", re.I)
_MAYBE = re.compile(r"\b(?:may|might|could|would|expect(?:s|ed)?|likely|forecast|probably|hope[sd]?)\b", re.IGNORECASE)
_DUTY = re.compile(r"\b(?:must|should|ought|needs? to|needed|ha(?:s|ve) to|required|let us|let['’]s|necessary)\b", re.I)
_AIM = re.compile(r"(?:^|[,;:]\s+|\bin order |\bso as )(?:and )?to\s+$", re.IGNORECASE)
"""What stands before the verb of an aim: "To improve access, …", "…, to help employers"."""
_CONDITION = re.compile(
    r"(?:(?:^|\W)(?:if|unless|provided(?: that)?|(?:as|so) long as|once|in case)|(?:^|[,;:]\s+)should)\b[^,;.:]*$",
    re.IGNORECASE,
)
_JOINED = (
    ("merged, joined by and, or, but", re.compile(r"\b(?:and|or|but|as well as|while)\b|&", re.IGNORECASE)),
    ("merged, joined by a mark", re.compile(r"[,;:–—-]")),
)


@dataclass(frozen=True, slots=True)
class Error:
    """One missed or extra item, with the sentence that it stands in."""

    side: str
    """`missed` or `extra`."""
    group: str
    """`commitments` or `reports`."""
    name: str
    """The text that it stands in."""
    genre: str
    label: str
    """Kind of a commitment, status of a report."""
    length: str
    cause: str
    sentence: str
    action: tuple[int, int]
    """Where the action stands in `sentence`; cut where it runs over its end."""
    beside: str
    """The action at the same words on the other side, where there is one."""


@dataclass(frozen=True, slots=True)
class Case:
    """What the rules look at. `loose`, `taken` and `other` are items of the other side, most overlap first."""

    text: Text
    group: str
    item: Entry
    loose: list[Entry]
    """Of the same group, sharing words with the action, matched with nothing."""
    taken: list[Entry]
    """Of the same group, holding at least half of the action, matched with another item."""
    other: list[Entry]
    """Of the other group, holding at least half of the action or held so by it."""
    neighbours: int
    """Annotated items of the same group in the sentence, this one left out."""

    @property
    def sentence(self) -> Sentence:
        return self.text.sentence(self.item["action_span"][0])

    @property
    def words(self) -> str:
        return self.text.text[self.sentence.start : self.sentence.end]

    @property
    def quote(self) -> str:
        return self.text.text[slice(*self.item["span"])]

    def shorter(self) -> bool:
        """Whether the action is shorter than that of the item that it nearly is."""
        first, last = self.loose[0]["action_span"]
        return bool(self.item["action_span"][1] - self.item["action_span"][0] < last - first)


def share(text: str, part: tuple[int, int], whole: tuple[int, int]) -> float:
    """How much of the words of `part` lie in `whole`, 0 to 1."""
    own, others = ({a + match.start() for match in _WORD.finditer(text[a:b])} for a, b in (part, whole))
    return len(own & others) / len(own) if own else 0.0


def length(quote: str) -> str:
    """The class of length that a quote is in, by its words."""
    count = len(_WORD.findall(quote))
    return next(name for most, name in LENGTHS if count <= most)


def errors(text: Text) -> Iterator[Error]:
    """The missed and the extra items of one text, commitments first."""
    for group in GROUPS:
        for side, items in zip(("missed", "extra"), unmatched(text, group), strict=True):
            for item in items:
                case = _case(text, group, side, item)
                cause = next(name for name, holds in RULES[side] if holds(case))
                yield _error(case, side, cause)


def _case(text: Text, group: str, side: str, item: Entry) -> Case:
    mine, theirs = (text.gold, text.found) if side == "missed" else (text.found, text.gold)
    missed, extra = unmatched(text, group)
    unpaired = extra if side == "missed" else missed

    def near(items: list[Entry], least: float, *, either: bool = False) -> list[Entry]:
        own = item["action_span"]
        scored = [
            (max(share(text.text, own, one["action_span"]), either * share(text.text, one["action_span"], own)), number)
            for number, one in enumerate(items)
        ]
        return [items[number] for value, number in sorted(scored, reverse=True) if value > 0 and value >= least]

    rest = [one for one in theirs[group] if one not in unpaired]
    against = theirs[next(name for name in GROUPS if name != group)]
    at = text.sentence(item["action_span"][0])
    beside = [one for one in text.gold[group] if text.sentence(one["action_span"][0]) == at]
    return Case(
        text,
        group,
        item,
        loose=near(unpaired, 0.0),
        taken=near(rest, HALF),
        other=near(against, HALF, either=True),
        neighbours=len(beside) - (mine is text.gold),
    )


def _error(case: Case, side: str, cause: str) -> Error:
    start, end = case.sentence.start, case.sentence.end
    first, last = case.item["action_span"]
    beside = next(iter([*case.other, *case.taken, *case.loose]), None)
    return Error(
        side,
        case.group,
        case.text.name,
        case.text.genre,
        case.item.get("kind") or case.item["status"],
        length(case.quote),
        cause,
        case.words,
        (max(0, first - start), min(last, end) - start),
        case.text.text[slice(*beside["action_span"])] if beside else "",
    )


def _heading(case: Case) -> bool:
    return not _CLOSED.search(case.words) and len(_WORD.findall(case.words)) <= HEADING and not _listed(case)


def _listed(case: Case) -> bool:
    return case.sentence.item or case.sentence.lead is not None


def _joint(case: Case) -> str:
    """What stands between the action and the nearest annotated one in its sentence, empty where it is alone."""
    first, last = case.item["action_span"]
    near = [one["action_span"] for one in case.text.gold[case.group] if one is not case.item]
    gaps = [(b, first) for a, b in near if case.sentence.start <= a and b <= first]
    gaps += [(last, a) for a, b in near if last <= a < case.sentence.end]
    start, end = min(gaps, key=lambda gap: gap[1] - gap[0], default=(0, 0))
    return case.text.text[start:end]


def _merged(pattern: re.Pattern[str]) -> Callable[[Case], bool]:
    return lambda case: bool(case.taken) and bool(pattern.search(_joint(case)))


def _before(pattern: re.Pattern[str]) -> Callable[[Case], bool]:
    """Whether the words of the sentence up to the first one of the action end so."""
    return lambda case: bool(pattern.search(case.text.text[case.sentence.start : case.item["action_span"][0]]))


def _conditional(case: Case) -> bool:
    first, last = case.item["action_span"]
    opening = _WORD.search(case.text.text, first, last)
    return bool(_CONDITION.search(case.text.text[case.sentence.start : opening.end() if opening else first]))


def _history(case: Case) -> bool:
    return case.group == "commitments" and bool(_PAST.search(case.quote)) and not _FUTURE.search(case.quote)


def _commitment(pattern: re.Pattern[str]) -> Callable[[Case], bool]:
    return lambda case: case.group == "commitments" and bool(pattern.search(case.quote))


Rule = tuple[str, Callable[[Case], bool]]

_SHAPES: tuple[Rule, ...] = (
    ("heading", _heading),
    ("item of a list", _listed),
    ("one of several in its sentence", lambda case: case.neighbours > 0),
)
_WORDINGS: tuple[Rule, ...] = (
    ("history", _history),
    ("may, would, forecast", _commitment(_MAYBE)),
    ("must, should, need", _commitment(_DUTY)),
    ("reported speech", lambda case: bool(_SAYS.search(case.words))),
    ("vague", lambda case: case.item.get("specificity") == "vague"),
    ("no word of the future", lambda case: case.group == "commitments" and not _FUTURE.search(case.quote)),
    ("passive", lambda case: bool(_PASSIVE.search(case.quote))),
    ("other", lambda case: True),
)
RULES: dict[str, tuple[Rule, ...]] = {
    "missed": (
        ("found, as the other group", lambda case: bool(case.other)),
        *((name, _merged(pattern)) for name, pattern in _JOINED),
        ("merged, otherwise", lambda case: bool(case.taken)),
        ("found too long", lambda case: bool(case.loose) and case.shorter()),
        ("found too short", lambda case: bool(case.loose)),
        *_SHAPES,
        ("vague outcome", lambda case: (case.item.get("kind"), case.item.get("specificity")) == ("outcome", "vague")),
        *_WORDINGS,
    ),
    "extra": (
        ("is there, in the other group", lambda case: bool(case.other)),
        ("piece of one that is found", lambda case: bool(case.taken)),
        ("too short", lambda case: bool(case.loose) and case.shorter()),
        ("too long", lambda case: bool(case.loose)),
        ("aim: to do, in order to", _before(_AIM)),
        ("condition: if, unless, provided", _conditional),
        *_SHAPES,
        *_WORDINGS,
    ),
}
