"""A separate board process for a user "thử": the administrator of all centres, or the liaison of some.

`python -m tests.support.board PORT DATABASE REDIS FOLDER PORT_IN_FRONT [CENTRE …]`.
"""

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from ipaddress import IPv4Network
from pathlib import Path

from server.city.people import access
from server.city.people.people import Person
from server.city.roles import BOARD, city_app, threads_of
from server.city.settings import CitySettings
from server.process.embedded import Embedded
from tests.support import nginx
from tests.support.program import Program

PERSON = Person("thử", "Người thử", "administrator")


def liaison(*centres: str) -> Person:
    """Somebody who sees these centres alone."""
    return Person("thử", "Người thử", "liaison", centres=centres)


_SITE = """
upstream board {{
    least_conn;
    {servers}
}}
server {{
    listen 127.0.0.1:{port};
    location / {{
        proxy_pass http://board;
        proxy_http_version 1.1;
        proxy_connect_timeout 1s;
        proxy_read_timeout 60s;
        proxy_set_header Host $http_host;
        proxy_set_header X-Forwarded-For $remote_addr;
        proxy_set_header X-Forwarded-Proto $scheme;
        proxy_set_header Upgrade $http_upgrade;
        proxy_set_header Connection $connection_upgrade;
    }}
}}
map $http_upgrade $connection_upgrade {{
    default upgrade;
    '' '';
}}
"""


@contextmanager
def in_front(folder: Path, port: int, ports: Sequence[int]) -> Iterator[None]:
    """nginx on `port`, before board processes, until the block ends."""
    servers = " ".join(f"server 127.0.0.1:{each} fail_timeout=1s;" for each in ports)
    with nginx.started(folder, _SITE.format(port=port, servers=servers), port):
        yield


class BoardProcess(Program):
    """It may run or not."""

    def __init__(
        self,
        folder: Path,
        port: int,
        conninfo: str,
        redis: str | None = None,
        behind: int | None = None,
        *,
        liaison_of: Sequence[str] = (),
    ) -> None:
        arguments = [str(port), conninfo, redis or "-", str(folder), str(behind or port), *liaison_of]
        super().__init__(
            ["tests.support.board", *arguments],
            port,
            folder / f"board-{port}.log",
            ready="/board.json",
            forked=True,
        )


def main(port: str, conninfo: str, redis: str, folder: str, behind: str, *centres: str) -> None:
    settings = CitySettings(
        name="Hà Nội",
        name_en="Hanoi",
        database=conninfo,
        redis=None if redis == "-" else redis,
        data=Path(folder) / "data",
        feeds=Path(folder) / "feeds",
        board_port=int(port),
        public_url=f"http://127.0.0.1:{behind}",
        trusted_proxies=(IPv4Network("127.0.0.1"),),
    )

    def make() -> object:
        access.person_here = lambda: liaison(*centres) if centres else PERSON
        return city_app(settings, BOARD)

    Embedded(
        {
            "bind": f"127.0.0.1:{port}",
            "threads": threads_of(BOARD),
            "forwarded_allow_ips": "127.0.0.1",
        },
        make,
    ).run()


if __name__ == "__main__":
    main(*sys.argv[1:])
