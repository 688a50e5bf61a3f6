"""How phones and other machines of the hall reach this server."""

import socket
from collections.abc import Callable
from typing import Final

from server.config import ServerPart

_ELSEWHERE: Final = ("192.0.2.1", 9)  # reserved for documentation: nothing is sent, only a route is chosen
EVERYWHERE: Final = frozenset({"0.0.0.0", "::"})  # noqa: S104 - compared with, not listened on
_HERE: Final = "127.0.0.1"


def public_url(settings: ServerPart, own_address: Callable[[], str] | None = None) -> str:
    """The address for QR codes: the set one, else the one the server listens on, else this machine's present network address.

    It is found anew each time, because a mini PC may start before its network. `own_address` finds this machine's address; by default it asks the system.
    """
    if settings.public_url:
        return settings.public_url
    host = (own_address or _own_address)() if settings.host in EVERYWHERE else settings.host
    return f"http://{with_port(host, settings.port)}"


def local_url(settings: ServerPart) -> str:
    """The address for a browser on this very machine."""
    return f"http://{with_port(_HERE if settings.host in EVERYWHERE else settings.host, settings.port)}"


def with_port(host: str, port: int) -> str:
    """`host:port`, an IPv6 address in brackets."""
    return f"[{host}]:{port}" if ":" in host else f"{host}:{port}"


def _own_address() -> str:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(_ELSEWHERE)
        except OSError:  # no network at all: the kiosk on this machine still works
            return _HERE
        return str(probe.getsockname()[0])
