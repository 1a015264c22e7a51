"""The kinds that English words settle, whatever the tagger thinks: lists of orders, "ordered … to", "asked … to", what
begins on a day, what has an effect, what one who governs says must be done; and which actions are single acts.

After the definitions and settled cases of the annotation guidelines.
"""

from __future__ import annotations

import functools
import re

from kepil.model import Kind

_LIST_OF_ORDERS = re.compile(
    r"\b(?:tasks?|tasked|instruct\w{0,5}|order(?:s|ed)|direct(?:s|ed)|(?:is|are|was|were) to|must|shall|assign\w{0,4}"
    r"|entrust\w{0,3}|required?|commissioned|obliged)\b",
    re.IGNORECASE,
)
_OWN_SIDE = re.compile(r"\b(?:decid\w{1,4}|agreed|proposed?|recommend\w{0,4}|we|our|I)\b")
_ORDERED = re.compile(
    r"\b(?:ordered|orders|instruct(?:s|ed)?|tasked|directed|entrusted|forbade|forbidden"
    r"|told (?:[\w’'-]+ ){1,6}to|I(?:[’']ve| have) asked)\b",
    re.IGNORECASE,
)
_ASKED = re.compile(
    r"(?<!\bbe )(?<!\bbeen )(?<!\bis )(?<!\bare )(?<!\bwas )(?<!\bwere )"
    r"\b(?:asked|suggest(?:s|ed)|recommend(?:s|ed)?|urg(?:es|ed)|exhort(?:s|ed)?|appeal(?:s|ed)? (?:to|for)"
    r"|advis(?:es|ed)(?! by)|propos(?:e|es|ed) that|call(?:s|ed) (?:on|upon|for)|would (?:also )?like)\b",
    re.IGNORECASE,
)
"""Somebody asks; who "was asked" may well be under orders, and "will be asked" is what is to come."""
_ORDERED_TO = re.compile(
    r"\b(?:ordered|instructed|tasked|directed|I(?:[’']ve| have) asked) (?:[\w’'-]+ ){0,6}to\b", re.IGNORECASE
)
"""An order whose act is broken up: "tasked her to conclude, with the Ministry, a contract"."""
_WEIGHED = re.compile(
    r"\b(?:is|are|am) (?:\w+ )?(?:considering|weighing|examining|studying|exploring|looking (?:at|into))\b",
    re.IGNORECASE,
)
"""What is still to be considered."""
_DECIDED = re.compile(
    r"(?<!\ba )(?<!\bthe )(?<!\bits )(?<!\bour )(?<!\btheir )\b(?:plans?|intends?) to\b|\bdecided\b"
    r"|\b(?:is|are) being\b",
    re.IGNORECASE,
)
"""What is planned, decided or in hand; "a plan to" is a thing."""
_DECIDED_THAT = re.compile(r"\b(?:decided|resolved|determined) (?:[\w’'-]+ ){0,4}that\b", re.IGNORECASE)
_INVITED = re.compile(r"\b(?:is|are|was|were|been) (?:recommended|advised|invited|encouraged) to\b", re.IGNORECASE)
_MODAL = re.compile(
    r"(?:\b(?:will|would|shall|(?:is|are) (?:going |due |set |scheduled )?to)\b|(?<=\w)[’']ll\b)", re.IGNORECASE
)
_BETWEEN = re.compile(
    r"(?:\s+(?:not|also|then|thus|therefore|first|only|now|still|again|soon|never|more than|\w+ly))*\s*", re.IGNORECASE
)
_BREAK = re.compile(r"[.;:!?]\s|,\s(?:and|but|while)\s")
_SENTENCE_END = re.compile(r"[.;:!?]\s")
_LONGEST = 14
"""Words of a subject that stands in the action."""
_DOER = re.compile(
    r"\b(?:we|I|you|they|he|she|it|who|which|that|governments?|ministry|ministries|ministers?|president|party|coalition"
    r"|states?|councils?|department|commission|authority|mayor|governors?|region|cabinet|administration|county|city|board"
    r"|agency|agencies|bank|parliament|republic|committee|fund|country|province|district|others?)$",
    re.IGNORECASE,
)
"""Who acts, at the end of a subject: a pronoun, a body, an office."""
_NAME = re.compile(r"(?<=\s)[A-Z][\w’'-]+$|^[A-Z][\w’'-]+$")
_WHO = re.compile(r"\b(?:we|I|you|they|he|she|it|who|which|that)$", re.IGNORECASE)
_THING = re.compile(r"\b(?:it|this|these|those|which|that)$", re.IGNORECASE)
_RELATIVE = re.compile(r"\b(?:who|which|that)$", re.IGNORECASE)
_MODIFIER = re.compile(r"\s(?:of|to|for|in|on|with|from|by|under|at|between|within)\s", re.IGNORECASE)
"""Where the head of a subject ends: in "the cost of the Union" it is no union that acts."""
_WILL = re.compile(r"will|[’']ll", re.IGNORECASE)
_IS_TO = re.compile(r"(?:is|are) to", re.IGNORECASE)
_UNDERGOES = re.compile(r"(?:be|go|come|pass)\b", re.IGNORECASE)
_STATE = re.compile(r"(?:be|have|remain|stay|receive|get)\b", re.IGNORECASE)
"""What is no deed: a state, a passive."""
_BEGINS = re.compile(
    r"(?:open|start|begin|commence|resume|reopen|end|expire)"
    r"(?=\s*(?:[,.;:]|$|(?:on|from|in|at|by|to|before|after|this|next|for|with|until|within|immediately|tomorrow|today"
    r"|as|again|when|once|later)\b))"
    r"|(?:take effect|come into (?:force|effect|operation)|enter (?:into )?(?:force|operation)|take place|be held"
    r"|(?:remain|stay) open|run (?:for|until|from))\b",
    re.IGNORECASE,
)
"""What begins, lasts or ends of itself; "open a school" has an object and is done by somebody."""
_IN_FORCE = re.compile(
    r"(?:take effect|take place|come into (?:force|effect|operation)|enter (?:into )?(?:force|operation)|expire)\b",
    re.IGNORECASE,
)
"""What only laws, measures and events do, also where a name is the subject."""
_EFFECT = re.compile(
    r"(?:help|enable|ensure|make (?:it (?:easier|possible)|sure)|create|offset|free(?! of)|address|protect|cost"
    r"|avoid)\b",
    re.IGNORECASE,
)
_NOW = re.compile(
    r"\w\s+(?:starts|begins|opens|closes|takes? effect|comes? into (?:force|effect)|enters? into force|rises|falls"
    r"|goes|remains?|stays?)\b"
)
"""The present tense for what is scheduled: "the fair opens on 1 May"."""
_ANY_MODAL = re.compile(r"\b(?:will|would|shall|should|must|can|could|may|might)\b|[’']ll\b", re.IGNORECASE)
_BOUND = re.compile(r"(?:(?:is|are) to|shall)", re.IGNORECASE)
_PRONOUN = re.compile(r"\b(?:we|I|you|they|he|she|it|who|which|that|our|my|own)\b", re.IGNORECASE)
_TASK = re.compile(r"[^\w]*(?:(?:action|measure|step)\s+)?[\d.()\s|:]*(?:to\s+)?", re.IGNORECASE)
"""What stands before an action that is a task without a subject."""
_REST = re.compile(
    r"(?:the (?:rest|others?|remaining|second|third|last)|one-\w+|an? (?:second|third|further)|another|half)\b",
    re.IGNORECASE,
)
_FINITE = re.compile(r"\b(?:is|are|was|were|has|have|goes|comes?)\b", re.IGNORECASE)
_ABLE = re.compile(r"\bbe able to\b", re.IGNORECASE)
_NEEDED = re.compile(r"\b(?:should|must)\b", re.IGNORECASE)
_RULER = re.compile(
    r"\b(?:president|prime minister|premier|head of state|chancellor|emir|king|sheikh)\b", re.IGNORECASE
)
_ABROAD = re.compile(r"\b(?:general assembly|united nations|security council|summit)\b", re.IGNORECASE)
_FREE = re.compile(
    r"\b(?:you|we|I|the world|united nations|security council|international community|countries|nations)\b",
    re.IGNORECASE,
)


