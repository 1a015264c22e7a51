"""A log that was tampered with in every way: each fault is found, and located as closely as the hashes allow."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from proof_logs import ORIGIN, Log, event, key, log, tiles_of

from kepil.register.proof import checkpoint, leaf, merkle, tiles
from kepil.register.proof.checkpoint import Checkpoint
from kepil.register.proof.fit import StoredEvent
from kepil.register.proof.report import Report
from kepil.register.proof.tiles import MemoryTiles, TileFolder
from kepil.register.proof.verify import verify

KEY = key().verifier
SMALL = log(40)
LARGE = log(700)
SIZES = st.integers(1, 40)
FIELDS = ("n", "kind", "at", "salt", "body", "entry")


def forged(n: int, words: str = "forged") -> StoredEvent:
    """An event that fits its own entry in every way, and is not the one that was signed."""
    return event(n, words)


def located(report: Report) -> set[tuple[str, int | None, int | None]]:
    return {(fault.what, fault.n, fault.last) for fault in report.faults}


def covers(report: Report, n: int) -> bool:
    return any(f.n is not None and f.last is not None and f.n <= n <= f.last for f in report.faults)


def check(events: list[StoredEvent], whole: Log, *, tiled: bool, earlier: tuple[int, ...] = ()) -> Report:
    return verify(events, [whole.newest, *map(whole.note, earlier)], KEY, whole.tiles if tiled else None)


@pytest.mark.parametrize("size", [0, 1, 2, 255, 256, 257, 513])
@pytest.mark.parametrize("tiled", [True, False])
def test_an_intact_log(size: int, tiled: bool) -> None:
    whole = log(size)
    report = check(whole.events, whole, tiled=tiled, earlier=(0, size // 2, size))
    assert report.faults == ()
    assert report.intact
    assert (report.events, report.checked, report.erased, report.size) == (size, size, 0, size)
    assert (report.root, report.checkpoints) == (merkle.root(whole.tiles, size).hex(), 4)


def test_every_earlier_checkpoint_holds() -> None:
    assert check(SMALL.events, SMALL, tiled=True, earlier=tuple(range(40))).faults == ()


@given(st.sets(st.integers(0, 39)))
def test_erased_events_leave_the_log_intact(erased: set[int]) -> None:
    events = [e._replace(body=None, salt=None) if e.n in erased else e for e in SMALL.events]
    report = check(events, SMALL, tiled=True, earlier=(7, 20))
    assert report.faults == ()
    assert (report.erased, report.checked) == (len(erased), 40 - len(erased))


@pytest.mark.parametrize("field", ["salt", "body"])
def test_half_an_erasure_is_none(field: str) -> None:
    events = list(SMALL.events)
    events[4] = events[4]._replace(**{field: None})
    assert located(check(events, SMALL, tiled=True)) == {("salt", 4, 4)}


def flipped(old: StoredEvent, field: str, bit: int) -> StoredEvent:
    value = getattr(old, field)
    if field == "n":
        return old._replace(n=value ^ 1 << bit % 40)
    data = bytearray(value.encode() if isinstance(value, str) else value)
    data[bit // 8 % len(data)] ^= 1 << bit % 8
    return old._replace(**{field: data.decode("latin-1") if isinstance(value, str) else bytes(data)})


@settings(max_examples=300)
@given(st.integers(0, 39), st.sampled_from(FIELDS), st.integers(0, 10_000), st.booleans(), st.booleans())
def test_one_flipped_bit_is_found_and_located(n: int, field: str, bit: int, tiled: bool, erased: bool) -> None:
    events = list(SMALL.events)
    if erased:
        events = [e._replace(body=None, salt=None) for e in events]
        field = field if field in ("n", "kind", "at", "entry") else "entry"
    events[n] = flipped(events[n], field, bit)
    report = check(events, SMALL, tiled=tiled, earlier=(16,))
    if field in ("salt", "body"):
        assert located(report) == {("body", n, n)}
    elif tiled or not erased:
        assert {fault.n for fault in report.faults} == {n}
        # What the event itself shows to be the signed entry is not reported a second time.
        assert {fault.what for fault in report.faults} <= {"entry", "body"} | ({"changed"} if erased else set())
        assert all(fault.n == fault.last for fault in report.faults)
    else:
        assert covers(report, n)


@given(SIZES, st.data())
def test_a_dropped_event_is_located(size: int, data: st.DataObject) -> None:
    whole = Log(SMALL.events[:size], SMALL.tiles)
    first = data.draw(st.integers(0, size - 1))
    end = data.draw(st.integers(first + 1, size))
    events = whole.events[:first] + whole.events[end:]
    assert located(check(events, whole, tiled=True)) == {("dropped", first, end - 1)}
    assert ("dropped", first, end - 1) in located(check(events, whole, tiled=False))


@given(st.integers(0, 39), st.integers(0, 39))
def test_a_moved_event_is_located(source: int, target: int) -> None:
    events = list(SMALL.events)
    events.insert(target, events.pop(source))
    for tiled in (True, False):
        report = check(events, SMALL, tiled=tiled)
        if source == target:
            assert report.intact
        else:
            (fault,) = report.faults
            assert fault.what == "reordered"
            assert (fault.n, fault.last) == (source, source) or abs(source - target) == 1
            assert covers(report, source) or covers(report, target)


@given(st.integers(0, 39), st.integers(0, 40))
def test_a_duplicated_event_is_located(n: int, target: int) -> None:
    events = list(SMALL.events)
    events.insert(target, events[n])
    for tiled in (True, False):
        report = check(events, SMALL, tiled=tiled)
        assert ("duplicated", n, n) in located(report)
        assert {fault.what for fault in report.faults} <= {"duplicated", "reordered"}
        assert all(min(n, target - 1) <= (f.n or 0) <= max(n, target) for f in report.faults)


@given(st.integers(0, 39), st.integers(0, 40))
def test_an_inserted_event_is_located(n: int, target: int) -> None:
    events = list(SMALL.events)
    events.insert(target, forged(n))
    report = check(events, SMALL, tiled=True)
    assert ("inserted", n, n) in located(report)
    assert {fault.what for fault in report.faults} <= {"inserted", "reordered"}
    # Without tiles, a forged event that comes first makes it impossible to tell which of the two was signed.
    told = "inserted" if target > n else "duplicated"
    assert (told, n, n) in located(check(events, SMALL, tiled=False))


@given(st.sets(st.integers(0, 699), min_size=1, max_size=4))
def test_events_that_fit_their_forged_entries_are_located_by_the_tiles(which: set[int]) -> None:
    events = [forged(e.n) if e.n in which else e for e in LARGE.events]
    assert located(check(events, LARGE, tiled=True, earlier=(300,))) == {("changed", n, n) for n in which}


@pytest.mark.parametrize(
    ("n", "earlier", "low", "high"),
    [(5, (), 0, 699), (5, (100, 300), 0, 99), (150, (100, 300), 100, 299), (699, (100, 300), 300, 699)],
)
def test_without_tiles_the_checkpoints_give_the_range(n: int, earlier: tuple[int, ...], low: int, high: int) -> None:
    events = list(LARGE.events)
    events[n] = forged(n)
    assert located(check(events, LARGE, tiled=False, earlier=earlier)) == {("unproved", low, high)}


def with_tile(whole: Log, level: int, index: int, data: bytes) -> MemoryTiles:
    class Changed(MemoryTiles):
        def tile(self, at: int, number: int) -> bytes:
            return data if (at, number) == (level, index) else super().tile(at, number)

    changed = Changed()
    changed._levels = whole.tiles._levels
    return changed


def test_a_leaf_tile_that_was_changed_too_leaves_the_range_of_the_tile() -> None:
    events = list(LARGE.events)
    events[300] = forged(300)
    changed = with_tile(LARGE, 0, 1, tiles_of(events).tile(0, 1))
    report = verify(events, [LARGE.newest], KEY, changed)
    assert ("unproved", 256, 511) in located(report)
    assert {fault.what for fault in report.faults} == {"unproved"}


@given(st.integers(0, 699), st.sampled_from([(0, 0), (0, 1), (0, 2), (1, 0)]), st.integers(0, 8191 * 8))
def test_a_changed_tile_never_moves_the_blame(n: int, place: tuple[int, int], bit: int) -> None:
    data = bytearray(LARGE.tiles.tile(*place))
    data[bit // 8 % len(data)] ^= 1 << bit % 8
    events = list(LARGE.events)
    events[n] = forged(n)
    report = verify(events, [LARGE.newest, LARGE.note(300)], KEY, with_tile(LARGE, *place, bytes(data)))
    assert covers(report, n)
    for fault in report.faults:
        if fault.what == "changed":
            assert (fault.n, fault.last) == (n, n)
        elif fault.what == "unproved":
            assert fault.n is not None and fault.last is not None and fault.n <= n <= fault.last


def test_tiles_that_were_all_made_anew_leave_the_range_of_the_checkpoints() -> None:
    events = list(LARGE.events)
    events[300] = forged(300)
    report = verify(events, [LARGE.newest, LARGE.note(200)], KEY, tiles_of(events))
    assert located(report) == {("unproved", 200, 699), ("tile", None, None)}


@given(st.integers(0, 2), st.integers(0, 8191 * 8))
def test_a_changed_tile_is_told_from_a_changed_event(index: int, bit: int) -> None:
    data = bytearray(LARGE.tiles.tile(0, index))
    at = bit % (len(data) * 8)
    data[at // 8] ^= 1 << at % 8
    n = index * 256 + at // 256
    report = verify(LARGE.events, [LARGE.newest], KEY, with_tile(LARGE, 0, index, bytes(data)))
    assert located(report) == {("tile", n, n)}


def test_a_changed_upper_tile_is_told_with_its_range() -> None:
    data = bytearray(LARGE.tiles.tile(1, 0))
    data[40] ^= 1
    report = verify(LARGE.events, [LARGE.newest], KEY, with_tile(LARGE, 1, 0, bytes(data)))
    assert located(report) == {("tile", 256, 511)}


def test_a_missing_tile_file_is_a_fault_and_the_events_are_still_proved(tmp_path: Path) -> None:
    leaves = [merkle.leaf_hash(e.entry) for e in LARGE.events]
    for one in tiles.grow(MemoryTiles(), 0, leaves):
        (tmp_path / one.path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / one.path).write_bytes(one.data)
    assert verify(LARGE.events, [LARGE.newest], KEY, TileFolder(tmp_path, 700)).intact
    (tmp_path / "tile/0/001").unlink()
    report = verify(LARGE.events, [LARGE.newest], KEY, TileFolder(tmp_path, 700))
    assert located(report) == {("tile", 256, 511)}
    events = list(LARGE.events)
    events[600] = forged(600)
    report = verify(events, [LARGE.newest], KEY, TileFolder(tmp_path, 700))
    assert located(report) == {("changed", 600, 600), ("tile", 256, 511)}


def test_a_dropped_event_with_all_later_ones_numbered_anew() -> None:
    events = SMALL.events[:10] + [forged(e.n - 1, "moved") for e in SMALL.events[11:]]
    report = check(events, SMALL, tiled=True)
    assert located(report) == {("dropped", 39, 39)} | {("changed", n, n) for n in range(10, 39)}


def test_numbers_swapped_between_two_events() -> None:
    events = list(SMALL.events)
    events[3], events[4] = events[4]._replace(n=3), events[3]._replace(n=4)
    report = check(events, SMALL, tiled=True)
    assert {fault.n for fault in report.faults} == {3, 4}
    assert {"entry"} <= {fault.what for fault in report.faults}


def test_events_after_the_newest_checkpoint_are_said_to_be_unsigned() -> None:
    report = verify(SMALL.events, [SMALL.note(30)], KEY, SMALL.tiles)
    assert located(report) == {("unsigned", 30, 39)}


def test_events_with_numbers_that_cannot_be() -> None:
    strange = [event(0)._replace(n=-4), event(0)._replace(n=10**30)]
    report = check([*SMALL.events, *strange], SMALL, tiled=True)
    assert {("inserted", -4, -4), ("unsigned", 10**30, 10**30)} <= located(report)


def test_a_log_that_shrank() -> None:
    assert located(check(SMALL.events[:30], SMALL, tiled=True)) == {("dropped", 30, 39)}
    assert located(check([], SMALL, tiled=True)) == {("dropped", 0, 39)}
    report = check(SMALL.events[:30], SMALL, tiled=False, earlier=(30,))
    assert located(report) == {("dropped", 30, 39), ("unproved", 30, 39)}


def test_an_earlier_checkpoint_of_another_history() -> None:
    other = log(30, "another history")
    report = verify(SMALL.events, [SMALL.newest, other.newest], KEY, SMALL.tiles)
    assert located(report) == {("history", 0, 29)}
    report = verify(SMALL.events, [SMALL.note(20), log(40, "another history").newest], KEY, None)
    assert ("unproved", 20, 39) in located(report)
    fork = Log([], tiles_of(SMALL.events[:10] + [event(n, "forked") for n in range(10, 40)]))
    report = verify(SMALL.events, [SMALL.note(20), fork.note(40)], KEY, fork.tiles)
    assert {("history", n, n) for n in range(10, 20)} < located(report)


def test_another_history_beside_a_changed_event() -> None:
    events = [*SMALL.events[:5], forged(5), *SMALL.events[6:]]
    report = verify(events, [SMALL.newest, log(30, "another history").newest], KEY, SMALL.tiles)
    assert located(report) == {("changed", 5, 5), ("history", 0, 29)}


def test_two_checkpoints_of_one_size() -> None:
    report = verify(SMALL.events, [SMALL.newest, log(40, "another history").newest], KEY, SMALL.tiles)
    assert located(report) == {("history", 0, 39)}


def test_checkpoints_that_prove_nothing() -> None:
    forged = str(checkpoint.sign(Checkpoint(ORIGIN, 40, merkle.root(SMALL.tiles, 40)), key(seed=9)))
    elsewhere = str(checkpoint.sign(Checkpoint("other.example", 40, bytes(32)), key("other.example")))
    assert located(verify(SMALL.events, [SMALL.newest, forged], KEY)) == {("signature", None, None)}
    assert located(verify(SMALL.events, [SMALL.newest, elsewhere], KEY)) == {("signature", None, None)}
    assert located(verify(SMALL.events, [SMALL.newest, "no note"], KEY)) == {("checkpoint", None, None)}
    report = verify(SMALL.events, [], KEY, SMALL.tiles)
    assert located(report) == {("checkpoint", None, None)}
    assert (report.size, report.root, report.checkpoints) == (0, "", 0)


def test_without_a_good_checkpoint_a_changed_body_is_still_found() -> None:
    events = list(SMALL.events)
    events[5] = flipped(events[5], "body", 3)
    assert located(verify(events, [], KEY)) == {("checkpoint", None, None), ("body", 5, 5)}


def entry_numbers(one: StoredEvent) -> tuple[int, ...]:
    try:
        return (leaf.parse(one.entry).n,)
    except leaf.EntryError:
        return ()


EDITS = st.lists(
    st.tuples(st.sampled_from(["drop", "copy", "swap", "flip", "forge"]), st.integers(0, 39), st.integers(0, 39)),
    max_size=4,
)


@settings(max_examples=200)
@given(EDITS, st.booleans(), st.sampled_from([(), (17,), (8, 32)]))
def test_any_tampering_is_found_and_nothing_else(edits: list, tiled: bool, earlier: tuple[int, ...]) -> None:
    events = list(SMALL.events)
    for what, one, two in edits:
        if one < len(events) and two < len(events):
            if what == "drop":
                del events[one]
            elif what == "copy":
                events.insert(two, events[one])
            elif what == "swap":
                events[one], events[two] = events[two], events[one]
            elif what == "flip":
                events[one] = flipped(events[one], FIELDS[two % 6], two * 37)
            else:
                events[one] = forged(events[one].n % 40)
    report = check(events, SMALL, tiled=tiled, earlier=earlier)
    assert report.intact == (events == SMALL.events)
    signed = set(SMALL.events)
    if tiled:
        for n in range(40):
            if not covers(report, n):
                assert SMALL.events[n] in events
        for one in set(events) - signed:
            assert any(covers(report, n) for n in (one.n, events.index(one), *entry_numbers(one)))


def test_a_signed_entry_with_two_meanings_is_a_fault() -> None:
    for strange in (
        event(5)._replace(kind='k","n":6,"x":"'),
        event(5)._replace(at="\n"),
        event(5)._replace(kind="\u00e9"),
    ):
        assert strange.salt is not None and strange.body is not None
        commitment = leaf.commit(strange.body, strange.salt)
        text = f'{{"at":"{strange.at}","commitment":"{commitment}","kind":"{strange.kind}","n":5}}'
        events = [*SMALL.events[:5], strange._replace(entry=text.encode()), *SMALL.events[6:]]
        report = verify(events, [Log(events, tiles_of(events)).newest], KEY)
        assert located(report) == {("entry", 5, 5)}


def test_a_report_is_plain_data() -> None:
    events = list(SMALL.events)
    del events[3]
    data = check(events, SMALL, tiled=True).to_json()
    assert data["faults"] == [
        {"what": "dropped", "n": 3, "last": 3, "expected": "an event of this number", "found": "none"}
    ]
    assert set(data) == {field.name for field in fields(Report)} | {"intact"}
    assert data["intact"] is False
