"""The parts of the names of offices, bodies and persons: titles, head words, scopes ("of Finance"), personal names."""

from __future__ import annotations

from collections.abc import Sequence

from kepil.reading.english import bodies_words as lexicon
from kepil.reading.english.bodies_words import Token, listed

_MAX_NAME = 6
_MAX_SCOPE = 24
_FIRST_OF_TITLES = frozenset(phrase.split()[0] for phrase in (*lexicon.ROLES, *lexicon.PLURAL_ROLES))
_FIRST_OF_BODIES = frozenset(phrase.split()[0] for phrase in lexicon.BODY_PHRASES)
_STARTERS = (
    _FIRST_OF_TITLES
    | _FIRST_OF_BODIES
    | lexicon.BODIES
    | lexicon.MODIFIERS
    | lexicon.DETERMINERS
    | lexicon.HONORIFICS
    | frozenset(lexicon.PRONOUNS)
)
_LOWER_OF = listed(
    """
    education health finance justice defence defense state government transport energy foreign affairs housing
    water labour
    """
)
ORGANISATIONS = listed(
    """
    Union Alliance Party League Congress Front Movement Council Office Assembly Federation Association Bloc
    Board
    """
)
_NUMBERS = listed(
    """
    two three four five six seven eight nine ten eleven twelve eastern western northern southern
    """
)
_DETERMINERS = frozenset({"the", "all", "each", "our", "this"})
_POSSESSIVES = frozenset({"'s", "’s", "'", "’"})


def is_capital(word: str) -> bool:
    return word[:1].isupper()


def nameable(token: Token) -> bool:
    """Whether a word can be a part of a proper name."""
    return is_capital(token.word) and token.low not in lexicon.NOT_NAMES


def may_open(token: Token) -> bool:
    """Whether a mention can begin with a word."""
    return token.low in _STARTERS or (token.word[0].isupper() and token.low not in lexicon.NOT_NAMES)


def title_at(found: Sequence[Token], at: int) -> tuple[str, int, bool] | None:
    """(role, tokens used, is it plural) of the title of an office that begins at a token."""
    if found[at].low not in _FIRST_OF_TITLES:
        return None
    for length in range(min(lexicon.LONGEST_TITLE, len(found) - at), 0, -1):
        phrase = " ".join([token.low for token in found[at : at + length]])
        if phrase in lexicon.ROLES:
            return lexicon.ROLES[phrase], length, phrase.startswith("heads")
        if phrase in lexicon.PLURAL_ROLES:
            return lexicon.PLURAL_ROLES[phrase], length, True
    return None


def body_at(found: Sequence[Token], at: int) -> tuple[str, int] | None:
    """(head, tokens used) of the head word, or the words, of a body that begin at a token."""
    word = found[at].low
    if word in _FIRST_OF_BODIES and at + 1 < len(found):
        phrase = f"{word} {found[at + 1].low}"
        three = f"{phrase} {found[at + 2].low}" if at + 2 < len(found) else ""
        if three in lexicon.BODY_PHRASES:
            return found[at + 2].low, 3
        if phrase in lexicon.BODY_PHRASES:
            return found[at + 1].low, 2
    return (word, 1) if word in lexicon.BODIES else None


def scope(found: Sequence[Token], at: int) -> int:
    """The token after "of Finance of Velmora", "for Emergencies", "of the region"; `at` when nothing is there."""
    end = at
    while end < len(found) and end - at < 16 and found[end].low in {"of", "for"}:
        after = _one_scope(found, end)
        if after is None:
            break
        end = after
    return end


def _one_scope(found: Sequence[Token], at: int) -> int | None:
    """The token after what one "of" or "for" takes; None when it takes nothing that belongs to a name."""
    first = at + 2 if at + 1 < len(found) and found[at + 1].low in _DETERMINERS else at + 1
    reached = k = first
    while k < len(found) and k - at < _MAX_SCOPE:
        word = found[k].word
        low = word.lower()
        if (nameable(found[k]) and low not in {"he", "she"}) or (word in {"'s", "’s"} and _joins(found, k, reached)):
            reached = k + 1
        elif low in lexicon.TERRITORIES or low in _LOWER_OF or (low in lexicon.BODIES and low.endswith("s")):
            reached = k + 1
            if reached < len(found) and nameable(found[reached]):
                break  # "Akim of the region Serik Tolegen"
        elif found[at].word == "for" and k == at + 1 and word.isalpha() and _followed_by_capital(found, k):
            return k + 1  # "cabinet member for highways Cllr Adeyinka"
        elif not _may_stand_inside(found, k, reached):
            break
        k += 1
    return reached if reached > first else None


