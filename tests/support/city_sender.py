"""A centre as the city hears it: its rows, their digests, and one call of the protocol a method.

    sender = Sender(app.test_client(), a_ward(conninfo, "W0001"))
    sender.sync(("ticket_called", 1, 3, {}), ("ticket_finished", 1, 3, {}))

Over the network it is `Sender("http://127.0.0.1:8101", token)`.
"""

import gzip
import json
import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import sha256
from typing import Any, Final

import httpx
import psycopg
from flask.testing import FlaskClient

from server.city.ingest.centres import add
from server.city.ingest.tokens import give_token
from tests.support.waiting import PATIENCE_S

DAY: Final = "2026-11-29"
AT: Final = 1_795_910_400_000
NOTHING: Final = bytes(32)
Happening = tuple[str, int | None, int | None, dict[str, Any]]
"""Type, ticket, counter, data."""
Row = list[Any]


def a_ward(conninfo: str, code: str = "W0001", name: str = "Phường Mẫu", district: str = "Quận Mẫu") -> str:
    """A new centre of the city at `conninfo`; answers its token."""
    with psycopg.connect(conninfo) as connection:
        add(connection, code, name, district)
        return give_token(connection, code)


@dataclass
class Answer:
    """Status, JSON and headers of an answer."""

    status: int
    body: Any
    headers: dict[str, str] = field(default_factory=dict)


class Journal:
    """Rows from 1 on without gaps, each with a digest over itself and the one before."""

    def __init__(self, rows: Sequence[Row] = ()) -> None:
        self.rows: list[Row] = []
        self._digests = [NOTHING]
        for row in rows:
            self._add(row)

    @property
    def last(self) -> int:
        """The last row."""
        return len(self.rows)

    def happen(self, *happenings: Happening, day: str = DAY) -> None:
        """More rows."""
        for type_, ticket, counter, data in happenings:
            seq = self.last + 1
            self._add([seq, AT + 1000 * seq, day, type_, ticket, counter, data])

    def digest(self, seq: int) -> str | None:
        """In hexadecimal; none of row 0."""
        return self._digests[seq].hex() if seq else None

    def restored(self, up_to: int) -> "Journal":
        """As it was in a backup that was made after this row."""
        return Journal(self.rows[:up_to])

    def _add(self, row: Row) -> None:
        self.rows.append(row)
        self._digests.append(sha256(self._digests[-1] + json.dumps(row).encode()).digest())


class Sender:
    """Sends a journal. `to` is a city's address, or the test client of its app.

    `stored` is what the city said last. Nothing is done about a refusal: what comes of it is the test's business.
    """

    def __init__(self, to: str | FlaskClient, token: str, journal: Journal | None = None) -> None:
        self._to = to
        self.token = token
        self.journal = journal or Journal()
        self.folder, self.instance = str(uuid.uuid4()), str(uuid.uuid4())
        self.stored = 0

    def sync(self, *happenings: Happening, most: int = 500, **facts: Any) -> Answer:
        """Record these events and send the rows that the city lacks, at most so many, together with `facts`."""
        self.journal.happen(*happenings)
        return self.post("/city/v1/sync", self.batch(self.stored, most) | facts)

    def sync_all(self, most: int = 500) -> None:
        """Send until the city has all. Raises `AssertionError` at a refusal."""
        while self.stored < self.journal.last:
            answer = self.sync(most=most)
            assert answer.status == 200, answer

    def batch(self, after: int, most: int = 500) -> dict[str, Any]:
        """The message with the rows after `after`."""
        last = min(self.journal.last, after + most)
        return {
            "protocol": 1,
            "journal": self.folder,
            "instance": self.instance,
            "now": AT,
            "version": "0.2.0",
            "after": after,
            "digest": self.journal.digest(after),
            "events": self.journal.rows[after:last],
            "last": last,
            "last_digest": self.journal.digest(last),
        }

    def post(self, path: str, body: Any) -> Answer:
        """Post JSON, packed."""
        return self.post_bytes(path, gzip.compress(json.dumps(body).encode()), {"Content-Encoding": "gzip"})

    def post_bytes(self, path: str, body: bytes, headers: dict[str, str]) -> Answer:
        """Post these bytes. A success tells how far the city is."""
        headers = {"Authorization": f"Bearer {self.token}"} | headers
        if isinstance(self._to, FlaskClient):
            said = self._to.post(path, data=body, headers=headers)
            return self._heard(Answer(said.status_code, said.get_json(silent=True), dict(said.headers)))
        got = self._line.post(path, content=body, headers=headers)
        return self._heard(Answer(got.status_code, _json(got), dict(got.headers)))

    def get(self, path: str) -> Answer:
        """Ask."""
        headers = {"Authorization": f"Bearer {self.token}"}
        if isinstance(self._to, FlaskClient):
            said = self._to.get(path, headers=headers)
            return Answer(said.status_code, said.get_json(silent=True), dict(said.headers))
        got = self._line.get(path, headers=headers)
        return Answer(got.status_code, _json(got), dict(got.headers))

    def fork(self, after: int, why: str = "restored") -> Answer:
        """Tell the city that this journal has another history after that row."""
        facts = {"journal": self.folder, "instance": self.instance, "why": why}
        return self.post("/city/v1/fork", {**facts, "after": after, "digest": self.journal.digest(after)})

    @cached_property
    def _line(self) -> httpx.Client:
        assert isinstance(self._to, str)
        return httpx.Client(base_url=self._to, timeout=PATIENCE_S)

    def _heard(self, answer: Answer) -> Answer:
        if answer.status == 200 and "stored" in answer.body:
            self.stored = answer.body["stored"]
        return answer


def _json(got: httpx.Response) -> Any:
    try:
        return got.json()
    except ValueError:
        return None
