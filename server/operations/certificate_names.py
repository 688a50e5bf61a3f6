"""The names of a centre's server, and the names for which its authority may issue certificates."""

import ipaddress
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from cryptography import x509

_NAME: Final = re.compile(
    r"(?=.{1,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)(\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*"
)
_INSIDE: Final = (
    "10.0.0.0/8",
    "172.16.0.0/12",
    "192.168.0.0/16",
    "127.0.0.0/8",
    "fc00::/7",
    "fe80::/10",
    "::1/128",
)
_NOBODY: Final = x509.DNSName("goiso.invalid")
"""A name that no machine can have (RFC 6761)."""


@dataclass(frozen=True, slots=True)
class Names:
    """What the server is called: its first name or address is the one that people are told."""

    hosts: tuple[str, ...]

    @classmethod
    def of(cls, said: Sequence[str]) -> "Names":
        """Check these names. Raises `ValueError` if one is neither a host name nor an address, or if there is none."""
        hosts = tuple(dict.fromkeys(host.strip().strip("[]").rstrip(".").lower() for host in said))
        if not hosts:
            raise ValueError("Say at least one name or address under which the server is opened.")
        for host in hosts:
            if _address(host) is None and not _NAME.fullmatch(host):
                raise ValueError(
                    f"{host!r} is neither a name like goiso.local nor an address like 192.168.1.10"
                )
        return cls(hosts)

    def general(self) -> list[x509.GeneralName]:
        """The names in the form that certificates use."""
        addresses = [_address(host) for host in self.hosts]
        return [
            x509.DNSName(host) if address is None else x509.IPAddress(address)
            for host, address in zip(self.hosts, addresses, strict=True)
        ]

    def may_be_spoken_for(self) -> x509.NameConstraints:
        """What the authority may sign: these names and private addresses, and no other name."""
        spoken: list[x509.GeneralName] = [x509.IPAddress(ipaddress.ip_network(net)) for net in _INSIDE]
        for host in self.hosts:
            address = _address(host)
            spoken.append(
                x509.DNSName(host) if address is None else x509.IPAddress(ipaddress.ip_network(address))
            )
        if not any(isinstance(name, x509.DNSName) for name in spoken):
            spoken.append(_NOBODY)  # only kinds of names that are named here are held to them
        return x509.NameConstraints(spoken, None)


def speaks_for(authority: x509.Certificate, names: Names) -> bool:
    """Whether this authority can sign for these names, and not for every name in the world."""
    spoken = authority.extensions.get_extension_for_class(x509.NameConstraints).value.permitted_subtrees or []
    hosts = {name.value for name in spoken if isinstance(name, x509.DNSName)}
    if not hosts:
        return False  # it could speak for every name there is
    nets = [name.value for name in spoken if isinstance(name, x509.IPAddress)]
    return all(
        host in hosts if (address := _address(host)) is None else any(address in net for net in nets)  # type: ignore[operator]
        for host in names.hosts
    )


def hosts_of(certificate: x509.Certificate) -> tuple[str, ...]:
    """The names and addresses in a server's certificate."""
    named = certificate.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    return tuple(str(name.value) for name in named)


def _address(host: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    try:
        return ipaddress.ip_address(host)
    except ValueError:
        return None
