"""A simulated centre as its city hears it: its journal in batches behind the city's cursor, its screens, its machines."""

import json
from collections import deque
from dataclasses import dataclass, field
from hashlib import sha256
from http import HTTPStatus
from random import Random
from typing import Any, Final
from uuid import NAMESPACE_URL, uuid5

import structlog

from server import __version__
from server.city.local.hanoi import Ward
from server.city.local.ward_life import Life, WardRow
from server.city.local.ward_line import SYNC, CityAnswer, WardLine
from server.city.local.ward_people import CrowdPace, day_of
from server.city.local.ward_settings import settings_of
from server.city.local.ward_shown import health, quiet, shown
from server.core.units import SECOND_MS

MOST_EVENTS: Final = 500
_BEAT_S: Final = 2.0
_HEALTH_S: Final = 30
_BACK_OFF_S: Final = (0.5, 30.0)
_PROTOCOL: Final = 1
_FIRST: Final = bytes(32)
_NOT_HERE: Final = {
    "vi": "Phường mô phỏng không cấp số từ xa.",
    "en": "A simulated ward gives no numbers from afar.",
}
_log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Simulated:
    """Which centre is simulated: with what token it comes, from which seed, since when, and how densely people come."""

    ward: Ward
    token: str
    seed: int
    begins: int
    paces: tuple[CrowdPace, ...] = ()


@dataclass(slots=True)
class _Cursor:
    """How far the city has it, and the digest of that row."""

    seq: int = 0
    digest: str | None = None


@dataclass(slots=True)
class _Told:
    """What the city knows already of what may be left out then."""

    shown: dict[str, Any] | None = None
    health_at: int = 0
    quiet: dict[str, Any] | None = None
    answers: list[dict[str, Any]] = field(default_factory=list)


class SimulatedWard:
    """The sender of one centre. `beat` is for one thread at a time."""

    def __init__(self, what: Simulated) -> None:
        self.code = what.ward.code
        self._what = what
        self._journal = str(uuid5(NAMESPACE_URL, f"{self.code}:{what.seed}:{what.begins}"))
        self._dice = Random(what.seed)
        self._failed = 0
        self._begin_again()

    def beat(self, line: WardLine, now: int) -> float:
        """One request at `now` (UTC milliseconds). Answers after how many seconds the next one is due."""
        self._live(now)
        body = self._body(now)
        answer = line.post(SYNC, self._what.token, body)
        if answer.status == HTTPStatus.OK:
            self._failed = 0
            self._heard(body, answer)
            return 0.0 if self._rows else float(answer.body.get("wait_s", _BEAT_S))
        if answer.status == HTTPStatus.CONFLICT and answer.body.get("code") == "gap":
            self._go_to(int(answer.body["stored"]))
            return 0.0
        if answer.status not in {0, HTTPStatus.SERVICE_UNAVAILABLE, HTTPStatus.BAD_GATEWAY}:
            _log.warning("ward_refused", centre=self.code, status=answer.status, code=answer.body.get("code"))
        return self._back_off_s()

    @property
    def behind(self) -> int:
        """How many rows the city has yet to store."""
        return len(self._rows)

    def _begin_again(self) -> None:
        what = self._what
        self._life = Life(settings_of(what.ward.name), what.seed, what.begins, what.paces)
        self._chain = _FIRST
        self._lived = what.begins
        self._rows: deque[tuple[list[Any], str]] = deque()
        self._cursor = _Cursor()
        self._told = _Told()

    def _live(self, now: int) -> None:
        self._lived = now
        for row in self._life.until(now):
            sent = sent_as(row)
            self._chain = sha256(self._chain + json.dumps(sent, ensure_ascii=False).encode()).digest()
            self._rows.append((sent, self._chain.hex()))

    def _body(self, now: int) -> dict[str, Any]:
        batch = [self._rows[place] for place in range(min(MOST_EVENTS, len(self._rows)))]
        last, digest = (batch[-1][0][0], batch[-1][1]) if batch else (self._cursor.seq, self._cursor.digest)
        body = {
            "protocol": _PROTOCOL,
            "journal": self._journal,
            "instance": self._journal,
            "now": now,
            "version": __version__,
            "after": self._cursor.seq,
            "digest": self._cursor.digest,
            "events": [sent for sent, _ in batch],
            "last": last,
            "last_digest": digest,
            "answers": self._told.answers,
        }
        if (screens := shown(self._life, self._what.ward, now)) != self._told.shown:
            body["shown"] = screens
        if now - self._told.health_at >= _HEALTH_S * SECOND_MS:
            body["health"] = health(self._what.seed, (now - self._what.begins) // SECOND_MS)
        if (hours := quiet(self._what.seed, day_of(now))) != self._told.quiet:
            body["quiet"] = hours
        return body

    def _heard(self, body: dict[str, Any], answer: CityAnswer) -> None:
        self._told.shown = body.get("shown", self._told.shown)
        self._told.quiet = body.get("quiet", self._told.quiet)
        self._told.health_at = body["now"] if "health" in body else self._told.health_at
        self._told.answers = [_refused(each) for each in answer.body.get("requests", ())]
        self._go_to(int(answer.body["stored"]))

    def _go_to(self, stored: int) -> None:
        """The city has it up to this row: further on, or back, after it lost some."""
        if stored < self._cursor.seq:
            until = self._lived
            self._begin_again()
            self._live(until)
        while self._rows and self._rows[0][0][0] <= stored:
            sent, digest = self._rows.popleft()
            self._cursor = _Cursor(sent[0], digest)

    def _back_off_s(self) -> float:
        least, most = _BACK_OFF_S
        self._failed += 1
        return self._dice.uniform(0.0, min(most, least * 2**self._failed))


def sent_as(row: WardRow) -> list[Any]:
    """A row as the protocol has it."""
    event = row.event
    return [row.seq, row.at, row.day, event.type, event.ticket_id, event.counter_n, event.data()]


def _refused(request: dict[str, Any]) -> dict[str, Any]:
    return {"request": request["id"], "state": "refused", "ticket": None, "number": None, "told": _NOT_HERE}
