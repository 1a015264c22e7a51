"""What a list of entries is asked for: the same parameters as those of the page."""

from __future__ import annotations

import datetime as dt
import re
from typing import Annotated, Any, Literal

from ninja import Schema
from pydantic import BeforeValidator, Field, StringConstraints, WithJsonSchema

from kepil.register.schedule import TimeStatus
from kepil.register.verdicts import Fulfilment
from kepil.web.api.v1.schemas import Kind, Shown
from kepil.web.index.query import LAST_PAGE, LONGEST, Sort

_DAY = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}")
_WHOLE = re.compile("[0-9]{1,15}")


def _iso(value: Any) -> Any:
    """Days in one form only: what reads numbers as seconds would take `12` for a day of 1970."""
    if isinstance(value, str) and not _DAY.fullmatch(value):
        raise ValueError("a day is written as 2031-05-01")
    return value


def _digits(value: Any) -> Any:
    if isinstance(value, str) and not _WHOLE.fullmatch(value):
        raise ValueError("a whole number is written in digits")
    return value


Day = Annotated[dt.date, BeforeValidator(_iso)]
Whole = Annotated[int, BeforeValidator(_digits), Field(ge=0, lt=10**15)]
Words = Annotated[str, StringConstraints(max_length=LONGEST, pattern=r"^[^\x00]*$")]
Having = Literal["duty", "slip", "conflict", "repeat", "amount", "evidence", "reply", "verdict"]


class Asked(Schema):
    """Several values of one parameter are alternatives; all parameters have to hold."""

    q: Words = Field("", description='Words; "…" for words in this order, - before a word that must not be there.')
    body: Words | None = Field(None, description="Who has to do it: a body, with its parts.")
    person: Words | None = Field(None, description="A person in office.")
    place: Words | None = Field(None, description="A region, with the regions in it; or the code of a place.")
    topic: list[Words] = Field([], description="Codes of topics.")
    kind: list[Kind] = Field([])
    fulfilment: list[Fulfilment] = Field([])
    status: list[TimeStatus] = Field([], description="Where it stands in time.")
    record: list[Shown] = Field([])
    having: list[Having] = Field([], description="What it must have; all of them.")
    programme: Words | None = None
    over: float | None = Field(None, allow_inf_nan=False, description="It names an amount above this.")
    unit: Words | None = Field(None, description="In this unit; in any currency without it.")
    after: Day | None = Field(None, description="First said on this day or later.")
    before: Day | None = Field(None, description="First said on this day or earlier.")
    due_after: Day | None = None
    due_before: Day | None = None
    sort: Sort | None = Field(None, description="Without it: the best match where there are words, else the newest.")
    page: Whole = Field(1, ge=1, le=LAST_PAGE)
    size: Whole = Field(25, ge=1, le=100, description="Entries on a page.")


EventNumber = Annotated[
    int,
    BeforeValidator(_digits),
    WithJsonSchema({"type": "integer", "minimum": 0, "maximum": 10**15 - 1, "examples": [3]}),
]
EntryId = Annotated[str, Field(description="Number of an entry.", examples=["E1"], max_length=40)]
DocumentId = Annotated[str, Field(description="Number of a document.", examples=["D1"], max_length=40)]
StatementId = Annotated[str, Field(description="Number of a statement.", examples=["S1"], max_length=40)]
NameId = Annotated[str, Field(description="Its identifier.", examples=["government"], max_length=200)]


class Since(Schema):
    since: Whole = Field(0, ge=0, description="Number of the first event that you have not seen.")


class OnPage(Schema):
    page: Whole = Field(1, ge=1, le=LAST_PAGE)
