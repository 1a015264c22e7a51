"""What stands beside a capitalised name in an English sentence: the words that make it a place, or no place."""

from __future__ import annotations

import re
from typing import NamedTuple

from kepil.reading.english.places_words import AFTER_NAME, BEFORE_NAME, OFFICES

AFTER = re.compile(r"[ \n]([a-z][\w-]{0,30})")


class Name(NamedTuple):
    start: int
    end: int
    text: str
    """Without a possessive ending."""
    possessive: bool


def word_before(text: str, start: int, position: int) -> tuple[str, bool]:
    """The word before a name in lower case ("" after punctuation), skipping an article, and whether there was one."""
    floor = max(start - 12, 0, position - 40)
    chunk = text[floor:position]
    the = False
    match = re.search(r"(?<![\w-])the\s{1,2}$", chunk, re.IGNORECASE)
    if match:
        the = True
        chunk = chunk[: match.start()]
    before = re.search(r"(?<![\w])([^\W\d_]+)\s{1,3}$", chunk)
    return (before[1].lower() if before else ""), the


def noun_after(text: str, name: Name, nouns: frozenset[str]) -> int | None:
    match = AFTER.match(text, name.end)
    if (
        match
        and match[1].lower() in nouns
        and not (match[1].endswith("s") and match[1] not in ("islands", "islets", "mountains", "hills"))
    ):
        return match.end()
    return None


def thing_after(text: str, name: Name) -> bool:
    """Whether a thing that is named after its place follows: "the Umbeli bridge", "the Dorna ring road"."""
    match = AFTER.match(text, name.end)
    if match and match[1] not in AFTER_NAME and match[1] not in _FUNCTION:
        match = AFTER.match(text, match.end())
    return bool(match and match[1] in AFTER_NAME)


_FUNCTION = frozenset(
    """
    and or but to in on at by for from with of as is are was were be been will would shall should can could may must
    has have had that which who where when while if because since until before after during through into over under
    between against about the a an this these those its their our not also so than per within without via along
    across near
    """.split()
)


def adjectival(text: str, end: int) -> bool:
    """Whether a common noun follows that the name only qualifies: "the Singapore context"."""
    match = AFTER.match(text, end)
    return (
        bool(match)
        and match is not None
        and match[1].lower() not in _FUNCTION
        and not match[1].endswith(("ly", "ing", "ed"))
    )


def office_before(text: str, position: int) -> bool:
    match = re.search(r"([A-Za-z]+)\sof\s(?:the\s)?$", text[max(0, position - 40) : position])
    return bool(match and match[1].lower() in OFFICES)


def office_of(text: str, position: int) -> bool:
    match = re.search(
        r"([A-Za-z]+)\sof\sthe\s(?:[a-z]+\s)?[a-z]+\sof\s(?:the\s)?$", text[max(0, position - 60) : position]
    )
    return bool(match and match[1].lower() in OFFICES)


_OF_PLACES = frozenset(
    """
    supply supplies network bridge bridges road roads street streets hospital hospitals school schools market port
    harbour airport station dam dams residents people inhabitants households families homes houses centre outskirts
    suburbs quarters square walls coast shore shores banks bed valley mouth reconstruction restoration rebuilding
    evacuation relocation flooding defence liberation
    """.split()
)
"""What a place has, and a firm or a programme has not."""


def belongs(text: str, name: Name) -> bool:
    """Whether a thing of a place comes before "of" and an unknown name: "the water supply of Dorna"."""
    match = re.search(r"(?<![\w-])([a-z]+)\sof\s$", text[max(0, name.start - 40) : name.start])
    if not match or match[1] not in _OF_PLACES or " " in name.text:
        return False
    return not re.match(r"\s[A-Z]", text[name.end : name.end + 2])


def place_noun_before(text: str, position: int) -> bool:
    match = re.search(r"([a-z]+)\sof\s(?:the\s)?$", text[max(0, position - 40) : position])
    return bool(match and match[1] in BEFORE_NAME)