def _joins(found: Sequence[Token], k: int, reached: int) -> bool:
    return reached == k and k + 1 < len(found) and nameable(found[k + 1])


def _followed_by_capital(found: Sequence[Token], k: int) -> bool:
    return k + 1 < len(found) and is_capital(found[k + 1].word)


def _may_stand_inside(found: Sequence[Token], k: int, reached: int) -> bool:
    """Whether a word that is no name can stand between two that are: a number, "eastern", "and", "of the"."""
    low = found[k].low
    if low.isdigit():
        return len(low) < 4
    if low in lexicon.MODIFIERS or low in _NUMBERS:
        return k + 1 < len(found)
    if low == "the" and reached == k - 1:
        return True
    if reached != k or k + 1 >= len(found):
        return False
    following = found[k + 1]
    if low in {",", "and", "&"}:
        return nameable(following) and _is_subject_matter(found, k)
    if low == "of":
        return nameable(following) or following.low == "the"
    return low == "the" and nameable(following)


def without_name(found: Sequence[Token], at: int, end: int, role: str) -> int:
    """Where the scope ends when a person's name follows it without a mark: "President of Karavia Aman Soltekin"."""
    run = end
    while run > at and is_capital(found[run - 1].word):
        run -= 1
    capitals = found[run:end]
    if found[end - 1].low in lexicon.BODIES:
        return end
    if role == "minister":
        foreign = next((n for n, token in enumerate(capitals) if token.low not in lexicon.PORTFOLIOS), None)
        return run + foreign if foreign and len(capitals) - foreign >= 2 else end
    return end - 2 if len(capitals) >= 3 else end


def _is_subject_matter(found: Sequence[Token], k: int) -> bool:
    """Whether "X, Y" or "X and Y" after "Minister of" names subjects ("Trade and Industry") and not another office."""
    following = found[k + 1]
    if title_at(found, k + 1) or following.low in lexicon.HONORIFICS:
        return False
    if found[k].word == ",":
        # "Ministers for Communications, Education and Manpower": a list has its "and" soon after
        ahead = [token.low for token in found[k + 1 : k + 9]]
        return "and" in ahead and all(
            is_capital(token.word) or token.word in {",", "and"} for token in found[k + 1 : k + 1 + ahead.index("and")]
        )
    # "Minister of Finance and Prime Minister X", "Governor of Arden and Mayor": another office follows
    return not any(title_at(found, j) for j in range(k + 1, min(k + 4, len(found))) if is_capital(found[j].word))


def person_after(found: Sequence[Token], at: int) -> tuple[str, int]:
    """The name of the person that stands at a token, with what follows it."""
    k = at
    while k < len(found) and found[k].low in lexicon.HONORIFICS:
        k += 1
        if k < len(found) and found[k].word == ".":
            k += 1
    first = k
    names: list[str] = []
    while k < len(found) and len(names) < _MAX_NAME:
        word = found[k].word
        if nameable(found[k]):
            names.append(word)
            k += 1
            if len(word) == 1 and k < len(found) and found[k].word == ".":
                names[-1] += "."
                k += 1
            continue
        if word in _POSSESSIVES and names and k + 1 < len(found) and found[k + 1].word in ORGANISATIONS:
            names.extend((word, found[k + 1].word))  # "Farmers' Union", "People's Alliance"
            k += 2
            continue
        ahead = next((j for j in (k + 1, k + 2) if j < len(found) and nameable(found[j])), None)
        between = found[k : ahead or k]
        if names and ahead and all(token.low in lexicon.PARTICLES for token in between):
            names.extend(token.word for token in between)
            k = ahead
            continue
        break
    if not names:
        return "", at
    return text_of([Token(name, 0, 0, name) for name in names]), k if k > first else at


def text_of(found: Sequence[Token]) -> str:
    """The words of a label with single spaces, marks joined as they are written."""
    out = ""
    for token in found:
        if out and token.word not in {",", ".", "'s", "’s", "'", "’", ")"} and not out.endswith("("):
            out += " "
        out += token.word
    return out
