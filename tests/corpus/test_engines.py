"""Engines: the same shards from each, workers that end unasked, blocks that end them."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from corpus_stubs import Mishap, ends_at_once, no_model, stub, texts, version

from kepil.corpus.blocks import Size, blocks
from kepil.corpus.encoding import Shard
from kepil.corpus.engines.base import Engine, EngineError, Recipe
from kepil.corpus.engines.pool import Pool
from kepil.corpus.engines.serial import Serial
from kepil.corpus.records import Block, Raw

SIZE = Size(documents=8)


def shards(engine: Engine, source: Iterator[Block]) -> dict[int, Shard]:
    with engine:
        found = list(engine.run(source))
    assert len({one.index for one in found}) == len(found), "a block came out twice"
    return {one.index: one for one in found}


def codes(shard: Shard) -> list[str | None]:
    return pq.read_table(io.BytesIO(shard.files["documents"]))["problem_code"].to_pylist()


def test_one_process_and_three_give_the_same_shards() -> None:
    alone = shards(Serial(stub()), blocks(texts(100), SIZE))
    assert sorted(alone) == list(range(13))
    assert shards(Pool(stub(), 3), blocks(texts(100), SIZE)) == alone
    assert alone[0].counts.documents == 8
    assert alone[0].counts.commitments == 7
    assert alone[0].counts.problems == {"empty": 1}


def test_what_the_tables_hold_comes_back_from_the_bytes() -> None:
    (shard,) = shards(Serial(stub()), blocks(texts(3), SIZE)).values()
    statements = pq.read_table(io.BytesIO(shard.files["statements"]))
    assert statements["document"].to_pylist() == ["in.jsonl#0", "in.jsonl#1", "in.jsonl#2"]
    assert set(statements["quote"].to_pylist()) == {"We will build"}


def test_no_blocks_start_no_worker() -> None:
    with Pool(stub(), 4) as pool:
        assert list(pool.run(iter(()))) == []
        assert pool.replaced == 0


def test_an_engine_runs_more_than_once() -> None:
    with Pool(stub(), 2) as pool:
        first = {one.index: one for one in pool.run(blocks(texts(40), SIZE))}
        assert {one.index: one for one in pool.run(blocks(texts(40), SIZE))} == first
        assert pool.replaced == 0


def test_a_worker_that_dies_is_replaced_and_its_block_read_again(tmp_path: Path) -> None:
    pool = Pool(stub(Mishap("in-50", tmp_path)), 2)
    assert shards(pool, blocks(texts(100), SIZE)) == shards(Serial(stub()), blocks(texts(100), SIZE))
    assert pool.replaced == 1


def test_a_block_that_ends_two_workers_is_given_up_and_all_others_are_read(tmp_path: Path) -> None:
    pool = Pool(stub(Mishap("in-50", tmp_path, times=9)), 2)
    found = shards(pool, blocks(texts(100), SIZE))
    expected = shards(Serial(stub()), blocks(texts(100), SIZE))
    assert codes(found[6]) == ["killed"] * 8
    assert {at: one for at, one in found.items() if at != 6} == {at: one for at, one in expected.items() if at != 6}
    assert pool.replaced == 2


def test_an_exception_of_the_worker_makes_error_rows_in_every_engine() -> None:
    def source() -> Iterator[Block]:
        return blocks([Raw("a#0", "fine", text="We will."), Raw("a#1", "raises", text="We will.")], SIZE)

    found = shards(Serial(stub()), source())
    assert codes(found[0]) == ["failed", "failed"]
    assert shards(Pool(stub(), 2), source()) == found


@pytest.mark.parametrize(("make", "says"), [(no_model, "en.onnx is not there"), (ends_at_once, "memory is short")])
def test_workers_that_cannot_begin_end_the_run(make: object, says: str) -> None:
    with pytest.raises(EngineError, match=says), Pool(Recipe(make, version), 2) as pool:  # type: ignore[arg-type]
        list(pool.run(blocks(texts(9), SIZE)))


def test_a_pool_takes_no_more_blocks_than_it_has_workers_and_one() -> None:
    taken = given = most = 0

    def counted() -> Iterator[Block]:
        nonlocal taken
        for block in blocks(texts(200), Size(documents=2)):
            taken += 1
            yield block

    with Pool(stub(), 2) as pool:
        for _ in pool.run(counted()):
            given += 1
            most = max(most, taken - given)
    assert given == 100
    assert most <= 3


def test_a_large_block_and_a_large_shard_do_not_block_each_other() -> None:
    many = [Raw(f"a#{n}", f"n{n}", text="We will build it. " + str(n) * 300_000) for n in range(12)]
    found = shards(Pool(stub(), 2), blocks(many, Size(documents=2)))
    assert sum(one.counts.documents for one in found.values()) == 12
