"""Events of the log in words: one line an event."""

from __future__ import annotations

from collections.abc import Iterable

from kepil.publish.facts import tidy
from kepil.publish.views import labels
from kepil.publish.views.page import Page, styled, table
from kepil.register.events import Event

SAYS = {
    "register.opened": "the register was opened",
    "policy.chosen": "verdicts are set by the policy {policy} from now on",
    "document.added": "document {id} was added",
    "statement.found": "{id} was found in {document}",
    "statement.anchored": "{statement} was looked for in {document}: {state}",
    "statement.accepted": "{statement} was accepted",
    "statement.rejected": "{statement} was turned down",
    "statement.reopened": "the decision on {statement} was taken back",
    "statement.corrected": "{coordinate} of {statement} was corrected",
    "entry.opened": "{id} was opened with {statement}",
    "entry.titled": "the title became: {title}",
    "entry.merged": "{entry} was merged into {into}",
    "entry.merge_undone": "the merge of {entry} was undone",
    "entry.split": "{new} was split off {entry}",
    "mention.linked": "{statement} became a mention of {entry}: {role}",
    "mention.unlinked": "{statement} is no mention of {entry} any more",
    "evidence.linked": "{statement} became evidence of {entry}: {bearing}",
    "evidence.unlinked": "{statement} is no evidence of {entry} any more",
    "link.proposed": "{id} was proposed: {a} and {b}, {relation}",
    "link.accepted": "{link} was confirmed",
    "link.rejected": "{link} was rejected",
    "link.reopened": "the decision on {link} was taken back",
    "verdict.set": "{fulfilment} from {effective}, decided on {decided}",
    "verdict.confirmed": "the verdict of event {verdict} was confirmed",
    "verdict.withdrawn": "the verdict of event {verdict} was withdrawn",
    "record.set": "the record became {record}",
    "reply.added": "{by} replied",
    "correction.received": "a correction was received: {what}",
    "correction.answered": "the correction of event {correction} was answered: {outcome}",
    "occurrence.marked": "the occurrence of {occurrence.on} was {occurrence.outcome}",
    "body.added": "{name} was added",
    "body.named": "it goes by {alias} too",
    "term.added": "{person} holds {office} from {start} to {end}",
    "region.added": "{name} was added",
    "programme.added": "{name} was added",
    "programme.joined": "{entry} joined {programme}",
    "programme.left": "{entry} left {programme}",
    "money.recorded": "{role}: {value} {unit}",
    "erased": "bodies of events were erased",
}
"""What each kind of event says, with the fields of its record."""


def sentence(event: Event) -> str:
    """What an event says, in words; an open end of a term reads `…`."""
    fields = {name: getattr(event.data, name) for name in type(event.data).__slots__}
    shown = {name: "…" if value is None else value for name, value in fields.items()}
    return tidy(SAYS[event.kind].format(**shown))


def show_history(page: Page, events: Iterable[Event]) -> None:
    """A table of events: number, time, who, what, why."""
    made = table(("event", "right"), ("when", "keep"), ("who", "left"), ("what", "wide"))
    for event in events:
        what = styled(sentence(event))
        if event.reason:
            what.append(f"\n{tidy(event.reason)}", "dim")
        made.add_row(str(event.n), labels.day(event.at.date()), styled(event.by), what)
    page.show(made)
