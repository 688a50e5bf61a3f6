"""Rebuilds a centre's tables from its log, in one transaction, so that nobody sees them half built."""

from typing import Final

from server.city.database import Transaction
from server.city.fold import reading
from server.city.fold.turn import Setups, Turned, begin, fold, tell
from server.city.fold.work import Work

_ROWS: Final = 2_000
_ANEW: Final = "UPDATE folding SET epoch = 0 WHERE centre = %s"


def replay(connection: Transaction, centre: str) -> Turned:
    """Fold the whole log of a centre again, inside a transaction, also past the row where it had stopped.

    Raises `LookupError` where there is no such centre.
    """
    if not connection.execute(_ANEW, (centre,)).rowcount:
        raise LookupError(centre)
    setups, done = Setups(), 0
    works = reading.chosen(connection, 1, centre)
    begin(connection, works)
    work: Work = works[centre]
    while True:
        done += fold(connection, {centre: work}, setups, _ROWS)
        if work.ended:
            break
        work = work.next()
    tell(connection, {centre: work})
    return Turned(done, 1, () if work.halt is None else (centre,))
