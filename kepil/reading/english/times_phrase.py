"""The grammar of whole time expressions, from one token on: point, range, length, recurrence, event or set phrase."""

from __future__ import annotations

from kepil.reading.english.times_core import core
from kepil.reading.english.times_dates import date, year
from kepil.reading.english.times_events import event
from kepil.reading.english.times_lengths import bare_length, latest, led_length, notice
from kepil.reading.english.times_nodes import DASHES, Node, Phrase
from kepil.reading.english.times_numbers import day_number
from kepil.reading.english.times_parts import EDGES
from kepil.reading.english.times_recurring import recurrence
from kepil.reading.english.times_relative import whole
from kepil.reading.english.times_sets import PREPOSITIONS, SET_PHRASES, preposition, set_phrase, table_words
from kepil.reading.english.times_tokens import Tokens
from kepil.reading.english.times_words import (
    ACTS,
    ADVERBS,
    AFTER,
    BEFORE,
    CARDINALS,
    EASTERS,
    EVENTS,
    FUNCTION_WORDS,
    HOLIDAYS,
    HOURS,
    LASTING,
    MONTHS,
    NOW,
    ORDINALS,
    OWNERS,
    SEASONS,
    UNITS,
    WEEKDAYS,
    YEAR_KINDS,
    words,
)

_MOVES = words(
    "postpone postponed postponing postponement defer deferred deferring delay delayed move moved moving extend "
    "extended extending prolong prolonged shift shifted reschedule rescheduled brought bring pushed adjourned carried"
)
"""Verbs after which "to 2027" is a time."""
_MOVE_REACH = 24
_JOINS = words("and or nor")
_SPENDS = words("spend spends spent survive miss")
"""Verbs whose object can be a time."""
_EVENT_LEADS = words("in during by to before until throughout within")
_DATE_LEADS = words("by on until before from")
_CLOCK_LEADS = words("at by before from after until")

STARTERS = words(
    "a an the this that these every each once twice thrice per at no not only up more year month week day bi semi "
    "half regular q h fy ya ay cy early mid late end middle several few some many latter noon midnight today today's "
    "tonight tomorrow tomorrow's yesterday yesterday's later until till before prior ahead as for by while during "
    "throughout upon on since in to between our its budget neither dozen hundred midsummer"
).union(
    PREPOSITIONS, SET_PHRASES, ADVERBS, MONTHS, WEEKDAYS, SEASONS, BEFORE, AFTER, NOW, OWNERS, YEAR_KINDS, CARDINALS,
    ORDINALS, (name[0] for name in [*HOLIDAYS, *EASTERS]),
)  # fmt: skip
"""Every word that a time expression can begin with; digits can begin one too."""
OPEN = words("until till before prior ahead while during throughout upon since as")
"""Those of them that an event of any words can follow."""
_SETS = table_words(PREPOSITIONS) | table_words(SET_PHRASES)
_POSSESSIVES = frozenset(f"{unit}'s" for unit in UNITS)
TELLING = STARTERS.union(UNITS, _POSSESSIVES, EVENTS, LASTING, ACTS, HOURS, EDGES, _SETS) - FUNCTION_WORDS | words(
    "may now then first space intervals lead"
)
"""Words of which one stands near the beginning of every other time: where none does, nothing need be tried."""


def phrase(t: Tokens, i: int, *, alone: bool = False) -> Phrase | None:
    """The time expression that starts at token i, or None.

    `alone` says that the tokens are one expression that was cut already, whatever stood around it: what is ambiguous
    without its neighbours ("a year", "2027") is then taken as a time.
    """
    again = recurrence(t, i, alone=alone)
    if again:
        return Phrase(again.end, "recurrence", rule=again.rule, since=again.since, years=again.years)
    said = set_phrase(t, i)
    if said:
        return Phrase(said[0], "set", code=said[1])
    found = notice(t, i) or _range(t, i) or _numbered_days(t, i) or led_length(t, i) or _clock(t, i)
    found = found or _point(t, i, alone=alone) or _later(t, i) or bare_length(t, i, alone=alone)
    if found:
        return found
    end = event(t, i)
    if end is None:
        return None
    lead = preposition(t, i)
    return Phrase(end, "event", lead[1] if lead else t.words[i])


