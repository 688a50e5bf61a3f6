"""When each program last sent a request: noted in memory at every request, stored now and then."""

import threading
from typing import Final

import structlog

from server.core.refusal import Refusal
from server.service.context import Context
from server.service.people.programs import last_uses, note_uses

_EVERY_S: Final = 30.0
_log = structlog.get_logger(__name__)


class ProgramUses:
    """The last use of each program's token. What cannot be stored is kept in memory and tried again."""

    def __init__(self, context: Context, every_s: float = _EVERY_S) -> None:
        self._context = context
        self._every_s = every_s
        self._last = last_uses(context)
        self._unwritten: dict[int, int] = {}
        self._lock = threading.Lock()
        self._closing = threading.Event()
        self._thread = threading.Thread(target=self._run, name="program-uses", daemon=True)
        self._thread.start()

    def used(self, token: int) -> None:
        """A program used its token just now."""
        with self._lock:
            self._last[token] = self._unwritten[token] = self._context.clock()

    def last(self) -> dict[int, int]:
        """The last use of each used token, UTC milliseconds, by its id."""
        with self._lock:
            return dict(self._last)

    def write_down(self) -> None:
        """Store what was noted since the last time; a failure is logged and tried again."""
        with self._lock:
            uses, self._unwritten = self._unwritten, {}
        if not uses:
            return
        try:
            note_uses(self._context, uses)
        except Refusal as refusal:
            _log.warning("program_uses_failed", code=refusal.code)
            self._keep(uses)
        except Exception:
            _log.exception("program_uses_failed")
            self._keep(uses)

    def _keep(self, uses: dict[int, int]) -> None:
        with self._lock:
            self._unwritten = uses | self._unwritten

    def close(self) -> None:
        """Store the rest, then end the thread."""
        self._closing.set()
        self._thread.join(timeout=5)
        self.write_down()

    def _run(self) -> None:
        while not self._closing.wait(self._every_s):
            self.write_down()
