"""Blocks and what one worker makes of them: the same always, every document a row, every statement as it was read."""

from __future__ import annotations

import datetime as dt
import json
import pickle
from dataclasses import replace

import pytest

pytest.importorskip("pyarrow")

from hypothesis import given, settings
from hypothesis import strategies as st
from small_output import SmallReader, raw

from kepil.corpus.blocks import Size, blocks
from kepil.corpus.records import Raw, block_of
from kepil.corpus.work import Worker, failed_tables, reader_version
from kepil.model import (
    Actor,
    Amount,
    Commitment,
    Document,
    Place,
    Problem,
    Reading,
    Report,
    Span,
    Time,
    commitment_from_json,
    report_from_json,
)

TEXT = "If funds allow, Mira said, the state will build 4 dams in Marl by 2035 for farmers. It was done."


def span(words: str) -> Span:
    start = TEXT.index(words)
    return Span(words, start, start + len(words))


FULL = Commitment(
    span("the state will build 4 dams in Marl by 2035 for farmers."), "pledge", "measurable", 0.87654,
    Actor("Mira Vey", span("Mira")), Actor("Government", span("the state")), span("build 4 dams"), span("farmers"),
    (Place(span("Marl"), "iso3166:KZ"), Place(span("Marl"))),
    (Amount(span("4 dams"), 12345678901234567890123, "dam", "at_least"), Amount(span("4"), None, None)),
    (Time(span("2035"), "deadline", None, dt.date(2035, 12, 31)), Time(span("2035"), "duration", rule="P8Y")),
    span("If funds allow"),
)  # fmt: skip
DONE = Report(span("It was done."), "done", 0.5, Actor(), span("done"))


class FullReader:
    def read(self, document: Document) -> Reading:
        if "raise" in document.text:
            raise RecursionError("too deep \udcff")
        if document.language != "en":
            return Reading(document, "full 1", problems=(Problem("x", "language", "Not read.", "Give English."),))
        note = Problem("x", "ungrounded", "A statement was refused.", fatal=False)
        return Reading(document, "full 1", (FULL,), (DONE,), (note,))


def test_everything_that_was_read_is_in_the_tables() -> None:
    meta = {"language": "en", "published": "2031-04-14T23:30:00+05:00", "currency": "SGD", "genre": "speech"}
    tables = Worker(reader=FullReader()).read(block_of(0, (Raw("k", "n", text=TEXT, meta=meta),)))
    (document,) = tables.documents.to_pylist()
    assert (document["published"], document["genre"], document["text"]) == (dt.date(2031, 4, 14), "speech", TEXT)
    assert ("$", "SGD") in document["currency"]
    assert (document["commitments"], document["reports"], document["problem_code"]) == (1, 1, None)
    assert document["notes"] == [{"code": "ungrounded", "message": "A statement was refused."}]
    first, second = tables.statements.to_pylist()
    rounded = replace(FULL, confidence=0.877)
    assert commitment_from_json(json.loads(first["said"])) == rounded
    assert report_from_json(json.loads(second["said"])) == DONE
    assert [first[name] for name in ("quote", "action", "beneficiary", "condition", "speaker", "actor")] == [
        FULL.quote.text, "build 4 dams", "farmers", "If funds allow", "Mira", "the state"
    ]  # fmt: skip
    assert (first["speaker_name"], first["deadline"], first["confidence"]) == ("Mira Vey", dt.date(2035, 12, 31), 0.877)
    for row in (document, first):
        for name in row:
            if name.endswith("_start"):
                assert TEXT[row[name] : row[name.replace("_start", "_end")]] == row[name.removesuffix("_start")]
    rows = tables.coordinates.to_pylist()
    assert [(row["coordinate"], row["position"], row["number"]) for row in rows] == [
        ("place", 1, 1), ("place", 2, 1), ("amount", 1, 1), ("amount", 2, 1), ("time", 1, 1), ("time", 2, 1)
    ]  # fmt: skip
    assert rows[0]["place"] == "iso3166:KZ"
    assert (rows[2]["value"], rows[2]["unit"], rows[2]["bound"]) == (12345678901234567890123.0, "dam", "at_least")
    assert (rows[4]["role"], rows[4]["last_day"], rows[5]["rule"]) == ("deadline", dt.date(2035, 12, 31), "P8Y")


