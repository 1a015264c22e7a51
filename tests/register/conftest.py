"""Registers to test with, the same ones in SQLite and in PostgreSQL."""

from __future__ import annotations

import itertools
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import closing
from functools import partial
from pathlib import Path

import pytest
from register_places import Clock, Place
from register_server import NoServerError, Server, server

from kepil.register.database.connect import FILE, URL, connect, migrate
from kepil.register.register import Register

_numbers = itertools.count(1)


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "slow: takes minutes; run with -m slow")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if "slow" not in config.getoption("markexpr"):
        for item in items:
            if item.get_closest_marker("slow"):
                item.add_marker(pytest.mark.skip(reason="takes minutes: run with -m slow"))


@pytest.fixture(scope="session")
def postgresql() -> Iterator[Server]:
    """A PostgreSQL server with a database `migrated` that has the tables, to make others of."""
    try:
        with server() as found:
            found.run("CREATE DATABASE migrated")
            _migrated(Path("/nowhere"), {URL: found.url("migrated")})
            yield found
    except NoServerError as error:
        pytest.skip(str(error))


def _migrated(folder: Path, environment: dict[str, str]) -> None:
    from django.db import connections

    alias = connect(folder, environment)
    migrate(alias)
    connections[alias].close()


@pytest.fixture(scope="session")
def migrated_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("migrated")
    _migrated(folder, {})
    return folder / FILE


@pytest.fixture(scope="session", params=["sqlite", "postgresql"])
def places(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, migrated_file: Path
) -> Callable[[], Place]:
    """Makes places for new registers, with empty tables already there because that is most of the time."""
    if request.param == "sqlite":

        def place() -> Place:
            folder = tmp_path_factory.mktemp("register")
            shutil.copyfile(migrated_file, folder / FILE)
            return Place(folder, "sqlite")

        return place
    running: Server = request.getfixturevalue("postgresql")

    def database() -> Place:
        name = f"test{os.getpid()}_{next(_numbers)}"
        running.run(f"CREATE DATABASE {name} TEMPLATE migrated")
        folder = tmp_path_factory.mktemp("register")
        drop = partial(running.run, f"DROP DATABASE {name} WITH (FORCE)")
        return Place(folder, "postgresql", {URL: running.url(name)}, drop)

    return database


@pytest.fixture
def place(places: Callable[[], Place]) -> Iterator[Place]:
    """A place for a new register."""
    made = places()
    yield made
    made.drop()


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def register(place: Place, clock: Clock) -> Iterator[Register]:
    """A new register, in SQLite and in PostgreSQL."""
    with closing(place.create(clock)) as made:
        yield made
