"""A PostgreSQL server for one test run: on a loopback port, in a folder of its own, gone afterwards."""

from __future__ import annotations

import os
import pwd
import secrets
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg

ROLE = "kepil"
STARTS_WITHIN = 60.0
"""Seconds."""


class NoServerError(Exception):
    """There is no PostgreSQL here, or it does not start; the message says which."""


@dataclass(frozen=True)
class Server:
    port: int
    password: str

    def url(self, database: str = "postgres") -> str:
        return f"postgresql://{ROLE}:{self.password}@127.0.0.1:{self.port}/{database}"

    def run(self, command: str) -> None:
        with psycopg.connect(self.url(), autocommit=True) as connection:
            connection.execute(command)  # type: ignore[arg-type]


@contextmanager
def server() -> Iterator[Server]:
    """A server that runs inside the block.

    Raises:
        NoServerError: its programs are not installed, or it cannot be started.
    """
    initdb, postgres = _program("initdb"), _program("postgres")
    folder = Path(tempfile.mkdtemp(prefix="kepil-postgresql-"))
    process: subprocess.Popen[bytes] | None = None
    user = _user()
    try:
        if user is not None:
            os.chown(folder, user.pw_uid, user.pw_gid)
        password = secrets.token_hex(16)
        secret = folder / "password"
        secret.write_text(password + "\n", "utf-8")
        if user is not None:
            os.chown(secret, user.pw_uid, user.pw_gid)
        data = folder / "data"
        command = [initdb, "-D", str(data), "-U", ROLE, "-A", "scram-sha-256", f"--pwfile={secret}"]
        _run([*command, "-E", "UTF8", "--locale=C.UTF-8", "-N"], user, folder)
        port = _free_port()
        # it is thrown away: nothing of it has to survive a power cut
        settings = {"fsync": "off", "full_page_writes": "off", "synchronous_commit": "off", "max_connections": "60"}
        settings |= {"listen_addresses": "127.0.0.1", "port": str(port), "unix_socket_directories": ""}
        flags = [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]
        with (folder / "log").open("wb") as log:
            process = subprocess.Popen(
                [postgres, "-D", str(data), *flags], stdout=log, stderr=log, cwd=folder, **_as(user)
            )
        found = Server(port, password)
        _wait(found, process, folder / "log")
        yield found
    finally:
        if process is not None:
            process.send_signal(signal.SIGQUIT)  # at once, without writing anything more to its files
            process.wait(60)
        shutil.rmtree(folder, ignore_errors=True)


def _program(name: str) -> str:
    found = shutil.which(name)
    if found is None:
        places = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"))
        if not places:
            raise NoServerError(f"PostgreSQL is not installed: no {name}.")
        found = str(places[-1])
    return found


def _user() -> pwd.struct_passwd | None:
    """Whom the server runs as, since it refuses to be root; None for the present user."""
    if os.geteuid() != 0:
        return None
    for name in ("postgres", "nobody"):
        try:
            return pwd.getpwnam(name)
        except KeyError:
            continue
    raise NoServerError("PostgreSQL does not run as root, and there is no user postgres or nobody.")


def _as(user: pwd.struct_passwd | None) -> dict[str, object]:
    return {} if user is None else {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}


def _run(command: list[str], user: pwd.struct_passwd | None, folder: Path) -> None:
    done = subprocess.run(command, capture_output=True, cwd=folder, timeout=120, check=False, **_as(user))  # type: ignore[call-overload]
    if done.returncode:
        raise NoServerError(f"{Path(command[0]).name} failed: {done.stderr.decode(errors='replace').strip()[-500:]}")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _wait(found: Server, process: subprocess.Popen[bytes], log: Path) -> None:
    end = time.monotonic() + STARTS_WITHIN
    while True:
        try:
            psycopg.connect(found.url(), connect_timeout=5).close()
        except psycopg.OperationalError as error:
            if process.poll() is not None or time.monotonic() > end:
                words = log.read_text("utf-8", "replace").strip()[-500:]
                raise NoServerError(f"PostgreSQL does not start: {words or error}") from error
            time.sleep(0.05)
        else:
            return
