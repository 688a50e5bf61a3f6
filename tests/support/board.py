"""A board process of its own: `python -m tests.support.board PORT DATABASE REDIS FOLDER`, for somebody who is let in as "thử"."""

import sys
from pathlib import Path

from server.city.people.access import WHO
from server.city.roles import BOARD, city_app, threads_of
from server.city.settings import CitySettings
from server.process.embedded import Embedded
from tests.support.program import Program

PERSON = "thử"


class BoardProcess(Program):
    """It may run or not."""

    def __init__(
        self, folder: Path, port: int, conninfo: str, redis: str | None = None, behind: int | None = None
    ) -> None:
        arguments = [str(port), conninfo, redis or "-", str(folder), str(behind or port)]
        super().__init__(
            ["tests.support.board", *arguments], port, folder / f"board-{port}.log", ready="/board.json"
        )


def main(port: str, conninfo: str, redis: str, folder: str, behind: str) -> None:
    settings = CitySettings(
        name="Hà Nội",
        name_en="Hanoi",
        database=conninfo,
        redis=None if redis == "-" else redis,
        data=Path(folder) / "data",
        feeds=Path(folder) / "feeds",
        board_port=int(port),
        public_url=f"http://127.0.0.1:{behind}",
        trusted_proxies=("127.0.0.1/32",),
    )

    def make() -> object:
        app = city_app(settings, BOARD)
        app.extensions[WHO] = lambda: PERSON
        return app

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
