"""English words for offices and bodies, and the tokens in which they are sought."""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple


class Token(NamedTuple):
    """A word or a mark of a text: `text[start:end] == word`."""

    word: str
    start: int
    end: int
    low: str
    """The word in lower case."""


_TOKEN = re.compile(r"[^\W_]{1,40}(?:['’\-&][^\W_]{1,40}){0,5}|[^\w\s]|_")
_OWNED = re.compile(r"['’](?:s|ll|ve|re|d|m)?$")


def tokens(text: str, start: int, end: int) -> Iterator[Token]:
    """Words and marks of `text[start:end]`; inner hyphens and apostrophes stay, a final 's or 'll is a token."""
    for match in _TOKEN.finditer(text, start, end):
        word = match.group()
        owned = _OWNED.search(word) if len(word) > 2 and ("'" in word or "’" in word) else None
        if owned:
            cut = match.start() + owned.start()
            word, owned_by = text[match.start() : cut], text[cut : match.end()]
            yield Token(word, match.start(), cut, word.lower())
            yield Token(owned_by, cut, match.end(), owned_by.lower())
        else:
            yield Token(word, match.start(), match.end(), word.lower())


class Tokens:
    """The tokens of a run of a text, cut once, for those who look at parts of it.

    Args:
        found: what `tokens` gave, in order.
    """

    def __init__(self, text: str, found: Sequence[Token]) -> None:
        self._text = text
        self._found = found
        self._starts = [token.start for token in found]

    def between(self, start: int, end: int) -> Sequence[Token]:
        """`tokens(text, start, end)`, for a part of the run."""
        first, last = bisect.bisect_left(self._starts, start), bisect.bisect_left(self._starts, end)
        if (first and self._found[first - 1].end > start) or (last > first and self._found[last - 1].end > end):
            return list(tokens(self._text, start, end))  # a token goes over an edge
        return self._found[first:last]


def listed(words: str) -> frozenset[str]:
    """The words of a list that is written as running text."""
    return frozenset(words.split())


def words(text: str) -> list[str]:
    """The words of a name in lower case, without articles and marks, for comparing."""
    found = (token.low for token in tokens(text, 0, len(text)))
    return [word for word in found if word[0].isalnum() and word not in {"the", "a", "an"}]


ROLES = {
    "president": "president",
    "head of state": "president",
    "head of the state": "president",
    "heads of state": "president",
    "emir": "president",
    "king": "president",
    "queen": "president",
    "prime minister": "premier",
    "premier": "premier",
    "pm": "premier",
    "head of government": "premier",
    "head of the government": "premier",
    "heads of government": "premier",
    "chancellor": "premier",
    "chief minister": "premier",
    "chief adviser": "premier",
    "taoiseach": "premier",
    "minister": "minister",
    "secretary": "minister",
    "secretary-general": "secretary-general",
    "secretary general": "secretary-general",
    "attorney general": "prosecutor",
    "governor general": "president",
    "governor-general": "president",
    "governor": "governor",
    "akim": "governor",
    "hokim": "governor",
    "deputy commissioner": "governor",
    "prefect": "governor",
    "mayor": "mayor",
    "councillor": "councillor",
    "councilwoman": "councillor",
    "councilman": "councillor",
    "alderman": "councillor",
    "congressman": "deputy",
    "congresswoman": "deputy",
    "council leader": "councillor",
    "building director": "councillor",
    "cabinet member": "councillor",
    "leader": "leader",
    "spokesman": "spokesman",
    "spokeswoman": "spokesman",
    "spokesperson": "spokesman",
    "director": "director",
    "director-general": "director",
    "head": "director",
    "chief": "director",
    "chairman": "director",
    "chairwoman": "director",
    "chairperson": "director",
    "chair": "director",
    "commissioner": "director",
    "speaker": "speaker",
    "prosecutor": "prosecutor",
    "prosecutor general": "prosecutor",
    "prosecutor-general": "prosecutor",
    "general prosecutor": "prosecutor",
    "public prosecutor": "prosecutor",
    "judge": "judge",
    "deputy": "deputy",
    "senator": "deputy",
    "delegate": "deputy",
    "representative": "deputy",
    "mp": "deputy",
    "ambassador": "ambassador",
    "candidate": "leader",
    "inspector": "director",
    "auditor": "director",
    "auditor general": "director",
    "ombudsman": "director",
    "advisor": "director",
    "adviser": "director",
}
"""Titles of an office, lower case, to the role in which one title stands for another ("Head of State", "President")."""

PLURAL_ROLES = {
    "presidents": "president",
    "prime ministers": "premier",
    "ministers": "minister",
    "governors": "governor",
    "akims": "governor",
    "hokims": "governor",
    "prefects": "governor",
    "deputy commissioners": "governor",
    "mayors": "mayor",
    "councillors": "councillor",
    "leaders": "leader",
    "heads": "director",
    "deputies": "deputy",
    "senators": "deputy",
    "delegates": "deputy",
    "chairmen": "director",
    "directors": "director",
    "prosecutors": "prosecutor",
    "judges": "judge",
    "officials": "official",
    "inspectors": "director",
    "commissioners": "director",
}

