"""Caddy as docs/install.md recommends it, run with the very file that it gives.

`python -m tests.support.caddy` brings it where this user may install Debian packages.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.support import proxy
from tests.support.program import ROOT
from tests.support.proxy import NAME, Proxy

PROGRAMS = ("caddy",)
SAMPLE = ROOT / "docs" / "Caddyfile"
_ALONE = """{{
	admin off
	auto_https disable_redirects
	skip_install_trust
	storage file_system {folder}
}}
"""


def installed() -> bool:
    """Whether it is there."""
    return all(map(proxy.program, PROGRAMS))


@contextmanager
def caddy(folder: Path, port: int, server: int) -> Iterator[Proxy]:
    """Caddy on `port` of 127.0.0.1, before a server on port `server`, until the block ends."""
    changes = {
        f"\n{NAME} {{\n": f"\n{NAME}:{port} {{\n\tbind 127.0.0.1\n\ttls internal\n",
        "reverse_proxy 127.0.0.1:8000": f"reverse_proxy 127.0.0.1:{server}",
    }
    file = folder / "Caddyfile"
    sample = proxy.changed(SAMPLE.read_text(encoding="utf-8"), changes)
    file.write_text(_ALONE.format(folder=folder) + sample, encoding="utf-8")
    program = proxy.program("caddy")
    assert program is not None
    command = [program, "run", "--adapter", "caddyfile", "--config", str(file)]
    with proxy.running(command, port, {"HOME": str(folder)}) as it:
        yield it


if __name__ == "__main__":
    proxy.bring(PROGRAMS, PROGRAMS)
