"""Of which country an English text speaks: the home to which "the Government" and "the Ministry of Health" belong."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cache

from kepil.model import Document
from kepil.reading.english import bodies_words as lexicon
from kepil.reading.english.bodies_mentions import Mention, mentions
from kepil.reading.english.bodies_words import listed

READ = 200_000
"""Code points of a text in which its home is sought."""

ENOUGH = 1.0
"""Votes that a name must have to be taken for the country."""

_UP = "A-ZÀ-ÖØ-ÞĀĂĄĆĈĊČĎĐĒĖĘĚĞĢĦĪİĶĹĻĽŁŃŅŇŌŐŒŔŘŚŞŠŢŤŪŮŰŲŹŻŽȘȚ"
_NAME = rf"((?:[{_UP}][\w’'\-]{{1,30}})(?:(?: (?:and the |of the )?)(?:[{_UP}][\w’'\-]{{1,30}})){{0,2}})"
_POLITY = (
    r"(?:[Rr]epublic|REPUBLIC|[Kk]ingdom|[Ee]mirate|[Ss]ultanate|[Cc]ommonwealth|[Pp]rincipality|[Ff]ederation"
    rf"|[Cc]onfederation|Federated [{_UP}]\w{{1,20}}|Islamic Republic|Union)"
)
_SOVEREIGN = (
    r"(?:[Gg]overnment|[Pp]arliament|PARLIAMENT|[Pp]residen(?:t|cy)|PRESIDENT|[Pp]rime [Mm]inister|PRIME MINISTER|King"
    r"|Queen|PEOPLE|Governor General|Chancellor|National Assembly|House of \w{1,20}|HOUSE OF \w{1,20}|"
    r"Council of Ministers|representative|[Ss]tatement|Chief Adviser|Head of Government|Constitution)"
)
_WHOLE = r"(?:[Pp]eoples?|[Cc]itizens|[Nn]ation|Bank|history|economy|regions|children)"
_PARTY = r"(?:Party|Alliance|Union|Movement|Front)"
_PORTFOLIO = rf"(?:[{_UP}]\w{{1,20}}(?:,? and |, )?){{1,4}}"
_OWNED = r"(?:government|president|parliament|prime minister|people|economy|citizens|public|capital)"
_EVIDENCE = tuple(
    (re.compile(pattern), weight)
    for pattern, weight in (
        (rf"\b{_POLITY} (?:of|OF) (?:the |THE )?{_NAME}", 4.0),
        (rf"\b{_SOVEREIGN} (?:of|OF) (?:the |THE )?{_NAME}", 2.0),
        (rf"\b{_WHOLE} of (?:the )?{_NAME}", 0.75),
        (rf"\b(?:President|Prime Minister|Chancellor)s? (?:[{_UP}][\w’'.-]{{0,30}} ){{1,3}}of (?:the )?{_NAME}", 3.0),
        (rf"\b(?:[Mm]inist(?:er|ry)|Department|Secretary) (?:of|for) {_PORTFOLIO} of (?:the )?{_NAME}", 3.0),
        (rf"\b{_PARTY} of {_NAME}", 2.0),
        (rf"(?<![.!?] ){_NAME}['’]s (?:[a-z]{{2,15}} )?{_OWNED}", 1.0),
        (rf"\b(?:in|of|across|throughout) (?:eastern |western |northern |southern |central )?{_NAME}", 0.25),
        (rf"\b(?:eastern|western|northern|southern) {_NAME}", 0.5),
        (rf"{_NAME} [a-z]{{2,12}}s its ", 0.5),
    )
)
"""What a country's name stands after or before, and how much that weighs."""
_PAPERS = r"(?:Tribune|Mercury|Observer|Post|Herald|Times|Daily|Gazette|Courier|Telegraph|Bulletin)"
_ISSUED = tuple(
    (re.compile(pattern), weight)
    for pattern, weight in (
        (rf"(?:Ministry|Department|Treasury|Office)[^,\n]{{0,60}}, (?:(?:Republic|Government) of )?{_NAME}$", 4.0),
        (rf"^([{_UP}][a-zà-ž]{{2,30}}): ", 1.5),
        (rf"^(?:The |Radio )?{_NAME} (?:Press Agency|News Service|News Agency)", 1.5),
        (rf"^(?:The )?{_NAME} {_PAPERS}", 0.4),
        (rf"\bStatement (?:by|of) {_NAME}", 4.0),
        (rf"\b(?:Courier|Gazette|Times|Herald|Bulletin) of {_NAME}", 0.5),
    )
)
"""The same for the title and the publisher alone."""
_OWNER = ((re.compile(rf" of (?:the )?{_NAME}$"), 1.0),)
_TERRITORY = re.compile(
    r"['’]?s? (?:province|region|district|county|city|town|municipality|oblast|valley|river|island|plant|[Uu]niversity"
    r"|[Ss]treet)\b"
)
_NOT_COUNTRIES = listed(
    """
    united nations european union parliament government state states council republic ministers finance
    commons representatives province region county city district nation union assembly english monday tuesday
    wednesday thursday friday saturday sunday mr mrs ms dr alliance front movement accord party bloc front
    list civic lake daily unions trade workers sea north south east west central january february march april
    may june july august september october november december
    """
)


