"""Whose word is believed about a request's caller: that of the proxies that the settings name."""

from ipaddress import ip_network
from typing import Any

import pytest

from server.http.proxies import Proxies

TRUSTED = [ip_network("127.0.0.1"), ip_network("10.0.0.0/24"), ip_network("fd00::/8")]


def seen(peer: str, **said: str) -> dict[str, Any]:
    """What the app sees of a request that this peer passes on with these headers."""
    found: dict[str, Any] = {}
    headers = {f"HTTP_{name.upper()}": value for name, value in said.items()}
    environ = {"REMOTE_ADDR": peer, "wsgi.url_scheme": "http", "HTTP_HOST": "goiso.example.vn", **headers}
    Proxies(lambda environ, _: found.update(environ), TRUSTED)(environ, lambda *_: None)
    return found


@pytest.mark.parametrize(
    ("peer", "said", "caller"),
    [
        ("127.0.0.1", "203.0.113.7", "203.0.113.7"),
        ("127.0.0.1", "198.51.100.1, 203.0.113.7", "203.0.113.7"),
        ("127.0.0.1", "203.0.113.7, 10.0.0.9", "203.0.113.7"),
        ("127.0.0.1", "10.0.0.8, 10.0.0.9", "10.0.0.8"),
        ("127.0.0.1", "2001:db8::7", "2001:db8::7"),
        ("::ffff:127.0.0.1", "203.0.113.7", "203.0.113.7"),
        ("fd00::1", "203.0.113.7", "203.0.113.7"),
        ("127.0.0.1", "", "127.0.0.1"),
        ("127.0.0.1", "unknown", "127.0.0.1"),
        ("127.0.0.1", "198.51.100.1, unknown, 10.0.0.9", "10.0.0.9"),
        ("192.168.1.20", "203.0.113.7", "192.168.1.20"),
        ("", "203.0.113.7", ""),
    ],
)
def test_the_caller_is_the_nearest_that_is_no_proxy_of_ours(peer: str, said: str, caller: str) -> None:
    assert seen(peer, x_forwarded_for=said)["REMOTE_ADDR"] == caller


@pytest.mark.parametrize(
    ("peer", "said", "scheme"),
    [
        ("127.0.0.1", "https", "https"),
        ("127.0.0.1", "http, https", "https"),
        ("127.0.0.1", "javascript", "http"),
        ("192.168.1.20", "https", "http"),
    ],
)
def test_the_scheme_is_told_by_proxies_of_ours_alone(peer: str, said: str, scheme: str) -> None:
    assert seen(peer, x_forwarded_proto=said)["wsgi.url_scheme"] == scheme


@pytest.mark.parametrize("peer", ["127.0.0.1", "192.168.1.20"])
def test_nobody_tells_another_host(peer: str) -> None:
    found = seen(
        peer,
        x_forwarded_host="evil.example",
        x_forwarded_prefix="/x",
        forwarded="host=evil",
        x_real_ip="1.2.3.4",
    )
    assert found["HTTP_HOST"] == "goiso.example.vn"
    assert not [name for name in found if "FORWARDED" in name or "REAL" in name]
