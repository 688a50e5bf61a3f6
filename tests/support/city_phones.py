"""A small city for phones: PostgreSQL's rows made by hand, the real writer of files, the real public process, the real nginx."""

import json
import os
from contextlib import ExitStack
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import httpx
from httpx import Response

from server.city.phones.city_feed import city_feed
from server.city.phones.keeper import CITY, FeedKeeper
from server.core.clock import wall_clock
from tests.support.city_centres import Centres
from tests.support.city_nginx import city_nginx
from tests.support.ports import free_port
from tests.support.program import Program
from tests.support.proxy import Proxy
from tests.support.waiting import PATIENCE_S, until


class PhonesCity:
    """It runs until the block ends."""

    def __init__(self, folder: Path, conninfo: str) -> None:
        self.feeds = folder / "feeds"
        self.folder, self._conninfo = folder, conninfo
        self.ports = {role: free_port() for role in ("ingest", "public", "board")}
        self.public = Program(
            ["server.command.main", "city", "serve", "--role", "public"],
            self.ports["public"],
            folder / "public.log",
            ready="/healthz",
            environment=os.environ | self.environment(),
            forked=True,
        )
        self.keeper: FeedKeeper | None = None
        self._open = ExitStack()
        self.nginx: Proxy

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.nginx.port}"

    kiosk_token = display_token = ""
    passwords: dict[str, str] = {}  # noqa: RUF012 - nobody signs in

    def environment(self) -> dict[str, str]:
        """The settings of each of its processes."""
        return {
            "GOISO_CITY_NAME": "Thành phố Mẫu",
            "GOISO_CITY_NAME_EN": "Sample City",
            "GOISO_CITY_DATABASE": self._conninfo,
            "GOISO_CITY_DATA": str(self.folder / "data"),
            "GOISO_CITY_FEEDS": str(self.feeds),
            **{f"GOISO_CITY_{role.upper()}_PORT": str(port) for role, port in self.ports.items()},
        }

    def keep(self) -> None:
        """Begin to write the files."""
        self.keeper = FeedKeeper(self.feeds, self._conninfo, wall_clock)
        self.keeper.start()

    def stop_keeping(self) -> None:
        """Nobody writes them any more."""
        if self.keeper is not None:
            self.keeper.close()
            self.keeper = None

    def __enter__(self) -> Self:
        self._open.callback(self.public.kill)
        self.public.spawn()
        self.centres = Centres(self._conninfo)
        self._open.callback(self.centres.close)
        self.nginx = self._open.enter_context(city_nginx(self.folder / "nginx", self.feeds, self.ports))
        self._open.callback(self.stop_keeping)
        self._client = self._open.enter_context(httpx.Client(timeout=PATIENCE_S))
        self.public.wait_ready()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._open.close()

    def read(self, name: str) -> dict[str, Any]:
        """What a file says; nothing while it is not there."""
        try:
            found: dict[str, Any] = json.loads((self.feeds / f"{name}.json").read_bytes())
        except (FileNotFoundError, ValueError):
            return {}
        return found if isinstance(found, dict) else {}

    def put(self, code: str, **now: Any) -> None:
        """A centre as it is now, once its file and the city's say so."""
        self.centres.put(code, **now)
        v = self.centres.v
        until(lambda: self.read(code).get("v") == v)
        short = city_feed([self.read(code)])["centres"][code]
        until(lambda: self.read(CITY).get("centres", {}).get(code) == short)

    def get(self, path: str, **headers: str) -> Response:
        """What nginx answers a phone that was never here."""
        self._client.cookies.clear()
        return self._client.get(self.url + path, headers={"Accept-Encoding": "gzip"} | headers)
