"""The second boxes of this one, and when each was last heard of."""

import threading
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from server.core.standby import heard
from server.core.units import SECOND_MS
from server.service.context import Context
from server.store.people import tokens
from server.store.standby.heard import heard_of, keep_heard

_KEPT_MS: Final = 30 * SECOND_MS
"""How often it is written: a restart loses no box, a power cut at most this time."""


@dataclass(frozen=True, slots=True)
class SecondBoxNow:
    """A second box that has followed, by its token with its name: when it was last heard of (UTC milliseconds), how long ago, and whether it is silent."""

    token: int
    name: str
    heard_at: int
    ago_ms: int
    silent: bool


class SecondBoxes:
    """What is known of the second boxes; kept in the data folder too. Safe to use from many threads."""

    def __init__(self, context: Context, folder: Path) -> None:
        self._context, self._folder = context, folder
        self._heard = heard_of(folder)
        self._kept = dict(self._heard)
        self._lock = threading.Lock()

    def pulled(self, token: int, seq: int, last: int) -> None:
        """Note that the box with this token asked for the rows after `seq` when the last row was `last`."""
        with self._lock:
            now = heard(self._heard.get(token), seq, last, self._context.clock())
            self._heard[token] = now
            if (kept := self._kept.get(token)) is None or abs(now.at - kept.at) >= _KEPT_MS:
                self._keep()

    def all(self) -> list[SecondBoxNow]:
        """The boxes that have ever followed and whose token is not revoked: revoke it when a second box is given up."""
        with self._lock:
            boxes = dict(self._heard)
        if not boxes:
            return []
        with self._context.store.read() as connection:
            known = tokens.programs(connection)
        now = self._context.clock()
        return [
            SecondBoxNow(each.id, each.name or "", box.at, max(0, now - box.at), box.is_silent(now))
            for each in reversed(known)
            if each.revoked_at is None and (box := boxes.get(each.id)) is not None
        ]

    def close(self) -> None:
        """Write down what is known."""
        with self._lock:
            if self._heard != self._kept:
                self._keep()

    def _keep(self) -> None:
        """Store them. A folder that cannot be written is reported elsewhere, and boxes can still follow."""
        with suppress(OSError):
            keep_heard(self._folder, self._heard)
        self._kept = dict(self._heard)
