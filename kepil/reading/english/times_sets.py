"""Set phrases of time in English, and its prepositions, as tables: what they look like and what they mean."""

from __future__ import annotations

from itertools import product

from kepil.reading.english.times_tokens import Tokens

Table = dict[str, tuple[tuple[tuple[str, ...], str], ...]]
"""First word to the rows of words that begin with it, longest first, each with its meaning."""


def _table(rows: str) -> Table:
    """Lines of `meaning = phrase | phrase …`, where "years/months" in a phrase is two phrases."""
    found: dict[str, dict[tuple[str, ...], str]] = {}
    for line in rows.strip().splitlines():
        meaning, phrases = line.split(" = ")
        for phrase in phrases.split("|"):
            for row in product(*(word.split("/") if len(word) > 1 else [word] for word in phrase.split())):
                found.setdefault(row[0], {})[row] = meaning
    return {first: tuple(sorted(rows_.items(), key=lambda item: -len(item[0]))) for first, rows_ in found.items()}


PREPOSITIONS = _table(
    """
by = by | by : | by no/not later than | by the latest | by or before | by around | by at the latest | on or before
by = no/not later than | at the latest | at the latest by/on/in | at the latest , by/on/in | latest by | as late as
by = by close of business on | by the close/end of business on
before = before | prior to | ahead of | in advance of | in time for
until = until/till/til | until/till at least | at least until | up until | up/through to | right up to
through = through
throughout = throughout
towards = towards/toward
in = in | in the period/years | only in | already in | early/late in | as early as
on = on
at = at
during = during | in/over the course of | during the course of
as of = as of/at
from = from | from : | as from | with effect from | effective | effective from/on | effective as of | on/in or after
from = not before | no sooner than | no/not earlier than | starting/beginning from
start = starting/beginning/commencing | starting/beginning/commencing on/in/at/with/from
since = since | ever since | backdated/retroactive to | retroactively from
after = after
within = within/inside | within no more than | in less than | in no more than | in under
over = over/across | over the period/years | over the whole of
for = for | for the period/years/year/term | for the whole of | for all of | for the entire duration of
around = around/about
to = to
"""
)
"""What each means: the same meaning is the same treatment."""

SET_PHRASES = _table(
    """
soon = soon | very soon | shortly | promptly | before long
soon = as soon/quickly/early/fast/rapidly as possible/practicable/feasible
soon = at the earliest | at the earliest opportunity | at the earliest possible date/time/opportunity | at an early date
soon = in due course | in the near/immediate future | in the very near future | in the optimum time | in a timely manner
soon = in the shortest time | in the shortest possible time | on time | without delay | without further/undue/any delay
immediately = immediately | with immediate effect | effective immediately | at once | right/straight away | forthwith
immediately = henceforth | from now on/onwards | from this day on | from this moment | from today | from today onwards
immediately = as of today/now | starting today/now
unknown start = thereafter | since then | from day one | from the first day | from the very first day
unknown start = from the outset/start/beginning
period = in the future | in future | over time | over the years | in the foreseeable future | for the foreseeable future
period = in/over the long/longer/medium/short/near term | in the long run | in the medium and long term
period = in the short to medium term | for the time being | for now | for the moment | during/at this time
period = in/over the years/months/weeks/days/decades ahead | in/over the years/months/weeks/days/decades to come
period = in/over the coming years/months/weeks/days/decades | in/over coming years/months/weeks/days
period = in/over the next few/several years/months/weeks/days | in/over the next decade | in the decade ahead
period = for years/decades/generations to come | in/over recent years/months/weeks/decades/times
unknown duration = for the long/longer term | in perpetuity
later today = later today | later this day
later week = later this week | later in the week
later month = later this month | later in the month
later quarter = later this quarter
later year = later this year | later in the year
earlier today = earlier today
earlier week = earlier this week
earlier month = earlier this month
earlier year = earlier this year | earlier in the year
deadline event = at cos | at the cos | at the committee of supply | at the committee of supply ( cos )
deadline event = at the committee of supply debates/debate | at the cos debates/debate
then until = until/till then | up to then
then by = by then | by that time/date/day
then on = on that day/date
then start = from then on | from then | from that day/date | from the same day/date | from that day on
then start = from that moment
then in = in that year/month | that year/month
present = currently | at present | presently
"""
)
"""What each says; `times_roles` turns it into a role and days."""


def table_words(table: Table) -> frozenset[str]:
    """Every word that stands in a table."""
    return frozenset(word for rows in table.values() for row, _ in rows for word in row)


def preposition(t: Tokens, i: int) -> tuple[int, str] | None:
    """The preposition at token i: the index after it, and its meaning."""
    return _match(PREPOSITIONS, t, i)


def set_phrase(t: Tokens, i: int) -> tuple[int, str] | None:
    """The set phrase at token i: the index after it, and what it says."""
    found = _match(SET_PHRASES, t, i)
    if not found:
        return None
    after = t.words[found[0]]
    if after == "of" or (after.isdecimal() and len(after) == 4):
        # "from the beginning of next year", "over the years 2026 to 2028"
        return None
    return None if found[1] == "soon" and i and t.words[i - 1] in {"as", "so", "too"} else found


def _match(table: Table, t: Tokens, i: int) -> tuple[int, str] | None:
    for row, meaning in table.get(t.words[i], ()):
        if tuple(t.words[i : i + len(row)]) == row:
            return i + len(row), meaning
    return None
