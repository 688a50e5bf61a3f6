"""The city's own ingest as `small_city` serves it: over one app, without a process of its own."""

import gzip
import json
from pathlib import Path
from typing import Any

from server.city.roles import INGEST, city_app
from server.city.settings import CitySettings
from tests.support.small_city import Said


class Ingest:
    """`sync` for `small_city`, over the database at `conninfo`."""

    def __init__(self, conninfo: str, folder: Path) -> None:
        settings = CitySettings(database=conninfo, data=folder / "keys", feeds=folder / "feeds")
        self._app = city_app(settings, INGEST)

    def sync(self, token: str, body: dict[str, Any]) -> Said:
        """One request."""
        answer = self._app.test_client().post(
            "/city/v1/sync",
            data=gzip.compress(json.dumps(body).encode()),
            headers={
                "Authorization": f"Bearer {token}",
                "Content-Encoding": "gzip",
                "Content-Type": "application/json",
            },
        )
        return answer.status_code, answer.get_json()
