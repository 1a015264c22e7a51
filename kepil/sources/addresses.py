"""Which internet addresses may be connected to: public ones, so that no page leads into the network of its reader."""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Callable

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
Allow = Callable[[Address], bool]

_REFUSED = tuple(
    ipaddress.ip_network(network)
    for network in (
        "100.64.0.0/10",  # shared by the customers of a provider
        "192.0.0.0/24",  # protocol assignments
        "192.88.99.0/24",  # relays to IPv6
        "64:ff9b:1::/48",  # translation inside one network
        "2001::/23",  # protocol assignments, Teredo among them
        "2002::/16",  # 6to4, which carries an IPv4 address
        "fec0::/10",  # site-local, of old
    )
)
_TRANSLATED = ipaddress.ip_network("64:ff9b::/96")


class RefusedError(Exception):
    """An address that may not be connected to. Its text is one sentence for the user."""


def is_public(address: Address) -> bool:
    """Whether an address is one of the open internet.

    False for private, loopback, link-local, multicast, reserved and unspecified addresses, and for IPv6 addresses that
    stand for such an IPv4 address.
    """
    if isinstance(address, ipaddress.IPv6Address):
        if address.scope_id is not None:
            return False
        if address.ipv4_mapped is not None:
            return is_public(address.ipv4_mapped)
        if address in _TRANSLATED:
            return is_public(ipaddress.IPv4Address(int(address) & 0xFFFFFFFF))
    closed = (
        address.is_private
        or address.is_loopback
        or address.is_link_local
        or address.is_multicast
        or address.is_reserved
        or address.is_unspecified
    )
    refused = any(address.version == network.version and address in network for network in _REFUSED)
    return address.is_global and not closed and not refused


def resolve(host: str, port: int, allow: Allow = is_public) -> list[str]:
    """The addresses of a host, in the order in which to try them, every one of them allowed.

    Args:
        host: A name or a literal address, without brackets.
        port: Where it will be connected to.
        allow: Says of an address whether it may be connected to.

    Raises:
        RefusedError: when the host is not known, or when any of its addresses is not allowed: a name with one public
            and one private address is a trap.
    """
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise RefusedError(f"The host {host} is not known.") from error
    addresses = list(dict.fromkeys(str(entry[4][0]) for entry in found))
    for address in addresses:
        if not allow(ipaddress.ip_address(address)):
            raise RefusedError(f"The host {host} is at {address}, which is not an address of the open internet.")
    if not addresses:
        raise RefusedError(f"The host {host} has no address.")
    return addresses