_SINGLE = re.compile(
    r"\b(?:introduc|reintroduc|tabl|propos|present|proceed\w* with|releas|implement|enact|repeal|ratify)\w*\s"
    r"[^.;]{0,50}\b(?:legislation|bills?|laws?|act|amendments?|agreement|convention|treaty|code|plan|strategy|policy"
    r"|programme|program)\b",
    re.IGNORECASE,
)


def single(act: str) -> bool:
    """Whether an action is one identifiable act: a law or a plan that is brought in."""
    return _SINGLE.search(act) is not None


@functools.lru_cache(maxsize=16)
def commands(speaker: str | None, occasion: str) -> bool:
    """Whether the one who speaks stands over the bodies of a country, and speaks to them.

    Args:
        speaker: name and office.
        occasion: the title and the first words of the document.
    """
    return speaker is not None and _RULER.search(speaker) is not None and _ABROAD.search(occasion) is None


def continues(act: str) -> bool:
    """Whether an action shares the verb of the one before it in its sentence: "…, and the rest by the end of May"."""
    return _REST.match(act) is not None and not _ANY_MODAL.search(act) and not _FINITE.search(act)


def settled(
    kind: Kind,
    opening: str,
    lead: str,
    before: str = "",
    act: str = "",
    *,
    commanding: bool = False,
    planning: bool = False,
) -> Kind:
    """The kind of a commitment.

    Args:
        kind: what the tagger says.
        opening: the words of the quote before its action, and the first of the action, which may hold the verb that
            orders or asks.
        lead: the sentence that leads into the list in which it stands; empty outside lists.
        before: the words of its sentence before its action.
        act: the words of its action.
        commanding: whether the one who says it stands over the bodies of the country (`commands`).
        planning: whether the document is the plan of the one who issues it, whose tasks are their own.
    """
    if kind in ("pledge", "outcome") and _DECIDED_THAT.search(before):
        return "decision"
    if kind == "outcome":
        return kind
    if _ORDERED.search(opening):
        return "directive"
    if _ASKED.search(opening) or _INVITED.search(opening) or _WEIGHED.search(opening):
        return "proposal"
    if _ORDERED_TO.search(_SENTENCE_END.split(before)[-1]):
        return "directive"
    ordered = _LIST_OF_ORDERS.search(lead) is not None
    if kind == "directive":
        own = planning and not ordered and _TASK.fullmatch(before) and not _ANY_MODAL.search(act)
        if own:
            return "pledge"
        return kind if ordered else _due(before, act)
    if kind != "decision" and ordered and not _OWN_SIDE.search(lead):
        return "directive"
    if kind == "proposal":
        asked = before + act
        return "directive" if commanding and _NEEDED.search(asked) and not _FREE.search(asked) else kind
    if kind == "pledge" and _DECIDED.search(opening):
        return "decision"
    if kind == "decision" and _DECIDED_THAT.search(before):
        return kind
    return _by_clause(kind, before, act)


