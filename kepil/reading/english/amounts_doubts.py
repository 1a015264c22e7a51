"""English numbers that are no amounts: dates, clock times, labels ("Article 5"), names ("Vision 2030"), and ages."""

from __future__ import annotations

import re

from kepil.reading.english.amounts_measure import Measure

_MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|March|April|May|June|July|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?"
    r"|Dec(?:ember)?)"
)
_DATE_BEFORE = re.compile(
    rf"\b(?:{_MONTH}|(?:Jan|Feb|Aug|Sept?|Oct|Nov|Dec)\.)\s{{1,2}}(?:\d{{1,2}}\s?(?:[-–,]|and|to|or)\s?)?$"
    rf"|\b{_MONTH}\.?\s\d{{1,2}},\s$|\d\s?[-–/.]$"
)
_DATE_AFTER = re.compile(
    rf"(?:\s?[-–]\s?\d{{1,2}}|\s(?:and|to|or)\s\d{{1,2}})?\s{{1,2}}(?:of\s)?{_MONTH}\b(?!\s(?:be|not|also|have)\b)"
    r"|[-–/]\d{2,4}\b(?!\s?%|\s?per|\s?[a-z])|/\d|:\d\d"
)
_LABEL_BEFORE = re.compile(
    r"(?:\b(?i:articles?|art\.|sections?|chapters?|clauses?|paragraphs?|annex(?:es)?|appendix|figure|fig\.|pages?|p\."
    r"|goals?|sdgs?|phase|stage|level|tier|category|pillar|highway|motorway|line|platform|terminal|gate|room|resolution"
    r"|convention|protocol|fy|cop|no\.?|nos\.?|number|nr\.?|group\sof|option|lane|berth|pier|kilometres?|kilometers?"
    r"|points?|covid|tel\.?|phone|fax|flight|day|class|grade|week)\s?|[#№@]"
    r"|\b(?:Act|Law|Decree|Order|Bill|Regulation|Agenda|Vision|Plan|Strategy|Horizon|Budget|Part|Volume|Round|Track"
    r"|Route|Ward|Block|Unit|Zone|Lot|District|Precinct|Building|School|Clinic|Hospital|Reactor|Type|Table|Schedule|Item"
    r"|Session|Summit|Edition|Question|List|Note|Bus|Tram|Channel|Square|Year|Form|Division|Model|Target|Point|Radio"
    r"|Dock)\s?)(?:\d{1,3}\s(?:and|to|or)\s)?$"
)
_CLOCK_AFTER = re.compile(
    r"\s?(?:[ap]\.?m\b|o[’']clock|h\b|hrs\b|GMT|UTC)|[:.]\d{2}\s?(?:[ap]\.?m|h\b)?"
    r"|(?:\s(?:and|to)\s\d{1,2})?\sin\sthe\s(?:morning|afternoon|evening)\b",
    re.IGNORECASE,
)
_COMPOUND_AFTER = re.compile(r"-[A-Za-z]")
"""A number in front of a hyphen that no unit of measure or time follows names a sort: "a 2-room flat"."""
_NAME_BEFORE = re.compile(r"(?<![.!?:;]\s)(?<!^)\b[A-Z][\w’'-]*\s$")
_YEAR = re.compile(r"(?:19|20)\d\d")
_YEAR_BEFORE = re.compile(r"\b(?:in|of|by|for|the|since|until)\s$")
_OTHER_SCRIPT = re.compile(r"[\s\u00a0]{0,2}[\u0370-\uffdc]")
_TIMES_AFTER = re.compile(r"[\s-](?:times?|fold)\b", re.IGNORECASE)
_TIMES = re.compile(r"\stimes\b")
_TO_ZERO = re.compile(r"\b(?:to|at|of)\s$")
_AGE_BEFORE = re.compile(
    r"\b(?:aged?|age\sof|ages|aged\s(?:over|under)|turn(?:s|ed|ing)?|pension\sage(?:\sto|\sof)?)\s(?:up\sto\s|from\s)?$",
    re.IGNORECASE,
)
_AGE_CONTEXT = re.compile(r"\bage\b[^.;\n]{0,40}$", re.IGNORECASE)
_OLDEST = 110


def doubted(text: str, found: Measure) -> Measure:
    """`found`, marked unlikely where it is a date, a clock time, a label or a name; with years where it is an age."""
    begin, stop = found.at
    before = text[max(0, begin - 24) : begin]
    if found.what == "bare" and _TIMES_AFTER.match(text, stop):
        times = _TIMES.match(text, stop)
        if times:
            likely = found.likely and found.lead.bound != "exact"
            return found._replace(what="count", unit="time", end=times.end(), likely=likely)
        return found._replace(likely=False, alone=True)
    likely = found.likely and not _named(text, found, before)
    if found.what != "bare":
        return found._replace(likely=likely)
    if _AGE_BEFORE.search(before) and found.value <= _OLDEST:
        return found._replace(what="age", unit="year", likely=False, alone=True)
    if not found.scaled and found.value <= _OLDEST and not found.hyphen and not found.anaphor:
        if found.lead.within in ("under", "over", "below", "above") and found.value <= 100:
            return found._replace(what="age", unit="year", likely=likely, alone=True)
        if found.value >= 10 and _AGE_CONTEXT.search(text[max(0, begin - 50) : begin]):
            return found._replace(what="age", unit="year", likely=likely and found.lead.bound != "exact", alone=True)
    return found._replace(likely=likely, alone=True)


def dated(text: str, position: int) -> bool:
    """Whether a number that ends at `position` is the day of a month or the first half of a date."""
    return _DATE_AFTER.match(text, position) is not None


def _named(text: str, found: Measure, before: str) -> bool:
    """Whether a number dates or names something instead of counting it."""
    if found.what not in ("bare", "count", "duration"):
        return False
    begin, stop = found.at
    written, bare, exact = text[begin:stop], found.what == "bare", found.lead.bound == "exact"
    if _DATE_BEFORE.search(before) or dated(text, stop) or _CLOCK_AFTER.match(text, stop):
        return True
    if exact and _LABEL_BEFORE.search(before):
        return True
    if _YEAR.fullmatch(written):
        if bare:
            return True
        return exact and (int(written) % 100 != 0 or _YEAR_BEFORE.search(before) is not None)
    if bare and _COMPOUND_AFTER.match(text, stop):
        return True
    if text[stop : stop + 1].isalpha() or (bare and _OTHER_SCRIPT.match(text, stop)):
        return True
    if found.words and found.value == 0:
        return not (bare and _TO_ZERO.search(before))
    if found.words and written.isupper() and len(written) > 1 and before[-2:-1].isalpha():
        return True
    return bare and exact and not (found.words and written.islower()) and _NAME_BEFORE.search(before) is not None
