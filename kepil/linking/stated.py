"""The statements of one document, in the order of its text, each with its setting."""

from __future__ import annotations

from collections.abc import Iterable

from kepil.linking.records import Stated
from kepil.linking.setting import around
from kepil.model import Commitment, Document, Reading, Report


def of_document(document: Document, key: str, found: Iterable[tuple[str, Commitment | Report]]) -> tuple[Stated, ...]:
    """Put the statements of a document in order.

    Args:
        key: What to call the document: the same for all its statements, another for every other document.
        found: The statements with their keys; of two that start together, the one that comes first stays first.
    """
    ordered = sorted(found, key=lambda one: one[1].quote.start)
    return tuple(
        Stated(
            name,
            key,
            order,
            statement,
            document.published,
            document.publisher,
            document.title,
            *around(document.text, statement.quote.start),
        )
        for order, (name, statement) in enumerate(ordered)
    )


def of_reading(reading: Reading) -> tuple[Stated, ...]:
    """The statements that a reader found, under keys such as `NAME/commitment/0`, which count those of each kind; the
    document is called by its name.
    """
    name = reading.document.name
    found: list[tuple[str, Commitment | Report]] = [
        *((f"{name}/commitment/{number}", one) for number, one in enumerate(reading.commitments)),
        *((f"{name}/report/{number}", one) for number, one in enumerate(reading.reports)),
    ]
    return of_document(reading.document, name, found)
