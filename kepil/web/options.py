"""How a register is served or published."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Options:
    """How a register is served.

    Attributes:
        address: The address that readers type, for links in feeds and embeds, without a slash at the end.
        hosts: Names by which the server may be called, beside those of this machine.
        second_factor: Whether editors and admins need one to work.
        static: Whether pages are made to stand without a server.
        languages: Of the interface.
    """

    address: str = "http://127.0.0.1:8000"
    hosts: tuple[str, ...] = ()
    second_factor: bool = True
    static: bool = False
    languages: tuple[str, ...] = ("en", "ru", "kk")
