"""Looks for the server in the background: finds it again, sends it the numbers given alone, keeps the clock right."""

import threading
import time
from datetime import UTC, datetime
from typing import Any, Final

import structlog

from kiosk.alone.clock import between
from kiosk.alone.forwarded import Forwarded
from kiosk.alone.learning import BOX, Learning
from kiosk.alone.link import Link, Moment
from kiosk.alone.memory import CannotRemember, Memory
from kiosk.alone.report import BoxReport
from kiosk.alone.series import PRINTING, NumberGiven, Series, age_ms
from kiosk.alone.upstream import Gone
from kiosk.outcome import PrintEnd

_log = structlog.get_logger(__name__)
_OFFLINE: Final = "/api/v1/tickets/offline"
_DOWN_S: Final = 0.5
_GLANCE_S: Final = 1.9
"""A changed setting is known here within two seconds, the request's own time included."""
_GLANCES: Final = 7
"""Glances between two looks, which come every 15 s."""
_BATCH: Final = 100
_OK: Final = 200
_CLONED: Final = "kiosk_cloned"
_NOT_ALLOWED: Final = (401, 403)


class Watch:
    """The thread that checks the link. Callers that cannot wait for it call `look` or `glance` themselves."""

    def __init__(
        self, memory: Memory, link: Link, learning: Learning, series: Series, report: BoxReport
    ) -> None:
        self._link, self._learning, self._series = link, learning, series
        self._report, self._forwarded = report, Forwarded(memory)
        self._closing = self._clock_was_wrong = False
        self._thread = threading.Thread(target=self._run, name="link", daemon=True)

    def start(self) -> None:
        """Begin to look."""
        self._thread.start()

    def close(self) -> None:
        """Stop looking."""
        self._closing = True
        self._link.wake.set()
        if self._thread.is_alive():
            self._thread.join(timeout=5)

    def look(self) -> None:
        """Ask the server once; if it answers, send it all waiting numbers, and forward requests again."""
        try:
            self._learn()
            while self._join() or self._tell_again():
                pass
            self._link.up = True
            self._join()  # what was given while the last ones joined
            self._tell()
        except Gone:
            self._link.up = False
        except CannotRemember:
            _log.exception("server_not_remembered")

    def glance(self) -> None:
        """Ask whether anything differs from the kept copy; if so, or if nobody answers, take a full look."""
        try:
            behind = self._learning.is_behind()
        except Gone:
            behind = True
        if behind:
            self.look()

    def _run(self) -> None:
        glances = _GLANCES  # since the last look: the first turn is one
        while not self._closing:
            self._link.wake.clear()
            looks = glances >= _GLANCES or not self._link.up
            try:
                (self.look if looks else self.glance)()
            except Exception:
                _log.exception("look_failed")
            woken = self._link.wake.wait(_GLANCE_S if self._link.up else _DOWN_S)
            glances = _GLANCES if woken else 0 if looks else glances + 1
            if not self._link.up:
                time.sleep(_DOWN_S)

    def _learn(self) -> None:
        self._learning.learn_centre()
        before, new = self._link.token, self._link.candidate
        if before is not None:
            self._introduce(before)
        if new is not None and new != before:  # last, so that it is the one that is kept
            while self._join():  # only the one before it speaks for the numbers given under it
                pass
            self._introduce(new)
        self._learning.learn_more()

    def _introduce(self, token: str) -> None:
        before = self._link.clock()
        answer = self._learning.ask("GET", _OFFLINE, token)
        if answer.status == _OK:
            series = answer.json()
            self._forwarded.met(series.get("restored"), str(series["day"]))
            self._link.accept(token, series, between(before, self._link.clock()))
        elif answer.status in _NOT_ALLOWED:
            code = (answer.json() or {}).get("code")
            if code == _CLONED:
                _log.error("this_box_is_a_copy")
                while self._join():  # who holds its numbers is not lost
                    pass
            self._link.refuse(token, code if code == _CLONED else None)

    def _join(self) -> bool:
        """Send a batch of numbers given alone; returns whether there may be more."""
        given, token = self._series.waiting(_BATCH), self._link.token
        if not given or token is None:
            return False
        now, moment = self._link.clock(), self._moment()
        items = [_item(one, moment.at_ms - age_ms(one, now, moment.at_ms)) for one in given]
        self._series.joined(self._send(token, moment, items))
        return len(given) == _BATCH

    def _tell_again(self) -> bool:
        """Send a batch of numbers that a restored server may lack; returns whether there may be more."""
        items, token = self._forwarded.waiting(_BATCH), self._link.token
        if not items or token is None:
            return False
        self._send(token, self._moment(), items)
        self._forwarded.told(items)
        return len(items) == _BATCH

    def _moment(self) -> Moment:
        moment = self._link.now()
        assert moment is not None  # there is no token without a first contact
        return moment

    def _send(self, token: str, moment: Moment, items: list[dict[str, Any]]) -> list[dict[str, Any]]:
        """Send these numbers; returns what became of each. Raises `Gone`."""
        answer = self._learning.ask("POST", _OFFLINE, token, {"now": _iso(moment.at_ms), "items": items})
        if answer.status in _NOT_ALLOWED:
            self._link.refuse(token)
        if answer.status != _OK:
            raise Gone(f"the server answered {answer.status} to numbers given alone")
        answers: list[dict[str, Any]] = answer.json()["items"]
        for item in answers:
            if item["code"] is not None:
                _log.error("number_left_out", number=item["number"], day=item["day"], code=item["code"])
        return answers

    def _tell(self) -> None:
        """Send the server this box's report; a server too old to know the report does not need it."""
        told, token = self._report.told(), self._link.token
        if told is None or token is None:
            return
        wrong = self._link.wrong_clock_s()
        if wrong is not None and not self._clock_was_wrong:
            _log.warning("clock_wrong", hours=round(wrong / 3600, 1))
        self._clock_was_wrong = wrong is not None
        answer = self._learning.ask("POST", BOX, token, told)
        if answer.status == _OK:
            self._report.heard(answer.json())


def _item(given: NumberGiven, issued_at: int) -> dict[str, Any]:
    slip = PrintEnd.UNKNOWN.value if given.slip == PRINTING else given.slip  # its end would come too late
    return {
        "number": given.number,
        "day": given.day,
        **given.wish,
        "issued_at": _iso(issued_at),
        "key": given.key,
        "slip": slip,
    }


def _iso(at_ms: int) -> str:
    return datetime.fromtimestamp(at_ms / 1000, UTC).isoformat(timespec="milliseconds")
