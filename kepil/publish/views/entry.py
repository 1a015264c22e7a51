"""One entry in full: where it stands, who said what when and what changed, evidence, verdicts, links, history."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from kepil.publish import wording
from kepil.publish.facts import facts, tidy
from kepil.publish.views import labels
from kepil.publish.views.due import chart
from kepil.publish.views.history import show_history
from kepil.publish.views.page import Page, styled, table
from kepil.register.events import Event
from kepil.register.records import StatementRecord
from kepil.register.views.changes import Pair, words
from kepil.register.views.differences import Piece
from kepil.register.views.entry import Dossier, Holder, Telling
from kepil.register.views.row import Row
from kepil.register.views.survey import Survey

if TYPE_CHECKING:
    from rich.text import Text


def show_entry(page: Page, survey: Survey, found: Dossier, history: Iterable[Event]) -> None:
    """Everything about an entry."""
    row = found.row
    page.show(styled(f"{row.id}  {tidy(row.title)}", "bold"))
    made = table(("", "keep"), ("", "wide"))
    for name, value in _head(survey, found):
        if value:
            made.add_row(styled(name, "dim"), styled(value))
    page.show(made)
    page.title("As it was first said")
    show_coordinates(page, row.voices[0].statement)
    page.title(f"Said ({wording.count(len(found.tellings), 'time')})")
    for one in found.tellings:
        _telling(page, one)
    _evidence(page, found)
    _verdicts(page, row)
    _occurrences(page, found)
    _open(page, found)
    page.title("History")
    show_history(page, history)


def _head(survey: Survey, found: Dossier) -> Iterable[tuple[str, str]]:
    row, calendar = found.row, found.row.calendar
    yield (
        "fulfilment",
        labels.words(row.fulfilment) + (", another verdict waits for a second reader" if row.waits else ""),
    )
    yield f"on {labels.day(survey.day)}", labels.words(row.status)
    yield "record", labels.words(row.record)
    yield "whose", row.owner.name
    yield "held by", _holder(found.holder)
    yield "start", labels.day(calendar.start)
    yield "deadline", _deadlines(row)
    yield "ends", labels.day(calendar.end)
    yield "next", labels.day(row.next)
    yield "regions", ", ".join(survey.regions.by_id[id].name for id in row.regions)
    yield "programmes", ", ".join(survey.programmes[id].name for id in row.programmes)
    yield "merged", ", ".join(found.absorbed)
    for problem in calendar.problems:
        yield "calendar", str(problem)


def _holder(holder: Holder | None) -> str:
    if holder is None:
        return ""
    return f"{holder.then or 'not known'} when it was said, {holder.now or 'not known'} now"


def _deadlines(row: Row) -> str:
    days = [labels.day(one.day) for one in row.calendar.deadlines]
    if len(days) < 2:
        return "".join(days)
    return f"{days[-1]}, before that {', '.join(reversed(days[:-1]))}"


def show_coordinates(page: Page, statement: StatementRecord) -> None:
    """The coordinates of a statement, each as a value with the words that say so."""
    made = table(("", "keep"), ("", "wide"))
    for fact in facts(statement.to_statement()):
        shown = [one.shown + (f" (“{one.said}”)" if one.said else "") for one in fact.values]
        made.add_row(styled(fact.label, "dim"), styled("\n".join(shown)))
    page.show(made)


def _telling(page: Page, one: Telling) -> None:
    voice = one.voice
    after = f", {labels.span(one.days)} later" if one.days else ""
    page.line(f"{voice.statement.id} {voice.role}{after}: {labels.document(voice.document)}", "bold")
    page.show(_indented(_pieces(one.words) if one.words else styled(f"“{_quote(voice.statement)}”")))
    for pair in one.links:
        for text in changes(pair):
            page.show(_indented(styled(text, "yellow")))


def _pieces(pieces: Sequence[Piece]) -> Text:
    text = styled("“")
    for piece in pieces:
        if piece.what == "same":
            text.append(tidy_run(piece.text))
        elif piece.what == "removed":
            text.append(f"[-{tidy_run(piece.text)}-]", "red strike")
        else:
            text.append(f"{{+{tidy_run(piece.text)}+}}", "green bold")
    return text.append("”")


def tidy_run(text: str) -> str:
    """A run of words as it is, with control characters shown."""
    before, after = " " * text[:1].isspace(), " " * text[-1:].isspace()
    return before + tidy(text) + after if text.strip() else " "


def _indented(text: Text) -> Text:
    from rich.text import Text

    return Text("    ", overflow="fold").append_text(text)


def _quote(statement: StatementRecord) -> str:
    return tidy(statement.said["quote"]["text"])


def _open(page: Page, found: Dossier) -> None:
    """The links that wait for a decision, and the conflicts; what else was confirmed shows as mention and evidence."""
    pairs = [one for one in found.links if not one.confirmed or one.link.relation == "conflict"]
    if not pairs:
        return
    page.title(f"Proposed links and conflicts ({len(pairs):,})")
    own = {one.voice.statement.id for one in found.tellings}
    made = table(("link", "keep"), ("what", "left"), ("with", "left"), ("", "wide"))
    for one in pairs:
        mine, other = (one.a, one.b) if one.a.statement.id in own else (one.b, one.a)
        text = styled(f"“{_quote(other.statement)}”")
        text.append("\n" + "; ".join(_why(one)), "dim")
        with_ = f"{other.entry or other.statement.id}, {labels.day(other.document.published)}"
        made.add_row(one.link.id, _state(one), f"{with_}\nby {mine.statement.id}", text)
    page.show(made)


def _state(one: Pair) -> str:
    return one.link.relation + ("" if one.confirmed else f" {one.link.score:.0%}")


def _why(one: Pair) -> list[str]:
    told = {change.text for change in one.link.changes}
    return [*changes(one), *(tidy(reason) for reason in one.link.reasons if reason not in told)]


def _evidence(page: Page, found: Dossier) -> None:
    if not found.evidence:
        return
    page.title(f"Evidence ({len(found.evidence):,})")
    made = table(("", "keep"), ("bears", "keep"), ("where", "left"), ("words", "wide"))
    for one in found.evidence:
        where = labels.document(one.document)
        made.add_row(one.statement.id, one.bearing, styled(where), styled(f"“{_quote(one.statement)}”"))
    page.show(made)


def _verdicts(page: Page, row: Row) -> None:
    if row.entry.verdicts:
        page.title("Verdicts")
        made = table(("from", "keep"), ("", "left"), ("who", "left"), ("why", "wide"))
        for one in row.entry.verdicts:
            state = "withdrawn" if one.withdrawn else "" if one.in_force else "waits for a second reader"
            readers = one.by + (f", read by {one.confirmed_by}" if one.confirmed_by else "")
            proof = [("for", one.evidence_for), ("against", one.evidence_against)]
            why = styled(tidy(one.reason))
            why.append("".join(f"\n{name}: {', '.join(ids)}" for name, ids in proof if ids), "dim")
            verdict = labels.words(one.fulfilment) + (f" ({state})" if state else "")
            made.add_row(labels.day(one.effective), verdict, styled(readers), why)
        page.show(made)
    if row.entry.replies:
        page.title("Replies")
        for reply in row.entry.replies:
            page.line(f"{reply.by}: {tidy(reply.text)}" + (f" ({reply.url})" if reply.url else ""))


def _occurrences(page: Page, found: Dossier) -> None:
    if not found.occurrences:
        return
    page.title("Occurrences", "+ met  x missed  ? over, nothing known  . in hand")
    page.line(chart(found.occurrences))
    for one in found.occurrences:
        if one.state != "open":
            late = ", late" if one.late else ""
            proof = f": {', '.join(one.evidence)}" if one.evidence else ""
            page.line(f"{labels.day(one.start)} to {labels.day(one.end)} {one.state}{late}{proof}")


def show_pairs(page: Page, pairs: Iterable[Pair]) -> None:
    """Links, each with both of its ends, its reasons and what changes."""
    made = table(("link", "keep"), ("what", "left"), ("between", "wide"))
    for one in pairs:
        link = one.link
        text = styled("")
        for side in (one.a, one.b):
            of = f" of {side.entry}" if side.entry else ""
            text.append(f"{side.statement.id}{of}, {labels.day(side.document.published)}: ", "dim")
            text.append(f"“{_quote(side.statement)}”\n")
        text.append("; ".join(_why(one)), "dim")
        made.add_row(link.id, f"{_state(one)}\n{link.state}", text)
    page.show(made)


def changes(pair: Pair) -> list[str]:
    """The typed changes of a link, each in words, with the words on both sides where it does not quote them."""
    found = []
    for change in pair.link.changes:
        before, after = words(change)
        quoted = " → ".join(f"“{tidy(one)}”" for one in (before, after) if one and tidy(one) not in change.text)
        found.append(f"{change.text}" + (f" ({quoted})" if quoted else ""))
    return found
