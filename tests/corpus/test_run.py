"""Runs: exactly once, whatever stops them; the same bytes; other inputs and other versions."""

from __future__ import annotations

import hashlib
import json
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from corpus_stubs import VERSION, Mishap, stub, texts

import kepil
from kepil.corpus.blocks import Size
from kepil.corpus.encoding import Shard
from kepil.corpus.engines.base import Engine
from kepil.corpus.engines.pool import Pool
from kepil.corpus.engines.serial import Serial
from kepil.corpus.manifest import read_manifest
from kepil.corpus.probe import Plan
from kepil.corpus.records import Block, Raw
from kepil.corpus.run import Progress, Statistics, run
from kepil.corpus.shards import BusyError, Output
from kepil.corpus.tables import SCHEMAS

SIZE = Size(documents=4)
PROGRAM = Path(__file__).with_name("corpus_program.py")


def files(folder: Path) -> dict[str, str]:
    """Every file of an output, but the lock, with the hash of its bytes."""
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name != ".lock"
    }


def read(
    folder: Path, raws: Callable[[], Iterable[Raw]], version: str = VERSION, engine: Engine | None = None
) -> Statistics:
    with engine or Serial(stub()) as reads:
        return run(raws, Output(folder), reads, version, size=SIZE)


def documents(folder: Path, version: str = VERSION) -> list[str]:
    names: list[str] = []
    for path in Output(folder).files("documents", version):
        names += pq.read_table(path, columns=["document"])["document"].to_pylist()
    return names


class Stops:
    """An engine that is stopped after some shards."""

    name, workers, replaced = "stops", 1, 0

    def __init__(self, after: int) -> None:
        self._after = after
        self.read: list[int] = []

    def run(self, source: Iterable[Block]) -> Iterator[Shard]:
        for shard in Serial(stub()).run(source):
            if len(self.read) == self._after:
                raise KeyboardInterrupt
            self.read.append(shard.index)
            yield shard

    def __enter__(self) -> Stops:
        return self

    def __exit__(self, *_: object) -> None: ...


def test_each_document_is_in_the_output_once_and_in_order(tmp_path: Path) -> None:
    done = read(tmp_path, lambda: texts(30))
    assert documents(tmp_path) == [f"in.jsonl#{number}" for number in range(30)]
    assert (done.written, done.kept, done.aside) == (8, 0, 0)
    manifest = read_manifest(Output(tmp_path), VERSION)
    assert manifest == done.manifest
    assert manifest.counts.documents == 30
    assert manifest.counts.problems == {"empty": 4}
    assert manifest.counts.commitments == 26


def test_a_second_run_reads_nothing_and_changes_nothing(tmp_path: Path) -> None:
    read(tmp_path, lambda: texts(30))
    before = files(tmp_path)
    engine = Stops(after=0)
    done = read(tmp_path, lambda: texts(30), engine=engine)
    assert (done.written, done.kept, engine.read) == (0, 8, [])
    assert files(tmp_path) == before


def test_a_stopped_run_goes_on_where_it_was_and_has_no_manifest_before(tmp_path: Path) -> None:
    read(tmp_path / "whole", lambda: texts(30))
    engine = Stops(after=3)
    with pytest.raises(KeyboardInterrupt):
        read(tmp_path / "parts", lambda: texts(30), engine=engine)
    assert read_manifest(Output(tmp_path / "parts"), VERSION) is None
    rest = Stops(after=99)
    done = read(tmp_path / "parts", lambda: texts(30), engine=rest)
    assert done.kept == 3
    assert sorted(engine.read + rest.read) == list(range(8))
    assert files(tmp_path / "parts") == files(tmp_path / "whole")


def test_a_finished_run_that_is_begun_anew_has_no_manifest_until_its_end(tmp_path: Path) -> None:
    read(tmp_path, lambda: texts(30))
    with pytest.raises(KeyboardInterrupt):
        read(tmp_path, lambda: texts(40), engine=Stops(after=1))
    assert read_manifest(Output(tmp_path), VERSION) is None


