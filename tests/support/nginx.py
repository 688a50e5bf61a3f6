"""nginx as docs/install.md recommends it, run with the very file that it gives.

`python -m tests.support.nginx` brings it where this user may install Debian packages.
"""

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.support import proxy
from tests.support.ports import free_port
from tests.support.program import ROOT
from tests.support.proxy import NAME, Proxy

PROGRAMS = ("nginx", "openssl")
SAMPLE = ROOT / "docs" / "nginx.conf"
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


def installed() -> bool:
    """Whether it is there."""
    return all(map(proxy.program, PROGRAMS))


@contextmanager
def nginx(folder: Path, port: int, server: int) -> Iterator[Proxy]:
    """nginx on `port` of 127.0.0.1, before a server on port `server`, until the block ends."""
    _certificate(folder)
    (folder / "site.conf").write_text(_sample(folder, port, server), encoding="utf-8")
    main = folder / "nginx.conf"
    main.write_text(_MAIN.format(folder=folder), encoding="utf-8")
    program = proxy.program("nginx")
    assert program is not None
    with proxy.running(
        [program, "-p", str(folder), "-c", str(main), "-e", str(folder / "error.log")], port
    ) as it:
        yield it


def _sample(folder: Path, port: int, server: int) -> str:
    """The sample as it stands, but for the ports and the certificate."""
    changes = {
        "listen 80;": f"listen 127.0.0.1:{free_port()};",
        "listen 443 ssl;": f"listen 127.0.0.1:{port} ssl;",
        "/etc/ssl/goiso/fullchain.pem": f"{folder}/fullchain.pem",
        "/etc/ssl/goiso/privkey.pem": f"{folder}/privkey.pem",
        "http://127.0.0.1:8000": f"http://127.0.0.1:{server}",
    }
    return proxy.changed(SAMPLE.read_text(encoding="utf-8"), changes)


def _certificate(folder: Path) -> None:
    made = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2"]
    files = ["-keyout", str(folder / "privkey.pem"), "-out", str(folder / "fullchain.pem")]
    command = ["openssl", "req", "-x509", *made, *files, "-subj", f"/CN={NAME}"]
    subprocess.run(command, check=True, capture_output=True)


if __name__ == "__main__":
    proxy.bring(PROGRAMS, ("nginx-light", "openssl"))
