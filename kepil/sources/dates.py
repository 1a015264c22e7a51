"""The day on which a text was published, where the text itself says so without doubt.

Months are read by dateutil's list of names; the patterns here only decide whether a line is a date line or a dateline.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence

_LINES = 12
"""How many lines from the top may hold the date: later ones are as likely an event of the story."""
_LINES_WITH_COLON = 4
_LONGEST = 160
_PARAGRAPH = 240
"""A line from this length on is the body of the text, and what follows it is no longer the top."""
_WORDS_BEFORE = 6
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})")

_WEEKDAY = r"(?:(?P<weekday>[^\W\d_]{3,9})\.?,?\s{1,3})?"
_TIME = r"(?:(?:,|\s[-–—|]|\sat)?\s{1,3}\d{1,2}[:.]\d{2}(?::\d{2})?(?:\s?[ap]\.?m\.?)?(?:\s?[A-Z]{2,4})?)?"
_DATE = (
    r"(?:(?P<day>\d{1,2})(?:st|nd|rd|th)?\.?\s{1,3}(?P<month>[^\W\d_]{3,9})\.?,?\s{1,3}(?P<year>\d{4})"
    r"|(?P<month2>[^\W\d_]{3,9})\.?\s{1,3}(?P<day2>\d{1,2})(?:st|nd|rd|th)?,\s{0,3}(?P<year2>\d{4})"
    r"|(?P<year3>\d{4})(?P<sep>[-/.])(?P<month3>\d{1,2})(?P=sep)(?P<day3>\d{1,2})"
    r"|(?P<left>\d{1,2})(?P<sep2>[-/.])(?P<right>\d{1,2})(?P=sep2)(?P<year4>\d{4}))"
)
# A date that fills its part of the line: between the edges of the line, bars, dots, dashes, brackets and commas.
_PART = re.compile(
    r"(?:^|[|•·/]\s{0,3}|\s[-–—]\s{1,3}|[,;(:]\s{0,3})"
    + _WEEKDAY
    + _DATE
    + _TIME
    + r"(?=\s{0,3}(?:$|[|•·/;,()]|\s[-–—]\s))"
)
# CITY, 6 December 2016 – or City (Country), 6 December 2016. at the start of a paragraph.
_DATELINE = re.compile(
    r"^[\"“«(\s]{0,3}[^\W\d_][^.!?|0-9,;:]{1,40}(?:,[^.!?|0-9,;:]{1,30})?[,.]\s{1,3}"
    + _WEEKDAY
    + _DATE
    + r"\s{0,2}(?:\([^)]{1,40}\)|/[^/]{1,40}/)?\s{0,2}(?:[.)]?\s{0,2}(?:[-–—:]|--)\s|\.\s)"
)


def iso_date(value: str) -> dt.date:
    """The day that `YYYY-MM-DD` means.

    Raises:
        ValueError: with one sentence that says what is wrong.
    """
    match = _ISO.fullmatch(value.strip())
    if not match:
        raise ValueError(f"{value!r} is not a day: write YYYY-MM-DD, such as 2024-04-25.")
    try:
        return dt.date(*(int(part) for part in match.groups()))
    except ValueError as error:
        raise ValueError(f"There is no day {value!r}: {error}.") from error


def date_at_top(text: str) -> dt.date | None:
    """The day of a date line ("13 March 2023, 16:32") or dateline ("OSLO, 6 December 2016 –") at the top, or None."""
    return date_of_lines(text[: _LINES * 2 * _LONGEST].split("\n"))


def date_of_lines(lines: Sequence[str]) -> dt.date | None:
    """The day that the first lines of a text give, or None.

    The first line with a date decides; the earliest of several on it, since an update comes after the publishing. A
    date with a month that is no month, an ambiguous number (3/4/2024), or a weekday that does not fit is none.
    """
    filled = [line.strip() for line in lines if line.strip()][:_LINES]
    for number, line in enumerate(filled):
        if len(line) <= _LONGEST and not _in_table(filled, number):
            found = [match for match in _PART.finditer(line) if _short_before(line, match)]
            # Further down a colon stands between a task and its deadline rather than after "Published".
            days = [
                day for match in found if (number < _LINES_WITH_COLON or match[0][0] != ":") and (day := _day(match))
            ]
            if days:
                return min(days)
        dateline = _DATELINE.match(line[:_LONGEST])
        day = _day(dateline) if dateline else None
        if day:
            return day
        if len(line) >= _PARAGRAPH:
            return None
    return None


def _in_table(lines: list[str], number: int) -> bool:
    """Whether a line is one of several with as many bars: the dates in a table are not the day of its publishing."""
    bars = lines[number].count(" | ")
    neighbours = lines[max(0, number - 1) : number] + lines[number + 1 : number + 2]
    return bars > 0 and any(line.count(" | ") == bars for line in neighbours)


def _short_before(line: str, match: re.Match[str]) -> bool:
    """Whether few words stand before a date with a comma: many are a title, and the date may be what it is about."""
    return match.group()[0] not in ",;:(" or len(line[: match.start()].split()) <= _WORDS_BEFORE


def _day(match: re.Match[str]) -> dt.date | None:
    from dateutil.parser import parserinfo

    names = parserinfo()
    groups = match.groupdict()
    name = groups["month"] or groups["month2"]
    if name:
        month = names.month(name)
        day = int(groups["day"] or groups["day2"])
        year = int(groups["year"] or groups["year2"])
    elif groups["year3"]:
        year, month, day = int(groups["year3"]), int(groups["month3"]), int(groups["day3"])
    else:
        year, day, month = int(groups["year4"]), int(groups["left"]), int(groups["right"])
        if month > 12 or (day == month):
            day, month = month, day
        elif day <= 12:
            return None
    if month is None or year < 1600:
        return None
    try:
        date = dt.date(year, month, day)
    except ValueError:
        return None
    weekday = groups.get("weekday")
    if weekday and names.weekday(weekday) not in (None, date.weekday()):
        return None
    return date
