"""From a folder to a site that is ready to be served or published."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from kepil.web.settings import configure

if TYPE_CHECKING:
    from kepil.register.register import Clock
    from kepil.web.site import Site


def prepared(
    folder: Path,
    *,
    now: Clock | None = None,
    address: str = "http://127.0.0.1:8000",
    hosts: tuple[str, ...] = (),
    second_factor: bool = True,
    static: bool = False,
) -> Site:
    """Set Django up, open the register, bring desk and index up to date.

    Args:
        folder: Of the register.
        now: The clock; that of this machine when None.
        address: The address that readers type.
        hosts: Further names by which the server may be called.
        second_factor: Whether editors and admins need one.
        static: Whether pages are made to stand without a server.

    Raises:
        RegisterError: there is no register, or it was written by another version.
    """
    configure()
    from kepil.web.site import Options, open_site, use

    options = Options(address, hosts, second_factor, static)
    site = open_site(folder, options, now=now) if now else open_site(folder, options)
    use(site)
    return site
