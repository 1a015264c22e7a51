"""A round as a file: every coding as CSV or JSON, what was settled, and how far the coders agree."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_GET

from kepil.web.desk.access import needs
from kepil.web.desk.audit import record
from kepil.web.desk.coding import rounds
from kepil.web.desk.coding.comparing import agreements_of
from kepil.web.desk.coding.fields import FIELDS, shown
from kepil.web.desk.coding.named import may_look, the_round
from kepil.web.desk.models.coding import Round
from kepil.web.desk.queue.views import scene_of

SETTLED = "="
"""What stands in the place of a coder for what was settled."""


@needs("editor")
@require_GET
def export(request: HttpRequest, id: int, form: str) -> HttpResponse:
    """Everything that was said in a round, as CSV or JSON."""
    scene, round_ = scene_of(request), the_round(id)
    if not may_look(request, round_):
        raise Http404("Whoever codes a round sees the others' codings when it has ended.")
    record(request, "coding.export", f"{id}.{form}")
    texts: dict[str, str] = {}
    rows = []
    said_of, settled = rounds.codings(round_), rounds.decisions(round_)
    for unit in rounds.units(round_):
        if unit.document not in texts:
            texts[unit.document] = scene.site.register.text(unit.document)
        said = [(one.who, one.said) for one in said_of.get(unit.pk, [])]
        decision = settled.get(unit.pk)
        if decision is not None:
            said.append((SETTLED, decision.said))
        rows.append((unit, texts[unit.document], said))
    name = f"coding-{id}.{form}"
    answer = _csv(rows) if form == "csv" else _json(round_, rows)
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def _csv(rows: Iterable[Any]) -> HttpResponse:
    """A row for each coding; the adjudicator's have `=` for a coder. A cell that a spreadsheet would take for a formula
    begins with an apostrophe.
    """
    written = io.StringIO(newline="")
    table = csv.writer(written)
    names = [field.name for field in FIELDS]
    table.writerow(["unit", "document", "statement", "start", "end", "text", "coder", *names, "note"])
    for unit, text, said in rows:
        for who, one in said:
            cells = [shown(one, name, text) for name in names]
            words = text[unit.start : unit.end]
            line = [unit.place, unit.document, unit.statement, unit.start, unit.end, words, who, *cells]
            table.writerow([_safe(cell) for cell in [*line, one.get("note", "")]])
    return HttpResponse(written.getvalue(), content_type="text/csv; charset=utf-8")


def _safe(cell: Any) -> Any:
    formula = isinstance(cell, str) and cell != SETTLED and cell[:1] in ("=", "+", "-", "@", "\t", "\r")
    return f"'{cell}" if formula else cell


def _json(round_: Round, rows: Iterable[Any]) -> JsonResponse:
    return JsonResponse(
        {
            "round": round_.id,
            "name": round_.name,
            "what": round_.what,
            "seed": round_.seed or None,
            "blind": round_.blind,
            "coders": rounds.coders(round_),
            "agreement": [asdict(one) for one in agreements_of(round_)],
            "units": [
                {
                    "unit": unit.place,
                    "document": unit.document,
                    "statement": unit.statement or None,
                    "start": unit.start,
                    "end": unit.end,
                    "text": text[unit.start : unit.end],
                    "codings": {who: one for who, one in said if who != SETTLED},
                    "settled": next((one for who, one in said if who == SETTLED), None),
                }
                for unit, text, said in rows
            ],
        },
        json_dumps_params={"ensure_ascii": False, "indent": 1},
    )
