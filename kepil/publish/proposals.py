"""Links between statements for people: what is said again, changed, reported on or contradicted, with both wordings."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from kepil.publish import wording
from kepil.publish.facts import tidy
from kepil.register.records import DocumentRecord, LinkRecord, Relation, StatementRecord
from kepil.register.state import need, root
from kepil.register.store import Store

if TYPE_CHECKING:
    from rich.console import Console

RELATIONS: dict[Relation, str] = {
    "same": "said again",
    "drift": "changed",
    "progress": "reported on",
    "conflict": "contradicted",
}
"""How a relation is called, in the order in which they are shown."""
STYLES: dict[Relation, str] = {"same": "cyan", "drift": "yellow", "progress": "green", "conflict": "bright_red"}
LONGEST = 160
"""Characters of a wording that are shown; the rest is in `kepil show`."""


def link_json(link: LinkRecord, store: Store) -> dict[str, Any]:
    """A link with the wordings of both statements, for programs."""
    import msgspec

    data: dict[str, Any] = msgspec.to_builtins(link)
    for side in ("a", "b"):
        statement = need(store, StatementRecord, data[side])
        data[side] = {
            "statement": statement.id,
            "entry": root(store, statement.entry).id if statement.entry else None,
            "document": statement.document,
            "quote": statement.said["quote"]["text"],
        }
    return data


def show_links(console: Console, links: Iterable[LinkRecord], store: Store) -> None:
    """A block for each link: number, score and relation, both wordings, the reasons, what changed."""
    from rich.table import Table
    from rich.text import Text

    grid = Table.grid(padding=(0, 2))
    grid.add_column(no_wrap=True)
    grid.add_column(no_wrap=True)
    grid.add_column()
    for link in links:
        head = Text(link.id, "bold")
        state = "" if link.state == "proposed" else f"\n{link.state}"
        relation = Text(f"{RELATIONS[link.relation]}\n", STYLES[link.relation])
        relation.append(f"{link.score:.2f}{state}", "dim")
        body = Text()
        for side in dict.fromkeys((link.a, link.b)):
            _wording(body, need(store, StatementRecord, side), store)
        for change in link.changes:
            body.append(f"{change.text}\n", STYLES[link.relation])
        body.append("; ".join(link.reasons), "dim")
        grid.add_row(head, relation, body)
        grid.add_row()
    console.print(grid)


def _wording(body: Any, statement: StatementRecord, store: Store) -> None:
    document = need(store, DocumentRecord, statement.document)
    quote = tidy(statement.said["quote"]["text"])
    label = root(store, statement.entry).id if statement.entry else statement.id
    body.append(f"{label} ", "bold")
    body.append(f"“{quote[:LONGEST]}{'…' if len(quote) > LONGEST else ''}”")
    day = f", {wording.day(document.published)}" if document.published else ""
    body.append(f"  {document.id} {tidy(document.publisher or document.name)}{day}\n", "dim")


def counted(links: Sequence[LinkRecord]) -> str:
    """`3 said again, 1 changed`; an empty text without links."""
    numbers = {relation: sum(link.relation == relation for link in links) for relation in RELATIONS}
    return ", ".join(f"{number} {RELATIONS[relation]}" for relation, number in numbers.items() if number)
