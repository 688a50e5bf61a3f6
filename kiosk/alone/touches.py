"""A touch becomes a number: the server's when it answers, one of the kiosk's own when it does not."""

import json
import secrets
import threading
from collections import OrderedDict
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from zoneinfo import ZoneInfo

import structlog

from kiosk.alone.forwarded import Forwarded
from kiosk.alone.link import Link, Moment
from kiosk.alone.memory import CannotRemember
from kiosk.alone.pace import Pace
from kiosk.alone.rules import Rules, WrongWish
from kiosk.alone.series import PRINTING, NumberGiven, Series
from kiosk.alone.slips import Slips
from kiosk.alone.texts import Problem, gone
from kiosk.alone.upstream import Answer, Gone, Headers, ServerLine
from kiosk.alone.wish import Wish, digest, read_wish
from kiosk.texts import Language

_log = structlog.get_logger(__name__)
TARGET: Final = "/api/v1/tickets"
_PATIENCE_S: Final = 2.0
_STRIPES: Final = 64
_REMEMBERED: Final = 500
_NOT_ALLOWED: Final = (401, 403)


@dataclass(frozen=True, slots=True)
class Touch:
    """One POST /tickets of the page."""

    headers: Headers
    body: bytes
    key: str
    token: str | None
    language: Language


