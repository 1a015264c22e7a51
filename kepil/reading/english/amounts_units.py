"""What an English number counts: percent, measures, spans of time, or the head of the noun phrase after it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kepil.reading.english.amounts_words import COMPOUNDS, DROPPED, IRREGULAR, NOT_PLURAL, PERSONS, RUNS_ON, STOP

_MEASURES = {
    "km": r"km|kilomet(?:re|er)s?|kms", "m": r"m|met(?:re|er)s?", "cm": r"cm|centimet(?:re|er)s?",
    "mm": r"mm|millimet(?:re|er)s?", "mile": r"miles?", "foot": r"feet|foot|ft", "inch": r"inch(?:es)?",
    "mph": r"mph|miles per hour", "km/h": r"km/h|kph|kilomet(?:re|er)s (?:per|an) hour",
    "km2": r"km²|km2|sq\.? ?km|square[ -]kilomet(?:re|er)s?", "m2": r"m²|m2|sqm|sq\.? ?m|square[ -]met(?:re|er)s?",
    "m3": r"m³|m3|cubic[ -]met(?:re|er)s?", "km3": r"km³|km3|cubic[ -]kilomet(?:re|er)s?",
    "square mile": r"square[ -]miles?", "square foot": r"square[ -](?:feet|foot)", "ha": r"ha|hectares?",
    "acre": r"acres?", "t": r"t|tonn?es?|tons?|metric[ -]tonn?e?s?|MT", "kt": r"kt|kilotonn?e?s?",
    "Mt": r"Mt|megatonn?e?s?", "kg": r"kg|kilos?|kilogram(?:me)?s?", "g": r"g|gram(?:me)?s?",
    "mg": r"mg|milligram(?:me)?s?", "L": r"L|lit(?:re|er)s?", "barrel": r"barrels?|bbl", "kW": r"kW|kilowatts?",
    "MW": r"MW|megawatts?", "GW": r"GW|gigawatts?", "kWh": r"kWh|kilowatt[ -]hours?",
    "MWh": r"MWh|megawatt[ -]hours?", "GWh": r"GWh|gigawatt[ -]hours?", "TWh": r"TWh|terawatt[ -]hours?",
    "kV": r"kV|kilovolts?", "V": r"volts?", "°C": r"°\s?C|°|degrees?(?: Celsius| Celcius| C\b)?|℃",
    "Mbit/s": r"Mbps|Mbit/s|megabits?(?: per second)?", "Gbit/s": r"Gbps|Gbit/s|gigabits?(?: per second)?",
}  # fmt: skip
_GLUED = frozenset(
    {
        "m",
        "t",
        "g",
        "L",
        "ha",
        "V",
        "km",
        "cm",
        "mm",
        "kg",
        "mg",
        "kW",
        "MW",
        "GW",
        "kWh",
        "MWh",
        "GWh",
        "TWh",
        "kV",
        "mph",
    }
)
_MEASURE = re.compile(
    r"[\s-]{0,2}(?:"
    + "|".join(
        f"(?P<u{position}>{pattern})"
        for position, pattern in sorted(
            ((position, pattern.replace(" ", r"\s")) for position, pattern in enumerate(_MEASURES.values())),
            key=lambda item: -max(len(form) for form in item[1].split("|")),
        )
    )
    + r")(?![\w²³])"
)
_SYMBOLS = list(_MEASURES)
_WORDY = re.compile(r"[a-z]{3}")
_PERCENT = re.compile(
    r"\s?%(?:[\s-]points?\b)?|[\s-]{1,3}(?:percentage|per\s?cent(?:age)?|percent)[\s-]{1,2}points?\b|[\s-]{0,3}(?:per\s?cents?\b|percent\b|pct\b|per\scent\b)",
    re.IGNORECASE,
)
_TIME = re.compile(
    r"[\s-]{1,2}(?:(?P<kind>working|calendar|business|school|full|more|additional|consecutive|extra|further)[\s-])?"
    r"(?P<unit>years?|months?|weeks?|days?|hours?|minutes?|seconds?|decades?)\b(?P<tail>['’]|[\s-]old\b|\sof\sage\b|-olds?\b)?",
    re.IGNORECASE,
)
_TOKEN = re.compile(r"[^\W\d_][\w’'–&-]*|\d{1,3}-[a-z]{3,20}")
_GAP = re.compile(r"[^\S\n]{1,3}|[^\S\n]{0,2}\n[^\S\n]{0,2}")
_PER_TIME = re.compile(r"\s?(?:/\s?|per\s|an?\s)(day|second)\b", re.IGNORECASE)
_LONGEST = 6
"""Tokens that are looked at after a number: the head of a noun phrase is never farther."""


@dataclass(frozen=True, slots=True)
class Noun:
    """The noun phrase that a number counts: its unit in the singular and where its head ends."""

    unit: str
    end: int


def percent(text: str, position: int) -> tuple[str, int] | None:
    """`percent` or `percentage point` right after a number, and where it ends."""
    match = _PERCENT.match(text, position)
    if not match:
        return None
    return ("percentage point" if "point" in match.group().lower() else "percent"), match.end()


def measure(text: str, position: int) -> tuple[str, int] | None:
    """The symbol of a physical measure right after a number, and where it ends."""
    match = _MEASURE.match(text, position) or _measure_ignoring_case(text, position)
    if not match or match.lastgroup is None:
        return None
    symbol = _SYMBOLS[int(match.lastgroup[1:])]
    if match.group()[0].isalpha() and symbol not in _GLUED:
        return None
    return symbol, match.end()


def _measure_ignoring_case(text: str, position: int) -> re.Match[str] | None:
    """Written-out measures in any case ("5 Kilometres"); symbols keep theirs, for "MW" is not "mw"."""
    match = _MEASURE_ANY.match(text, position)
    return match if match and len(match.group().strip(" -\n\t")) > 3 else None


_MEASURE_ANY = re.compile(_MEASURE.pattern, re.IGNORECASE)


def rate(text: str, position: int) -> tuple[str, int] | None:
    """The time that a flow is measured by: "a day" → ("d", end)."""
    match = _PER_TIME.match(text, position)
    return (match[1][0].lower(), match.end()) if match else None


def duration(text: str, position: int) -> tuple[str, int, bool] | None:
    """A unit of time right after a number: (unit in the singular, end, whether it is an age)."""
    match = _TIME.match(text, position)
    if not match:
        return None
    tail = (match["tail"] or "").lower()
    kind = (match["kind"] or "").lower()
    unit = match["unit"].lower().removesuffix("s")
    unit = "min" if unit == "minute" else unit
    if kind in ("working", "business", "school"):
        unit = f"{kind} {unit}"
    return unit, match.end() if tail not in ("'", "’") else match.end("unit"), "old" in tail or "age" in tail


def noun(text: str, position: int, number: float) -> Noun | None:
    """The counted noun phrase right after a number, or None when none follows.

    Args:
        number: the number itself; after 1 the head is singular.
    """
    tokens = _tokens(text, position)
    if not tokens:
        return None
    head = _head(text, tokens, single=number == 1)
    if head is None:
        return None
    last, end = head
    words = [token for token, _, _ in tokens[: last + 1]]
    tail = _joined_person(text, end)
    if tail:
        return Noun("person", tail)
    unit = _unit(words)
    return Noun(unit, _packets(text, end, unit)) if unit else None


def last_plural(text: str, start: int, end: int) -> str | None:
    """The unit that the last plural noun of text[start:end] would be: what "two of them" leans on."""
    words = _TOKEN.findall(text[start:end])
    for position in range(len(words) - 1, -1, -1):
        if is_plural(words[position]) and words[position].lower() not in STOP:
            before = words[position - 1] if position else ""
            return _unit(
                [before, words[position]]
                if before and before.lower() not in STOP and before.islower()
                else [words[position]]
            )
    return None


def singular(word: str) -> str:
    """The singular of an English noun in lower case: "families" → "family"."""
    if word in IRREGULAR:
        return IRREGULAR[word]
    if word in NOT_PLURAL or not word.endswith("s") or word.endswith(("ss", "us", "is")) or len(word) < 4:
        return word
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("sses", "shes", "ches", "xes", "zzes")):
        return word[:-2]
    if word.endswith("men"):
        return word[:-3] + "man"
    return word[:-1]


def is_plural(word: str) -> bool:
    """Whether a word looks like a plural noun."""
    lower = word.lower()
    if lower in NOT_PLURAL:
        return False
    if lower in IRREGULAR or lower.rsplit("-", 1)[-1] in IRREGULAR:
        return True
    return len(lower) > 3 and lower.endswith("s") and not lower.endswith(("ss", "us", "is", "'s", "’s", "ous"))


def _tokens(text: str, position: int) -> list[tuple[str, int, int]]:
    """The words that may belong to the phrase: up to punctuation, a function word or a number."""
    found: list[tuple[str, int, int]] = []
    while len(found) < _LONGEST:
        gap = _GAP.match(text, position)
        if not gap and found:
            break
        match = _TOKEN.match(text, gap.end() if gap else position)
        if not match:
            break
        word = match.group()
        lower = word.lower()
        if lower in ("and", "or") and found and not any(is_plural(token) for token, _, _ in found):
            following = _GAP.match(text, match.end())
            after = _TOKEN.match(text, following.end()) if following else None
            if after and after.group().lower() not in STOP:
                found.append((word, match.start(), match.end()))
                position = match.end()
                continue
            break
        if lower in STOP:
            break
        found.append((word, match.start(), match.end()))
        position = match.end()
        if word.endswith(("'", "’", "'s", "’s")):
            break
    return found


def _head(text: str, tokens: list[tuple[str, int, int]], *, single: bool) -> tuple[int, int] | None:
    """Index and end of the head: the last of the first run of plurals, or after "one" the last word before a stop."""
    words = [token for token, _, _ in tokens]
    if single:
        last = 0
        while last + 1 < len(words) and (_droppable(words[last]) or last + 1 < min(len(words), 3)):
            if is_plural(words[last + 1]) or words[last + 1].lower().endswith(("ing", "ed", "ly")):
                break
            last += 1
        if _droppable(words[last]) or words[last].lower() in ("and", "or"):
            return None
        return last, tokens[last][2]
    for position, word in enumerate(words):
        bare = word.rstrip("'’")
        if not is_plural(bare):
            continue
        last = position
        while (
            last + 1 < len(words)
            and is_plural(words[last + 1])
            and (words[last].lower() in RUNS_ON or last == position)
        ):
            last += 1
        if words[last].lower() in RUNS_ON:
            further = next((p for p in range(last + 1, min(len(words), last + 3)) if is_plural(words[p])), None)
            last = last if further is None else further
        start, end = tokens[last][1], tokens[last][2]
        return last, end if not words[last].endswith(("'", "’")) else start + len(words[last].rstrip("'’"))
    return None


def _joined_person(text: str, end: int) -> int | None:
    match = re.compile(
        r"(?<=\bmen)\sand\swomen\b|(?<=\bwomen)\sand\smen\b|(?<=\bboys)\sand\sgirls\b", re.IGNORECASE
    ).match(text, end)
    return match.end() if match else None


def _packets(text: str, end: int, unit: str) -> int:
    """ "packets of dry food": what is in the packets belongs to the words, not to the unit."""
    if unit not in ("packet", "set", "box", "bag", "pair", "bottle", "dose", "copy", "cubic metre"):
        return end
    match = re.compile(r"\sof(?:\s[a-z][\w-]{1,20}){1,2}").match(text, end)
    return match.end() if match else end


def _droppable(word: str) -> bool:
    lower = word.lower()
    if lower in DROPPED or "-" in word:
        return True
    return lower.endswith(("ed", "est", "ous", "able", "ible", "ful", "less")) and lower not in (
        "seed",
        "feed",
        "forest",
        "bed",
        "cable",
        "table",
        "vegetable",
    )


def _unit(words: list[str]) -> str | None:
    head = words[-1].rstrip("'’")
    lower = head.lower()
    if lower in PERSONS or (
        head[0].isupper()
        and re.search(r"(?:[iao]ns|ese|ers|is)$", lower)
        and re.search(r"(?:ians|ans|ese|eans|anders)$", lower)
    ):
        return "person"
    unit = singular(lower)
    spelled = _MEASURE_ANY.fullmatch(f" {lower}")
    if spelled and spelled.lastgroup and len(lower) > 3 and (len(words) == 1 or _droppable(words[-2])):
        return _SYMBOLS[int(spelled.lastgroup[1:])]
    if len(words) > 1:
        before = words[-2]
        keep = (
            not _droppable(before)
            and before.lower() not in ("and", "or")
            and (before.islower() or (head[0].isupper() and before[0].isupper()))
        )
        if keep:
            modifier = before.lower().rstrip("'’")
            if len(words) > 2 and (words[-3].lower(), modifier) in COMPOUNDS:
                modifier = f"{words[-3].lower()} {modifier}"
            unit = f"{modifier} {unit}"
    return unit or None
