"""An nginx of one's own before the city's processes: with the very file that a real city takes, but for plain HTTP on loopback."""

import os
import re
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from server.city.local.children import Child

SITE: Final = Path(__file__).parents[2] / "process" / "deploy" / "nginx-city.conf"
_PATHS: Final = f"{os.environ.get('PATH', '')}{os.pathsep}/usr/sbin"
_TO_HTTPS: Final = re.compile(r"server \{\n    listen 80;.*?\n\}\n", re.DOTALL)
_MAIN: Final = """daemon off;
master_process on;
{user}worker_processes 2;
pid {folder}/nginx.pid;
error_log {folder}/error.log warn;
events {{ worker_connections 4096; }}
http {{
    access_log off;
    server_tokens off;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    include {folder}/site.conf;
}}
"""


@dataclass(frozen=True, slots=True)
class Behind:
    """What it stands before: the ports of the processes, and the folder of the files for phones."""

    ingest: int
    public: int
    boards: tuple[int, ...]
    feeds: Path


def program() -> str | None:
    """The path of nginx; `None` if it is not installed."""
    return shutil.which("nginx", path=_PATHS)


def private_nginx(found: str, folder: Path, port: int, behind: Behind) -> Child:
    """One that is yet to be started, on `port` of 127.0.0.1, with its files in a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    user = "user root;\n" if os.geteuid() == 0 else ""
    (folder / "site.conf").write_text(site(port, behind, folder / "kept"), encoding="utf-8")
    main = folder / "nginx.conf"
    main.write_text(_MAIN.format(folder=folder, user=user), encoding="utf-8")
    return Child([found, "-p", folder, "-c", main, "-e", folder / "error.log"], folder / "nginx.log")


def site(port: int, behind: Behind, kept: Path) -> str:
    """A city's file for this machine alone. Raises `ValueError` where the file does not say what is to be another thing here."""
    changes = {
        "listen 443 ssl;": f"listen 127.0.0.1:{port};",
        "server_name so.example.vn;": "server_name _;",
        "server 127.0.0.1:8101;": f"server 127.0.0.1:{behind.ingest};",
        "server 127.0.0.1:8102;": f"server 127.0.0.1:{behind.public};",
        "server 127.0.0.1:8103;": " ".join(f"server 127.0.0.1:{each};" for each in behind.boards),
        "/var/lib/goiso-city/feeds": str(behind.feeds),
        "/var/cache/nginx/goiso-city": str(kept),
    }
    text = _TO_HTTPS.sub("", SITE.read_text(encoding="utf-8"), count=1)
    for told, meant in changes.items():
        if told not in text:
            raise ValueError(f"{SITE.name} does not say: {told}")
        text = text.replace(told, meant)
    return "".join(line for line in text.splitlines(keepends=True) if not line.lstrip().startswith("ssl_"))