def _range(t: Tokens, i: int) -> Phrase | None:
    """ "from 15 May to 15 July", "between 12 and 20 February", "over the period from 2024 to 2027"."""
    j = i + (t.words[i] in {"for", "over", "in", "during"})
    j += 2 if t.words[j] == "the" and t.words[j + 1] in {"period", "years", "term"} else 0
    lead = t.words[j]
    if lead not in {"from", "between"}:
        return None
    j += 1
    if t.words[j] == "now":
        first: tuple[int, Node] | None = (j + 1, Node("today"))
    else:
        first = core(t, j)
        numbered = day_number(t, j + (t.words[j] == "the")) if first is None else None
        first = first or (numbered and (numbered[0], Node("number", numbered[1])))
    if first is None:
        return None
    k = first[0]
    joint = t.words[k]
    if joint in {"to", "through", "until", "till"} or joint in DASHES or (joint == "and" and lead == "between"):
        second = core(t, k + 1)
        if second and second[1].kind != "event" and (first[1].kind != "number" or second[1].kind == "day"):
            return Phrase(second[0], "range", lead, first[1], second[1])
    return None


def _numbered_days(t: Tokens, i: int) -> Phrase | None:
    """ "12–20 February", "on 5 and 12 May", "May 5-7"."""
    j = i + (t.words[i] in {"on", "from", "between", "for"})
    first = day_number(t, j)
    if first and (t.words[first[0]] in DASHES or t.words[first[0]] in {"and", "to", "/"}):
        second = date(t, first[0] + 1)
        if second and second[1].kind == "day":
            return Phrase(second[0], "range", "from", Node("number", first[1]), second[1])
    dated = date(t, j)
    if not dated or dated[1].kind != "day" or dated[1].of is not None or t.words[dated[0]] not in DASHES:
        return None
    other = day_number(t, dated[0] + 1)
    if not other or other[1] <= dated[1].value:
        return None
    tail = year(t, other[0] + (t.words[other[0]] == ","))
    of = tail[1] if tail else None
    opening = dated[1]._replace(of=of)
    return Phrase(tail[0] if tail else other[0], "range", "from", opening, opening._replace(value=other[1]))


def _clock(t: Tokens, i: int) -> Phrase | None:
    """ "at 5.00 pm", "by noon", "before 7 o'clock", with the day that may follow."""
    found = preposition(t, i)
    if not found or found[1] not in _CLOCK_LEADS:
        return None
    j = _hour(t, found[0])
    if j is None:
        return None
    k = j + (t.words[j] == ",")
    k += t.words[k] == "on"
    day = core(t, k)
    if day and day[1].kind in {"today", "day", "weekday"}:
        return Phrase(day[0], "point", "on" if found[1] == "at" else found[1], day[1])
    return Phrase(j, "set", found[1], code="clock")


def _hour(t: Tokens, j: int) -> int | None:
    word = t.words[j]
    if word in {"noon", "midnight"}:
        return j + 1
    if len(word) > 5 or not word.replace(".", "").replace(":", "").isdecimal():
        return None
    after = t.words[j + 1]
    if after in {"am", "pm", "o'clock"} or (after == "hours" and len(word) >= 4):
        return j + 2
    if after in {"a", "p"} and t.words[j + 2] == "." and t.words[j + 3] == "m":
        return j + 4 + (t.words[j + 4] == "." and t.touching(j + 4))
    return None


def _later(t: Tokens, i: int) -> Phrase | None:
    """ "will be announced later"."""
    if t.words[i] == "later" and t.words[i + 1] in {".", "", ",", ";"}:
        return Phrase(i + 1, "set", code="period")
    return None


def _point(t: Tokens, i: int, *, alone: bool) -> Phrase | None:
    found = preposition(t, i)
    j, lead = found if found else (i, "")
    j += bool(lead) and t.words[j] in {"around", "about", "approximately"}
    negated = not lead and t.words[j] in {"neither", "not"}
    read = core(t, j + negated) or _without_name(t, i, j, lead)
    if read is None:
        return None
    j, node = read
    if node.kind == "event" and lead not in _EVENT_LEADS:
        return None
    if node.kind == "today" and lead == "in":
        # "in today's world"
        return None
    if not lead and t.words[j] == "deadline" and node.kind in {"month", "day", "year", "edge"}:
        return Phrase(j, "point", "by", node)
    if lead == "to" and not alone and not _MOVES.intersection(t.words[max(0, i - _MOVE_REACH) : i]):
        return None
    if not lead and not negated and not alone and not _stands_bare(t, i, j, node):
        return None
    joined = _joined(t, j, node) if lead != "from" or t.words[j] != "and" else None
    if joined:
        return Phrase(joined[0], "range", lead, node, joined[1])
    return None if negated else _ended(t, j, lead, node)


