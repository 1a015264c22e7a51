"""Serving over HTTP: gunicorn with threads, on one address."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.core.wsgi import get_wsgi_application
from gunicorn.app.base import BaseApplication


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


def serve(host: str, port: int, *, threads: int, ready: Callable[[], None]) -> None:
    """Serve the site in use until the process is told to stop.

    Args:
        host: Address to listen on.
        port: Port to listen on.
        threads: How many requests are answered at the same time.
        ready: Called once requests are answered.
    """
    options = {
        "bind": f"{host}:{port}",
        "workers": 1,
        "worker_class": "gthread",
        "threads": threads,
        "accesslog": None,
        "loglevel": "warning",
        "limit_request_line": 8190,
        "timeout": 120,
        "graceful_timeout": 5,
        "when_ready": lambda _: ready(),
    }
    _Server(options, application()).run()
