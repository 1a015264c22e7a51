"""Serving over HTTP: gunicorn with some processes of some threads each, on one address."""

from __future__ import annotations

import gc
import os
from collections.abc import Callable
from typing import Any

from django.core.wsgi import get_wsgi_application
from gunicorn.app.base import BaseApplication

MOST = 4
"""Processes by default: each keeps pages of its own, and the keys of all entries once they have changed."""


def application() -> Any:
    """The WSGI application of the site in use."""
    return get_wsgi_application()


class _Server(BaseApplication):  # type: ignore[misc]
    def __init__(self, options: dict[str, Any], made: Any) -> None:
        self._options, self._made = options, made
        super().__init__()

    def load_config(self) -> None:
        for name, value in self._options.items():
            self.cfg.set(name, value)

    def load(self) -> Any:
        return self._made


def cores() -> int:
    """How many processes are worth while: one for each core that this process may use, up to `MOST`."""
    mine = os.sched_getaffinity(0) if hasattr(os, "sched_getaffinity") else range(os.cpu_count() or 1)
    return min(len(mine), MOST)


def serve(host: str, port: int, *, processes: int, threads: int, ready: Callable[[], None]) -> None:
    """Serve the site in use until the process is told to stop. No connection to a database may be open.

    Args:
        host: Address to listen on.
        port: Port to listen on.
        processes: How many are forked from this one, and so share what it has in memory.
        threads: How many requests each of them answers at the same time.
        ready: Called once requests are answered.
    """
    options = {
        "bind": f"{host}:{port}",
        "workers": processes,
        "worker_class": "gthread",
        "threads": threads,
        "accesslog": None,
        "loglevel": "warning",
        "limit_request_line": 8190,
        "timeout": 120,
        "graceful_timeout": 5,
        "when_ready": lambda _: ready(),
    }
    made = application()
    gc.collect()
    gc.freeze()  # what is here now stays: looking through it again and again would hold requests up
    _Server(options, made).run()