def _by_clause(kind: Kind, before: str, act: str) -> Kind:
    """The kind by subject and verb: what nobody is said to do ("the fair will open on 1 May", "the levy will help
    farmers"), what a body is bound to ("the Ministry is to report").
    """
    if _ABLE.search(before[-40:] + act[:80]):
        return "outcome"
    ahead = _BREAK.split(before)[-1]
    if kind == "pledge" and not _ANY_MODAL.search(ahead + act) and " to " not in ahead:
        now = _NOW.search(ahead + act) and not _MODAL.search(act) and not _PRONOUN.search(ahead + act[:40])
        return "decision" if now else kind
    subject, modal, verb = _clause(ahead, act)
    if not subject:
        return kind
    verb = verb.removeprefix("not ")
    if kind == "pledge" and (_IN_FORCE.match(verb) or (_THING.search(subject) and _BEGINS.match(verb))):
        return "decision"
    if kind == "decision" and _WILL.fullmatch(modal) and not _RELATIVE.search(subject):
        return kind if _STATE.match(verb) or _BEGINS.match(verb) else "pledge"
    if _acts(subject):
        bound = kind == "pledge" and _BOUND.fullmatch(modal) and not verb.startswith("be ")
        return "directive" if bound and not _PRONOUN.search(subject) else kind
    if kind == "pledge" and _BEGINS.match(verb):
        return "decision"
    return "outcome" if _EFFECT.match(verb) else kind


def _due(before: str, act: str) -> Kind:
    """The kind of what "is to" be done: an order to who is to act, scheduled where a thing is to undergo it."""
    subject, modal, verb = _clause(_BREAK.split(before)[-1], act)
    thing = subject and not _ANY_MODAL.search(subject) and not _acts(subject)
    return "decision" if thing and _IS_TO.fullmatch(modal) and _UNDERGOES.match(verb) else "directive"


def _acts(subject: str) -> bool:
    """Whether a subject is somebody who acts: a pronoun, or with an office, a body or a name as one of its heads."""
    heads = [_MODIFIER.split(part)[0] for part in subject.split(",")]
    return _WHO.search(subject) is not None or any(_DOER.search(head) or _NAME.search(head) for head in heads)


def _clause(ahead: str, act: str) -> tuple[str, str, str]:
    """The subject of the modal verb of an act, that verb, and what follows it; empty where there is none."""
    modals = [match for match in _MODAL.finditer(ahead) if _BETWEEN.fullmatch(ahead, match.end())]
    if modals:
        return ahead[: modals[-1].start()].strip(' \n,"“«'), modals[-1].group(), act
    modal = _MODAL.search(act)
    if modal is None or len(act[: modal.start()].split()) > _LONGEST:
        return "", "", ""
    rest = act[modal.end() :]
    between = _BETWEEN.match(rest)
    return (ahead + act[: modal.start()]).strip(' \n,"“«'), modal.group(), rest[between.end() if between else 0 :]