_FIRST_OF_TWO = listed(
    """
    New South North East West United Saint San Santa Papua El Costa Sierra Sri Saudi Burkina Cabo Cape Great
    Upper Lower
    """
)


_INTERNATIONAL = re.compile(r"\b(?:UN|UNESCO|EU|NATO|WTO|IMF|Nations|European|International|World|Global)\b")


class Home:
    """The country of a text and its government."""

    def __init__(self, country: str | None, others: frozenset[str] = frozenset()) -> None:
        self.country = country
        self.others = others
        """Further names that the text uses as those of countries."""

    @property
    def government(self) -> str:
        return self.of("Government")

    def of(self, body: str) -> str:
        """A body with the name of the country after it, unless it has it already."""
        if (
            not self.country
            or _INTERNATIONAL.search(body)
            or set(lexicon.words(self.country)) <= set(lexicon.words(body))
        ):
            return body
        plural = self.country.split()[0] in {"United", "Federated"} or self.country.endswith("Islands")
        return f"{body} of {'the ' if plural else ''}{self.country}"


def home(document: Document, found: Sequence[Mention]) -> Home:
    """The country that most of a document's names of offices and bodies point at; none when nothing does."""
    scores: defaultdict[str, float] = defaultdict(float)
    source = [text for text in (document.speaker, document.title, document.publisher) if text]
    for text in source:
        for pattern, weight in _EVIDENCE + _ISSUED + (_OWNER if text != document.title else ()):
            for match in pattern.finditer(text):
                _vote(scores, match, 2 * weight)
        for name in known_countries(text):
            scores[name] += 3.0
    for pattern, weight in _EVIDENCE:
        votes: defaultdict[str, float] = defaultdict(float)
        for match in pattern.finditer(document.text, 0, READ):
            _vote(votes, match, weight)
        for name, vote in votes.items():
            scores[name] += min(vote, (4 if weight < 0.5 else 12) * weight)
    for name, times in Counter(one.person for one in found if one.kind == "name").items():
        country = country_name(name)
        if country:
            scores[country] += min(0.5 * times, 4.0)
    capitals = set(re.findall(rf"\b[{_UP}][a-zà-ž]{{4,20}}\b", document.text[:READ]))
    for name in scores:
        stem = name[:-1] if name[-1] in "ae" else name
        if " " not in name and any(stem + ending in capitals for ending in ("n", "an", "ian", "i", "ese", "ish")):
            scores[name] += 1.0
    title = document.title or ""
    regional = _regional([*found, *mentions(title, 0, len(title))])
    for name in list(scores):
        if name.lower() in regional:
            scores[name] *= 0.2
    best = _best(scores)
    return Home(best, frozenset(name for name, score in scores.items() if score >= 3.0 and name != best))


