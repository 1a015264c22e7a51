"""`kepil show ID`: one entry, document, statement or link, or a body, region or programme, with its history."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from pathlib import Path

import click

from kepil.cli import registers, viewing
from kepil.cli.viewing import View

_ABOUT = """Show one thing in full. Of an entry: where it stands, its coordinates, everyone who said it with what
changed word by word, the evidence, the verdicts and replies, its occurrences, the links that are proposed, and its
history in the log. ID is that of an entry (E4), a document (D2), a statement (S17), a link (L9), or the name of a
body, region or programme.
"""

_EPILOG = """\b
Examples:
  kepil show E4
  kepil show "Ministry of Finance"
  kepil asof 2032-02-01 show E4        as the register had it on that day
  kepil show E4 --format json | jq '.mentions[].on'

\b
In wordings, [-removed-] and {+added+} mark what changed since the mention before.
Exit status:
  0  it was shown
  1  there is no such thing, or no register
  2  wrong usage
"""

_NUMBERED = re.compile(r"[DSEL][0-9]+")


@click.command(help=_ABOUT, epilog=_EPILOG, short_help="One entry, or anything else by its ID, in full.")
@click.argument("id", metavar="ID")
@registers.form("table", "json")
@registers.which
def show(folder: Path, now: dt.datetime | None, id: str, form: str) -> None:
    with viewing.viewed(folder, now) as view:
        kind = id[0].upper() if _NUMBERED.fullmatch(id.upper()) else ""
        _SHOWN[kind](view, id.upper() if kind else id, form)


def _entry(view: View, id: str, form: str) -> None:
    from kepil.publish.views import plain
    from kepil.publish.views.entry import show_entry
    from kepil.register.state import RegisterError, root
    from kepil.register.views.entry import dossier

    whole = root(view.store, id).id
    survey = view.survey(retracted=True, only=[whole])
    row = survey.row(whole)
    if row is None:
        why = "was said after this day" if survey.later else "has no mention that was not turned down"
        raise RegisterError(f"{id} {why}.", "kepil show of its statement has more.")
    found = dossier(survey, row)
    if form == "json":
        registers.print_json(plain.dossier(survey, found, view.history(whole)))
        return
    with viewing.page() as page:
        if whole != id:
            page.line(f"{id} was merged into {whole}.")
        show_entry(page, survey, found, view.history(whole))


def _document(view: View, id: str, form: str) -> None:
    import msgspec

    from kepil.publish.views import plain
    from kepil.publish.views.records import show_document
    from kepil.register.records import DocumentRecord, StatementRecord
    from kepil.register.state import need

    document = need(view.store, DocumentRecord, id)
    statements = view.store.where(StatementRecord, document=id)
    if form == "json":
        data = {**msgspec.to_builtins(document), "statements": msgspec.to_builtins(statements)}
        registers.print_json({**data, "history": plain.events(view.history(id))})
        return
    with viewing.page() as page:
        show_document(page, document, statements, view.history(id))


def _statement(view: View, id: str, form: str) -> None:
    import msgspec

    from kepil.publish.views import plain
    from kepil.publish.views.records import show_statement
    from kepil.register.records import LinkRecord
    from kepil.register.views.changes import pair, side

    found = side(view.store, id)
    links = {one.id: one for end in ("a", "b") for one in view.store.where(LinkRecord, **{end: id})}
    pairs = [pair(view.store, one) for one in links.values()]
    if form == "json":
        data = {
            **msgspec.to_builtins(found.statement),
            "entry": found.entry,
            "links": [plain.pair(one) for one in pairs],
        }
        registers.print_json({**data, "history": plain.events(view.history(id))})
        return
    with viewing.page() as page:
        show_statement(page, found.statement, found.document, found.entry, pairs, view.history(id))


def _link(view: View, id: str, form: str) -> None:
    from kepil.publish.views import plain
    from kepil.publish.views.records import show_link
    from kepil.register.records import LinkRecord
    from kepil.register.state import need
    from kepil.register.views.changes import pair

    found = pair(view.store, need(view.store, LinkRecord, id))
    if form == "json":
        registers.print_json({**plain.pair(found), "history": plain.events(view.history(id))})
        return
    with viewing.page() as page:
        show_link(page, found, view.history(id))


def _named(view: View, name: str, form: str) -> None:
    from kepil.cli.bodies import shown as show_body
    from kepil.cli.programmes import shown as show_programme
    from kepil.cli.regions import shown as show_region
    from kepil.register.state import RegisterError
    from kepil.register.views import programme

    survey = view.survey()
    known: tuple[Callable[[], None], ...] = (
        lambda: show_body(survey, survey.bodies.find(name), form),
        lambda: show_region(survey, survey.regions.find(name), form),
        lambda: show_programme(survey, programme.find(survey, name), form),
    )
    for shown in known:
        try:
            shown()
        except RegisterError:  # of another kind, perhaps
            continue
        return
    raise RegisterError(
        f"There is no {name!r} in the register.",
        "Name an entry (E4), a document (D2), a statement (S17), a link (L9), a body, a region or a programme.",
    )


_SHOWN: dict[str, Callable[[View, str, str], None]] = {
    "E": _entry,
    "D": _document,
    "S": _statement,
    "L": _link,
    "": _named,
}
