"""The centre's line to its city, if it has one: started when it joins and ended when it leaves, at any time.

A centre without a city neither runs nor imports anything of `server.link`.
"""

import threading
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final

import structlog

from server.background.repeated import Repeated
from server.core.events import Entry
from server.core.files import CITY, CITY_LEFT
from server.core.link.now import LinkNow
from server.core.refusal import Refusal
from server.operations.doctor.city_here import CityHere
from server.ports import CityPorts
from server.service import city_ties
from server.service.context import Context

if TYPE_CHECKING:
    from server.link.health import MachinesAsked
    from server.link.link import Link

_LOOKS_EVERY_S: Final = 2.0
_log = structlog.get_logger(__name__)
Identity = tuple[int, int] | None
"""The identity of the file with a name; `None` if there is none."""


class CityLine:
    """Checks regularly whether the data folder says that the centre belongs to a city, and notes it in the journal.

    `machines` gives their present state.
    """

    def __init__(
        self, context: Context, data: Path, machines: "MachinesAsked", every_s: float = _LOOKS_EVERY_S
    ) -> None:
        self._context, self._data, self._machines = context, data.absolute(), machines
        self._door = threading.Lock()
        self._link: Link | None = None
        self._found: Identity = None
        self._noted: tuple[Identity, Identity] = (None, None)
        self._over = False
        self._repeated = Repeated("city-line", self.look, every_s)

    def look(self) -> None:
        """Start, end or restart the line as the data folder says. Raises if the journal cannot be written; the line goes on."""
        with self._door:
            if self._over:
                return
            if (found := self._identity(CITY)) != self._found:
                self._end()
                self._link = None if found is None else self._begun()
                self._found = found
            self._note((found, self._identity(CITY_LEFT)))

    def heard(self, entries: list[Entry]) -> None:
        """Something happened."""
        if (link := self._link) is not None:
            link.heard(entries)

    def now(self) -> LinkNow | None:
        """The state of the line; `None` if the centre belongs to no city."""
        link = self._link
        return None if link is None else link.now()

    def here(self) -> CityHere:
        """The state of the line, or the city for which this machine has no usable file."""
        found = self._identity(CITY)
        if self._link is not None or (found is not None and found != self._found):
            return CityHere(self.now())
        return CityHere(lost=city_ties.tie(self._context))

    def leave(self, actor: str) -> None:
        """Leave the city, if the centre belongs to one. If the journal cannot be written now, it is noted later."""
        if self._identity(CITY) is None and city_ties.tie(self._context) is None:
            return
        from server.link.joined import Ended, forget  # noqa: PLC0415 - a centre of no city runs nothing of it

        forget(self._data, Ended(actor))
        _log.warning("city_left", actor=actor)
        with suppress(Refusal):
            self.look()

    def close(self) -> None:
        """Stop sending."""
        self._repeated.close()
        with self._door:
            self._over = True
            self._end()

    def ports(self) -> CityPorts:
        """What pages need."""
        return CityPorts(self.now, lambda: self.here().lost, self.leave)

    def _identity(self, name: str) -> Identity:
        try:
            facts = (self._data / name).stat()
        except OSError:
            return None
        return facts.st_ino, facts.st_mtime_ns

    def _end(self) -> None:
        link, self._link = self._link, None
        if link is not None:
            link.close()

    def _begun(self) -> "Link | None":
        from server.link.begin import begin  # noqa: PLC0415 - a centre of no city runs nothing of it

        return begin(self._context, self._data, self._machines)

    def _note(self, found: tuple[Identity, Identity]) -> None:
        """Note in the journal what the `found` files say, once for each new file."""
        if found in {self._noted, (None, None)}:
            return
        from server.link.noting import note  # noqa: PLC0415 - the same

        note(self._context, self._data)
        self._noted = found