def test_a_bad_document_is_an_error_row_and_the_others_are_read() -> None:
    bad = [
        Raw("gone", "gone", problem=Problem("gone", "damaged", "It is cut off.")),
        Raw("empty", "empty", text=" \n"),
        Raw("binary", "binary", data=bytes(range(256)) * 20),
        Raw("pdf", "pdf", data=b"%PDF-1.7 cut off", meta={"ending": ".pdf"}),
        Raw("html", "html", data=b"<html><p>raise this", meta={"language": "en"}),
        Raw("russian", "russian", text="Правительство построит школу.", meta={"language": "ru"}),
        Raw("large", "large", text="x " * 2_600_000),
    ]
    good = raw("good", TEXT)
    tables = Worker(reader=FullReader()).read(block_of(0, (good, *bad, replace(good, key="last"))))
    found = {row["document"]: row["problem_code"] for row in tables.documents.to_pylist()}
    assert found == {
        "good": None, "gone": "damaged", "empty": "empty", "binary": "binary", "pdf": "damaged", "html": "failed",
        "russian": "language", "large": "large", "last": None,
    }  # fmt: skip
    assert {row["document"] for row in tables.statements.to_pylist()} == {"good", "last"}
    texts = {row["document"]: row["text"] for row in tables.documents.to_pylist()}
    assert texts["good"] == TEXT and texts["russian"] is None  # what was not read is not kept
    html = next(row for row in tables.documents.to_pylist() if row["document"] == "html")
    assert "RecursionError: too deep" in html["problem"] and html["sha256"]


def test_what_is_known_but_not_written_as_it_must_be_is_a_note() -> None:
    one = raw("k", TEXT, "last Monday", currency="nonsense", claimed_language="English")
    (row,) = Worker(reader=FullReader()).read(block_of(0, (one,))).documents.to_pylist()
    assert row["published"] is None and row["currency"] == []
    assert [note["code"] for note in row["notes"]] == ["published", "currency", "ungrounded"]


def test_bytes_are_read_by_what_they_are() -> None:
    page = "<html><head><title>Plan</title></head><body><p>Мира</p></body></html>".encode("cp1251")
    one = Raw(
        "k",
        "n",
        data=page,
        meta={"ending": ".html", "media_type": "text/html", "charset": "windows-1251", "language": "en"},
    )
    (row,) = Worker(reader=FullReader()).read(block_of(0, (one,))).documents.to_pylist()
    assert "Мира" in row["text"] and row["title"] == "Plan"


def test_halves_of_surrogate_pairs_do_not_stop_a_block() -> None:
    one = Raw("k\udcff", "n\ud800", text="Mira will build 4 dams. \ud800", meta={"title": "\udfff", "language": "en"})
    tables = Worker(reader=SmallReader()).read(block_of(0, (one,)))
    assert tables.statements.num_rows == 1
    assert "\ufffd" in tables.documents["title"][0].as_py()


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.tuples(st.text(max_size=40), st.booleans()), max_size=12),
    st.integers(1, 4),
    st.integers(1, 80),
)
def test_blocks_hold_all_documents_once_and_their_tables_are_always_the_same(
    texts: list[tuple[str, bool]], documents: int, volume: int
) -> None:
    raws = [
        Raw(str(n), str(n), data=text.encode("utf-8", "replace")) if packed else Raw(str(n), str(n), text=text)
        for n, (text, packed) in enumerate(texts)
    ]
    cut = list(blocks(raws, Size(documents, volume)))
    assert [one for block in cut for one in block.documents] == raws
    assert [block.index for block in cut] == list(range(len(cut)))
    assert all(len(block.documents) <= documents for block in cut)
    assert all(len(block.documents) == 1 or sum(one.size for one in block.documents) <= volume for block in cut)
    assert len({block.key for block in cut}) == len(cut)
    for block in cut:
        sent = pickle.loads(pickle.dumps(block))
        assert block_of(sent.index, sent.documents) == block
        tables = [Worker(reader=SmallReader()).read(one) for one in (block, sent)]
        assert tables[0] == tables[1]
        assert tables[0].documents["document"].to_pylist() == [one.key for one in block.documents]


def test_a_digest_knows_everything_that_a_reading_depends_on() -> None:
    one = Raw("k", "n", text="a", meta={"title": "t"})
    others = [
        replace(one, key="l"), replace(one, name="m"), replace(one, text="b"), replace(one, text=None, data=b"a"),
        replace(one, meta={}), replace(one, meta={"title": "u"}), replace(one, meta={"speaker": "t"}),
        replace(one, text=None, problem=Problem("k", "c", "m")),
        replace(one, text=None, problem=Problem("k", "c", "o")),
    ]  # fmt: skip
    assert len({raw.digest() for raw in (one, *others)}) == 10
    assert one.digest() == replace(one, meta=dict(one.meta)).digest()


def test_a_block_that_nobody_could_read() -> None:
    tables = failed_tables(block_of(3, (raw("a", TEXT), raw("b", ""))), "killed", "Its process ended.")
    rows = [(row["document"], row["problem_code"], row["problem"]) for row in tables.documents.to_pylist()]
    assert rows == [("a", "killed", "Its process ended."), ("b", "killed", "Its process ended.")]


def test_the_shipped_reader_is_named_without_being_loaded() -> None:
    from kepil.reading import tagger

    name = reader_version()
    assert name.startswith("kepil-") and all(char.isalnum() or char in ".-" for char in name)
    assert name.endswith(tagger.load("en").version)
