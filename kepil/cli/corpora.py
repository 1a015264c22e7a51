"""What the commands of a corpus share: its libraries, its output, which reader's tables are meant."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from kepil.cli.registers import Failure

if TYPE_CHECKING:
    from kepil.corpus.shards import Output

PIPE_CLOSED = 141

F = TypeVar("F", bound=Callable[..., Any])


def version(command: F) -> F:
    """`--version`, which reader's tables are meant."""
    return click.option(
        "--version",
        metavar="READER",
        help="Which reader's tables, where several have read the corpus: see kepil corpus status.",
    )(command)


def output(command: F) -> F:
    """`OUTPUT`, the folder of a run."""
    return click.argument("folder", metavar="OUTPUT", type=click.Path(path_type=Path, exists=True, file_okay=False))(
        command
    )


@contextmanager
def reported() -> Iterator[None]:
    """Say in a line what a corpus refuses, and end with status 1."""
    needed()
    from kepil.corpus.engines.base import EngineError
    from kepil.corpus.inputs import InputError
    from kepil.corpus.query import QueryError
    from kepil.corpus.shards import BusyError

    try:
        yield
    except (EngineError, InputError, QueryError, BusyError) as error:
        raise Failure(str(error)) from error
    except BrokenPipeError:  # whoever read our output has seen enough, as in `… | head`
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # what is left to flush goes nowhere
        raise SystemExit(PIPE_CLOSED) from None
    except OSError as error:
        raise Failure(f"{error.filename}: {error.strerror}." if error.filename else str(error)) from error


def needed() -> None:
    """Say what to install where the libraries of a corpus are not there."""
    try:
        import datasketch  # noqa: F401
        import duckdb  # noqa: F401
        import fastwarc  # noqa: F401
        import filelock  # noqa: F401
        import fsspec  # noqa: F401
        import pyarrow  # noqa: F401
    except ImportError as error:
        raise Failure('A corpus needs more libraries: pip install "kepil[corpus]"') from error


def chosen(folder: Path, version: str | None) -> tuple[Output, str]:
    """The output in a folder, and the version of the reader whose tables are meant.

    Raises:
        QueryError: see `kepil.corpus.query.version_of`.
    """
    from kepil.corpus.query import version_of
    from kepil.corpus.shards import Output

    found = Output(folder)
    return found, version_of(found, version)