def _vote(scores: defaultdict[str, float], match: re.Match[str], weight: float) -> None:
    if match.string[max(0, match.start() - 18) : match.start()].endswith("mbassador of the "):
        return
    if _TERRITORY.match(match.string, match.end(1)):
        return
    words = match.group(1).split()
    if len(words) == 3 and all(word[0].isupper() for word in words):
        words = words[: 2 if words[0] in _FIRST_OF_TWO else 1]  # the name of a person follows
    while words and (
        words[-1].lower() in {"and", "of", "the"} or (len(words) > 1 and words[-1].lower() in _NOT_COUNTRIES)
    ):
        words.pop()
    if not words or any(word.lower() in _NOT_COUNTRIES for word in words[:1]) or words[0].lower() in lexicon.NOT_NAMES:
        return
    if any(word.lower() in lexicon.BODIES or word.lower() in lexicon.TERRITORIES for word in words):
        return
    name = re.sub(r"['’]s?$", "", " ".join(words))
    if name.isupper() and len(name) > 4:
        name = name.title()
    if len(name) > 2 or name in {"UK", "US"}:
        scores[name] += weight


def _regional(found: Iterable[Mention]) -> set[str]:
    """Names of regions and towns: those that a governor or a mayor has after the title."""
    out = set()
    for mention in found:
        if mention.head in ("governor", "mayor") and " of " in mention.label:
            place = mention.label.rsplit(" of ", 1)[1].removeprefix("the ").lower()
            out.add(re.sub(r" (?:region|province|county|district|city|state)$", "", place))
    return out


def _best(scores: Mapping[str, float]) -> str | None:
    """The name with most votes; a name has half the votes of those that begin with it ("Tamur", "Tamur News")."""
    totals = dict(scores)
    for name, votes in scores.items():
        words = name.split()
        for length in range(1, len(words)):
            shorter = " ".join(words[:length])
            if shorter in scores:
                totals[shorter] += votes * 0.5
    if not totals:
        return None
    best, score = min(totals.items(), key=lambda item: (-item[1], item[0]))
    return best if score >= ENOUGH else None


@cache
def _countries() -> dict[str, str]:
    """Lower-case names of the countries of the world, to the name that English texts use."""
    import pycountry

    out = {}
    for country in pycountry.countries:
        for name in {country.name, getattr(country, "common_name", country.name)}:
            if "," not in name:
                out[name.lower()] = name
    for short, full in _SHORT.items():
        out[short.lower()] = full
    return out


_SHORT = {
    "Russia": "Russia",
    "Iran": "Iran",
    "Syria": "Syria",
    "Turkey": "Türkiye",
    "Moldova": "Moldova",
    "Tanzania": "Tanzania",
    "UK": "United Kingdom",
    "Britain": "United Kingdom",
    "US": "United States",
    "USA": "United States",
    "America": "United States",
    "South Korea": "South Korea",
    "North Korea": "North Korea",
    "Laos": "Laos",
    "Bolivia": "Bolivia",
    "Venezuela": "Venezuela",
    "Brunei": "Brunei",
    "Palestine": "Palestine",
    "Vietnam": "Vietnam",
    "Kyrgyz Republic": "Kyrgyzstan",
    "Ivory Coast": "Côte d'Ivoire",
    "Cape Verde": "Cabo Verde",
    "Czech Republic": "Czechia",
    "Congo": "Congo",
}
"""Names in common use that the register of country codes does not have."""


def country_name(name: str) -> str | None:
    """The country of the world that a name is, as English texts call it; None for anything else."""
    return _countries().get(name.lower())


def known_countries(text: str) -> list[str]:
    """The countries of the world that a short text names, also by what is made of the name ("Australian")."""
    out = []
    words = re.findall(r"[^\W\d_][\w’'\-]*", text)
    for at, word in enumerate(words):
        if not word[0].isupper():
            continue
        pair = f"{word} {words[at + 1]}" if at + 1 < len(words) else ""
        name = country_name(pair) or country_name(word) or _adjective(word)
        if name:
            out.append(name)
    return out


def _adjective(word: str) -> str | None:
    low = word.lower()
    if len(low) < 6 or not low.endswith(("n", "i", "ese", "ish", "ic")):
        return None
    for stem in (low[:-1], low[:-2], low[:-3], low[:-1] + "a", low[:-3] + "a"):
        if len(stem) >= 5 and stem in _countries():
            return _countries()[stem]
    return None
