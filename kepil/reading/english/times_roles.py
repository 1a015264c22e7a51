"""What a time is to its sentence: a deadline, a start, a period, a length or a recurrence, with its days or rule."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable

from kepil.model import TimeRole
from kepil.reading.english import times_calendar as calendar
from kepil.reading.english import times_context as context
from kepil.reading.english.times_calendar import UNKNOWN, Interval, Length
from kepil.reading.english.times_context import Sides
from kepil.reading.english.times_country import country_year
from kepil.reading.english.times_nodes import Node, Phrase
from kepil.reading.english.times_phrase import phrase
from kepil.reading.english.times_today import Reference
from kepil.reading.english.times_tokens import Tokens
from kepil.reading.english.times_value import interval
from kepil.reading.english.times_words import PLANS, words

Value = tuple[TimeRole, dt.date | None, dt.date | None, str | None]
"""Role, first day, last day, rule."""
Earlier = Callable[[Reference], Interval]
"""Finds the time that was named last before, for "by then"."""

_BUDGET = re.compile(r"(?:['’]s)?\s+budget\b", re.IGNORECASE)
_TABLE_KINDS = words("edge day quarter month half year")
_ROLLING = words("over during within")


def value(
    found: Phrase, tokens: Tokens, i: int, side: Sides, ref: Reference, earlier: Earlier, *, forward: bool
) -> Value | None:
    """The role, the days and the rule of the phrase read at token i; None when it is no time of its sentence."""
    if found.kind == "recurrence":
        return _recurrence(found, ref)
    if found.kind == "length":
        return _length(found, side, ref, forward=forward)
    if found.kind == "set":
        return _set(found, side, ref, earlier, forward=forward)
    if found.kind == "event":
        return _event(found, tokens, i, side, ref)
    lead, node = found.preposition, found.node
    if found.kind == "range":
        days = _range(found, ref)
        return _point(found, days, side, ref, forward=forward) if lead in {"by", "before", "until"} else _period(days)
    if node is None:
        return None
    if node.kind == "relative" and node.unit == "year" and _BUDGET.match(side.right) and country_year(ref.document):
        node = node._replace(unit="fiscal")
    if node.kind == "event":
        # "in the last budget" is no time of what is to come
        return _of_event(lead, node, side) if node.other >= 0 or not forward else None
    rolling = lead in _ROLLING or (lead in {"in", "for"} and node.unit == "decade")
    days = interval(node, ref._replace(rolling=rolling, forward=ref.forward and lead != "since"))
    return _span(lead, node, days) if node.kind == "span" else _point(found, days, side, ref, forward=forward)


def _period(days: Interval) -> Value:
    return "period", days.start, days.end, None


def _span(lead: str, node: Node, days: Interval) -> Value:
    """ "the next three years": a term to be kept, or how long it goes on."""
    if not node.value or node.unit.endswith("*"):
        return ("deadline" if lead == "within" else "period"), None, None, None
    if lead in {"within", "by"}:
        return "deadline", None, days.end, None
    return "duration", None, None, Length(node.value, node.unit).iso()


def _of_event(lead: str, node: Node, side: Sides) -> Value:
    """ "before the next election", "in its next budget", "by the 2027 election"."""
    last = calendar.year(node.of.value).end if node.of and lead in {"by", "before", "until"} else None
    kept = lead == "until" or (lead == "before" and context.denied(side))
    due = lead in {"by", "to", "before", "within"} or node.unit == "budget"
    return ("deadline" if due and not kept else "period"), None, last, None


def _point(found: Phrase, days: Interval, side: Sides, ref: Reference, *, forward: bool) -> Value | None:
    lead, node = found.preposition, found.node
    if node is None:
        return None
    if lead in {"by", "before", "within"}:
        return _due(found, days, side, ref, forward=forward)
    if lead in {"until", "through", "towards"}:
        if lead == "until" and context.start_denied(side):
            return "start", days.start, None, None
        given = lead == "until" and context.given(side)
        return ("deadline" if given else "period"), None, days.end, None
    if lead in {"from", "since", "start"} or (lead == "as of" and forward):
        return "start", days.start, None, None
    if lead == "after":
        return "start", calendar.after(days.end), None, None
    if lead == "to" and context.extended(side):
        return "period", None, days.end, None
    return _within_sentence(lead, node, days, side, forward=forward)


def _due(found: Phrase, days: Interval, side: Sides, ref: Reference, *, forward: bool) -> Value:
    """ "by", "before" and "within" a point: to its last day, or to the day before it."""
    lead, node, last = found.preposition, found.node, days.end
    kind = node.kind if node else ""
    new_year = lead == "by" and kind == "holiday" and days.start and (days.start.month, days.start.day) == (1, 1)
    ends = kind == "easter" or (node is not None and kind == "edge" and node.value == 1)
    if new_year or (lead == "before" and not ends):
        last = calendar.before(days.start)
    past = not (last and ref.today and last > ref.today)
    reported = not forward and past and not context.promised(side)
    kept = lead == "before" and context.denied(side)
    return ("period" if reported or kept else "deadline"), None, last, None


def _within_sentence(lead: str, node: Node, days: Interval, side: Sides, *, forward: bool) -> Value | None:
    """Points whose preposition alone does not tell the role: "in", "on", "at", "for", "to", or none."""
    kind = node.kind
    if kind == "edge" and lead in {"", "in", "on", "at"} and (node.value == 0 or (node.other and abs(node.value) == 1)):
        return "period", None, None, None
    if kind == "today" and not lead and forward and not context.ahead(side) and not context.starts(side):
        return None
    if not lead and forward and kind in _TABLE_KINDS and (side.cell or (kind == "edge" and node.value == 1)):
        return "deadline", None, days.end, None
    if lead in {"in", "on"} and days.grain in {"day", "month"} and forward and context.rate_changes(side):
        return "start", days.start, None, None
    if lead == "on" and days.grain == "day" and context.opens(side):
        return "start", days.start, None, None
    if lead in {"on", "in", "for"} and not forward and context.was_to(side, lead):
        return "deadline", None, days.end, None
    if lead not in {"during", "as of"} and context.starts(side):
        return "start", days.start, (None if days.grain == "day" else days.end), None
    return _period(days)


def _range(found: Phrase, ref: Reference) -> Interval:
    """From the first day of one point to the last day of another; a year that only one of them has counts for both."""
    first, second = found.node, found.second
    if first is None or second is None:
        return UNKNOWN
    dated = second.kind in {"day", "month"}
    if first.kind == "number":
        first = second._replace(value=first.value)
    elif first.of is None and second.of is not None and first.kind == second.kind and dated:
        first = first._replace(of=second.of)
    opening, closing = interval(first, ref).start, interval(second, ref).end
    if opening and closing and closing < opening:
        if dated and second.of is None:
            again = (closing.month, closing.day) < (opening.month, opening.day)
            closing = interval(second._replace(of=Node("year", opening.year + again)), ref).end
        elif dated and first.of is second.of:
            opening = interval(first._replace(of=Node("year", closing.year - 1)), ref).start
        elif second.kind == "weekday":
            closing = calendar.plus(closing, 7)
    return Interval(opening, closing) if opening and closing and opening <= closing else UNKNOWN


def _recurrence(found: Phrase, ref: Reference) -> Value:
    today = ref.today
    if found.since and today:
        days = [calendar.safe_date(today.year + step, *found.since) for step in (0, 1, 4)]
        return "recurrence", next((day for day in days if day and day >= today), None), None, found.rule
    if found.years and today:
        held = calendar.year(today.year + 1, found.years)
        return "recurrence", held.start, held.end, found.rule
    return "recurrence", None, None, found.rule


def _length(found: Phrase, side: Sides, ref: Reference, *, forward: bool) -> Value | None:
    lead, code, length = found.preposition, found.code, found.length
    rule = length.iso() if length and length.countable else None
    far = calendar.shift(ref.today, length) if length else None
    if code == "ago":
        return _ago(length, ref.today) if not forward else None
    if code in {"from now", "later"}:
        day = far if code == "from now" else None
        return "period", day, day, None
    if code == "since":
        return "duration", None, None, rule
    if lead == "given" or (lead == "" and context.given(side)):
        return "deadline", None, far, None
    if code == "nth":
        role: TimeRole = "period" if lead not in {"for", "in", "within"} else "deadline"
        return ("duration" if lead == "for" or (role == "deadline" and not forward) else role), None, None, rule
    if lead == "after":
        return "start", None, None, rule
    if lead in {"within", "by"} or (lead == "in" and code in {"", "time", "adoption"}):
        if not forward and not context.promised(side):
            return "duration", None, None, rule
        timed = code in {"of", "each"} or (length is not None and length.unit in {"H", "TM"})
        return ("deadline", None, None, rule) if timed else ("deadline", None, far, None)
    return "duration", None, None, rule


def _ago(length: Length | None, today: dt.date | None) -> Value:
    """ "two years ago" is that year, "three months ago" that month; "a year ago" is too loose for either."""
    back = calendar.shift(today, length, -1) if length else None
    if length is None or back is None or length.unit == "W" or (length.count == 1 and length.unit == "Y"):
        return "period", None, None, None
    if length.unit == "Y":
        return _period(calendar.year(back.year))
    return _period(calendar.month(back.year, back.month) if length.unit == "M" else calendar.day(back))


def _set(found: Phrase, side: Sides, ref: Reference, earlier: Earlier, *, forward: bool) -> Value | None:
    code, today = found.code, ref.today
    name, _, unit = code.partition(" ")
    if name == "immediately":
        return ("start", today, None, None) if not context.denied(side) else None
    if name == "present":
        return ("period", today, today, None) if not forward and not side.left.strip() else None
    if name == "clock":
        if found.preposition in {"at", "from", "after"}:
            return "start", today, None, None
        return ("period" if found.preposition == "until" else "deadline"), None, None, None
    if name in {"later", "earlier"}:
        return _part_of_now(name, unit, side, today)
    if name == "then":
        return _then(unit, earlier(ref))
    fixed: dict[str, TimeRole] = {
        "soon": "deadline", "deadline event": "deadline", "unknown duration": "duration", "unknown start": "start",
    }  # fmt: skip
    return fixed.get(code, "period"), None, None, None


def _part_of_now(name: str, unit: str, side: Sides, today: dt.date | None) -> Value:
    """ "later this month", "earlier this year"."""
    if today is None:
        return "period", None, None, None
    held = {
        "today": calendar.day(today),
        "week": calendar.week(today),
        "month": calendar.month(today.year, today.month),
        "quarter": calendar.month(today.year, (today.month - 1) // 3 * 3 + 1, 3),
        "year": calendar.year(today.year),
    }[unit]
    if name == "later":
        return ("start" if context.starts(side) else "period"), today, held.end, None
    return "period", held.start, today, None


def _then(unit: str, days: Interval) -> Value:
    """ "by then", "from then on", "on that day": the time that was named last before."""
    last = days.end or days.start
    if unit == "by":
        return "deadline", None, last, None
    if unit == "start":
        return "start", days.start or days.end, None, None
    if unit == "until":
        return "period", None, last, None
    return ("period", last, last, None) if unit == "on" else _period(days)


def _event(found: Phrase, tokens: Tokens, i: int, side: Sides, ref: Reference) -> Value | None:
    lead = found.preposition
    if lead == "since":
        for j in range(i + 1, found.end):
            inner = phrase(tokens, j, alone=True)
            if inner and inner.node and inner.kind == "point" and inner.node.kind in {"day", "month", "year"}:
                return "start", interval(inner.node, ref._replace(forward=False)).start, None, None
        return "start", None, None, None
    if lead == "until" and context.denied(side):
        # "not … until the owners have been paid" is what it depends on, and no time
        return None
    role: TimeRole = "period"
    if lead in {"for", "while"}:
        role = "duration"
    elif lead == "before":
        role = "period" if context.denied(side) else "deadline"
    elif lead in {"by", "to"} or tokens.words[i : i + 3] == ["on", "the", "day"]:
        role = "start" if context.starts(side) else "deadline"
    elif lead in {"on", "upon"}:
        role = "start"
    elif lead == "in" and "budget" in tokens.words[i : found.end]:
        role = "deadline"
    elif lead in {"during", "throughout", "over"} and PLANS.intersection(tokens.words[i : found.end]):
        return _period(interval(Node("plan"), ref))
    return role, None, None, None
