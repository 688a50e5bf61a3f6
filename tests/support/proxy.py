"""What the proxies that docs/install.md recommends have in common: run by the very files that it gives, found here or brought."""

import shutil
import socket
import ssl
import subprocess
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from os import environ, pathsep
from pathlib import Path
from typing import Final

from tests.support import debian
from tests.support.waiting import PATIENCE_S

NAME: Final = "goiso.example.vn"
_PATHS: Final = pathsep.join((environ.get("PATH", ""), "/usr/sbin"))


@dataclass(frozen=True)
class Proxy:
    """A running proxy; phones that ask it come from addresses of their own."""

    port: int
    authority: Path | None = None
    """The certificate file that browsers trust; `None`: they trust any certificate."""

    @property
    def origin(self) -> str:
        """What is in a browser's address bar."""
        return f"https://{NAME}:{self.port}"

    def line(self, phone: str = "127.0.0.1") -> ssl.SSLSocket:
        """An encrypted line from a phone with this address."""
        trusting = ssl.create_default_context(cafile=self.authority and str(self.authority))
        if self.authority is None:
            trusting.check_hostname, trusting.verify_mode = False, ssl.CERT_NONE
        plain = socket.create_connection(
            ("127.0.0.1", self.port), timeout=PATIENCE_S, source_address=(phone, 0)
        )
        return trusting.wrap_socket(plain, server_hostname=NAME)


def program(name: str) -> str | None:
    """Where it is; `None` where it is not installed."""
    return shutil.which(name, path=_PATHS)


def bring(programs: Sequence[str], packages: Sequence[str]) -> None:
    """Install the packages unless their programs are there; without the right to, say that tests will be skipped."""
    if all(map(program, programs)):
        return
    if not (debian.may_install() and all(map(debian.install, packages))):
        print(
            f"{programs[0]} is not installed: tests behind it are skipped."
            f" Get it: apt-get install {' '.join(packages)}"
        )


def changed(text: str, changes: dict[str, str]) -> str:
    """A sample as it stands, but for these parts, each of which it has once."""
    for told, meant in changes.items():
        assert text.count(told) == 1, told
        text = text.replace(told, meant)
    return text


@contextmanager
def running(command: Sequence[str], port: int, environment: dict[str, str] | None = None) -> Iterator[Proxy]:
    """A proxy, once it listens on `port` of 127.0.0.1, until the block ends."""
    process = subprocess.Popen(command, env=None if environment is None else environ | environment)
    try:
        _until_it_listens(port, process)
        yield Proxy(port)
    finally:
        process.terminate()
        process.wait(PATIENCE_S)


def _until_it_listens(port: int, process: subprocess.Popen[bytes], within_s: float = PATIENCE_S) -> None:
    ends = time.monotonic() + within_s
    while True:
        assert process.poll() is None, "the proxy ended"
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            assert time.monotonic() < ends, "the proxy does not listen"
            time.sleep(0.01)
        else:
            return
