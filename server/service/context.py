"""What every use case needs: the store, the centre, the clock, and who is open for what right now."""

import secrets
from collections.abc import Callable, Mapping
from contextlib import ExitStack
from datetime import datetime
from functools import partial
from pathlib import Path
from threading import Lock
from typing import Final

from server.config import CentreSettings
from server.core.alerts import Key
from server.core.centre import Centre
from server.core.events import (
    NOTICES,
    PROCEDURES,
    SETTINGS,
    CounterClosed,
    CounterOpened,
    CounterPaused,
    CounterRestored,
    CounterResumed,
    Entry,
)
from server.core.forecast.waits import Waits
from server.core.kept_secret import secret
from server.core.model import Counter
from server.core.notices import Standing
from server.core.queue.presence import Presence
from server.core.queue.serving import serving
from server.core.quiet_hours import Medians
from server.core.usual_day import UsualDay
from server.service.cached import Kept, KeptForDay, KeptOfEach
from server.service.notices.troubles import NoticeTroubles
from server.service.people.passwords import Passwords
from server.service.queue.cards import Cards
from server.service.queue.kiosk_pace import KioskPace
from server.service.queue.kiosk_runs import KioskRuns
from server.service.queue.tracks import TrackCodes
from server.service.reports.progress import FilesProgress
from server.service.settings.live import LiveSettings
from server.store import Store, examined, journal
from server.store.connect import Connect, open_writer
from server.store.messages import MessageFile
from server.store.notices import tables
from server.store.notices.files import NoticeFiles
from server.store.people import tokens
from server.store.people.tokens import Bearer
from server.store.queue import arrivals, counters, past_waits

_MOST_BEARERS: Final = 1000
_MOVES_A_COUNTER = (CounterOpened, CounterClosed, CounterPaused, CounterResumed, CounterRestored)


class Context:
    """One running centre; `run` is a random name of this run. `begins` are the settings used while the journal is empty. `after_commit` hears every durable entry.

    It gets the machine's clock, UTC milliseconds, and one that is never set; its own `clock` is the centre's.
    Other parts set these: `waits`, the newest forecast; `clock_doubtful()`, whether the clock may be wrong; `at_consoles()`,
    the user names of those with an open console or manager's page; `readings`, the last values measured for alerts; and
    `catalogue_moved()`, which is called when procedures or their fields have changed.

    `working()` gives the counters at work and `serving()` those of each line, kept until a counter opens, closes or pauses;
    `standing()` the present notices, outages and emergency messages; `bearers(digest)` the bearer of the token with this
    hash, kept until an event that is not about a ticket; `usual_day(day)` the usual arrivals on such a weekday, and
    `usual_waits(day)` the usual waits by weekday and hour.
    `passwords` hashes and checks passwords, `connect` opens the writing connection.
    """

    clock_doubtful: Callable[[], bool] = staticmethod(lambda: False)

    def __init__(  # noqa: PLR0913 - the last three have a default that is right for a server
        self,
        folder: Path,
        begins: CentreSettings | Centre,
        clock: Callable[[], int],
        after_commit: Callable[[list[Entry]], None] = lambda _: None,
        *,
        passwords: Passwords | None = None,
        connect: Connect = open_writer,
        steady: Callable[[], int] | None = None,
    ) -> None:
        self.settings = LiveSettings(begins, partial(examined.program_of, folder))
        self.run = secrets.token_hex(4)
        self.passwords = passwords or Passwords()
        self._after_commit = after_commit
        self.working = Kept(self._find_working)
        self.serving = Kept(lambda: serving(self.working(), self.centre.layout.lines_of))
        self.standing, self.bearers = Kept(self._find_standing), KeptOfEach(self._find_bearer, _MOST_BEARERS)
        self.notice_files, self.logo_files = NoticeFiles(folder / "notices"), NoticeFiles(folder / "logos")
        self.messages = MessageFile(folder)
        self.notice_troubles = NoticeTroubles()
        self.store = Store(folder, self._local, clock, self._committed, connect=connect, steady=steady)
        self.clock = self.store.clock
        self.usual_day = KeptForDay(self._find_usual_day)
        self.usual_waits = KeptForDay(self._find_usual_waits)
        self.waits = Waits()
        self.readings: Mapping[Key, int] = {}
        self.at_consoles: Callable[[], frozenset[str]] = frozenset
        self.catalogue_moved: Callable[[], None] = lambda: None
        self.cards = Cards(lambda: self.centre.card_limit)
        self.kiosk_pace, self.kiosk_runs = KioskPace(lambda: self.centre.kiosk_pace), KioskRuns(self.clock)
        self.files_progress, self.long_reports = FilesProgress(), Lock()
        with ExitStack() as undo:  # whoever tries again after a failure finds the folder free
            undo.callback(self.store.close)
            self.tracks = TrackCodes(secret(folder, "track.key"), self._restores())
            self.presence = Presence(
                secret(folder, "presence.key"), lambda: self.centre.phone.presence_minutes
            )
            self._read_settings()
            undo.pop_all()

    @property
    def centre(self) -> Centre:
        """The centre by its present settings; it is replaced after every change of them.

        While the time is in doubt, it is open.
        """
        return self.settings.always_open if self.clock.holds else self.settings.centre

    def close(self) -> None:
        """Finish pending writes and let the data folder go."""
        self.store.close()

    def _committed(self, entries: list[Entry]) -> None:
        if not entries or any(entry.event.ticket_id is None for entry in entries):
            self.bearers.moved()
        if any(isinstance(entry.event, SETTINGS) for entry in entries):
            self._read_settings()
            self.serving.moved()  # a counter may stand at another point now
        if any(isinstance(entry.event, _MOVES_A_COUNTER) for entry in entries):
            self.working.moved()
            self.serving.moved()
        if any(isinstance(entry.event, NOTICES) for entry in entries):
            self.standing.moved()
        if any(isinstance(entry.event, (*PROCEDURES, *SETTINGS)) for entry in entries):
            self.catalogue_moved()
        self._after_commit(entries)

    def _read_settings(self) -> None:
        with self.store.read() as connection:
            self.settings.read(connection)

    def _restores(self) -> list[tuple[int, bytes]]:
        with self.store.read() as connection:
            return journal.restores(connection)

    def _local(self, at_ms: int) -> datetime:
        return self.settings.centre.local(at_ms)

    def _find_bearer(self, digest: bytes) -> Bearer | None:
        with self.store.read() as connection:
            return tokens.bearer(connection, digest)

    def _find_standing(self) -> Standing:
        with self.store.read() as connection:
            return tables.standing(connection)

    def _find_usual_day(self, day: str) -> UsualDay:
        with self.store.read() as connection:
            return arrivals.usual(connection, day, self._local)

    def _find_usual_waits(self, day: str) -> Medians:
        with self.store.read() as connection:
            return past_waits.usual(connection, day, self._local)

    def _find_working(self) -> tuple[Counter, ...]:
        with self.store.read() as connection:
            return tuple(c for c in counters.everything(connection).values() if c.at_work)
