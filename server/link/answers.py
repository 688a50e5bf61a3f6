"""What the city sends besides its cursor (requests, the catalogue), what goes back, and what the city's refusals mean."""

import hashlib
import math
import time
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final
from urllib.parse import urlencode

import structlog

from server.link.line import CityAnswer, LineBroken, LineToCity

Requests = Callable[[list[dict[str, Any]]], Sequence[Mapping[str, Any]]]
"""Takes requests and returns answers, at once or when called again; it is called after each exchange, even with no requests."""
Catalogues = Callable[[dict[str, Any]], None]
"""Takes a catalogue: its `version`, `sha256`, and `csv`, the bytes that have this digest."""

_OK: Final = 200
_CONFLICT: Final = 409
CATALOGUE_AGAIN_S: Final = 600.0
"""So long after one that could not be fetched or kept it is asked for again: all of it comes, and a full disk stays full for a while."""
_MOST_ANSWERS: Final = 200
_MOST_KEPT: Final = 2000
_CODES: Final = {400: "unreadable", 401: "unknown_token", 422: "never", 426: "protocol"}
_LATER: Final = frozenset({429, 500, 502, 503, 504})
_LONGEST_SAID: Final = 300
_log = structlog.get_logger(__name__)


class Halt(Exception):
    """Nothing more can be sent now. `code` is one of `server.core.link.troubles`; `retry_after` is when the city wants the next request."""

    def __init__(
        self, code: str, *, row: int | None = None, said: str = "", retry_after: str | None = None
    ) -> None:
        super().__init__(f"{code} {said}".strip())
        self.code, self.row, self.said, self.retry_after = code, row, said[:_LONGEST_SAID], retry_after


def halted(answer: CityAnswer) -> Halt:
    """What an error answer of the city means."""
    facts = answer.facts
    if answer.status in _LATER:
        return Halt("later", retry_after=answer.retry_after)
    if facts is not None and answer.status == _CONFLICT:
        known = facts.get("code") == "another_instance"
        return Halt("another_instance" if known else "later", said=str(facts.get("code")))
    if facts is None or answer.status not in _CODES:
        return Halt("not_a_city", said=f"HTTP {answer.status}", retry_after=answer.retry_after)
    row = facts.get("row")
    said = str(facts.get("why") or "")
    return Halt(_CODES[answer.status], row=row if type(row) is int else None, said=said)


class Answers:
    """Passes requests on, and keeps their answers until the city has received them. No lock is held meanwhile.

    `clock` gives seconds that only go on.
    """

    def __init__(
        self,
        requests: Requests | None,
        catalogue: Catalogues | None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._requests, self._catalogue = requests, catalogue
        self._kept: list[dict[str, Any]] = []
        self._sent = 0
        self._version: object = None
        self._clock, self._failed_at = clock, -math.inf

    @property
    def waiting(self) -> bool:
        """Whether answers wait to be sent."""
        return bool(self._kept)

    def to_send(self) -> list[dict[str, Any]]:
        """The answers that go with the next request."""
        found = self._kept[:_MOST_ANSWERS]
        self._sent = len(found)
        return found

    def taken(self) -> None:
        """The city has received what was sent last."""
        del self._kept[: self._sent]
        self._sent = 0

    def hand_down(self, facts: dict[str, Any], line: LineToCity) -> None:
        """Pass on what came with the city's answer; an error in that is logged and does not count as trouble of the line."""
        self._ask(_came(facts))
        wanted = facts.get("catalogue")
        if (
            self._catalogue is not None
            and isinstance(wanted, dict)
            and wanted.get("version") != self._version
            and self._clock() - self._failed_at >= CATALOGUE_AGAIN_S
        ):
            fetched = self._fetch(wanted, line)
            self._failed_at = -math.inf if fetched else self._clock()

    def _ask(self, came: list[dict[str, Any]]) -> None:
        if self._requests is None:
            return
        try:
            self._kept += map(dict, self._requests(came))
        except Exception:
            _log.exception("city_requests_failed", n=len(came))
        del self._kept[:-_MOST_KEPT]  # the city asks again for what it was not answered

    def _fetch(self, wanted: dict[str, Any], line: LineToCity) -> bool:
        """Fetch the catalogue and check its digest; returns whether it was taken."""
        assert self._catalogue is not None
        try:
            answer = line.ask("GET", f"/catalogue?{urlencode({'version': wanted['version']})}")
            if answer.status != _OK or hashlib.sha256(answer.body).hexdigest() != wanted.get("sha256"):
                _log.warning(
                    "city_catalogue_not_as_promised", version=wanted["version"], status=answer.status
                )
                return False
            self._catalogue({**wanted, "csv": answer.body})
            self._version = wanted["version"]
        except LineBroken as broken:
            _log.info("city_catalogue_not_fetched", said=str(broken))
        except Exception:
            _log.exception("city_catalogue_failed")
        return self._version == wanted.get("version")


def _came(facts: dict[str, Any]) -> list[dict[str, Any]]:
    """The city's requests; those that it takes back become requests of the kind `cancel`."""
    asked, cancelled = facts.get("requests"), facts.get("cancels")
    came = [each for each in asked if isinstance(each, dict)] if isinstance(asked, list) else []
    gone = [str(each) for each in cancelled] if isinstance(cancelled, list) else []
    return [*came, *({"id": each, "kind": "cancel", "of": each} for each in gone)]
