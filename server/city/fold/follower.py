"""A follower: it folds what centres have sent, whenever there is more. Any number of them share the work."""

import math
import threading
import time
from collections.abc import Callable
from typing import Final

import psycopg
import structlog

from server.city.database import Transaction
from server.city.fold import writing
from server.city.fold.turn import ROWS, Setups, Turned, stand_still, turn
from server.city.requests.forgetting import forget

STORED: Final = "city_stored"
"""Who stores a centre's rows says its code here, and followers wake."""
CENTRES: Final = 128
"""So many centres are folded together at most."""
_LOOK_S: Final = 1.0
"""How often a follower looks even if it is not woken."""
_AGAIN_S: Final = (0.5, 5.0)
_FORGET_EVERY_S: Final = 3600.0
_HEARD_EVERY_S: Final = 5.0
_HEARD: Final = "UPDATE centre SET heard_at = now() WHERE heard_at > now() + interval '5 seconds'"
"""Where the clock was set back, whoever does not send any more would be heard until it is where it was."""
_HOW: Final = (
    "SET statement_timeout = '60s'",
    "SET plan_cache_mode = force_generic_plan",
    "SET jit = off",
    "SET enable_seqscan = off",  # it reads by keys alone, of tables of any size
)
_NEXT: Final = (
    "SELECT code FROM folding JOIN centre ON code = folding.centre"
    " WHERE halted IS NULL AND (stored > folding.folded OR folding.epoch < centre.epoch) ORDER BY turned_at, code"
)
_TRY_AGAIN: Final = "UPDATE centre SET halted = NULL WHERE halted IS NOT NULL"
_log = structlog.get_logger(__name__)


def connected(conninfo: str) -> Transaction:
    """A connection to fold by, and to read what is folded. Raises `psycopg.OperationalError`."""
    connection = psycopg.connect(conninfo, autocommit=True, prepare_threshold=1)
    for statement in _HOW:
        connection.execute(statement)
    return connection


class Follower:
    """Folds in the database at `conninfo`, beside any other followers; at most `centres` centres at once.

    Now and then by `clock` (seconds that only go on) it forgets what the city need not know any more, and sees to centres
    that were heard at a time which is not yet.
    """

    def __init__(
        self, conninfo: str, centres: int = CENTRES, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._conninfo = conninfo
        self._centres = centres
        self._closing = threading.Event()
        self._clock, self._forgot_at, self._looked_at = clock, -math.inf, -math.inf
        self.setups = Setups()

    def run(self, closing: threading.Event) -> None:
        """Follow until it is told to close. A database that is gone is asked again until it is there."""
        wait_s, self._closing = _AGAIN_S[0], closing
        while not closing.is_set():
            try:
                with connected(self._conninfo) as connection:
                    connection.execute(f"LISTEN {STORED}")
                    connection.execute(f"LISTEN {writing.CHANNEL}")
                    connection.execute(_TRY_AGAIN)  # this version may know what another did not
                    wait_s = _AGAIN_S[0]
                    while not closing.is_set():
                        self._tidy(connection)
                        if not self.step(connection).more:
                            _wait(connection)
            except psycopg.OperationalError as error:
                _log.warning("database_gone", error=str(error).strip(), again_s=wait_s)
                closing.wait(wait_s)
                wait_s = min(2 * wait_s, _AGAIN_S[1])

    def _tidy(self, connection: Transaction) -> None:
        now = self._clock()
        if now - self._looked_at >= _HEARD_EVERY_S:
            connection.execute(_HEARD)
            self._looked_at = now
        if now - self._forgot_at >= _FORGET_EVERY_S:
            with connection.transaction():
                forget(connection)
            self._forgot_at = now

    def step(self, connection: Transaction) -> Turned:
        """One turn. Where the database refuses something that one centre has sent, each is folded by itself."""
        try:
            with connection.transaction():
                done = turn(connection, self.setups, self._centres)
        except psycopg.OperationalError:
            raise
        except Exception:
            _log.exception("fold_together_failed")
            return self._apart(connection)
        for centre in done.halted:
            _log.warning("centre_halted", centre=centre)
        return done

    def _apart(self, connection: Transaction) -> Turned:
        codes = [code for (code,) in connection.execute(_NEXT)]
        halted = tuple(code for code in codes if not self._alone(connection, code))
        return Turned(centres=len(codes), halted=halted, more=len(codes) > len(halted))

    def _alone(self, connection: Transaction, centre: str) -> bool:
        """Fold one centre; if that fails, row by row up to the bad one. Returns whether all went well."""
        done = self._tried(connection, centre)
        if isinstance(done, Exception):
            done = self._row_by_row(connection, centre)
        if not isinstance(done, Exception):
            return centre not in done.halted
        with connection.transaction():
            stand_still(connection, self.setups, centre, done)
        _log.error("centre_halted", centre=centre, why=type(done).__name__)
        return False

    def _row_by_row(self, connection: Transaction, centre: str) -> Turned | Exception:
        """Until a row is refused or halts it, until there is none (all went well one by one, or another follower has it), or until the end."""
        done: Turned | Exception = Turned(rows=1)
        while isinstance(done, Turned) and done.rows and not (done.halted or self._closing.is_set()):
            done = self._tried(connection, centre, 1)
        return done

    def _tried(self, connection: Transaction, centre: str, most: int = ROWS) -> Turned | Exception:
        try:
            with connection.transaction():
                return turn(connection, self.setups, 1, most, centre)
        except psycopg.OperationalError:
            raise
        except Exception as wrong:
            return wrong


def _wait(connection: Transaction) -> None:
    """Until somebody else says that there is more, or for a moment."""
    for told in connection.notifies(timeout=_LOOK_S):
        if told.pid != connection.info.backend_pid:
            return
