"""The places of a statement: where something is to be done, with an id in GeoNames or ISO 3166 where it is certain.

Three verbs: `find` (text → spans), `resolve` (span → place), `compare` (place, place → how alike); and `home`, the
country that a document is about.
"""

from __future__ import annotations

import functools
import re
from collections import Counter
from collections.abc import Callable
from types import ModuleType

from kepil.model import Document, Place, Span
from kepil.reading import languages
from kepil.reading.coordinates import place_gazetteer as gazetteer

_Look = Callable[[str, int, int, Callable[[str], str | None], object], list[tuple[int, int]]]
_WORD = re.compile(r"[^\W\d_][\w’'-]*")
_BEGINNING = 200_000
"""Characters of a text in which the countries that it names are counted."""
_OFTEN = 3
"""Mentions below which a country is not what a text is about."""
_KNOWN = 300_000
"""Population from which a city abroad is meant even where the text does not name its country."""
_DOMINANT = 10
"""How many times larger than the next one a city must be to be meant without more evidence."""


def find(document: Document, start: int, end: int) -> list[Span]:
    """The named places in document.text[start:end], in order, not overlapping.

    Raises:
        KeyError: when no package reads the document's language.
    """
    return _spans(document, start, end, _words(document.language).find)


def around(document: Document, start: int, end: int) -> list[Span]:
    """The places outside document.text[start:end] that it takes from its neighbours, in order: what "there" stands for.

    Raises:
        KeyError: when no package reads the document's language.
    """
    return _spans(document, start, end, _words(document.language).around)


def fits(document: Document, span: Span) -> bool:
    """Whether words that were taken for a place can name one.

    Raises:
        KeyError: when no package reads the document's language.
    """
    answer: bool = _words(document.language).fits(document.text, span.start, span.end)
    return answer


def _spans(document: Document, start: int, end: int, look: _Look) -> list[Span]:
    here = home(document)
    seen = _seen(document.language, document.text)
    found = look(document.text, start, end, lambda name: _kind(name, here), seen)
    return [Span(document.text[low:high], low, high) for low, high in found]


def resolve(document: Document, span: Span) -> Place:
    """The place that the words of `span` name, with its id where one is certain; the own country comes first.

    Raises:
        KeyError: when no package reads the document's language.
    """
    bare, name, noun = _words(document.language).core(document.text, span.start, span.end)
    whole = gazetteer.countries().get(gazetteer.fold(bare))
    if whole is not None:
        return Place(span, f"iso3166:{whole}")
    named = frozenset(_named(document.language, document.text))
    return Place(span, _identified(name, noun, home(document), named))


def compare(a: Place, b: Place) -> float:
    """How alike two places are, 0 to 1: a region and its country 0.5; without both ids, by the words of their names."""
    if a.id is not None and b.id is not None:
        if a.id == b.id:
            return 1.0
        return 0.5 if a.id.startswith(f"{b.id}-") or b.id.startswith(f"{a.id}-") else 0.0
    ours, theirs = set(gazetteer.fold(a.span.text).split()), set(gazetteer.fold(b.span.text).split())
    if not ours or not theirs:
        return 1.0 if a.span.text == b.span.text else 0.0
    return len(ours & theirs) / len(ours | theirs)


def home(document: Document) -> str | None:
    """ISO 3166-1 code of the country that a document is about; None where nothing says so.

    The publisher speaks before the speaker, the speaker before the title, and all of them before the countries that the
    beginning of the text names most.

    Raises:
        KeyError: when no package reads the document's language.
    """
    return _home(document.language, document.publisher, document.speaker, document.title, document.text)


@functools.lru_cache(maxsize=16)
def _home(language: str | None, publisher: str | None, speaker: str | None, title: str | None, text: str) -> str | None:
    for field in (publisher, speaker, title):
        found = _countries(language, field) if field else Counter()
        if len(found) == 1:
            return next(iter(found))
    counted = _named(language, text).most_common(2)
    if counted and counted[0][1] >= _OFTEN and (len(counted) == 1 or counted[0][1] >= 2 * counted[1][1]):
        return counted[0][0]
    return None


@functools.lru_cache(maxsize=16)
def _named(language: str | None, text: str) -> Counter[str]:
    """The countries that the beginning of a text names, and how often."""
    return _countries(language, text[:_BEGINNING])


def _countries(language: str | None, text: str) -> Counter[str]:
    """How often each country is named, by its name or its adjective."""
    names, longest = gazetteer.countries(), gazetteer.longest_country()
    nation = _words(language).nation
    words = [match.group() for match in _WORD.finditer(text)]
    found: Counter[str] = Counter()
    position = 0
    while position < len(words):
        taken = 1
        if words[position][0].isupper():
            opening = gazetteer.fold(words[position]).split(" ", 1)[0]
            for length in range(longest.get(opening, 0), 0, -1):
                code = names.get(gazetteer.fold(" ".join(words[position : position + length])))
                if code is not None:
                    found[code] += 1
                    taken = min(length, len(words) - position)
                    break
            else:
                code = nation(words[position], gazetteer.countries_opening)
                if code is not None:
                    found[code] += 1
        position += taken
    return found


@functools.lru_cache(maxsize=4)
def _seen(language: str | None, text: str) -> object:
    """What the language's words say of the whole text: for its own `find`, and for nobody else."""
    found: object = _words(language).named(text)
    return found


def _kind(name: str, here: str | None) -> str | None:
    key = gazetteer.fold(name)
    country = gazetteer.countries().get(key)
    if country is not None:
        return "home" if country == here else "country"
    if key in gazetteer.regions():
        return "region"
    return "city" if key in gazetteer.cities() else None


def _identified(name: str, noun: str | None, here: str | None, named: frozenset[str]) -> str | None:
    """The id of a name: at home first; abroad only where the text names that country or everybody knows the city."""
    if noun == "area":
        return None
    key = gazetteer.fold(name)
    country = gazetteer.countries().get(key)
    region = _only(gazetteer.regions().get(key, ()), here, named)
    region_at_home = region is not None and here is not None and region.startswith(f"{here}-")
    if noun == "region":
        return f"iso3166:{region}" if region else None
    if country is not None and noun is None and not (region_at_home and country != here):
        return f"iso3166:{country}"
    cities = gazetteer.cities().get(key, ())
    at_home = [city for city in cities if city.country == here]
    if at_home and not (region_at_home and noun is None and at_home[0].name != name):
        return f"geonames:{at_home[0].id}"
    if region_at_home and noun is None:
        return f"iso3166:{region}"
    if cities and (len(cities) == 1 or cities[0].population >= _DOMINANT * cities[1].population):
        best = cities[0]
        rival = region is not None and not region.startswith(f"{best.country}-") and noun != "city"
        return f"geonames:{best.id}" if not rival and (best.country in named or best.population >= _KNOWN) else None
    return f"iso3166:{region}" if region and not cities and noun is None else None


def _only(codes: tuple[str, ...], here: str | None, named: frozenset[str]) -> str | None:
    """The region meant: the one in the document's country, else the only one in a country that the text names."""
    at_home = [code for code in codes if here and code.startswith(f"{here}-")]
    if len(at_home) == 1:
        return at_home[0]
    abroad = [code for code in codes if code.split("-", 1)[0] in named]
    return abroad[0] if len(abroad) == 1 and not at_home else None


def _words(language: str | None) -> ModuleType:
    return languages.part(language, "places")
