"""From a folder to a site that is ready to be served or published."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

from kepil.web.settings import configure

if TYPE_CHECKING:
    from kepil.register.register import Clock
    from kepil.web.options import Options
    from kepil.web.site import Site


def prepared(folder: Path, options: Options, *, now: Clock | None = None) -> Site:
    """Set Django up, open the register, bring desk and index up to date.

    Args:
        folder: Of the register.
        options: How it is served.
        now: The clock; that of this machine when None.

    Raises:
        RegisterError: there is no register, or it was written by another version.
    """
    configure()
    from kepil.web.site import open_site, use

    site = open_site(folder, options, now=now) if now else open_site(folder, options)
    use(site)
    return site


def reopen(folder: Path, options: Options, now: str | None) -> None:
    """What `prepared` does, in a process of its own that another one starts."""
    moment = dt.datetime.fromisoformat(now) if now else None
    prepared(folder, options, now=(lambda: moment) if moment else None)
