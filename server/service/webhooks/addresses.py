"""Where a webhook may send: http or https, and nothing inside the house unless its host was allowed by name."""

import ipaddress
import socket
from dataclasses import dataclass
from typing import Final
from urllib.parse import SplitResult, urlsplit

from server.core.refusal import Refusal
from server.core.texts import BothTexts
from server.service.in_time import InTime

_PORTS: Final = {"http": 80, "https": 443}
_PATIENCE_S: Final = 10.0
"""So long may a name server take; the system itself would ask it for minutes."""
_lookups: Final = InTime[tuple[str, int], tuple[str, ...]]("lookup")
_URL_RULE: Final = BothTexts(
    "địa chỉ (url): phải bắt đầu bằng http:// hoặc https://, có tên máy, không có tên đăng nhập",
    "url: has to begin with http:// or https://, with a host and without a user name",
)


@dataclass(frozen=True, slots=True)
class Target:
    """Where to connect: one of the addresses that the host has now, looked at before anything is sent there."""

    scheme: str
    host: str
    port: int
    path: str
    address: str


def parts(url: str) -> SplitResult:
    """The parts of a webhook's address. Raises `not_valid`."""
    try:
        found = urlsplit(url)
        fits = found.scheme in _PORTS and found.hostname and found.username is None and found.port != 0
        (found.hostname or "").encode("idna")
        (found.path + found.query).encode("ascii")  # whoever has other letters there writes them as %C4%91
    except ValueError:  # what cannot be encoded among it
        fits = False
    if not fits or not url.isprintable() or " " in url:
        raise Refusal("not_valid", reason=_URL_RULE)
    return found


def target(url: str, inside: str | None, patience_s: float = _PATIENCE_S) -> Target:
    """Where `url` leads now. Raises `not_valid`, `webhook_inside`; `OSError` for a host that is not found in time."""
    found = parts(url)
    host = found.hostname or ""
    port = found.port or _PORTS[found.scheme]
    addresses = _lookups.ask((host, port), lambda: _addresses(host, port), patience_s)
    if (inside or "").lower() != host and any(is_inside(address) for address in addresses):
        raise Refusal("webhook_inside", host=host)
    path = (found.path or "/") + (f"?{found.query}" if found.query else "")
    return Target(found.scheme, host, port, path, addresses[0])


def _addresses(host: str, port: int) -> tuple[str, ...]:
    return tuple(str(entry[4][0]) for entry in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM))


def is_inside(address: str) -> bool:
    """Whether an address is a local one: this machine, its network, or an address that cannot be reached from outside."""
    known = ipaddress.ip_address(address.partition("%")[0])
    mapped = getattr(known, "ipv4_mapped", None) or known
    return not mapped.is_global or mapped.is_multicast
