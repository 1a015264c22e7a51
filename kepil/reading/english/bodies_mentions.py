"""Where a run of English text names an office, a body, a person or points at one with a pronoun."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal, NamedTuple

from kepil.reading.english import bodies_scopes as grammar
from kepil.reading.english import bodies_words as lexicon
from kepil.reading.english.bodies_words import Token

MentionKind = Literal["person", "office", "offices", "body", "name", "pronoun"]
_MAX_BEFORE = 8
_SINGULAR_BARE = frozenset({"parliament", "congress", "cabinet", "government", "police"})


class Mention(NamedTuple):
    """`document.text[start:end]`, read as the name of somebody who can act or speak."""

    start: int
    end: int
    kind: MentionKind
    head: str = ""
    """The role of an office (`premier`), the head word of a body (`ministry`), the class of a pronoun (`we`)."""
    label: str = ""
    """The office or body without article and person: "Minister of Energy", "Water Agency of Arandia"."""
    person: str = ""
    """The name of the person, without titles of courtesy."""
    owner: str = ""
    """The possessive that opens it, lower case: "his" of "his party"."""


def mentions(text: str, start: int, end: int) -> list[Mention]:
    """All mentions in `text[start:end]`, in order, not overlapping."""
    return mentions_in(list(lexicon.tokens(text, start, end)))


def mentions_in(found: Sequence[Token]) -> list[Mention]:
    """All mentions in a run of tokens, in order, not overlapping."""
    out = []
    at = 0
    while at < len(found):
        if not grammar.may_open(found[at]):
            at += 1
            continue
        mention, after = _mention(found, at)
        if mention:
            out.append(mention)
        at = max(after, at + 1)
    return out


def mention_at(text: str, start: int, end: int) -> Mention | None:
    """The mention that opens `text[start:end]`, if there is one."""
    found = list(lexicon.tokens(text, start, min(end, start + 400)))
    return _mention(found, 0)[0] if found else None


_STYLES = frozenset({"Excellency", "Highness", "Majesty", "Honour", "Grace"})
_OFFICE_OF = re.compile(r"(.{1,80})['’]s (office|Office)$")


def full_office(label: str) -> str:
    """A body by its full name: "President's office" is the "Office of the President"."""
    owned = _OFFICE_OF.match(label)
    return f"Office of the {owned.group(1)}" if owned and "rosecutor" not in label else label


def _mention(found: Sequence[Token], at: int) -> tuple[Mention | None, int]:
    """The mention that begins at a token, and the token after it."""
    first = found[at]
    low = first.low
    if not first.word[0].isalpha():
        return None, at + 1
    if low in {"his", "her"} and at + 1 < len(found) and found[at + 1].word in _STYLES:
        styled, after = _mention(found, at + 2) if at + 2 < len(found) else (None, at + 2)
        if styled and styled.kind in ("person", "office") and after > at + 2:
            return styled._replace(start=first.start), after
        return Mention(first.start, found[at + 1].end, "pronoun", "person", label=first.word), at + 2
    determined = low in lexicon.DETERMINERS
    pointer = lexicon.PRONOUNS.get(low) if (low != "i" or first.word == "I") else None
    body_start = (
        at + 1 if determined or (pointer and low in {"his", "her", "its", "their", "our", "my", "your"}) else at
    )
    head = _headed(found, at, body_start, determined) if body_start < len(found) else None
    if head:
        return head
    if pointer:
        return Mention(first.start, first.end, "pronoun", pointer, label=first.word), at + 1
    if determined:
        return _determined_name(found, at)
    return _named(found, at)


def _headed(found: Sequence[Token], at: int, opening: int, determined: bool) -> tuple[Mention, int] | None:
    """A mention with the title of an office or the head word of a body in it."""
    head_end, head, is_office, plural = 0, "", False, False
    k = opening
    while k < len(found) and k - opening < _MAX_BEFORE:
        word = found[k].word
        title = grammar.title_at(found, k)
        body = None if title else grammar.body_at(found, k)
        if title:
            head, length, plural = title
            is_office, head_end = True, k + length
            k += length
            continue
        if body:
            head, length = body
            is_office, head_end = False, k + length
            k += length
            continue
        owns = word in {"'s", "’s", "'", "’"} and k > opening and grammar.nameable(found[k - 1])
        if head_end and not owns and head_end == k and is_office:
            break  # what follows the title is a name
        if not (grammar.nameable(found[k]) or word.lower() in lexicon.MODIFIERS or owns):
            break
        k += 1
    if not head_end:
        return None
    if is_office:
        return _office(found, at, opening, head_end, head, plural, determined)
    return _body(found, at, opening, head_end, head, determined)


def _office(
    found: Sequence[Token], at: int, opening: int, head_end: int, role: str, plural: bool, determined: bool
) -> tuple[Mention, int] | None:
    capital = any(grammar.is_capital(token.word) for token in found[opening:head_end])
    owned = found[at].low if opening > at else ""
    if not determined and not capital and not plural and not owned:
        follows_name = head_end < len(found) and grammar.nameable(found[head_end])
        joined = head_end < len(found) and found[head_end].low in {"of", "for"}
        if not follows_name and not joined:
            return None
    end = (
        grammar.without_name(found, head_end, grammar.scope(found, head_end), role)
        if not plural
        else grammar.scope(found, head_end)
    )
    label = grammar.text_of(found[opening:end])
    person, after = ("", end) if plural else grammar.person_after(found, end)
    if not person and not plural:
        person, after = _apposed_person(found, end)
    if person and after < len(found) and found[after].low == "of" and end == head_end:
        scoped = grammar.scope(found, after)
        if scoped > after:
            label = f"{label} {grammar.text_of(found[after:scoped])}"
            after = scoped
    kind: MentionKind = "offices" if plural else "person" if person else "office"
    owner = owned if owned in {"his", "her", "its", "their", "our", "my", "your"} else ""
    return Mention(found[at].start, found[after - 1].end, kind, role, label, person, owner), after


def _body(
    found: Sequence[Token], at: int, opening: int, head_end: int, head: str, determined: bool
) -> tuple[Mention, int] | None:
    owned = found[at].low if opening > at else ""
    capital = grammar.is_capital(found[head_end - 1].word) or any(
        grammar.is_capital(token.word) for token in found[opening : head_end - 1]
    )
    if not determined and not capital and not owned and not head.endswith("s") and head not in _SINGULAR_BARE:
        return None
    end = grammar.scope(found, head_end)
    owner = owned if owned in {"his", "her", "its", "their", "our", "my", "your"} else ""
    return Mention(
        found[at].start, found[end - 1].end, "body", head, grammar.text_of(found[opening:end]), "", owner
    ), end


def _apposed_person(found: Sequence[Token], at: int) -> tuple[str, int]:
    """The person in ", Tobías Quiroga," or "(Ms Ines Corbould)" after an office."""
    if at + 1 >= len(found) or found[at].word not in {",", "("}:
        return "", at
    person, after = grammar.person_after(found, at + 1)
    courtesy = found[at + 1].low in lexicon.HONORIFICS
    if len(person.split()) < 2 and not (person and courtesy):
        return "", at
    if found[at].word == "(":
        closed = after < len(found) and found[after].word == ")"
        return (person, after + 1) if closed else ("", at)
    closes = (
        after >= len(found)
        or found[after].word in {",", ".", ":", ";", ")", "”", '"', "»"}
        or not grammar.is_capital(found[after].word)
    )
    return (person, after) if closes else ("", at)


def _named(found: Sequence[Token], at: int) -> tuple[Mention | None, int]:
    """A proper name without a title before it; an office that follows it after a comma is read with it."""
    courtesy = found[at].low in lexicon.HONORIFICS and grammar.is_capital(found[at].word)
    person, after = grammar.person_after(found, at)
    if not person:
        return None, at + 1
    end = after
    label, role = "", ""
    if after + 1 < len(found) and found[after].word in {",", "("}:
        label, role, end = _apposed_office(found, after + 1)
        end = end or after
    kind: MentionKind = "person" if courtesy or role else "name"
    return Mention(found[at].start, found[end - 1].end, kind, role, label, person), end


def _determined_name(found: Sequence[Token], at: int) -> tuple[Mention | None, int]:
    """A proper name with an article: "the Liberals", "the opposition Farmers' Union"."""
    k = at + 1
    while k < len(found) and k - at < 4 and found[k].low in lexicon.MODIFIERS and not grammar.is_capital(found[k].word):
        k += 1
    if k >= len(found) or not grammar.nameable(found[k]):
        return None, at + 1
    mention, after = _named(found, k)
    if mention is None:
        return None, at + 1
    return Mention(found[at].start, mention.end, mention.kind, mention.head, mention.label, mention.person), after


def _apposed_office(found: Sequence[Token], at: int) -> tuple[str, str, int]:
    """(label, role, token after it) of ", leader of the Civic Union" or ", who leads the Civic Union"."""
    words = [token.low for token in found[at : at + 3]]
    if words[:2] in (["who", "leads"], ["who", "heads"], ["who", "headed"], ["who", "chairs"]):
        k = at + 2
        while k < min(len(found), at + 6) and found[k].low in {"the", "a", "list", "of", "office"}:
            k += 1
        reached = k
        while (
            reached < len(found)
            and reached - k < 7
            and (grammar.nameable(found[reached]) or found[reached].low in lexicon.MODIFIERS)
        ):
            reached += 1
        if reached > k:
            return f"leader of the {grammar.text_of(found[k:reached])}", "leader", reached
        return "", "", 0
    opening = at + 1 if words[:1] and words[0] in lexicon.DETERMINERS else at
    head = _headed(found, at, opening, opening > at) if opening < len(found) else None
    if head and head[0].kind == "office" and not head[0].owner:
        closed = head[1] >= len(found) or not (found[head[1]].word[0].isalnum() or found[head[1]].word == "'s")
        if closed or opening == at:
            return head[0].label, head[0].head, head[1]
    return "", "", 0
