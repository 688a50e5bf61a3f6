"""Addresses of callers, and which of them count as one."""

import pytest

from server.http.addresses import home


@pytest.mark.parametrize(
    ("address", "one"),
    [
        ("192.168.1.20", "192.168.1.20"),
        ("::ffff:192.168.1.20", "192.168.1.20"),
        ("2001:db8::1", "2001:db8::/64"),
        ("2001:db8::ffff:2", "2001:db8::/64"),
        ("fe80::1%eth0", "fe80::/64"),
        ("", ""),
        ("x", "x"),
    ],
)
def test_a_house_with_ipv6_is_one_address(address: str, one: str) -> None:
    assert home(address) == one
