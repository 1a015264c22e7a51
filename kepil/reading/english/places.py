"""English places: the names, and names with a common noun, that say where something is to be done."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable

from kepil.reading.english import places_beside as beside
from kepil.reading.english import places_common, places_context
from kepil.reading.english.places_beside import Name
from kepil.reading.english.places_words import (
    AREAS,
    CAPITAL_HEADS,
    COMMON_ENDINGS,
    DEMONYMS,
    FOREIGN,
    LOOSE,
    NATIONALITY,
    NOT_ALONE,
    NOT_PLACES,
    OPENERS,
    PEOPLES,
    STRICT,
    WITH_NOUN,
)

Seen = tuple[frozenset[str], frozenset[str]]
Gazetteer = Callable[[str], str | None]
"""A name → `home` (the country that the document is about), `country`, `region`, `city` or None."""

_UPPER = "A-ZÀ-ÖØ-ÞĀĂĄĆĈĊČĎĐĒĔĖĘĚĜĞĠĢĤĦĨĪĬĮİĴĶĹĻĽĿŁŃŅŇŌŎŐŒŔŖŘŚŜŞŠŢŤŦŨŪŬŮŰŲŴŶŸŹŻŽƏȘȚ"
_WORD = rf"(?:St\.(?=\s)|[{_UPPER}](?:[^\W_]|[’'ʼ](?=[^\W\d_])){{0,30}})"
_OF = r"(?:Route|Strait|Straits|Gulf|Bay|Horn|Cape|Isle|Valley|Port|Sea|Mouth|Republic|State)"
_NAME = re.compile(
    rf"(?<![\w-])(?:{_OF}[ \n]of[ \n](?:the[ \n])?)?{_WORD}"
    rf"(?:(?:[ \n]|-)(?:(?:de[ \n]la|del|de|du|upon|al|la|les)[ \n-])?{_WORD}){{0,5}}"
)
_POSSESSIVE = re.compile(r"[’']s?$")
_COUNTED = re.compile(
    r"\b(?:\d{1,4}|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\s(?:[a-z-]{3,12}\s)?"
    r"(?:regions|provinces|districts|cities|towns|villages|counties|states|settlements|municipalities)\sof\s(?:the\s)?$"
)
_FIRST = re.compile(r"([^\W\d_]+)(?:[ \n]|$)")
_OWNS = re.compile(r"\s?[’']s\b")
_LOWER = re.compile(r"(?<![\w’'-])[a-zà-ÿ]{3,24}(?![\w’'-])")
_MOTION = re.compile(
    r"\b(?:travel(?:s|led|ling)?|trips?|visits?|journeys?|go(?:es|ing)?|went|come|came|return(?:s|ed)?|roads?|railways?|flights?|buses|ferr(?:y|ies)|delivered|sent?)\b(?:\s\w+){0,3}\sto\s$|\b(?:send|sent|dispatch\w*|deliver\w*)\s[^.;\n]{1,45}\sto\s$",
    re.IGNORECASE,
)
_ROUTE = re.compile(
    r"\b(?:lines?|roads?|railways?|routes?|highways?|links?|borders?|flights?|ferr(?:y|ies)|motorways?|pipelines?|canals?|corridors?|trains?|buses)\b(?:\s\w+){0,2}\sbetween\s$",
    re.IGNORECASE,
)
_OPENED, _CLOSED = frozenset('«“„"'), frozenset('»”“"')
_HYPHENED = re.compile(r"-[a-z]")
_CAST_AS = re.compile(r"\s(?:as\san?|into)\s")
_REGION = r"(?:province|region|state|oblast|county|governorate|prefecture|district)"
_FRONT_NOUN = re.compile(rf"(city|town|village|settlement|{_REGION})s?\sof\s(?:the\s)?", re.IGNORECASE)
_BACK_NOUN = re.compile(rf"\s(city|town|village|settlement|{_REGION})s?$", re.IGNORECASE)
_REGIONS = re.compile(r"(?:regions?|provinces?|states?|oblasts?|districts?|count(?:y|ies))$")
_PLURAL_HERE = re.compile(r"\s(?:regions?|provinces?|states|oblasts?|districts?|count(?:y|ies))\b")
_PLURAL_AFTER = re.compile(
    rf"(?:(?:,\s{{1,2}}(?:and\s{{1,2}})?|\s{{1,2}}and\s{{1,2}})(?:the\s)?{_WORD}(?:[ -]{_WORD}){{0,3}}){{1,6}}"
    r"\s(?:regions|provinces|districts|counties|states|oblasts|municipalities|valleys|rivers|islands|villages|towns|cities)\b"
)
_LINK = re.compile(r"\s?(?:,|,?\s(?:and|or)|–|—)\s{0,2}(?:the\s|in\s(?=[A-Z]))?$|\s?,\s(?:and|or)\s(?:the\s)?$")
_LIST_OF = re.compile(
    r"\b(?:regions|cities|districts|locations|provinces|villages|towns|countries|places|areas|counties|sites|islands|hotspots|markets|hubs)(?:\s?[:–—-]|\ssuch\sas|\slike|,\sincluding|\sof)\s{0,2}(?:the\s)?$",
    re.IGNORECASE,
)


def find(text: str, start: int, end: int, known: Gazetteer, seen: Seen) -> list[tuple[int, int]]:
    """Offsets of the places in text[start:end], in order, not overlapping.

    Args:
        known: the gazetteer.
        seen: what `named` says of the whole text.
    """
    common = places_common.find(text, start, end)
    names = _named_places(text, start, end, known, seen)
    return sorted(common + [one for one in names if all(one[1] <= low or one[0] >= high for low, high in common)])


def around(text: str, start: int, end: int, known: Gazetteer, seen: Seen) -> list[tuple[int, int]]:
    """Offsets of the places outside text[start:end] that it points back to: those of "the town", "here", "there"."""
    return places_context.find(text, start, end, lambda low, high: find(text, low, high, known, seen))


def _named_places(text: str, start: int, end: int, known: Gazetteer, seen: Seen) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    chain = -1
    for name in _names(text, start, end):
        joined = chain >= 0 and _LINK.fullmatch(text[chain : name.start]) is not None
        span = _place(text, start, end, name, known, seen, joined=joined)
        if span is None:
            continue
        low, high = max(start, span[0]), min(end, span[1])
        if found and low < found[-1][1]:
            continue
        found.append((low, high))
        chain = high if joined or low == name.start or known(name.text) else -1
        if beside.office_before(text, name.start):
            chain = -1  # who holds the office comes after the comma
    return found


def named(text: str) -> tuple[frozenset[str], frozenset[str]]:
    """What the text says of its own words: (names that it uses as places, words also written without a capital)."""
    common = frozenset(match.group() for match in _LOWER.finditer(text))
    places: set[str] = set()
    upon: Counter[str] = Counter()
    chain = -1
    for name in _names(text, 0, len(text)):
        if not _clean(name.text, common, None):
            continue
        word, the = beside.word_before(text, 0, name.start)
        located = word in ("in", "near", "at", "across", "throughout") and not the and not name.possessive
        upon[name.text] += word == "on" and not the
        if located or (0 <= name.start - chain < 8 and _LINK.fullmatch(text[chain : name.start])):
            chain = name.end
            places.add(name.text)
        elif beside.noun_after(text, name, WITH_NOUN) or (word == "of" and beside.place_noun_before(text, name.start)):
            places.add(name.text)
    return frozenset(places | {name for name, times in upon.items() if times > 1}), common


def core(text: str, start: int, end: int) -> tuple[str, str, str | None]:
    """The words of a place without their article, the name inside them, and what its common noun makes it.

    "the Kandahar province" → ("Kandahar province", "Kandahar", "region"). The noun may come after a list: "Almaty" in
    "the Almaty and Zhambyl regions" is a region. An area that no code is given for ("Central Asia") is "area".
    """
    bare = re.sub(r"^(?:the|our|this|in|of)\s+", "", " ".join(text[start:end].split()), flags=re.IGNORECASE)
    bare = _POSSESSIVE.sub("", bare)
    if bare.lower() in AREAS or bare == bare.lower():
        return bare, bare, "area"
    front = _FRONT_NOUN.match(bare)
    if front:
        return bare, bare[front.end() :], _class(front[1])
    back = _BACK_NOUN.search(bare)
    if back:
        return bare, bare[: back.start()], _class(back[1])
    listed = _PLURAL_AFTER.match(text, end) or _PLURAL_HERE.match(text, end)
    if listed and _REGIONS.search(listed.group()):
        return bare, bare, "region"
    return bare, bare, None


def _class(noun: str) -> str:
    return "city" if noun.lower() in ("city", "town", "village", "settlement") else "region"


def nation(word: str, opening: Callable[[str], Iterable[tuple[str, str]]]) -> str | None:
    """The code of the country whose adjective or people a word is: "Australian" → "AU".

    Args:
        opening: some letters → folded name and code of the countries of one word that open with them.
    """
    lower = word.lower()
    if lower in DEMONYMS:
        return DEMONYMS[lower]
    match = re.fullmatch(r"(.{4,}?)(?:ians?|eans?|ans?|ns?|is?|ese)", lower)
    if not match or not word[0].isupper():
        return None
    codes = {code for name, code in opening(match[1]) if len(name) - len(match[1]) <= 3}
    return codes.pop() if len(codes) == 1 else None


def _names(text: str, start: int, end: int) -> list[Name]:
    """Runs of capitalised words, without the word that opens the sentence ("In Lower Sarn") and without "'s"."""
    out = []
    for match in _NAME.finditer(text, start, end):
        low, words = match.start(), match.group()
        while True:
            opener = _FIRST.match(words)
            if not opener or opener[1].lower() not in OPENERS:
                break
            low += opener.end()
            words = words[opener.end() :]
        ending = _POSSESSIVE.search(words)
        bare = words[: ending.start()] if ending else words
        if not bare or bare.lower() in OPENERS:
            continue
        possessive = ending is not None or _OWNS.match(text, low + len(bare)) is not None
        out.append(Name(low, low + len(bare), bare, possessive))
    return out


def _place(
    text: str, start: int, end: int, name: Name, known: Gazetteer, seen: Seen, *, joined: bool
) -> tuple[int, int] | None:
    """The place that a name is, with its common noun; None when it is none, or stands there as somebody who acts."""
    places, common = seen
    lower = name.text.lower()
    area = " ".join(lower.split()) in AREAS
    kind = "area" if area else known(name.text)
    if not area and not _clean(name.text, common, kind):
        return None
    if _HYPHENED.match(text, name.end):
        return None
    word, the = beside.word_before(text, start, name.start)
    begin = max(start, name.start - 4) if the and text[name.start - 4 : name.start - 1].lower() == "the" else name.start
    noun = beside.noun_after(text, name, WITH_NOUN)
    if noun and not area and not name.possessive and noun <= end:
        return begin, noun
    if name.possessive and kind != "city":
        return None
    certain = kind in ("city", "region") or name.text in places
    if beside.thing_after(text, name):
        return (name.start, name.end) if certain or (kind is None and the) else None
    if _qualifies(text, name, kind, the=the):
        return None
    if _PLURAL_AFTER.match(text, name.end):
        return name.start, name.end
    if word == "of" and beside.place_noun_before(text, name.start):
        if beside.office_of(text, name.start):
            return None
        low = max(start, name.start - 40)
        counted = _COUNTED.search(text[low : name.start])
        return (low + counted.start() if counted else name.start), name.end
    listed = joined or _LIST_OF.search(text[max(0, name.start - 40) : name.start]) is not None
    if _tail(lower) and " " in lower and (word in STRICT or word in LOOSE or the or listed):
        return begin, name.end
    if word in STRICT or listed:
        if the and kind is None and name.text not in places and word != "along":
            return None
        return (begin if kind in ("area", "country", "home") else name.start), name.end
    if kind == "home" and word == "between":
        return begin, name.end
    if kind in ("home", "country") and _CAST_AS.match(text, name.end) and word:
        return begin, name.end
    if kind == "home":
        return None
    if certain and word in LOOSE and (word != "of" or not beside.office_before(text, name.start)):
        return name.start, name.end
    if name.text in places and text[name.end : name.end + 1] == ":":
        return name.start, name.end
    if kind in ("country", "area") and word in FOREIGN:
        return begin, name.end
    if word == "of" and not the and kind is None and beside.belongs(text, name):
        return name.start, name.end
    moved = text[max(0, name.start - 60) : name.start]
    if not the and kind is None and (_MOTION.search(moved) or (word == "between" and _ROUTE.search(moved))):
        return name.start, name.end
    return None


def _qualifies(text: str, name: Name, kind: str | None, *, the: bool) -> bool:
    """Whether the name only qualifies the noun after it: "the Singapore context", "in Sami communities"."""
    following = beside.AFTER.match(text, name.end)
    if kind is None and following and following[1] in PEOPLES:
        return True
    if not beside.adjectival(text, name.end) or _tail(name.text.lower()):
        return False
    if kind == "area" or (the and kind is None):
        return True
    return the and kind in ("home", "country") and not name.text.endswith("s")


def _tail(lower: str) -> bool:
    return lower.rsplit(maxsplit=1)[-1] in CAPITAL_HEADS or _WATER_OF.match(lower) is not None


_WATER_OF = re.compile(r"(?:straits?|gulf|bay|cape|mouth|sea) of ")


def _clean(name: str, common: frozenset[str], kind: str | None) -> bool:
    """Whether a name may be a place: no organisation, time, title, abbreviation, adjective or common word."""
    words = [word.rstrip(".").lower() for word in re.findall(r"[^\s-]+", name)]
    if kind is not None and len(words) > 1:
        return True
    if any(word in NOT_PLACES for word in words) or any(character.isdecimal() for character in name):
        return False
    if re.search(r"[A-Z]{2}[a-z]|[a-z][A-Z]", name) or _ordinary(words, common):
        return False
    if len(words) > 1:
        return len(words[0]) > 1
    if len(words[0]) < 3 or (name.isupper() and len(name) < 6):
        return False
    if kind is not None:
        return True
    if words[0].endswith(COMMON_ENDINGS):
        return False
    return not words[0].endswith(NATIONALITY)


def fits(text: str, start: int, end: int) -> bool:
    """Whether text[start:end] can be a place: no parliament, fund or feast, and no name by itself in quotation marks
    ("the programme «Nauryz»").
    """
    if text[max(0, start - 1) : start] in _OPENED and text[end : end + 1] in _CLOSED:
        return False
    return not all(word.lower() in NOT_PLACES for word in re.findall(r"[^\s-]+", text[start:end]))


def _ordinary(words: list[str], common: frozenset[str]) -> bool:
    """Whether a name is made of common words only, and is no region named after one: "the Lake Province"."""
    if len(words) == 2 and words[0] in _LAND and words[1] in _UNITS:
        return False
    return all(word in common or word in NOT_ALONE for word in words)


_LAND = frozenset("lake river coast delta mountain island bay port border forest desert hill valley east west".split())
_UNITS = frozenset("province state region district county coast oblast".split())
