"""How a later commitment changes an earlier one: each difference typed, with both spans, in words."""

from __future__ import annotations

from kepil.linking import amounts, lexicon, words
from kepil.linking.evidence import Evidence
from kepil.linking.profile import Profile
from kepil.linking.records import Change, What
from kepil.model import Commitment, Span

_SAME_ACT = 0.9
"""How much of each of two acts the other must name, to be one act that another body is now to do."""


def part(a: Profile, b: Profile, found: Evidence) -> bool:
    """Whether `b` speaks of a part of what `a` promises: "the remaining homes", fewer of them, some of the places."""
    if b.part and not a.part:
        return True
    return found.place in ("inside", "around") and not found.shared


def changes(a: Profile, b: Profile, found: Evidence) -> tuple[Change, ...]:
    """What the later commitment `b` changes in the earlier `a`; empty where they say the same."""
    return (
        *_ended(a, b),
        *_due(a, b),
        *_rhythm(a, b),
        *_number(a, b, found),
        *_condition(a, b),
        *_binding(a, b),
        *_actor(a, b, found),
    )


def _action(side: Profile) -> Span:
    return side.stated.statement.action


def _ended(a: Profile, b: Profile) -> tuple[Change, ...]:
    acts = frozenset(words.stems(_action(b).text))
    given_up = bool(acts & lexicon.GIVEN_UP) and not acts & lexicon.GIVEN_UP & set(a.own)
    if given_up or (b.denies_act and not a.denies_act):
        return (Change("abandoned", _action(a), _action(b), "given up"),)
    less = acts & lexicon.LESS - set(a.own)
    if less and not b.denies_act:
        return (Change("wording_weakened", _action(a), _action(b), f"takes back a part: “{_action(b).text}”"),)
    return ()


def _due(a: Profile, b: Profile) -> tuple[Change, ...]:
    before, after = a.dates, b.dates
    if before.due is None or after.due is None or before.due == after.due or before.starts != after.starts:
        return ()
    if a.dates.rules or b.dates.rules:
        return ()
    what: What
    if before.starts:
        what, name = "start_moved", "start"
    else:
        what, name = ("deadline_slipped" if after.due > before.due else "deadline_advanced"), "deadline"
    return (Change(what, before.due_span, after.due_span, f"the {name} moves from {before.due} to {after.due}"),)


def _rhythm(a: Profile, b: Profile) -> tuple[Change, ...]:
    if a.dates.rules and b.dates.rules and not a.dates.rules & b.dates.rules:
        return (Change("rhythm_changed", a.dates.rule_span, b.dates.rule_span, "the rhythm changes"),)
    return ()


def _number(a: Profile, b: Profile, found: Evidence) -> tuple[Change, ...]:
    if amounts.shared(a.figures, b.figures) or part(a, b, found):
        return ()
    out = []
    for unit in sorted(amounts.units(a.figures) & amounts.units(b.figures)):
        before, after = amounts.measure(a.figures, unit), amounts.measure(b.figures, unit)
        if before and after:
            what: What = "number_cut" if after.value < before.value else "number_raised"
            out.append(Change(what, before.span, after.span, f"“{before.span.text}” becomes “{after.span.text}”"))
    if not out and not a.figures and set(words.tokens(a.stated.statement.quote.text)) & lexicon.WHOLE:
        share = next((one for one in b.figures if one.unit == "percent" and one.value < 100), None)
        if share:
            out.append(Change("number_cut", None, share.span, f"the whole becomes “{share.span.text}”"))
    return tuple(out)


def _condition(a: Profile, b: Profile) -> tuple[Change, ...]:
    before, after = (_condition_of(side) for side in (a, b))
    if after and not before:
        added = Change("condition_added", None, after, f"a condition is added: “{after.text}”")
        if a.dates.due and not b.dates.due:
            return (added, Change("deadline_dropped", a.dates.due_span, None, f"{a.dates.due} is no longer named"))
        return (added,)
    if before and not after and b.dates.due and not a.dates.due:
        return (Change("condition_dropped", before, b.dates.due_span, f"a day in place of “{before.text}”"),)
    return ()


def _condition_of(side: Profile) -> Span | None:
    return side.stated.statement.condition if isinstance(side.stated.statement, Commitment) else None


def _binding(a: Profile, b: Profile) -> tuple[Change, ...]:
    # As written: "may" binds less, "May" is a month.
    before, after = (set(side.stated.statement.quote.text.split()) & lexicon.HEDGES for side in (a, b))
    if after and not before:
        return (Change("wording_weakened", _action(a), _action(b), f"“{min(after)}” binds less"),)
    if before and not after:
        return (Change("wording_strengthened", _action(a), _action(b), f"no longer “{min(before)}”"),)
    return ()


def _actor(a: Profile, b: Profile, found: Evidence) -> tuple[Change, ...]:
    before, after = (side.stated.statement.actor for side in (a, b))
    named = before.span is not None and after.span is not None
    if named and found.actor == "other" and min(found.head, found.named) >= _SAME_ACT:
        return (Change("actor_moved", before.span, after.span, f"from {before.name} to {after.name}"),)
    return ()
