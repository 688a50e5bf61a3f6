"""Facts about addresses: whether one is this machine's, who listens on a port, how long a certificate is valid."""

import ipaddress
import re
import socket
import ssl
from contextlib import closing, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Final
from urllib.error import URLError
from urllib.parse import urlsplit
from urllib.request import urlopen

from server.core.certificates import CHAIN, folder_of
from server.core.doctor.machine import Port

_PATIENCE_S: Final = 3.0
_TIMES: Final = re.compile(rb"\x17\r(\d{12})Z|\x18\x0f(\d{14})Z", re.DOTALL)
"""The two times of a certificate as ASN.1 writes them, with two or four digits of the year (RFC 5280, 4.1.2.5)."""
_PEM_END: Final = "-----END CERTIFICATE-----"
_LISTENS: Final = "0A"
_OURS: Final = b'"status"'


def elsewhere(url: str | None) -> str | None:
    """The address, if it is http to an IP address that this machine does not have."""
    parts = urlsplit(url or "")
    if parts.scheme != "http" or parts.hostname is None:
        return None
    try:
        kind = socket.AF_INET6 if ipaddress.ip_address(parts.hostname).version == 6 else socket.AF_INET  # noqa: PLR2004 - of IP
    except ValueError:
        return None
    with closing(socket.socket(kind, socket.SOCK_DGRAM)) as probe:
        try:
            probe.bind((parts.hostname, 0))
        except OSError:
            return url
    return None


def certificate_of(url: str | None) -> tuple[datetime, datetime] | None:
    """From when until when the certificate of an https address is valid; `None` for other addresses, and without an answer."""
    parts = urlsplit(url or "")
    if parts.scheme != "https" or parts.hostname is None:
        return None
    context = ssl.create_default_context()
    context.check_hostname, context.verify_mode = (
        False,
        ssl.CERT_NONE,
    )  # one that is not valid is looked at too
    with suppress(OSError, ValueError):
        with (
            socket.create_connection((parts.hostname, parts.port or 443), _PATIENCE_S) as line,
            context.wrap_socket(line, server_hostname=parts.hostname) as secure,
        ):
            certificate = secure.getpeercert(binary_form=True) or b""
        return valid(certificate)
    return None


def own_certificate(data: Path) -> tuple[datetime, datetime] | None:
    """The same for the certificate that was made here beside this data folder; `None` without one."""
    with suppress(OSError, ValueError):
        first, end, _ = (folder_of(data) / CHAIN).read_text(encoding="ascii").partition(_PEM_END)
        return valid(ssl.PEM_cert_to_DER_cert(first + end))
    return None


def valid(certificate: bytes) -> tuple[datetime, datetime] | None:
    """From when until when a certificate (DER) is valid: the first two times in it."""
    times = _TIMES.findall(certificate)
    return None if len(times) < 2 else (_time(*times[0]), _time(*times[1]))  # noqa: PLR2004 - from and until


def _time(short: bytes, long: bytes) -> datetime:
    if long:
        return datetime.strptime(long.decode(), "%Y%m%d%H%M%S").replace(tzinfo=UTC)
    century = b"19" if short >= b"50" else b"20"
    return datetime.strptime((century + short).decode(), "%Y%m%d%H%M%S").replace(tzinfo=UTC)


def port(number: int) -> Port:
    """The program that uses a port of this machine."""
    try:
        with urlopen(f"http://127.0.0.1:{number}/healthz", timeout=_PATIENCE_S) as answer:
            ours = _OURS in answer.read(200)
    except URLError as error:
        refused = isinstance(error.reason, ConnectionRefusedError)
        return Port(number, answers=False, other=None if refused else listener(number))
    except (OSError, ValueError):
        ours = False
    return Port(number, answers=ours, other=None if ours else listener(number))


def listener(number: int) -> str:
    """The program that listens on a port, "?" if this user may not see it."""
    sockets = {f"socket:[{inode}]" for inode in _inodes(number)}
    for descriptor in Path("/proc").glob("[0-9]*/fd/*"):
        with suppress(OSError):
            if str(descriptor.readlink()) in sockets:
                process = descriptor.parent.parent
                return f"{(process / 'comm').read_text().strip()} ({process.name})"
    return "?"


def _inodes(number: int) -> list[str]:
    found = []
    for table in (Path("/proc/net/tcp"), Path("/proc/net/tcp6")):
        with suppress(OSError):
            rows = [line.split() for line in table.read_text().splitlines()[1:]]
            found += [r[9] for r in rows if r[3] == _LISTENS and int(r[1].rsplit(":", 1)[1], 16) == number]
    return found
