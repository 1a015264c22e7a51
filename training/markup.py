"""Training texts of our own, marked up in place.

A file of `training/texts` is a head of `name: value` lines (genre, speaker or publisher, title), an empty line, and the
text. A statement stands in square brackets that open with its label, its action in braces, and what belongs to it in
signs of its own:

    [pm <The ministry> will {build ^Sarn^'s new bridge by 2027} for «farmers», ~if parliament agrees~]

Labels: a letter for the kind of a commitment (p pledge, d directive, c decision, o outcome, r proposal) and one for
its specificity (v vague, s specific, m measurable); or a sign for the status of a report (+ done, = under way, - not
done).
`<…>` actor, `«…»` beneficiary, `^…^` place, `~…~` condition; these may stand outside a statement too. Without
braces the whole statement is the action. Statements do not nest.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

KINDS = {"p": "pledge", "d": "directive", "c": "decision", "o": "outcome", "r": "proposal"}
SPECIFICITIES = {"v": "vague", "s": "specific", "m": "measurable"}
STATUSES = {"+": "done", "=": "under_way", "-": "not_done"}
ROLES = {"<": "actor", ">": "actor", "«": "beneficiary", "»": "beneficiary", "^": "place", "~": "condition"}
_MARK = re.compile(r"\[(?:([pdcor])([vsm])|([+=\-])) |[\]{}<>«»^~]")

Run = tuple[int, int]


@dataclass
class Statement:
    """`quote` and `action` are code points of the text; `note` holds kind and specificity, or status."""

    group: str
    note: dict[str, str]
    quote: Run
    action: Run


@dataclass
class Marked:
    """A text without its marks, and what they said."""

    facts: dict[str, str]
    text: str
    statements: list[Statement] = field(default_factory=list)
    roles: list[tuple[str, Run]] = field(default_factory=list)


def parse(content: str) -> Marked:
    """The text of a file and its annotations.

    Raises:
        ValueError: a mark is not closed or closes nothing; the message holds the words around it.
    """
    head, _, body = content.partition("\n\n")
    facts = {name.strip(): value.strip() for name, _, value in (line.partition(":") for line in head.splitlines())}
    out = Marked(facts, "")
    text, at, opened = "", 0, dict[str, int]()
    label: re.Match[str] | None = None
    action: Run | None = None
    for mark in _MARK.finditer(body):
        text += body[at : mark.start()]
        at, sign = mark.end(), mark.group()
        wrong = ValueError(
            f"{facts.get('title')}: a mark out of place: {body[max(0, mark.start() - 40) : mark.end() + 20]!r}"
        )
        if sign[0] == "[" and label is None:
            label, action, opened["["] = mark, None, len(text)
        elif sign == "]" and label is not None and set(opened) == {"["}:
            quote = opened.pop("["), len(text)
            out.statements.append(_statement(label, quote, action))
            label = None
        elif sign == "{" and label is not None and "{" not in opened and action is None:
            opened["{"] = len(text)
        elif sign == "}" and "{" in opened:
            action = opened.pop("{"), len(text)
        elif sign in ROLES:
            role = ROLES[sign]
            if role in opened and sign not in "<«":
                out.roles.append((role, (opened.pop(role), len(text))))
            elif role not in opened and sign not in ">»":
                opened[role] = len(text)
            else:
                raise wrong
        else:
            raise wrong
    if opened:
        raise ValueError(f"{facts.get('title')}: marks are open at the end: {sorted(opened)}")
    out.text = text + body[at:]
    return out


def _statement(label: re.Match[str], quote: Run, action: Run | None) -> Statement:
    kind, specificity, status = label.groups()
    if status:
        return Statement("reports", {"status": STATUSES[status]}, quote, action or quote)
    note = {"kind": KINDS[kind], "specificity": SPECIFICITIES[specificity]}
    return Statement("commitments", note, quote, action or quote)


def positions(
    sentences: dict[int, tuple[int, str]], marked: dict[int, str]
) -> tuple[list[Statement], list[tuple[str, Run]]]:
    """What is marked in some sentences of a text, as positions in the text.

    Args:
        sentences: by number, where each begins and what it is.
        marked: some of them with marks.

    Raises:
        ValueError: a marked sentence does not parse, is not its sentence without the marks, or there is no such one.
    """
    statements, roles = [], list[tuple[str, Run]]()
    for number in sorted(marked):
        if number not in sentences:
            raise ValueError(f"there is no sentence {number}")
        at, sentence = sentences[number]
        found = parse(f"title: sentence {number}\n\n{marked[number]}")
        if found.text != sentence:
            raise ValueError(f"sentence {number} without its marks is not the sentence: {found.text!r}")
        for one in found.statements:
            quote, action = ((start + at, end + at) for start, end in (one.quote, one.action))
            statements.append(Statement(one.group, one.note, quote, action))
        roles += [(role, (start + at, end + at)) for role, (start, end) in found.roles]
    return statements, roles
