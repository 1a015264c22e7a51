"""What a register survives: death at any point, a full disk, two writers, a clock that goes back, damaged files."""

from __future__ import annotations

import datetime as dt
import multiprocessing
import os
import random
import re
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from multiprocessing.context import ForkServerContext
from pathlib import Path

import pytest
from adding_program import BEGAN, moment, run, text
from django.db import connections
from django.db.utils import OperationalError
from register_dump import dump
from register_places import Clock, Place
from register_samples import reading

from kepil.register import events as e
from kepil.register.adding import add, known_document
from kepil.register.checking import check_register
from kepil.register.database.connect import FILE
from kepil.register.database.faults import explained
from kepil.register.records import DocumentRecord, StatementRecord
from kepil.register.register import KEY, PUBLIC_KEY, Register
from kepil.register.state import RegisterError


@pytest.fixture(scope="session")
def processes() -> ForkServerContext:
    """Starts processes that have everything imported already."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["adding_program", "register_samples", "kepil.register.adding"])
    return context


def whole_or_absent(register: Register, number: int) -> bool:
    """Whether the text is in the register, and that it is there as a whole."""
    known = known_document(register, reading(text(number)).document.sha256)
    if known is None:
        return False
    found = register.store.where(StatementRecord, document=known.id)
    assert [(one.order, one.what) for one in found] == [(0, "commitment"), (1, "commitment"), (2, "report")]
    assert all(one.entry for one in found[:2])
    assert register.text(known.id) == text(number)
    return True


def as_never_killed(place: Place, numbers: range) -> dict[str, list[str]]:
    at = BEGAN
    with closing(place.create(lambda: at)) as register:
        for number in numbers:
            at = moment(number)
            add(register, reading(text(number), f"text {number}"), by="asel")
        return dump(register.store)


def killed(processes: ForkServerContext, place: Place, number: int, wait: float, **more: object) -> float:
    """Start adding a text and kill it after a while; how long it ran."""
    process = processes.Process(target=run, args=(str(place.folder), place.environment, (number,)), kwargs=more)
    process.start()
    began = time.perf_counter()
    process.join(wait)
    process.kill()
    process.join()
    took = time.perf_counter() - began
    process.close()
    return took


def kill_at_random(processes: ForkServerContext, places: Callable[[], Place], points: int) -> None:
    place = places()
    at = BEGAN
    register = place.create(lambda: at)
    register.close()
    # the first one runs to its end, and says how long that is
    whole = killed(processes, place, 0, 60)
    moments = random.Random(points)
    landed = 0
    for number in range(1, points + 1):
        killed(processes, place, number, moments.uniform(0.2, 1.1) * whole)
        with closing(place.open(lambda: moment(number))) as register:  # noqa: B023
            assert check_register(register).findings == ()
            was_there = whole_or_absent(register, number)
            landed += not was_there
            assert add(register, reading(text(number), f"text {number}"), by="asel").new != was_there
    assert landed, "no kill came before the end: the test shows nothing"
    with closing(place.open()) as register:
        assert dump(register.store) == as_never_killed(places(), range(points + 1))


def test_killed_at_random_points(processes: ForkServerContext, places: Callable[[], Place]) -> None:
    kill_at_random(processes, places, 12)


@pytest.mark.slow
def test_killed_at_200_random_points(processes: ForkServerContext, places: Callable[[], Place]) -> None:
    kill_at_random(processes, places, 200)


def test_killed_before_every_statement_of_the_database(
    processes: ForkServerContext, places: Callable[[], Place]
) -> None:
    place = places()
    place.create(lambda: BEGAN).close()
    reached = 0
    for point in range(0, 100, 4):
        killed(processes, place, 0, 60, die_before=point)
        with closing(place.open(lambda: moment(0))) as register:
            if whole_or_absent(register, 0):
                break
            assert register.log.size() == 1
            assert list(register.log.blobs()) == []
        reached += 1
    assert reached > 4
    with closing(place.open()) as register:
        assert check_register(register).findings == ()
        assert dump(register.store) == as_never_killed(places(), range(1))


def test_the_program_itself_killed(tmp_path: Path) -> None:
    """`kepil add` as people run it, with a reader that needs no model."""
    root = Path(__file__).resolve().parents[2]
    program = root / "tests" / "cli" / "fake_reader.py"
    folder = tmp_path / "register"
    Register.create(folder, name="Promises", by="asel", environment={}).close()
    texts = tmp_path / "texts"
    texts.mkdir()
    for number in range(6):
        (texts / f"text{number}.txt").write_text(text(number), "utf-8")
    command = [sys.executable, str(program), "add", str(texts), "-r", str(folder), "--language", "en"]
    kept = {name: value for name, value in os.environ.items() if not name.startswith("KEPIL_")}
    environment = {**kept, "PYTHONPATH": str(root)}

    def documents() -> int:
        with closing(Register.open(folder, environment={})) as register:
            assert check_register(register).findings == ()
            return sum(1 for _ in register.store.all(DocumentRecord))

    began = time.perf_counter()
    process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    while not documents() and time.perf_counter() - began < 60:
        assert process.poll() in (None, 0)
    process.kill()
    process.wait()
    assert documents() >= 1
    done = subprocess.run(command, env=environment, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()
    assert documents() == 6


def test_making_a_register_cut_off_anywhere(processes: ForkServerContext, tmp_path: Path) -> None:
    for wait in (0.0, 0.02, 0.05, 0.08, 0.12):
        folder = tmp_path / str(wait)
        process = processes.Process(target=_make, args=(str(folder),))
        process.start()
        process.join(wait)
        process.kill()
        process.join()
        try:
            register = Register.open(folder, environment={})
        except RegisterError as error:
            assert "kepil init" in error.remedy
            register = Register.create(folder, name="Promises", by="asel", environment={})
        with closing(register):
            assert check_register(register).findings == ()
            add(register, reading(text(0)), by="asel")


def _make(folder: str) -> None:
    Register.create(Path(folder), name="Promises", by="asel", environment={}).close()


def _make_in(folder: str, environment: dict[str, str]) -> None:
    try:
        Register.create(Path(folder), name="Promises", by="asel", environment=environment).close()
    except RegisterError:
        os._exit(1)


def test_two_who_make_it_at_once(processes: ForkServerContext, place: Place) -> None:
    """One of them makes it, and the key in the folder is the one that signs."""
    makers = [processes.Process(target=_make_in, args=(str(place.folder), place.environment)) for _ in range(3)]
    for maker in makers:
        maker.start()
    for maker in makers:
        maker.join(60)
    assert sorted(maker.exitcode or 0 for maker in makers) == [0, 1, 1]
    with closing(place.open()) as register:
        assert add(register, reading(text(0)), by="asel").new
        assert check_register(register).findings == ()


def test_two_writers_at_once(processes: ForkServerContext, place: Place) -> None:
    place.create(lambda: BEGAN).close()
    numbers = range(8)
    writers = [
        processes.Process(target=run, args=(str(place.folder), place.environment, tuple(order)))
        for order in (numbers, reversed(numbers))
    ]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join(120)
    assert [writer.exitcode for writer in writers] == [0, 0]
    with closing(place.open()) as register:
        assert check_register(register).findings == ()
        assert all(whole_or_absent(register, number) for number in numbers)
        documents = list(register.store.all(DocumentRecord))
        assert [one.id for one in documents] == [f"D{n}" for n in range(1, len(numbers) + 1)]
        times = [event.at for event in register.log.events()]
        assert times == sorted(times)


def test_a_full_disk(tmp_path: Path) -> None:
    place = Place(tmp_path, "sqlite")
    with closing(place.create()) as register:
        add(register, reading(text(0)), by="asel")
        before = dump(register.store)
        with connections[register.alias].cursor() as cursor:
            cursor.execute("PRAGMA page_count")
            pages = cursor.fetchone()[0]
            cursor.execute(f"PRAGMA max_page_count = {pages}")
            with pytest.raises(RegisterError, match=r"The disk is full.*nothing was changed"):
                add(register, reading(text(1) + "Filler.\n" * 60_000), by="asel")
            assert dump(register.store) == before
            assert check_register(register).findings == ()
            cursor.execute("PRAGMA max_page_count = 1000000")
        assert add(register, reading(text(1) + "Filler.\n" * 60_000), by="asel").document.id == "D2"


@contextmanager
def small_disk(folder: Path, size: str) -> Iterator[None]:
    folder.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(folder)], capture_output=True, check=False
    )
    if mounted.returncode:
        pytest.skip(f"a small disk cannot be mounted: {mounted.stderr.decode().strip()}")
    try:
        yield
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=True)


@pytest.mark.skipif(os.geteuid() != 0 or not shutil.which("mount"), reason="only root mounts a small disk")
def test_a_small_disk_that_fills_up(tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk", "1500k"):
        folder = tmp_path / "disk" / "register"
        added = 0
        with closing(Register.create(folder, name="Promises", by="asel", environment={})) as register:
            with pytest.raises(RegisterError, match="The disk is full") as refused:
                for number in range(500):
                    add(register, reading(text(number) + "Filler.\n" * 20_000, f"text {number}"), by="asel")
                    added += 1
            assert "nothing was changed" in str(refused.value)
        with closing(Register.open(folder, environment={})) as register:
            assert check_register(register).findings == ()
            assert sum(1 for _ in register.store.all(DocumentRecord)) == added > 0


def test_no_room_to_make_one(tmp_path: Path) -> None:
    if os.geteuid() != 0:
        pytest.skip("only root mounts a small disk")
    with small_disk(tmp_path / "disk", "64k"), pytest.raises(RegisterError, match="The disk is full"):
        Register.create(tmp_path / "disk" / "register", name="Promises", by="asel", environment={})


def test_a_clock_that_goes_back(place: Place) -> None:
    clock = Clock()
    with closing(place.create(clock)) as register:
        add(register, reading(text(0)), by="asel")
        last = register.log.last_time()
        assert register.ahead() is None
        clock.at -= dt.timedelta(days=400)
        assert register.ahead() == last
        add(register, reading(text(1)), by="asel")
        times = [event.at for event in register.log.events()]
        assert times == sorted(times)
        assert register.log.last_time() == last
        assert check_register(register).findings == ()
        assert dump(register.as_of(last)) == dump(register.store)  # type: ignore[arg-type]


def test_the_key_is_missing(place: Place) -> None:
    with closing(place.create()) as register:
        before = register.log.size()
        (place.folder / KEY).rename(place.folder / "elsewhere")
        with pytest.raises(RegisterError, match=r"key .*log\.key is missing.*backup"):
            add(register, reading(text(0)), by="asel")
        (place.folder / KEY).write_text("nonsense\n", "utf-8")
        with pytest.raises(RegisterError, match="cannot be read"):
            add(register, reading(text(0)), by="asel")
        assert register.log.size() == before
        (place.folder / "elsewhere").rename(place.folder / KEY)
        assert add(register, reading(text(0)), by="asel").new


def test_the_key_of_another_register_is_not_overwritten(tmp_path: Path) -> None:
    Register.create(tmp_path, name="Promises", by="asel", environment={}).close()
    key = (tmp_path / KEY).read_bytes()
    (tmp_path / FILE).rename(tmp_path / "moved")
    with pytest.raises(RegisterError, match="has the key of another log, promises"):
        Register.create(tmp_path, name="Budget", by="asel", environment={})
    assert (tmp_path / KEY).read_bytes() == key


def test_a_key_of_another_log_does_not_sign(tmp_path: Path) -> None:
    for name in ("one", "two"):
        Register.create(tmp_path / name, name="Promises", by="asel", environment={}).close()
    shutil.copy(tmp_path / "two" / KEY, tmp_path / "one" / KEY)
    with closing(Register.open(tmp_path / "one", environment={})) as register:
        with pytest.raises(RegisterError, match=r"is not the key of this log.*backup"):
            add(register, reading(text(0)), by="asel")
        assert register.log.size() == 1


def test_a_folder_that_may_not_be_written(tmp_path: Path) -> None:
    """As another user, because root may write everywhere."""
    if os.geteuid() != 0:
        pytest.skip("only root starts a program as another user")
    place = Place(tmp_path, "sqlite")
    with closing(place.create()) as register:
        add(register, reading(text(0)), by="asel")
    for path in [tmp_path, *tmp_path.parents]:
        if path != Path("/") and path.is_relative_to("/tmp") and path != Path("/tmp"):
            path.chmod(0o755)
    (tmp_path / KEY).chmod(0o644)
    process = multiprocessing.get_context("fork").Process(target=_as_nobody, args=(str(tmp_path),))
    process.start()
    process.join(60)
    assert process.exitcode == 0


def _as_nobody(folder: str) -> None:
    os.setgid(65534)
    os.setuid(65534)
    try:
        with closing(Register.open(Path(folder), environment={})) as register:
            add(register, reading(text(1)), by="asel")
    except RegisterError as error:
        if "rights of its folder" in str(error) or "right to write" in str(error):
            os._exit(0)
        print(error, file=sys.stderr)  # noqa: T201
    os._exit(1)


def test_a_damaged_file_is_found(tmp_path: Path) -> None:
    """Bytes changed anywhere in the file are either found, or were in none of its values."""
    place = Place(tmp_path / "whole", "sqlite")
    with closing(place.create()) as register:
        for number in range(6):
            add(register, reading(text(number), f"text {number}"), by="asel")
        state, log = dump(register.store), list(register.log.stored())
    whole = (tmp_path / "whole" / FILE).read_bytes()
    places = random.Random(4)
    words = [match.start() for match in re.finditer(rb"bridges", whole)]
    starts = [places.randrange(len(whole)) for _ in range(12)] + places.sample(words, 8)
    found = 0
    for number, start in enumerate(starts):
        folder = tmp_path / str(number)
        shutil.copytree(tmp_path / "whole", folder)
        damaged = bytearray(whole)
        damaged[start : start + 16] = bytes(byte ^ 0x55 for byte in damaged[start : start + 16])
        (folder / FILE).write_bytes(damaged)
        try:
            with closing(Register.open(folder, environment={})) as register:
                intact = check_register(register).intact
                if intact:
                    assert (dump(register.store), list(register.log.stored())) == (state, log)
                found += not intact
        except RegisterError as error:
            assert error.remedy
            found += 1
    assert found > 4


@pytest.mark.parametrize("content", [b"", b"not a database at all " * 400, b"SQLite format 3\x00" + b"\xff" * 4000])
def test_a_file_that_is_no_database(tmp_path: Path, content: bytes) -> None:
    place = Place(tmp_path, "sqlite")
    place.create().close()
    (tmp_path / FILE).write_bytes(content)
    for rest in tmp_path.glob(f"{FILE}-*"):
        rest.unlink()
    with pytest.raises(RegisterError, match=r"kepil init|Restore it") as refused:
        place.open()
    assert refused.value.remedy


def test_another_program_holds_the_database(tmp_path: Path) -> None:
    place = Place(tmp_path, "sqlite")
    with closing(place.create()) as register, closing(sqlite3.connect(tmp_path / FILE)) as other:
        register.log.size()
        with connections[register.alias].cursor() as cursor:
            cursor.execute("PRAGMA busy_timeout = 50")
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(RegisterError, match=r"Another program is writing.*run the command again"):
            add(register, reading(text(0)), by="asel")
        other.execute("ROLLBACK")
        assert add(register, reading(text(0)), by="asel").new


@pytest.mark.parametrize(
    ("said", "message"),
    [
        ('could not extend file "base/5/16384": No space left on device\nHINT: Check free disk space.', "disk is full"),
        ('connection to server at "127.0.0.1", port 5999 failed: Connection refused', "does not answer"),
        ('connection failed: FATAL:  password authentication failed for user "kepil"', "password"),
        ('connection failed: FATAL:  database "kepil" does not exist', "no such database"),
        ('connection failed: FATAL:  role "kepil" does not exist', "user"),
        ('relation "event" does not exist\nLINE 1: SELECT', "no register in this database"),
        ("cannot execute INSERT in a read-only transaction", "may not be written"),
        ("permission denied for table event", "may not be written"),
        ("server closed the connection unexpectedly", "does not answer"),
        ("something new", "The database refuses: something new"),
    ],
)
def test_what_a_server_says(said: str, message: str) -> None:
    with pytest.raises(RegisterError, match=message) as refused, explained():
        raise OperationalError(said)
    assert refused.value.remedy


def test_a_server_that_is_not_there(tmp_path: Path) -> None:
    environment = {"KEPIL_DATABASE_URL": "postgresql://kepil@127.0.0.1:1/nothing"}
    for make in (
        lambda: Register.open(tmp_path, environment=environment),
        lambda: Register.create(tmp_path, name="Promises", by="asel", environment=environment),
    ):
        with pytest.raises(RegisterError, match="does not answer"):
            make()


def test_a_change_inside_a_change_is_a_mistake_of_the_program(register: Register) -> None:
    with pytest.raises(RuntimeError), register.change("asel") as outer:
        outer.append(e.BodyAdded(id="mayor", name="Mayor", what="office"))
        with register.change("asel") as inner:
            inner.append(e.BodyAdded(id="council", name="Council", what="body"))
    assert register.log.size() == 1


def test_signals_during_a_change(register: Register) -> None:
    """Ctrl-C inside a change leaves nothing of it."""
    with pytest.raises(KeyboardInterrupt), register.change("asel") as change:
        change.keep(b"some bytes")
        change.append(e.BodyAdded(id="mayor", name="Mayor", what="office"))
        signal.raise_signal(signal.SIGINT)
    assert register.log.size() == 1
    assert list(register.log.blobs()) == []
    assert PUBLIC_KEY in {path.name for path in register.folder.iterdir()}
