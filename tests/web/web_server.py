"""A real server over a register, in a process of its own."""

from __future__ import annotations

import datetime as dt
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import web_story

NOW = web_story.LAST_DAY


@contextmanager
def serving(folder: Path, *options: str, now: dt.datetime = NOW) -> Iterator[str]:
    """A real server over a register, as `kepil serve` starts it; its address, without a slash at the end."""
    import socket

    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "kepil", "serve", "-r", str(folder), "--port", str(port), *options]
    environment = {**os.environ, "KEPIL_NOW": now.isoformat()}
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env=environment) as process:
        try:
            assert process.stderr is not None
            said = []
            for line in process.stderr:
                said.append(line)
                if found := re.search(r" is at (http://\S+?)/$", line.strip()):
                    yield found[1]
                    break
            else:
                raise AssertionError("".join(said))
        finally:
            process.terminate()
            process.wait(60)
