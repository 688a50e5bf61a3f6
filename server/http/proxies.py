"""Finds the caller behind a proxy; only proxies named in the settings are believed."""

from collections.abc import Callable, Iterable
from ipaddress import IPv4Network, IPv6Network
from typing import Any, Final

from server.http.addresses import Address, parsed

Network = IPv4Network | IPv6Network
_FOR: Final = "HTTP_X_FORWARDED_FOR"
_SCHEME: Final = "HTTP_X_FORWARDED_PROTO"
_NEVER: Final = (
    "HTTP_FORWARDED",
    "HTTP_X_FORWARDED_HOST",
    "HTTP_X_FORWARDED_PORT",
    "HTTP_X_FORWARDED_PREFIX",
    "HTTP_X_FORWARDED_SERVER",
    "HTTP_X_FORWARDED_SSL",
    "HTTP_X_REAL_IP",
)


class Proxies:
    """WSGI: behind a trusted proxy, `REMOTE_ADDR` and the scheme become the caller's; no other header is believed.

    The proxy's headers are removed, so that no later code can trust them by mistake.
    """

    def __init__(self, app: Callable[..., Any], trusted: Iterable[Network]) -> None:
        self._app, self._trusted = app, tuple(trusted)

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Any:
        """One request."""
        callers, scheme = environ.pop(_FOR, ""), environ.pop(_SCHEME, "")
        for name in _NEVER:
            environ.pop(name, None)
        peer = parsed(environ.get("REMOTE_ADDR", "")) if self._trusted else None
        if peer is not None and self._trusts(peer):
            environ["REMOTE_ADDR"] = str(self._caller(peer, callers))
            if (nearest := scheme.rpartition(",")[2].strip().lower()) in {"http", "https"}:
                environ["wsgi.url_scheme"] = nearest
        return self._app(environ, start_response)

    def _trusts(self, address: Address) -> bool:
        return any(address in network for network in self._trusted)

    def _caller(self, peer: Address, callers: str) -> Address:
        """The nearest address that is not a trusted proxy: addresses before it are unproven."""
        found = peer
        for said in reversed(callers.split(",")):
            address = parsed(said.strip())
            if address is None:
                break
            found = address
            if not self._trusts(address):
                break
        return found
