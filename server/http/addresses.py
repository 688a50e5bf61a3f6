"""Addresses of callers."""

import ipaddress
from functools import lru_cache
from typing import Final

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
_HOME_BITS: Final = 64  # of an IPv6 address: one house, one phone


@lru_cache(maxsize=1024)
def parsed(address: str) -> Address | None:
    """An address; an IPv4 address inside an IPv6 one is unwrapped. `None` if it is invalid."""
    try:
        found = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return None
    mapped = found.ipv4_mapped if isinstance(found, ipaddress.IPv6Address) else None
    return mapped or found


@lru_cache(maxsize=1024)
def home(address: str) -> str:
    """What counts as one caller: an IPv4 address, or for IPv6 the network of one household."""
    found = parsed(address)
    if found is None:
        return address
    if isinstance(found, ipaddress.IPv4Address):
        return str(found)
    return str(ipaddress.ip_network((found, _HOME_BITS), strict=False))
