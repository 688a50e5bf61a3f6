"""What centres talk to, over a real database: the city's own ingest, or, where there is none, what it promises in plain SQL."""

import gzip
import json
from pathlib import Path
from typing import Any

from psycopg.types.json import Jsonb

from server.city import roles
from server.city.database import Database, DatabaseGone
from server.city.settings import CitySettings
from tests.support.small_city import Said

_LOCK = (
    "SELECT centre.code, stored, digest FROM centre JOIN centre_token ON centre_token.centre = centre.code"
    " WHERE centre_token.hash = sha256(%s) FOR UPDATE OF centre"
)
_ROW = "COPY log (centre, epoch, seq, at, day, type, ticket, counter, data) FROM STDIN"


class Ingest:
    """`sync` for `small_city`."""

    def __init__(self, conninfo: str, folder: Path) -> None:
        self.real = bool(roles._BLUEPRINTS[roles.INGEST])
        settings = CitySettings(database=conninfo, data=folder / "keys", feeds=folder / "feeds")
        self._app = roles.city_app(settings, roles.INGEST) if self.real else None
        self._database = None if self.real else Database(conninfo)

    def sync(self, token: str, body: dict[str, Any]) -> Said:
        """One request."""
        if self._app is not None:
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
        try:
            return self._stored(token, body)
        except DatabaseGone:
            return 503, {"code": "later"}

    def _stored(self, token: str, body: dict[str, Any]) -> Said:
        assert self._database is not None
        with self._database.transaction() as transaction:
            found = transaction.execute(_LOCK, (token.encode(),)).fetchone()
            if found is None:
                return 401, {"code": "unknown_token"}
            code, stored, _ = found
            if body["after"] > stored:
                return 409, {"code": "gap", "stored": stored}
            with transaction.cursor().copy(_ROW) as copy:
                for seq, at, day, type_, ticket, counter, data in body["events"]:
                    if seq > stored:
                        copy.write_row((code, 1, seq, at, day, type_, ticket, counter, Jsonb(data)))
            stored = max(stored, body["last"])
            transaction.execute(
                "UPDATE centre SET stored = %s, digest = decode(%s, 'hex') WHERE code = %s",
                (stored, body["last_digest"] or "", code),
            )
        said = {"stored": stored, "requests": [], "cancels": [], "catalogue": None, "wait_s": 0.05}
        return 200, said

    def close(self) -> None:
        """Let the database go."""
        if self._database is not None:
            self._database.close()
