"""Looks every few seconds whether something has reached the limit of an alert, or is below it again."""

import threading
from typing import Final

import structlog

from server.service.alerts.watching import Watching

_EVERY_S: Final = 5.0
_log = structlog.get_logger(__name__)


class AlertWatch:
    """Looks from a thread of its own; what fails is logged and tried again."""

    def __init__(self, watching: Watching, every_s: float = _EVERY_S) -> None:
        self._watching = watching
        self._every_s = every_s
        self._closing = threading.Event()
        self._thread = threading.Thread(target=self._run, name="alert-watch", daemon=True)
        self._thread.start()

    def close(self) -> None:
        """Look no more."""
        self._closing.set()
        self._thread.join(timeout=5)

    def _run(self) -> None:
        while not self._closing.wait(self._every_s):
            try:
                self._watching.look()
            except Exception:
                _log.exception("alert_watch_failed")
