"""The Ray engine: the same shards, actors that die, nodes that go."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from corpus_stubs import Mishap, no_model, process, stub, texts, version

import kepil
from kepil.corpus.blocks import Size, blocks
from kepil.corpus.encoding import Shard
from kepil.corpus.engines.base import Engine, EngineError, Recipe
from kepil.corpus.engines.serial import Serial
from kepil.corpus.records import Block

ray = pytest.importorskip("ray", reason="needs the extra kepil[ray]")
Ray = pytest.importorskip("kepil.corpus.engines.ray").Ray
cluster_utils = pytest.importorskip("ray.cluster_utils")

SIZE = Size(documents=8)


@pytest.fixture(scope="module", autouse=True)
def cluster() -> Iterator[object]:
    """A head without CPUs and two nodes with one each."""
    folders = [str(Path(kepil.__file__).parent.parent), str(Path(__file__).parent)]
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYTHONPATH", os.pathsep.join(folders))
        patch.setenv("RAY_USAGE_STATS_ENABLED", "0")
        store = {"object_store_memory": 80 << 20}
        made = cluster_utils.Cluster(initialize_head=True, head_node_args={"num_cpus": 0, **store})
        made.add_node(num_cpus=1, **store)
        made.add_node(num_cpus=1, **store)
        ray.init(address=made.address, log_to_driver=False, logging_level="error")
        yield made
        ray.shutdown()
        made.shutdown()


def shards(engine: Engine, source: Iterator[Block]) -> dict[int, Shard]:
    with engine:
        found = list(engine.run(source))
    assert len({one.index for one in found}) == len(found), "a block came out twice"
    return {one.index: one for one in found}


def test_a_cluster_gives_what_one_process_gives() -> None:
    with Ray(stub()) as engine:
        assert engine.workers == 2
        found = {one.index: one for one in engine.run(blocks(texts(100), SIZE))}
        assert found == shards(Serial(stub()), blocks(texts(100), SIZE))
        assert {one.index: one for one in engine.run(blocks(texts(100), SIZE))} == found
        assert list(engine.run(iter(()))) == []
        assert engine.replaced == 0


def test_an_actor_that_dies_is_replaced_and_a_block_that_ends_two_is_given_up(tmp_path: Path) -> None:
    expected = shards(Serial(stub()), blocks(texts(60), SIZE))
    (tmp_path / "once").mkdir()
    engine = Ray(stub(Mishap("in-20", tmp_path / "once")))
    assert shards(engine, blocks(texts(60), SIZE)) == expected
    assert engine.replaced == 1
    (tmp_path / "always").mkdir()
    found = shards(Ray(stub(Mishap("in-20", tmp_path / "always", times=9))), blocks(texts(60), SIZE))
    assert found[2].counts.problems == {"killed": 8}
    assert {at: one for at, one in found.items() if at != 2} == {at: one for at, one in expected.items() if at != 2}


def test_workers_that_cannot_begin_or_have_another_reader_end_the_run() -> None:
    with pytest.raises(EngineError, match="is not there"), Ray(Recipe(no_model, version)) as engine:
        list(engine.run(blocks(texts(9), SIZE)))
    with pytest.raises(EngineError, match="another reader"), Ray(Recipe(stub().make, process)) as engine:
        list(engine.run(blocks(texts(9), SIZE)))


def test_a_node_that_is_lost_takes_nothing_with_it(cluster: cluster_utils.Cluster) -> None:
    expected = shards(Serial(stub()), blocks(texts(160), SIZE))
    extra = cluster.add_node(num_cpus=1, object_store_memory=80 << 20)
    cluster.wait_for_nodes()
    found: dict[int, Shard] = {}
    with Ray(stub(pause=0.2)) as engine:
        assert engine.workers == 3
        for shard in engine.run(blocks(texts(160), SIZE)):
            assert shard.index not in found
            found[shard.index] = shard
            if len(found) == 17:  # the others find no block left, until one comes back
                cluster.remove_node(extra, allow_graceful=False)
    assert found == expected
