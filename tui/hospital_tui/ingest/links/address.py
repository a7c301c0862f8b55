"""Addresses of pages: what they are made of, where they lead, and which places of the network may be asked."""

import ipaddress
import socket
from typing import NamedTuple
from urllib.parse import quote, urljoin, urlsplit

from hospital_tui.parsing.inputs import InputError

_PORTS = {"http": 80, "https": 443}
_KEPT = "/%:@!$&'()*+,;=~-._?"
_NAT64 = ipaddress.ip_network("64:ff9b::/96")
_OTHERS = tuple(
    map(ipaddress.ip_network, ("192.0.0.0/24", "168.63.129.16/32", "fec0::/10", "3fff::/20", "5f00::/16"))
)
"""Not public either, though Python does not know it everywhere: protocols, a cloud's own host, sites, examples, segments."""
_LONGEST = 4096


class Address(NamedTuple):
    """An address that can be asked for."""

    scheme: str
    host: str
    """As the name service takes it."""
    port: int
    target: str
    """Path and query."""

    @property
    def origin(self) -> str:
        """Scheme, host and port."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{self.scheme}://{host}" + ("" if self.port == _PORTS[self.scheme] else f":{self.port}")

    def __str__(self) -> str:
        return self.origin + self.target


def address(text: str, base: "Address | None" = None) -> Address:
    """The address that a text names, seen from a page. Raises InputError: link-scheme, link-form."""
    try:
        parts = urlsplit(urljoin(str(base), text.strip()) if base else text.strip())
        scheme, port = parts.scheme.lower(), parts.port
        host = (parts.hostname or "").rstrip(".")
        name = host if host.isascii() else host.encode("idna").decode("ascii")
    except ValueError as error:  # UnicodeError too: a name that no host can have
        raise InputError(text, "link-form") from error
    if scheme not in _PORTS:
        raise InputError(text, "link-scheme", scheme)
    if not name or parts.username is not None or len(text) > _LONGEST or any(sign in name for sign in " %\\"):
        raise InputError(text, "link-form")
    target = quote(parts.path, _KEPT) or "/"
    return Address(
        scheme,
        name.lower(),
        _PORTS[scheme] if port is None else port,
        target + (f"?{quote(parts.query, _KEPT)}" if parts.query else ""),
    )


def places(one: Address, *, private: bool) -> list[str]:
    """The numbers under which its host is reached. Raises InputError: link-unreachable, link-private.

    They are what is connected to: a name that leads elsewhere when it is asked again leads nowhere else.
    """
    try:
        found = socket.getaddrinfo(one.host, one.port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise InputError(str(one), "link-unreachable", "no-host") from error
    numbers = list(dict.fromkeys(str(row[4][0]) for row in found))
    if not private and not all(map(is_public, numbers)):
        raise InputError(str(one), "link-private")
    return numbers


def is_public(number: str) -> bool:
    """Whether a number of the network belongs to the public one, also inside what carries it elsewhere."""
    place = ipaddress.ip_address(number.partition("%")[0])
    if isinstance(place, ipaddress.IPv6Address):
        inner = place.ipv4_mapped or place.sixtofour or (place.teredo[1] if place.teredo else None)
        if inner is None and place in _NAT64:
            inner = ipaddress.IPv4Address(int(place) & 0xFFFFFFFF)
        if inner is not None and not is_public(str(inner)):
            return False
    special = place.is_multicast or place.is_reserved or any(place in network for network in _OTHERS)
    return place.is_global and not special
