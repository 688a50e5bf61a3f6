"""Keeps the forecast waits fresh: a thread that simulates the hall when something changed, and now and then."""

import threading
import time
from collections.abc import Mapping
from typing import Final

import structlog

from server.core.events import Entry
from server.service.context import Context
from server.service.forecast.waits import Learnt, foresee, learnt, usual_s

_AT_LEAST_EVERY_S: Final = 15.0
_AT_MOST_EVERY_S: Final = 2.0
_SHARE: Final = 0.1
_LEARN_EVERY_S: Final = 600.0
_log = structlog.get_logger(__name__)


class Forecaster:
    """Refreshes `context.waits` from its first moment on, at most every `every_s` seconds and with a tenth of one core; `close` ends it.

    While nothing happens it refreshes them every `still_s` seconds.
    """

    def __init__(
        self, context: Context, every_s: float = _AT_MOST_EVERY_S, still_s: float = _AT_LEAST_EVERY_S
    ) -> None:
        self._context, self._every_s, self._still_s = context, every_s, still_s
        self._moved = threading.Event()
        self._ended = threading.Event()
        self._learnt: Learnt | None = None
        self._learnt_at = 0.0
        self._usual: Mapping[str, int] = {}
        self._thread = threading.Thread(target=self._run, name="forecaster", daemon=True)
        self._thread.start()

    def heard(self, _: list[Entry]) -> None:
        """Something happened in the hall."""
        self._moved.set()

    def close(self) -> None:
        """End the thread."""
        self._ended.set()
        self._moved.set()
        self._thread.join(timeout=5)

    def _run(self) -> None:
        while not self._ended.is_set():
            self._moved.clear()
            began = time.monotonic()
            try:
                self._refresh(began)
            except Exception:
                _log.exception("forecast_failed")
            took = time.monotonic() - began
            self._ended.wait(max(self._every_s, took / _SHARE))
            self._moved.wait(self._still_s)

    def _refresh(self, now: float) -> None:
        usual, known = usual_s(self._context.centre.layout), self._learnt
        if known is None or now - self._learnt_at > _LEARN_EVERY_S or usual != self._usual:
            known = learnt(self._context)
            self._learnt, self._learnt_at, self._usual = known, now, usual
        self._context.waits = foresee(self._context, known)
