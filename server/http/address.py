"""How phones and other machines of the hall reach this server."""

import socket

from server.config import ServerPart

_ELSEWHERE = ("192.0.2.1", 9)  # reserved for documentation: nothing is sent, only a route is chosen


def public_url(settings: ServerPart) -> str:
    """The address for QR codes: as set, else the one it listens on, else this machine's on its network."""
    if settings.public_url:
        return settings.public_url
    host = settings.host if settings.host not in ("0.0.0.0", "::") else _own_address()  # noqa: S104
    return f"http://{host}:{settings.port}"


def _own_address() -> str:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(_ELSEWHERE)
        except OSError:  # no network at all: the kiosk on this machine still works
            return "127.0.0.1"
        return str(probe.getsockname()[0])
