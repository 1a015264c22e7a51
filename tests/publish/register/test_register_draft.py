"""An export is there as a whole or not at all."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

from kepil.publish.register.draft import new_file, new_folder
from kepil.publish.register.export import FORMATS, export
from kepil.register.register import Register
from kepil.register.state import RegisterError


class BrokenError(Exception):
    pass


def test_what_breaks_off_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(BrokenError), new_folder(tmp_path / "out", force=False) as draft:
        draft.write("a/b", b"half")
        raise BrokenError
    with pytest.raises(BrokenError), new_file(tmp_path / "file", force=False) as file:
        file.write(b"half")
        raise BrokenError
    with pytest.raises(RegisterError, match="cannot be written"), new_folder(tmp_path / "out", force=False) as draft:
        raise OSError(28, "No space left on device")
    assert list(tmp_path.iterdir()) == []


def test_what_breaks_off_leaves_what_was_there(tmp_path: Path) -> None:
    out = tmp_path / "out"
    for content in (b"one", b"two"):
        with new_folder(out, force=True) as draft:
            draft.write("a", content)
    with pytest.raises(BrokenError), new_folder(out, force=True) as draft:
        draft.write("a", b"three")
        raise BrokenError
    assert (out / "a").read_bytes() == b"two"
    assert list(tmp_path.iterdir()) == [out]


def test_the_manifest_names_every_file(tmp_path: Path) -> None:
    with new_folder(tmp_path / "out", force=False) as draft:
        draft.write("ü/b", b"1")
        draft.write("a", b"")
    manifest = json.loads((tmp_path / "out/manifest.json").read_text("utf-8"))
    assert manifest["files"] == {
        "a": {"bytes": 0, "sha256": hashlib.sha256(b"").hexdigest()},
        "ü/b": {"bytes": 1, "sha256": hashlib.sha256(b"1").hexdigest()},
    }


def test_nothing_but_an_export_is_replaced(tmp_path: Path) -> None:
    mine = tmp_path / "mine"
    mine.mkdir()
    (mine / "letters").write_text("dear")
    for force in (False, True):
        with pytest.raises(RegisterError), new_folder(mine, force=force):
            pass
        with pytest.raises(RegisterError), new_file(mine, force=force):
            pass
    assert (mine / "letters").read_text() == "dear"
    with new_folder(tmp_path / "out", force=False):
        pass
    with pytest.raises(RegisterError, match="already"), new_folder(tmp_path / "out", force=False):
        pass


def test_every_format_gives_the_same_bytes_again(register: Register, tmp_path: Path) -> None:
    for form in FORMATS:
        one, two = tmp_path / f"{form}-1", tmp_path / f"{form}-2"
        for out in (one, two):
            export(register, out, form)
        paths = sorted(path.relative_to(one) for path in one.rglob("*")) if one.is_dir() else [Path()]
        assert paths
        for path in paths:
            if (one / path).is_file():
                assert (one / path).read_bytes() == (two / path).read_bytes()