def _without_name(t: Tokens, i: int, j: int, lead: str) -> tuple[int, Node] | None:
    """A point that its preposition or its verb shows to be one: "by the 20th", "in the year", "spend the winter"."""
    if lead:
        unit = whole(t, j)
        if unit:
            # "in the year in which it is paid" is any year
            any_year = unit[1].unit == "year" and lead in {"in", "for", "on"} and t.words[unit[0]][:1].isalpha()
            return unit if unit[1].unit not in {"day", "quarter"} and not any_year else None
        number = day_number(t, j + (t.words[j] == "the"))
        if number and lead in _DATE_LEADS:
            digits = t.words[number[0] - 1]
            if digits[0].isdecimal() and digits[-1].isalpha():
                return number[0], Node("monthday", number[1], 9)
    return whole(t, j) if i and not lead and t.words[i - 1] in _SPENDS else None


def _ended(t: Tokens, j: int, lead: str, node: Node) -> Phrase:
    """The point with what belongs to it on its right: "onwards", "and beyond", "at the latest", "is out"."""
    if lead == "before" and t.words[j : j + 2] in (["is", "out"], ["is", "over"]):
        return Phrase(j + 2, "point", "by", node)
    if t.words[j] in {"onwards", "onward"}:
        return Phrase(j + 1, "point", "from", node)
    if t.words[j : j + 2] in (["and", "beyond"], ["and", "after"]):
        return Phrase(j + 2, "point", "from", node)
    j += t.words[j] == "alone"
    if node.kind in {"year", "years", "split"}:
        if lead and t.words[j] in _JOINS and (second := year(t, j + 1 + (t.words[j + 1] == "in"))):
            return Phrase(second[0], "range", lead, node, second[1])
        if lead in {"over", "for", "during"} and t.words[j] in {"to", "through"} and (second := year(t, j + 1)):
            return Phrase(second[0], "range", lead, node, second[1])
        j += t.words[j] in {"term", "terms", "period", "campaign"}
    end = latest(t, j)
    return Phrase(end, "point", "by" if end > j and lead in {"", "in", "on"} else lead, node)


def _joined(t: Tokens, j: int, first: Node) -> tuple[int, Node] | None:
    """A second point that is joined to the first: "2031 and 2032", "this year or next", "12–20 February"."""
    if t.words[j] not in _JOINS and (t.words[j] not in DASHES or first.kind == "relative"):
        return None
    k = j + 1
    k += t.words[k] in {"not", "in", "on", "for"}
    k += t.words[k] == "the"
    if t.words[k] == "next" and first.kind == "relative" and first.value == 0:
        return k + 1 + (t.words[k + 1] == first.unit), first._replace(value=1)
    found = core(t, k)
    if not found or found[1].kind != first.kind or first.kind in {"span", "edge", "event", "weekday"}:
        return None
    return found if first.kind != "relative" or found[1].unit == first.unit else None


def _stands_bare(t: Tokens, i: int, j: int, node: Node) -> bool:
    """Whether a point without a preposition is a time of the sentence, and not part of a name or of a noun phrase."""
    kind = node.kind
    before = t.words[i - 1] if i else ""
    if before in _SPENDS:
        return True
    if before in OWNERS and i and t.words[i - 2] == "of":
        # what is of "the next decades" was refused as a whole
        return False
    if kind in {"relative", "span"}:
        return before != "of" or node.unit in {"year", "month"}
    if kind == "today":
        named = i > 0 and t.raw[i][0].isupper() and before.isalnum()
        return before not in {"of", "for", "as"} and t.words[j - 1] != "today's" and not named
    if kind == "day":
        termed = t.words[i - 2] in {"term", "deadline", "date"}
        return before not in {"of", "dated"} or node.of is None or (before == "of" and termed)
    if kind in {"edge", "quarter", "half"}:
        return node.of is not None
    if kind == "month":
        return node.other != 0 or (node.of is not None and not before.isdecimal() and before != "of")
    if kind == "season":
        return node.other != 0 or node.of is not None
    if kind in {"year", "split", "years"}:
        return bool(node.unit) and t.words[i] != "budget"
    return kind == "weekday" and node.other in {-1, 1, 2}
