"""nginx as docs/install.md recommends it, run with the very file that it gives.

`python -m tests.support.nginx` brings it where this user may install Debian packages.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from server.core.certificates import CHAIN, KEY, folder_of
from server.operations.certificate_names import Names
from server.operations.certificates import make
from tests.support import proxy
from tests.support.ports import free_port
from tests.support.program import ROOT
from tests.support.proxy import NAME, Proxy

PROGRAMS = ("nginx",)
SAMPLE = ROOT / "docs" / "nginx.conf"
HALL_SAMPLE = ROOT / "docs" / "nginx-hall.conf"
_MAIN = """
daemon off;
{user}
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
_AS_OURSELVES = "user root;" if os.geteuid() == 0 else ""
"""The tests' folders are closed to nginx's own user."""


def installed() -> bool:
    """Whether it is there."""
    return all(map(proxy.program, PROGRAMS))


@contextmanager
def nginx(folder: Path, port: int, server: int) -> Iterator[Proxy]:
    """nginx on `port` of 127.0.0.1, before a server on port `server`, until the block ends."""
    changes = {
        "listen 80;": f"listen 127.0.0.1:{free_port()};",
        "listen 443 ssl;": f"listen 127.0.0.1:{port} ssl;",
        "/etc/ssl/goiso/fullchain.pem": f"{folder}/{CHAIN}",
        "/etc/ssl/goiso/privkey.pem": f"{folder}/{KEY}",
        "http://127.0.0.1:8000": f"http://127.0.0.1:{server}",
    }
    make(folder, Names.of([NAME]), datetime.now(UTC))
    with started(folder, proxy.changed(SAMPLE.read_text(encoding="utf-8"), changes), port) as it:
        yield it


@contextmanager
def nginx_of_the_hall(data: Path, ports: tuple[int, int], server: int) -> Iterator[Proxy]:
    """nginx on two ports, for http and https, with the certificate that lies beside this data folder."""
    changes = {
        "listen 80;": f"listen 127.0.0.1:{ports[0]};",
        "listen 443 ssl;": f"listen 127.0.0.1:{ports[1]} ssl;",
        "/var/lib/goiso/certificate": str(folder_of(data)),
        "http://127.0.0.1:8000": f"http://127.0.0.1:{server}",
    }
    sample = HALL_SAMPLE.read_text(encoding="utf-8")
    assert sample.count("/var/lib/goiso/certificate") == 2
    for told, meant in changes.items():
        sample = sample.replace(told, meant)
    with started(data.parent, sample, ports[1]) as it:
        yield it


@contextmanager
def started(folder: Path, site: str, port: int) -> Iterator[Proxy]:
    """nginx with these blocks of its `http`, once it listens on `port`, until the block ends."""
    folder.mkdir(exist_ok=True)
    (folder / "site.conf").write_text(site, encoding="utf-8")
    main = folder / "nginx.conf"
    main.write_text(_MAIN.format(folder=folder, user=_AS_OURSELVES), encoding="utf-8")
    program = proxy.program("nginx")
    assert program is not None
    with proxy.running(
        [program, "-p", str(folder), "-c", str(main), "-e", str(folder / "error.log")], port
    ) as it:
        yield it


if __name__ == "__main__":
    proxy.bring(PROGRAMS, ("nginx-light",))
