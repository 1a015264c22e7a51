"""One thing in a text turned into another by rule, with what a right reading must then say.

Numbers, units, dates, negations, speakers and bodies. A rule that cannot say for sure what the new value is gives
nothing. Statements are taken as a reading's JSON has them.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

Entry = dict[str, Any]

KINDS = ("number", "unit", "date", "negation", "speaker", "body")
PERSON = "Transport Minister Nadia Orlik"
SURNAME = "Orlik"
BODY = "National Water Board"
BODIES = "district mayors"

_NUMERAL = re.compile(r"\d+(?:[,.]\d+)*")
_WORDS = dict(zip("two three four five six seven eight nine ten eleven twelve".split(), range(2, 13), strict=True))
_NEXT = dict(zip(list(_WORDS)[:-1], list(_WORDS)[1:], strict=True))
_NUMBER_WORD = re.compile(rf"\b(?:{'|'.join(_WORDS)})\b")
_MONTHS = [name for name in calendar.month_name if name]
_MONTH = re.compile(rf"\b(?:{'|'.join(_MONTHS)})\b")
_DAY = re.compile(r"\b\d{1,2}(?:st|nd|rd|th)?\b")
_YEAR = re.compile(r"(?<![\d/–-])(?:19|20)\d\d(?![\d/–-])")
_MEASURES = (
    (
        r"US dollars|euros|crowns|tenge|sou?ms|dinars|dirhams|pesos|(?<!CFA )francs|lari|manats|kron[ae]|shillings",
        (("euros", "EUR"), ("US dollars", "USD")),
    ),
    (r"kilomet(?:re|er)s|km", (("metres", "m"),)),
    (r"tonnes|tons", (("kilograms", "kg"),)),
    (r"hectares", (("square kilometres", "km2"),)),
)
"""Words of a unit, and what they become with its code: the first that they are not yet."""
_THINGS = (
    (r"health posts|clinics|schools|kindergartens|hospitals", "libraries", "library"),
    (r"bridges|boreholes|dams|reservoirs", "tunnels", "tunnel"),
    (r"nurses|doctors|engineers|officers|inspectors|workers", "teachers", "teacher"),
    (r"homes|houses|flats|dwellings", "shops", "shop"),
    (r"buses|vehicles|trucks|containers|machines", "tractors", "tractor"),
    (r"families|households", "pensioners", "pensioner"),
)
"""Things that are counted, and what they become."""
_MODAL = re.compile(r"\b(?:will|shall|must|should)\b(?= (?!(?:also|soon|now|then|only|still|again|all|both)\b)\w)")
_DENIED = re.compile(r"\b(?:not|never|no|nor|neither|none|cannot|without|nothing)\b|n['’]t\b", re.IGNORECASE)
_BOUNDED = re.compile(r"(?:by|before|until|till|within|not later|no later|in the course)\b", re.IGNORECASE)
_AUXILIARY = re.compile(
    r"\b(?:has|have|was|were|had)\b(?= (?:been\s+)?(?:\w+ed|built|made|given|held|set|put|paid|brought|done|taken|kept"
    r"|sent|begun|found|spent|cut|laid|met|sold)\b)"
)
_BODY_WORD = re.compile(
    r"\b(?:government|ministry|agency|council|commission|treasury|army|office|authority|department|board|state|bureau"
    r"|administration|executive|cabinet|police|governors|municipalities|ministries|mayors|hokims|akims)\b",
    re.IGNORECASE,
)
_PLURALS = re.compile(r"(?:governors|municipalities|ministries|mayors|hokims|akims)\b[^,]*$", re.IGNORECASE)
_GOES_ON = re.compile(r"\s(?:of|for|and)\b|\s[A-Z]|-")
PRONOUN = re.compile(r"(?:i|we|he|she|it|they|you|my|our|his|her|its|their)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Flip:
    """`text[start:end]` becomes `new`; then `slot` of the statement must have `value`."""

    kind: str
    start: int
    end: int
    new: str
    slot: str
    """The coordinate that must change: `amounts`, `times`, `status`, `action`, `speaker`, `actor`."""
    at: tuple[int, int]
    """Where its span stands before the change."""
    value: Entry = field(default_factory=dict)
    """What it must then say beside its words; of a `name`, the words that it must hold."""

    def text(self, old: str) -> str:
        """The text after the change."""
        return old[: self.start] + self.new + old[self.end :]

    def moved(self, start: int, end: int) -> tuple[int, int]:
        """Where a run of the old text stands in the new one; what is put in where a run begins belongs to it."""
        grown = len(self.new) - (self.end - self.start)

        def place(at: int, inside: int) -> int:
            return at if at <= self.start else at + grown if at >= self.end else inside

        return place(start, self.start), place(end, self.start + len(self.new))


def flips(text: str, statement: Entry, *, alone: bool) -> Iterator[Flip]:
    """Every flip of one statement.

    Args:
        text: of the document.
        statement: a commitment (with `kind`) or a report (with `status`).
        alone: whether no other statement stands in its sentence, so that a negation denies it alone.
    """
    for amount in statement["amounts"]:
        if sum(other["unit"] == amount["unit"] for other in statement["amounts"]) == 1:  # "half of them" hangs on it
            yield from number(text, amount)
            yield from unit(text, amount)
    for time in statement["times"]:
        yield from date(text, time, later="kind" in statement)
    if alone:
        yield from negation(text, statement)
    if "speaker" in statement:
        yield from speaker(text, statement)
    yield from body(text, statement)


def number(text: str, amount: Entry) -> Iterator[Flip]:
    """The one number of an amount into another of as many digits."""
    start, end = amount["start"], amount["end"]
    found = [*_NUMERAL.finditer(text, start, end), *_NUMBER_WORD.finditer(text, start, end)]
    if amount["value"] is None or len(found) != 1:
        return
    old = found[0].group()
    new = _NEXT.get(old) or _next_numeral(old)
    if new is None:
        return
    scale = Decimal(str(amount["value"])) / _value(old)
    if scale.normalize().as_tuple().digits != (1,):  # a word in it counts too: "2 dozen"
        return
    yield Flip("number", *found[0].span(), new, "amounts", (start, end), {"value": float(_value(new) * scale)})


def _next_numeral(old: str) -> str | None:
    """The first digit that counts one up, or down where it is 9; None where that would turn one into several."""
    first = next((at for at, digit in enumerate(old) if digit in "123456789"), None)
    if first is None or old == "1" or old.count(".") > 1:
        return None
    return old[:first] + (str(int(old[first]) + 1) if old[first] != "9" else "8") + old[first + 1 :]


def _value(written: str) -> Decimal:
    return Decimal(_WORDS[written] if written in _WORDS else written.replace(",", ""))


def unit(text: str, amount: Entry) -> Iterator[Flip]:
    """The unit of an amount into another: money and measures, things that are counted."""
    start, end = amount["start"], amount["end"]
    for words, choices in _MEASURES:
        found = list(re.finditer(rf"\b(?:{words})(?!\w)", text[start:end]))
        if len(found) == 1 and amount["unit"]:
            new, code = next(choice for choice in choices if choice[1] != amount["unit"])
            where = (start + found[0].start(), start + found[0].end())
            yield Flip("unit", *where, new, "amounts", (start, end), {"unit": code})
            return
    for words, new, singular in _THINGS:
        found = list(re.finditer(rf"\b(?:{words})$", text[start:end]))
        if found and amount["unit"] and _singular(found[0].group()) == amount["unit"]:
            where = (start + found[0].start(), end)
            yield Flip("unit", *where, new, "amounts", (start, end), {"unit": singular})


def _singular(plural: str) -> str:
    return plural[:-3] + "y" if plural.endswith("ies") else plural[:-2] if plural == "buses" else plural[:-1]


def date(text: str, time: Entry, *, later: bool) -> Iterator[Flip]:
    """The year or the month of a time by one: a commitment's later, a report's earlier."""
    start, end = time["start"], time["end"]
    days = {name: dt.date.fromisoformat(time[name]) for name in ("from", "to") if time[name]}
    if not days or any((day.month, day.day) in ((2, 28), (2, 29)) for day in days.values()):
        return
    step = 1 if later else -1
    for pattern, part in ((_YEAR, "year"), (_MONTH, "month")):
        found = list(pattern.finditer(text, start, end))
        if len(found) != 1:
            continue
        word = found[0].group()
        old = int(word) if part == "year" else _MONTHS.index(word) + 1
        if any(getattr(day, part) != old for day in days.values()) or (part == "month" and not 1 <= old + step <= 12):
            continue
        whole = part == "month" and not _DAY.search(_YEAR.sub("", text[start:end]))
        new = {name: _moved(day, old + step, part, whole=whole) for name, day in days.items()}
        value = {name: day.isoformat() for name, day in new.items() if day}
        if len(value) == len(days):
            written = str(old + step) if part == "year" else _MONTHS[old + step - 1]
            yield Flip("date", *found[0].span(), written, "times", (start, end), value)


def _moved(day: dt.date, to: int, part: str, *, whole: bool) -> dt.date | None:
    """A day in another year or month; None where there is none of that number. The last of a whole month stays so."""
    if part == "year":
        return day.replace(year=to)
    last = calendar.monthrange(day.year, to)[1]
    if whole and day.day == calendar.monthrange(day.year, day.month)[1]:
        return day.replace(month=to, day=last)
    return day.replace(month=to) if day.day <= last else None


def negation(text: str, statement: Entry) -> Iterator[Flip]:
    """A commitment's modal, or a report's auxiliary, denied: a report's status must turn, and the words of a
    commitment's action must hold the denial.
    """
    start, end = statement["quote"]["start"], statement["quote"]["end"]
    action = (statement["action"]["start"], statement["action"]["end"])
    if _DENIED.search(text[start:end]) or statement.get("status") == "not_done":
        return
    if any(_BOUNDED.match(time["text"]) for time in statement["times"]):  # "not by 1 May" means another term
        return
    pattern = _MODAL if "kind" in statement else _AUXILIARY
    found = list(pattern.finditer(text, start, end))
    if len(found) != 1 or not action[0] - 1 <= found[0].end() < action[1]:
        return
    at = found[0].end() + 1
    if "kind" in statement:
        yield Flip("negation", at, at, "not ", "action", action)
    else:
        yield Flip("negation", at, at, "not ", "status", action, {"status": "not_done"})


def speaker(text: str, statement: Entry) -> Iterator[Flip]:
    """The words that name who says it into another person in office."""
    found = statement["speaker"]
    if not found["text"] or PRONOUN.match(found["text"]) or "(" in found["text"]:
        return
    if found["start"] >= statement["action"]["start"] and found["end"] <= statement["action"]["end"]:
        return
    new = PERSON.upper() if found["text"].isupper() else PERSON
    where = (found["start"], found["end"])
    yield Flip("speaker", *where, new, "speaker", where, {"name": SURNAME})


def body(text: str, statement: Entry) -> Iterator[Flip]:
    """The words that name the body that acts into another body, one for one and several for several."""
    found = statement["actor"]
    words = found["text"]
    if not words or PRONOUN.match(words) or not _BODY_WORD.search(words):
        return
    said = statement.get("speaker", {"start": None})
    if said["start"] is not None and said["start"] < found["end"] and found["start"] < said["end"]:
        return
    if _GOES_ON.match(text, found["end"]) or text[: found["start"]].endswith(" of "):  # a piece of a longer name
        return
    name = BODIES if _PLURALS.search(words) else BODY
    article = re.match(r"(?:the|each|every)\s", words, re.IGNORECASE)
    if name == BODIES and article is None and words[0].isupper():
        new = name[0].upper() + name[1:]
    else:
        new = ("The " if words[0].isupper() else "the ") + name
    where = (found["start"], found["end"])
    yield Flip("body", *where, new, "actor", where, {"name": name})
