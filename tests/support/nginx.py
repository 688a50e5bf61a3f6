"""The proxy that docs/install.md recommends, run with the very file that it gives: found on this machine, or brought.

`python -m tests.support.nginx` brings it where this user may install Debian packages.
"""

import os
import shutil
import socket
import ssl
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.support import debian
from tests.support.ports import free_port
from tests.support.program import ROOT

PROGRAM = "nginx"
PACKAGE = "nginx-light"
NAME = "goiso.example.vn"
SAMPLE = ROOT / "docs" / "nginx.conf"
_PATHS = os.pathsep.join((os.environ.get("PATH", ""), "/usr/sbin"))
_MAIN = """
daemon off;
worker_processes 1;
pid {folder}/nginx.pid;
error_log {folder}/error.log;
events {{}}
http {{
    access_log off;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    include {folder}/site.conf;
}}
"""


@dataclass(frozen=True)
class Proxy:
    """A running nginx; phones that ask it come from addresses of their own."""

    port: int

    @property
    def origin(self) -> str:
        """What is in a browser's address bar."""
        return f"https://{NAME}:{self.port}"

    def line(self, phone: str = "127.0.0.1") -> ssl.SSLSocket:
        """An encrypted line from a phone with this address."""
        trusting = ssl.create_default_context()
        trusting.check_hostname, trusting.verify_mode = False, ssl.CERT_NONE
        plain = socket.create_connection(("127.0.0.1", self.port), timeout=20, source_address=(phone, 0))
        return trusting.wrap_socket(plain, server_hostname=NAME)


def installed() -> bool:
    """Whether it is there."""
    return all(shutil.which(program, path=_PATHS) for program in (PROGRAM, "openssl"))


def bring() -> None:
    """Install it unless it is there; without the right to, say that its tests will be skipped."""
    if installed():
        return
    if not (debian.may_install() and all(map(debian.install, (PACKAGE, "openssl")))):
        print(
            f"{PROGRAM} is not installed: tests behind a proxy are skipped."
            f" Get it: apt-get install {PACKAGE} openssl"
        )


@contextmanager
def nginx(folder: Path, port: int, server: int) -> Iterator[Proxy]:
    """nginx on `port` of 127.0.0.1, before a server on port `server`, until the block ends."""
    _certificate(folder)
    (folder / "site.conf").write_text(_sample(folder, port, server), encoding="utf-8")
    main = folder / "nginx.conf"
    main.write_text(_MAIN.format(folder=folder), encoding="utf-8")
    program = shutil.which(PROGRAM, path=_PATHS)
    assert program is not None
    running = subprocess.Popen([program, "-p", str(folder), "-c", str(main), "-e", str(folder / "error.log")])
    try:
        _until_it_listens(port, running)
        yield Proxy(port)
    finally:
        running.terminate()
        running.wait(10)


def _sample(folder: Path, port: int, server: int) -> str:
    """The sample as it stands, but for the ports and the certificate."""
    text = SAMPLE.read_text(encoding="utf-8")
    for told, meant in {
        "listen 80;": f"listen 127.0.0.1:{free_port()};",
        "listen 443 ssl;": f"listen 127.0.0.1:{port} ssl;",
        "/etc/ssl/goiso/fullchain.pem": f"{folder}/fullchain.pem",
        "/etc/ssl/goiso/privkey.pem": f"{folder}/privkey.pem",
        "http://127.0.0.1:8000": f"http://127.0.0.1:{server}",
    }.items():
        assert text.count(told) == 1, told
        text = text.replace(told, meant)
    return text


def _certificate(folder: Path) -> None:
    made = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2"]
    files = ["-keyout", str(folder / "privkey.pem"), "-out", str(folder / "fullchain.pem")]
    command = ["openssl", "req", "-x509", *made, *files, "-subj", f"/CN={NAME}"]
    subprocess.run(command, check=True, capture_output=True)


def _until_it_listens(port: int, running: subprocess.Popen[bytes], within_s: float = 20) -> None:
    ends = time.monotonic() + within_s
    while True:
        assert running.poll() is None, "nginx ended"
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            assert time.monotonic() < ends, "nginx does not listen"
            time.sleep(0.01)
        else:
            return


if __name__ == "__main__":
    bring()
