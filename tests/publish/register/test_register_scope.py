"""What is shown does not hang on the day on which somebody typed it in."""

from __future__ import annotations

import datetime as dt
from contextlib import closing
from pathlib import Path
from types import ModuleType

from kepil.publish.register.names import names
from kepil.publish.register.scope import scope
from kepil.register.adding import add
from kepil.register.register import Register


def test_texts_of_a_later_day_are_shown(story: ModuleType, tmp_path: Path) -> None:
    early = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
    made = Register.create(tmp_path, name="Story", by="asel", now=lambda: early, environment={})
    with closing(made) as register:
        assert scope(register).rows == ()
        added = add(register, story.reading("01-address"), by="asel")
        assert [row.id for row in scope(register).rows] == list(added.entries) != []
        assert scope(register, published=True).rows == ()


def test_two_registers_of_one_name_have_other_names(tmp_path: Path) -> None:
    found = set()
    for number in range(2):
        folder = tmp_path / f"{number}"
        with closing(Register.create(folder, name="Story", by="asel", environment={})) as register:
            found |= {names(register).iri("E1"), names(register).iri("E2")}
            assert names(register, "https://example.org/a/").iri("E1") == "https://example.org/a/E1"
    assert len(found) == 4