def test_a_shard_that_was_half_written_and_is_not_of_this_input_is_cleared_away(tmp_path: Path) -> None:
    read(tmp_path, lambda: texts(30))
    for mark in Output(tmp_path).files("documents", VERSION)[5:]:
        mark.unlink()  # as if the run had been killed before it wrote them
    read(tmp_path, lambda: texts(20))
    left = {table: len(list(Output(tmp_path).path(table, VERSION).iterdir())) for table in SCHEMAS}
    assert left == {"documents": 5, "statements": 5, "coordinates": 5}


@pytest.mark.parametrize("moves", range(1, 9))
def test_moving_aside_and_back_may_be_killed_at_any_point(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, moves: int
) -> None:
    read(tmp_path, lambda: texts(10))
    before = files(tmp_path)
    read(tmp_path, lambda: texts(10, start=50))
    whole, done = Path.replace, []

    def dies(path: Path, target: Path) -> Path:
        if "aside" in path.parts or "aside" in Path(target).parts:
            done.append(path)
            if len(done) == moves:
                raise KeyboardInterrupt
        return whole(path, target)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", dies)
        with pytest.raises(KeyboardInterrupt):
            read(tmp_path, lambda: texts(10))
    read(tmp_path, lambda: texts(10))
    assert before.items() <= files(tmp_path).items()
    assert documents(tmp_path) == [f"in.jsonl#{number}" for number in range(10)]
    for table in SCHEMAS:
        assert len(list(Output(tmp_path).path(table, VERSION).iterdir())) == 3


@pytest.mark.parametrize("at", ["statements", "coordinates", "documents"])
def test_a_disk_that_fails_between_the_files_of_a_shard_leaves_none_half(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, at: str
) -> None:
    read(tmp_path / "whole", lambda: texts(30))
    whole = Path.replace

    def fails(path: Path, target: Path) -> Path:
        if at in path.parts and path.name.startswith(".00000003"):
            raise OSError(28, "No space left on device")
        return whole(path, target)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", fails)
        with pytest.raises(OSError, match="No space"):
            read(tmp_path / "parts", lambda: texts(30))
    assert documents(tmp_path / "parts") == [f"in.jsonl#{number}" for number in range(12)]
    assert list((tmp_path / "parts").rglob("*.part"))
    read(tmp_path / "parts", lambda: texts(30))
    assert files(tmp_path / "parts") == files(tmp_path / "whole")


def test_the_pool_writes_what_one_process_writes_also_when_a_worker_dies(tmp_path: Path) -> None:
    read(tmp_path / "one", lambda: texts(60))
    (tmp_path / "deaths").mkdir()
    done = read(tmp_path / "pool", lambda: texts(60), engine=Pool(stub(Mishap("in-33", tmp_path / "deaths")), 3))
    assert done.replaced == 1
    assert files(tmp_path / "pool") == files(tmp_path / "one")


def test_another_version_writes_beside(tmp_path: Path) -> None:
    read(tmp_path, lambda: texts(30))
    before = files(tmp_path)
    read(tmp_path, lambda: texts(30), version="stub-2")
    after = files(tmp_path)
    assert before.items() <= after.items()
    assert Output(tmp_path).versions() == [VERSION, "stub-2"]
    assert documents(tmp_path, "stub-2") == documents(tmp_path)


def test_an_input_that_grew_is_read_from_where_it_grew(tmp_path: Path) -> None:
    read(tmp_path / "grown", lambda: texts(30))
    done = read(tmp_path / "grown", lambda: texts(41))
    assert (done.kept, done.written, done.aside) == (7, 4, 1)
    assert documents(tmp_path / "grown") == [f"in.jsonl#{number}" for number in range(41)]


def test_shards_of_another_input_are_put_aside_and_come_back(tmp_path: Path) -> None:
    read(tmp_path, lambda: texts(30))
    before = files(tmp_path)
    other = read(tmp_path, lambda: texts(30, start=500))
    assert (other.kept, other.aside) == (0, 8)
    assert documents(tmp_path) == [f"in.jsonl#{number}" for number in range(500, 530)]
    engine = Stops(after=0)
    back = read(tmp_path, lambda: texts(30), engine=engine)
    assert (back.kept, back.written, back.aside) == (8, 0, 8)
    assert before.items() <= files(tmp_path).items()


