"""English clauses that say on what a promise depends: "if …", "once …", "provided that …", "subject to …"."""

from __future__ import annotations

import re

from kepil.model import Document, Span

_THING = r"(?:the|this|that|these|those|they|it|we|you|he|she|there|no|a|an|our|their|its|all|any|growth|parliament)"
_CUE = re.compile(
    rf"""(?<![\w’'])(?:(?:but\s)?(?P<only>only\s))?
    (?:(?<!as\s)(?<!even\s)(?<!what\s)(?<!see\s)(?<!ask\s)(?<!know\s)if\s(?!not\b|so\b|necessary\b|possible\b|any\b)
      |provided\sthat\s|provided\s(?={_THING}\b)|unless\s|subject\sto\s|contingent\s(?:on|upon)\s
      |(?<!as\s)in\s(?:the\s)?case\sof\s|on\s(?:the\s)?condition\sthat\s|in\sthe\sevent\s(?:of|that)\s
      |(?<!for\s)(?:as|so)\slong\sas\s(?!\d|(?:one|two|three|four|five|six|seven|eight|nine|ten|twelve)\b)
      |(?:as|when)\s(?=(?:[\w’'-]+\s){{1,4}}(?:allows?|permits?)\b)|wherever\spossible\b
      |weather\spermitting\b|without\sthe\sconsent\sof\s
      |once\s(?={_THING}\s(?!week|month|year|quarter|day|fortnight)))""",
    re.IGNORECASE | re.VERBOSE,
)
_INVERTED = re.compile(rf"Should\s(?={_THING}\b|[\w’'-]+\s[\w’'-]+)[^,;.!?…]{{4,120}}(?=,)")
_MID = re.compile(rf"(?<=\bthat, )should\s(?={_THING}\b|[\w’'-]+\s[\w’'-]+)[^,;.!?…]{{4,120}}(?=,)")
_STOP = re.compile(r"[;.!?…)\]]|,\s|\s[–—]\s|[”»\"](?=\s|$|[,.;])|$")
_FRONTED = re.compile(r"(?:Where|Upon|As\slong\sas)\s[^,;:.!?…]{6,120}(?=,)")
_NEVER = re.compile(
    r"(?:to|on(?!\s(?:the\s)?condition)|of|under|that(?!\sha)|with|in\sthe\scase\sof|before\sthe)\s", re.IGNORECASE
)
_ELECTION = re.compile(
    r"(?<![\w’'-])(?:if|once|when)\s(?:(?:re-?)?elected|(?:[\w’'-]+\s){1,4}?(?:wins?(?!\s(?:the\s)?(?:bid|case|contract|cup|game"
    r"|gold|match|medal|prize|race|tender|title|war)\b)|(?:is|are|am)\s(?:re-?)?elected|(?:is|are)\sreturned"
    r"|(?:give|gives|renews?|grants?)\s(?:\w+\s){1,3}(?:majority|mandate|confidence|votes?)))\b[^,;:.!?…\n”»\"]{0,80}",
    re.IGNORECASE,
)
_OPENS = re.compile(r"(?:\(?\w{1,3}[.)]\s)?[\s“«\"‘(]*(?:(?:And|But|So|Then),?\s)?[“«\"‘(]*", re.IGNORECASE)


def standing(text: str) -> list[tuple[int, int]]:
    """Offsets of the conditions that hold for all that is promised after them: an election that is to be won."""
    return [match.span() for match in _ELECTION.finditer(text)]


def fits(text: str) -> bool:
    """Whether words that were taken for a condition can be one: "if …", not "to the harbour" or "if" alone."""
    return " " in text and _NEVER.match(text) is None


def find(document: Document, start: int, end: int) -> list[Span]:
    """The conditions in `document.text[start:end]`, a sentence: each from its conjunction to the end of its clause."""
    text = document.text
    found: list[Span] = []
    opening = _OPENS.match(text, start, end)
    inverted = _INVERTED.match(text, opening.end(), end) if opening else None
    if inverted:  # "Should the plan fail, …": a question would have no comma and no second clause
        found.append(Span(inverted.group(), inverted.start(), inverted.end()))
    fronted = _FRONTED.match(text, opening.end(), end) if opening else None
    middle = fronted or _MID.search(text, start, end)
    if middle:
        found.append(Span(middle.group(), middle.start(), middle.end()))
    for cue in _CUE.finditer(text, start, end):
        if found and cue.start() < found[-1].end:
            continue
        stop = _STOP.search(text, cue.end(), end)
        last = stop.start() if stop else end
        if opening and cue.start() == opening.end() and text[last : last + 1] != ",":
            continue  # the whole sentence: its main clause was not told apart
        if last > cue.end() or text[cue.end() - 1] != " ":
            found.append(
                Span(
                    text[cue.start() : last].rstrip(), cue.start(), cue.start() + len(text[cue.start() : last].rstrip())
                )
            )
    return found
