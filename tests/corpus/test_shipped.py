"""The shipped models in every engine: the same bytes, and what `kepil read` finds."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from kepil.corpus.blocks import Size
from kepil.corpus.engines.base import Engine, shipped
from kepil.corpus.engines.pool import Pool
from kepil.corpus.engines.serial import Serial
from kepil.corpus.records import Raw
from kepil.corpus.run import run
from kepil.corpus.shards import Output
from kepil.corpus.work import reader_version
from kepil.model import Document
from kepil.reading.reader import Reader

STORY = Path(__file__).parents[2] / "examples" / "story"
NAMES = ("04-finance-release", "05-list-of-tasks", "08-governor-interview")


def raws() -> Iterator[Raw]:
    for name in NAMES:
        text = (STORY / f"{name}.txt").read_text(encoding="utf-8")
        yield Raw(f"story#{name}", name, text=text, meta={"language": "en", "published": "2031-06-01"})


def files(folder: Path, engine: Engine) -> dict[str, bytes]:
    with engine:
        run(raws, Output(folder), engine, reader_version(), size=Size(documents=1))
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.suffix in {".parquet", ".json", ".jsonl"}
    }


@pytest.fixture(scope="module")
def alone(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, bytes]]:
    folder = tmp_path_factory.mktemp("alone")
    return folder, files(folder, Serial(shipped()))


def test_two_processes_and_more_threads_write_the_same_bytes(
    tmp_path: Path, alone: tuple[Path, dict[str, bytes]]
) -> None:
    assert files(tmp_path / "pool", Pool(shipped(), 2)) == alone[1]
    assert files(tmp_path / "threads", Serial(shipped(threads=3))) == alone[1]


def test_the_tables_hold_what_the_reader_finds(alone: tuple[Path, dict[str, bytes]]) -> None:
    output = Output(alone[0])
    said: list[str] = []
    for path in output.files("statements", reader_version()):
        said += pq.read_table(path)["said"].to_pylist()
    found: list[str] = []
    for path in output.files("documents", reader_version()):
        (row,) = pq.read_table(path).to_pylist()
        document = Document(row["name"], row["text"], row["sha256"], row["title"], None, row["published"], "en")
        reading = Reader().read(document)
        found += [json.dumps(one.to_json()) for one in (*reading.commitments, *reading.reports)]
    assert sorted(json.dumps(json.loads(one)) for one in said) == sorted(found)
    assert len(said) > 30
