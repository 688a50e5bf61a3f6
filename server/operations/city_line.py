"""The centre's line to its city, where it has one: begun when it joins, ended when it leaves, at any time.

A centre that belongs to no city runs, and imports, nothing of `server.link`.
"""

import threading
from pathlib import Path
from typing import TYPE_CHECKING, Final

import structlog

from server.background.repeated import Repeated
from server.core.events import Entry
from server.core.files import CITY
from server.core.link.now import LinkNow
from server.operations.doctor.running import Live
from server.ports import CityPorts
from server.service.context import Context

if TYPE_CHECKING:
    from server.link.link import Link

_LOOKS_EVERY_S: Final = 2.0
_log = structlog.get_logger(__name__)
Identity = tuple[int, int] | None


class CityLine:
    """Looks again and again whether the data folder says that the centre belongs to a city. `live` tells of its machines."""

    def __init__(self, context: Context, data: Path, live: Live, every_s: float = _LOOKS_EVERY_S) -> None:
        self._context, self._data, self._live = context, data.absolute(), live
        self._door = threading.Lock()
        self._link: Link | None = None
        self._found: Identity = None
        self._over = False
        self._repeated = Repeated("city-line", self.look, every_s)

    def look(self) -> None:
        """Begin, end, or begin anew, as the data folder says."""
        with self._door:
            found = self._identity()
            if found == self._found or self._over:
                return
            self._end()
            self._link = None if found is None else self._begun()
            self._found = found

    def heard(self, entries: list[Entry]) -> None:
        """Something happened."""
        if (link := self._link) is not None:
            link.heard(entries)

    def now(self) -> LinkNow | None:
        """How it is; `None` where the centre belongs to no city."""
        link = self._link
        return None if link is None else link.now()

    def leave(self, actor: str) -> None:
        """The centre belongs to no city any more; nothing happens where it did not."""
        (self._data / CITY).unlink(missing_ok=True)
        _log.warning("city_left", actor=actor)
        self.look()

    def close(self) -> None:
        """Send nothing more."""
        self._repeated.close()
        with self._door:
            self._over = True
            self._end()

    def ports(self) -> CityPorts:
        """What pages are handed."""
        return CityPorts(self.now, self.leave)

    def _identity(self) -> Identity:
        try:
            facts = (self._data / CITY).stat()
        except OSError:
            return None
        return facts.st_ino, facts.st_mtime_ns

    def _end(self) -> None:
        link, self._link = self._link, None
        if link is not None:
            link.close()

    def _begun(self) -> "Link | None":
        from server.link.begin import begin  # noqa: PLC0415 - a centre of no city runs nothing of it

        return begin(self._context, self._data, self._live)