def test_what_is_known_of_a_document_is_part_of_its_block(tmp_path: Path) -> None:
    read(tmp_path, lambda: [Raw("a", "a", text="We will build it.")])
    done = read(tmp_path, lambda: [Raw("a", "a", text="We will build it.", meta={"title": "New"})])
    assert (done.kept, done.written, done.aside) == (0, 1, 1)


def test_no_documents_make_a_manifest_and_no_shards(tmp_path: Path) -> None:
    done = read(tmp_path, list)
    assert (done.manifest.shards, done.manifest.counts.documents) == (0, 0)
    assert read_manifest(Output(tmp_path), VERSION) == done.manifest


def test_two_runs_do_not_write_to_one_output(tmp_path: Path) -> None:
    with Output(tmp_path).locked(), pytest.raises(BusyError, match="Another run"):
        read(tmp_path, lambda: texts(3))
    read(tmp_path, lambda: texts(3))


def test_what_lies_ahead_is_told_before_and_how_far_it_is_after_each_shard(tmp_path: Path) -> None:
    with pytest.raises(KeyboardInterrupt):
        read(tmp_path, lambda: texts(100), engine=Stops(after=5))
    plans: list[Plan] = []
    steps: list[Progress] = []
    ticks = iter(range(1000))
    with Serial(stub(pause=0.01)) as engine:
        done = run(
            lambda: texts(100),
            Output(tmp_path),
            engine,
            VERSION,
            size=SIZE,
            planned=plans.append,
            advanced=steps.append,
            clock=lambda: float(next(ticks)),
        )
    (plan,) = plans
    assert (plan.documents, plan.blocks, plan.unread_documents, plan.unread_blocks) == (100, 25, 80, 20)
    assert plan.work is not None
    assert plan.work > 0
    assert 8 <= plan.sample < 16
    assert [step.documents for step in steps] == list(range(4, 84, 4))
    assert (steps[0].left, steps[-1].left) == (19.0, 0.0)  # one second a block, by this clock
    assert (done.kept, done.written, done.read.documents) == (5, 20, 80)


def test_the_probe_leaves_nothing_behind(tmp_path: Path) -> None:
    read(tmp_path / "without", lambda: texts(30))
    with Serial(stub()) as engine:
        run(lambda: texts(30), Output(tmp_path / "with"), engine, VERSION, size=SIZE, planned=lambda _: None)
    assert files(tmp_path / "with") == files(tmp_path / "without")


@pytest.mark.skipif(os.name == "nt", reason="needs SIGKILL")
@pytest.mark.parametrize("engine", ["serial", "pool"])
def test_a_run_that_is_killed_again_and_again_ends_with_the_same_bytes(tmp_path: Path, engine: str) -> None:
    read(tmp_path / "whole", lambda: texts(120))
    output = tmp_path / "killed"
    command = [sys.executable, str(PROGRAM), str(output), "120", engine, "0.01"]
    folders = [str(Path(kepil.__file__).parent.parent), str(PROGRAM.parent)]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(folders)}
    chance, kills = random.Random(engine), 0
    for _ in range(4):
        process = subprocess.Popen(command, env=environment)
        goal = len(Output(output).finished(VERSION)) + chance.randrange(1, 7)
        while process.poll() is None and len(Output(output).finished(VERSION)) < goal:
            time.sleep(0.001)
        if process.poll() is None:
            process.send_signal(signal.SIGKILL)
            kills += 1
        process.wait()
    assert kills
    subprocess.run(command, env=environment, check=True)
    assert files(output) == files(tmp_path / "whole")
    assert len((output / "manifest" / f"{VERSION}.jsonl").read_text().splitlines()) == 30
    assert json.loads((output / "manifest" / f"{VERSION}.json").read_text())["counts"]["documents"] == 120
