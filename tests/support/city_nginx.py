"""nginx before a city, run with the very file that the product brings; plain http on a port of the loopback address."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.support import nginx, proxy
from tests.support.ports import free_port
from tests.support.program import ROOT

SAMPLE = ROOT / "server" / "process" / "deploy" / "nginx-city.conf"


@contextmanager
def city_nginx(folder: Path, feeds: Path, ports: dict[str, int]) -> Iterator[proxy.Proxy]:
    """nginx, until the block ends. `ports` are those of the roles ingest, public and board."""
    port = free_port()
    with nginx.started(folder, _site(folder, feeds, ports, port), port) as it:
        yield it


def _site(folder: Path, feeds: Path, ports: dict[str, int], port: int) -> str:
    """The product's file, on these ports, without https."""
    changes = {
        "listen 80;": f"listen 127.0.0.1:{free_port()};",
        "listen 443 ssl;": f"listen 127.0.0.1:{port};",
        "127.0.0.1:8101": f"127.0.0.1:{ports['ingest']}",
        "127.0.0.1:8102": f"127.0.0.1:{ports['public']}",
        "127.0.0.1:8103": f"127.0.0.1:{ports['board']}",
        "/var/cache/nginx/goiso-city": f"{folder}/cache",
        "alias /var/lib/goiso-city/feeds/": f"alias {feeds}/",
    }
    text = proxy.changed(SAMPLE.read_text(encoding="utf-8"), changes)
    return re.sub(r"^ *ssl_.*\n", "", text, flags=re.MULTILINE)
