"""Repeats an action every few seconds in its own thread."""

import threading
from collections.abc import Callable
from typing import Final

import structlog

_EVERY_S: Final = 5.0
_log = structlog.get_logger(__name__)


class Repeated:
    """Acts until it is closed; a failure is logged under its name and tried again."""

    def __init__(self, name: str, act: Callable[[], None], every_s: float = _EVERY_S) -> None:
        self._name = name
        self._act = act
        self._every_s = every_s
        self._closing = threading.Event()
        self._thread = threading.Thread(target=self._run, name=name, daemon=True)
        self._thread.start()

    def close(self) -> None:
        """Stop acting."""
        self._closing.set()
        self._thread.join(timeout=5)

    def _run(self) -> None:
        while not self._closing.wait(self._every_s):
            try:
                self._act()
            except Exception:
                _log.exception("repeated_failed", what=self._name)
