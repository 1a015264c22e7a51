"""Which tables go into which database: the register's own stay out of the desk's and the index's."""

from __future__ import annotations

from typing import Any


class Router:
    """A database router of Django's."""

    def allow_migrate(self, db: str, app_label: str, **hints: Any) -> bool | None:
        if db in ("default", "index"):
            return app_label not in ("register", "index")
        return app_label == "register" if db.startswith("kepil-") else None
