"""The state made anew from the log: what differs is named and set right, and nothing is built on a forged log."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from adding_program import text
from django.conf import settings
from django.db import connections
from register_dump import dump
from register_places import Place
from register_samples import reading

from kepil.register import events as e
from kepil.register.adding import add
from kepil.register.database import migrations
from kepil.register.rebuild import bring_up, rebuild
from kepil.register.register import Register
from kepil.register.state import RegisterError


@pytest.fixture
def filled(register: Register) -> Register:
    for number in range(3):
        add(register, reading(text(number), f"text {number}"), by="asel")
    with register.change("asel") as change:
        change.append(e.RegionAdded(id="marl", name="Marl"))
        change.append(e.BodyAdded(id="b52", name="Mayor", what="office", region="marl"))
        change.append(e.BodyAdded(id="a1", name="Council", what="body"))
    return register


def sql(register: Register, command: str) -> None:
    with connections[register.alias].cursor() as cursor:
        cursor.execute(command)


def test_nothing_differs(filled: Register) -> None:
    found = rebuild(filled)
    assert (found.events, found.unfit, found.differences) == (filled.log.size(), (), ())
    assert found.records == sum(map(len, dump(filled.store).values()))


@pytest.mark.parametrize(
    ("command", "what", "id"),
    [
        ("DELETE FROM entry WHERE id = 'E2'", "entry", "E2"),
        ("UPDATE statement SET record = replace(record, 'bridges', 'castles') WHERE id = 'S1'", "statement", "S1"),
        ("UPDATE statement SET record = 'nonsense' WHERE id = 'S1'", "statement", "S1"),
        ("UPDATE statement SET entry = 'E3' WHERE id = 'S1'", "statement", "S1"),
        ("UPDATE body SET number = 52 WHERE id = 'b52'", "body", "b52"),
        ("INSERT INTO region (id, number, record) VALUES ('atlantis', 9, '{}')", "region", "atlantis"),
        ("UPDATE head SET record = replace(record, 'Velmora', 'Elsewhere')", "register", "head"),
        ("DELETE FROM head", "register", "head"),
        ("DELETE FROM subject WHERE record = 'S2'", "history", "S2"),
        ("UPDATE subject SET record = 'S9' WHERE record = 'S2'", "history", "S9"),
        ("DELETE FROM tile WHERE level = 0", "tile", "0 of level 0"),
        ("DELETE FROM link_key", "link keys", "of statements"),
    ],
)
def test_what_differs_is_named_and_set_right(filled: Register, command: str, what: str, id: str) -> None:
    before = dump(filled.store)
    sql(filled, command)
    found = rebuild(filled, only_check=True)
    assert (what, id) in {(one.what, one.id) for one in found.differences}
    assert rebuild(filled, only_check=True).differences == found.differences
    assert rebuild(filled).differences == found.differences
    assert dump(filled.store) == before
    assert rebuild(filled).differences == ()
    assert add(filled, reading(text(9), "text 9"), by="asel").new


@pytest.mark.parametrize(
    "command",
    [
        "UPDATE event SET entry = replace(entry, 'statement.found', 'statement.fined') WHERE n = 2",
        "UPDATE event SET body = replace(body, 'bridges', 'castles') WHERE n = 2",
        "DELETE FROM event WHERE n = 3",
        "DELETE FROM checkpoint",
        "UPDATE checkpoint SET note = 'nonsense'",
    ],
)
def test_nothing_is_built_on_a_forged_log(filled: Register, command: str) -> None:
    before = dump(filled.store)
    sql(filled, command)
    with pytest.raises(RegisterError, match="not the one that was signed"):
        rebuild(filled)
    assert dump(filled.store) == before


@contextmanager
def next_version(folder: Path) -> Iterator[None]:
    """A version of Kepil with one more migration."""
    package = folder / "next_version_migrations"
    shutil.copytree(Path(migrations.__file__).parent, package, ignore=shutil.ignore_patterns("__pycache__"))
    last = max(path.stem for path in package.glob("0*.py"))
    (package / "9999_more.py").write_text(
        "from django.db import migrations, models\n\n\n"
        "class Migration(migrations.Migration):\n"
        f"    dependencies = [('register', '{last}')]\n"
        "    operations = [migrations.AddField('blobrow', 'note', models.TextField(default='', db_default=''))]\n",
        "utf-8",
    )
    sys.path.insert(0, str(folder))
    settings.MIGRATION_MODULES = {"register": package.name}
    try:
        yield
    finally:
        settings.MIGRATION_MODULES = {}
        sys.path.remove(str(folder))
        for name in [name for name in sys.modules if name.startswith(package.name)]:
            del sys.modules[name]


def test_a_database_of_an_older_version(place: Place, tmp_path: Path) -> None:
    with closing(place.create()) as register:
        add(register, reading(text(0)), by="asel")
        before = dump(register.store)
    with next_version(tmp_path):
        with pytest.raises(RegisterError, match=r"older version of Kepil.*kepil rebuild"):
            place.open()
        assert bring_up(place.folder, environment=place.environment) == ("9999_more",)
        assert bring_up(place.folder, environment=place.environment) == ()
        with closing(place.open()) as register:
            assert dump(register.store) == before
            assert rebuild(register).differences == ()
            assert add(register, reading(text(1), "one"), by="asel").new


def test_a_database_of_a_newer_version(place: Place, tmp_path: Path) -> None:
    with next_version(tmp_path):
        place.create().close()
        bring_up(place.folder, environment=place.environment)
    for attempt in (place.open, lambda: bring_up(place.folder, environment=place.environment)):
        with pytest.raises(RegisterError, match=r"newer version of Kepil \(9999_more\).*Install that version"):
            attempt()


def test_there_is_no_register(tmp_path: Path) -> None:
    with pytest.raises(RegisterError, match="There is no register in"):
        bring_up(tmp_path, environment={})