LONGEST_TITLE = 4

MODIFIERS = listed(
    """
    first second deputy vice acting interim former then late outgoing new newly-elected present current
    previous hon'ble honourable senior junior chief associate assistant caretaker foreign finance health
    education interior home defence defense energy transport justice labour labor trade housing environment
    agriculture economy works emergencies culture water social opposition party regional provincial federal
    state national central local municipal city town county district village parliamentary group cabinet
    council building general public united royal joint standing special independent inter-ministry
    interministerial supreme high constitutional republican territorial economic military private
    international relevant competent responsible
    """
)
"""Words that stand before an office or a body and belong to it."""

BODIES = listed(
    """
    government governments cabinet ministry ministries department departments agency agencies authority
    authorities council councils commission commissions committee committees board boards office offices
    inspectorate inspectorates service services court courts bank parliament congress senate assembly
    legislature chamber party coalition secretariat administration administrations akimat akimats municipality
    municipalities police army treasury executive state states federation bureau directorate organisation
    organization prosecutor's regulator headquarters taskforce group team fund institute forces guard corps
    railways
    """
)
"""Head words of a public body, lower case."""

BODY_PHRASES = frozenset(
    (
        "armed forces",
        "city hall",
        "town hall",
        "town halls",
        "city halls",
        "national guard",
        "house of commons",
        "house of representatives",
        "working group",
        "task force",
        "law enforcement",
        "general assembly",
        "security council",
        "state bodies",
        "public bodies",
        "government bodies",
        "tax authorities",
        "prosecutor 's office",
        "prosecutor ’s office",
        "press service",
        "border guard",
    )
)
"""Two and three words that name a body together."""

TERRITORIES = listed(
    """
    country nation region regions province provinces county counties district districts city town municipality
    commune
    """
)
"""Heads that name a body only as the subject of an act ("the region plans to begin")."""

MEASURES = listed(
    """
    legislation bill law act amendment amendments regulation regulations measure measures plan programme programmes
    program programs strategy scheme initiative budget
    """
)
"""Heads of what a body acts by, and which is no body itself ("a bill will create")."""

HONORIFICS = listed(
    """
    mr mrs ms miss mx dr prof professor sir dame lord lady hon hon'ble honourable cllr smt shri comrade
    colonel general captain major rev doña don mme excellency highness majesty sheikh
    """
)

DETERMINERS = listed(
    """
    the a an this that these those each every all both neither either any our my his her its their your some
    """
)

PORTFOLIOS = listed(
    """
    finance health education interior energy transport justice labour labor trade industry housing environment
    agriculture economy economic economics works emergencies emergency culture water social national public
    foreign external affairs defence defense development planning science research technology innovation
    information communications digital internal home security family families youth sport sports tourism women
    children gender equality employment manpower infrastructure regional local rural urban construction
    natural resources ecology climate forestry fisheries food mining mines petroleum oil gas commerce
    enterprise investment investments budget treasury state state's european integration immigration religious
    higher welfare human services veterans police railways roads civil aviation religion enlightenment reform
    reforms administration relations cooperation international small business
    """
)
"""What ministries are for."""

NOT_NAMES = listed(
    """
    the a an this that these those each every all both neither either any our my his her its their your some
    no not i we you he she it they in on at by to from for with without within of off out up under over after
    before since until till during as and or but nor so yet if when where while although though because once
    unless whether how what which who whom whose why there here then now also thus hence today yesterday
    tomorrow tonight earlier later last next meanwhile moreover however therefore finally first second third
    monday tuesday wednesday thursday friday saturday sunday january february march april may june july august
    september october november december jan feb mar apr jun jul aug sept sep oct nov dec mon tue wed thu fri
    sat sun according asked speaking opening summing closing addressing turning responding following regarding
    concerning commenting replying having being given let thank concluding welcoming thanking noting stressing
    emphasizing emphasising referring pointing recalling introducing presenting attending visiting meeting
    greeting answering reacting yes dear special attention another other others one two three four five six
    seven eight nine ten such some many most more several few half nobody nothing none never only even just
    still again further please asking it's we'll i'll you'll
    """
)
"""Lower-case forms of words that open a sentence with a capital and are no part of a name."""

PARTICLES = listed(
    """
    de del della da das dos di du van von der den bin ben al el la le ibn ul bint y e af zu ter ten
    """
)

PRONOUNS = {
    "i": "i", "me": "i", "my": "i", "mine": "i", "myself": "i",
    "we": "we", "us": "we", "our": "we", "ours": "we", "ourselves": "we",
    "you": "you", "your": "you",
    "he": "person", "him": "person", "his": "person", "she": "person", "her": "person", "hers": "person",
    "it": "it", "its": "it", "itself": "it",
    "they": "they", "them": "they", "their": "they", "these": "they", "those": "they", "both": "they", "who": "person",
}  # fmt: skip

GOVERNMENT = listed(
    """
    government state authorities executive country nation administration federation governments
    """
)
"""Heads that mean the government of the country, when nothing else stands before or after them."""