class Touches:
    """Gives numbers. Safe to use from many threads: one touch is handled by one of them at a time."""

    def __init__(self, link: Link, upstream: ServerLine, series: Series, slips: Slips, rules: Rules) -> None:
        self._memory, self._link, self._upstream = link.memory, link, upstream
        self._series, self._slips, self._rules, self._say = series, slips, rules, rules.say
        self._doors = [threading.Lock() for _ in range(_STRIPES)]
        self._pace = Pace()
        self._forwarded_numbers = Forwarded(link.memory)
        self._answered: OrderedDict[str, tuple[bytes, Answer]] = OrderedDict()

    def take(self, touch: Touch) -> Answer:
        """The answer to a touch: the same again if the touch is repeated, `idempotency_mismatch` if its key comes with another body."""
        with self._doors[hash(touch.key) % _STRIPES]:
            try:
                return self._repeated(touch) or self._forwarded(touch) or self._alone(touch)
            except CannotRemember as error:
                _log.exception("number_not_remembered", code=error.code)
                return problem(self._say(error.code, touch.language))
            except WrongWish as wrong:
                return problem(self._say("bad_request", touch.language, reason=str(wrong)))

    def view(self, given: NumberGiven) -> dict[str, Any]:
        """One of the kiosk's own numbers, in the shape of a ticket; what is not known yet is null."""
        centre = self._memory.fact("centre")
        zone = ZoneInfo(centre["timezone"])
        joined = given.joined or {}
        return {
            "id": given.id,
            "number": given.number,
            **_told_back(given.wish),
            "field": self._field_of(given.wish, centre),
            "channel": "kiosk",
            "state": joined.get("state") or "waiting",
            "ahead": None,
            "wait": None,
            "issued_at": datetime.fromtimestamp(given.issued_at / 1000, zone).isoformat(timespec="seconds"),
            "track": joined.get("track"),
            "counter": None,
            "calls": 0,
            "print": given.slip,
            "offline": True,
        }

    def _repeated(self, touch: Touch) -> Answer | None:
        """What this box answered to this key before; `None` if the key is new."""
        request, answer = self._answered.get(touch.key, (None, None))
        if answer is None and (given := self._series.by_key(touch.key)) is not None:
            request, answer = given.request, _created(self.view(given))
        if answer is not None and request not in (None, digest(touch.body)):
            return problem(self._say("idempotency_mismatch", touch.language))
        return answer

    def _forwarded(self, touch: Touch) -> Answer | None:
        """The server's answer; `None` if it sent none, or an error without a name."""
        if not self._link.up:
            return None
        headers = [h for h in touch.headers if h[0].lower() != "idempotency-key"]
        try:
            answer = self._upstream.ask(
                "POST", TARGET, [*headers, ("Idempotency-Key", touch.key)], touch.body, _PATIENCE_S
            )
        except Gone:
            self._link.fell()
            return None
        if answer.unforeseen():
            self._link.fell()
            return None
        if answer.status in _NOT_ALLOWED:
            self._link.refuse(touch.token)
        return self._remembered(touch, answer) if answer.status == 201 else answer  # noqa: PLR2004

    def _remembered(self, touch: Touch, answer: Answer) -> Answer:
        """Print the slip of a new number, and keep its answer for a repeat of the touch."""
        self._pace.count(self._link.clock().up_ms)
        shown = self._slips.issued(answer.json(), touch.language)
        told = Answer(answer.status, answer.headers, json.dumps(shown, ensure_ascii=False).encode())
        self._answered[touch.key] = digest(touch.body), told
        self._keep(touch.key, shown)
        while len(self._answered) > _REMEMBERED:
            self._answered.popitem(last=False)
        return told

    def _keep(self, key: str, ticket: dict[str, Any]) -> None:
        """Keep a number that a server restored from a backup may lack. If it cannot be kept, the person still gets the answer."""
        moment = self._link.now()
        try:
            if moment is not None:
                self._forwarded_numbers.keep(key, moment.day, ticket)
        except (CannotRemember, KeyError):
            _log.exception("forwarded_not_remembered")

    def _alone(self, touch: Touch) -> Answer:
        if (code := self._not_trusted(touch.token)) is not None:
            return problem(self._say(code, touch.language))
        moment, centre = self._link.now(), self._memory.fact("centre")
        if moment is None or centre is None:
            return problem(gone(touch.language))
        wish = read_wish(touch.key, touch.body, self._rules.read)
        if (refused := self._refused(wish, centre, moment, touch.language)) is not None:
            return problem(refused)
        slip = PRINTING if self._slips.at_hand else None
        given = self._series.give(wish, moment, self._link.clock(), slip)
        self._pace.count(self._link.clock().up_ms)
        view = self.view(given)
        self._slips.given(view, touch.language)
        return _created(view)

    def _not_trusted(self, token: str | None) -> str | None:
        """Why this token may not give numbers here: only the token that the server accepted last may."""
        if token is not None and token == self._link.token:
            return None
        if token is None or token != self._link.refused:
            return "not_signed_in"
        return self._link.why or "token_expired"

    def _refused(
        self, wish: Wish, centre: dict[str, Any], moment: Moment, language: Language
    ) -> Problem | None:
        asked, field = wish.asked, self._field_of(wish.asked, centre)
        if (refused := self._field_refused(field, wish, centre, language)) is not None:
            return refused
        classes = {known["code"] for known in centre["priority_classes"]}
        if asked["priority"] is not None and asked["priority"] not in classes:
            return self._say("unknown_priority", language, priority=asked["priority"])
        if _alarmed(centre, moment):
            return self._say("emergency_on", language)
        if (closed := self._rules.closed(centre, field, moment.at_ms, language)) is not None:
            return closed
        limit = int(centre.get("numbers_per_minute") or 0)
        full = self._pace.full(limit, self._link.clock().up_ms)
        return self._say("ask_a_helper", language, limit=limit) if full else None

    def _field_of(self, asked: dict[str, Any], centre: dict[str, Any]) -> str:
        """The field of the number: people with many dossiers may have a field of their own."""
        return self._rules.goes_to(centre, asked["field"], asked.get("dossiers"))

    def _field_refused(
        self, code: str, wish: Wish, centre: dict[str, Any], language: Language
    ) -> Problem | None:
        """Why a field gives no number; a server of an earlier version says less about its fields."""
        field = next((known for known in centre["fields"] if known["code"] == code), None)
        if field is None:
            return self._say("unknown_field", language, field=code)
        if field.get("helper_only"):
            return self._say("by_helper_only", language)
        return self._say("card_needed", language) if field.get("card_only") and not wish.card_shown else None


def _alarmed(centre: dict[str, Any], moment: Moment) -> bool:
    """Whether an emergency message of today was shown when the server was last heard."""
    message = centre.get("emergency")
    return message is not None and str(message["since"])[:10] == moment.day


def problem(said: Problem) -> Answer:
    """A refusal in the form that the page reads."""
    body = json.dumps(said, ensure_ascii=False).encode()
    return Answer(int(said["status"]), [("Content-Type", "application/problem+json")], body)


def new_key() -> str:
    """A new key for a touch that came without one."""
    return secrets.token_hex(16)


def _told_back(wish: dict[str, Any]) -> dict[str, Any]:
    """What the touch asked for, under the names that a ticket uses."""
    told = {name: value for name, value in wish.items() if name != "dossiers"}
    return told | ({"dossiers_told": wish["dossiers"]} if "dossiers" in wish else {})


def _created(view: dict[str, Any]) -> Answer:
    body = json.dumps(view, ensure_ascii=False).encode()
    return Answer(201, [("Content-Type", "application/json")], body)
