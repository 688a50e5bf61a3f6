"""Reading for many centres at once: whose turn it is, their next rows, and what these need. One statement a table."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from server.city.database import Transaction
from server.city.fold.day import CALLS
from server.city.fold.rows import (
    COUNTER,
    SETTING,
    STAY,
    TICKET,
    counter_from,
    setting_from,
    stay_from,
    ticket_from,
)
from server.city.fold.setup import setup_of
from server.city.fold.tables import Tables
from server.city.fold.work import LogRow, Work
from server.core.model import Counter, Ticket
from server.core.reports.stays import Stay
from server.core.settings import Item, Key

Works = Mapping[str, Work]
"""The centres of a turn, by code."""
Keys = Sequence[tuple[Any, ...]]
"""Centre, and the columns of a table's key."""

_DAYS: Final = {"day": "day::text"}
_CHOSEN: Final = (
    "SELECT code, centre.epoch, folding.folded, stored, folding.v, folding.epoch, settings, memo"
    " FROM folding JOIN centre ON code = folding.centre"
    " WHERE (halted IS NULL OR code = %(only)s) AND folding.epoch <= centre.epoch"
    " AND (stored > folding.folded OR folding.epoch < centre.epoch) AND (%(only)s::text IS NULL OR code = %(only)s)"
    " ORDER BY turned_at, code LIMIT %(centres)s FOR UPDATE OF folding SKIP LOCKED"
)
"""Of the row that is locked the newest is read, of `centre` perhaps an older one: what decides is in `folding`."""
_EPOCHS: Final = "SELECT centre, epoch, after FROM epoch WHERE centre = ANY(%s) ORDER BY centre, epoch"
_ROWS: Final = (
    "SELECT w.centre, l.seq, l.at, l.day::text, l.type, l.ticket, l.counter, l.data::text"
    " FROM unnest(%s::text[], %s::integer[], %s::bigint[], %s::bigint[]) AS w (centre, epoch, after, upto)"
    " CROSS JOIN LATERAL (SELECT * FROM log WHERE log.centre = w.centre AND log.epoch = w.epoch"
    " AND log.seq > w.after AND log.seq <= w.upto ORDER BY log.seq LIMIT %s) AS l ORDER BY 1, 2"
)

_HISTORY: Final = (
    "SELECT seq, at, day::text, type, ticket, counter, data::text FROM log"
    " WHERE centre = %s AND epoch = %s AND seq > %s AND seq <= %s ORDER BY seq"
)


def _select(table: str, columns: Sequence[str]) -> str:
    return f"SELECT {', '.join(_DAYS.get(name, name) for name in columns)} FROM {table}"


def _select_these(table: str, columns: Sequence[str], key: str) -> str:
    """The rows of a table whose key, after its centre, is given: arrays of centres and of each column of the key."""
    names = {"id": "bigint", "n": "integer", "seq": "bigint", "day": "date"}
    arrays = "".join(f", %s::{names[name]}[]" for name in key.split())
    wanted = ", ".join(f"t.{_DAYS.get(name, name)}" for name in columns)
    same = " AND ".join(f"t.{name} = w.{name}" for name in ("centre", *key.split()))
    return (
        f"SELECT w.centre, {wanted} FROM unnest(%s::text[]{arrays}) AS w (centre, {', '.join(key.split())})"
        f" JOIN {table} AS t ON {same}"
    )


_TICKETS: Final = _select_these("ticket", TICKET, "id")
_COUNTERS: Final = _select_these("counter", COUNTER, "n")
_STAYS: Final = _select_these("stay", STAY, "day seq")
_SETTINGS: Final = _select("setting", SETTING) + " WHERE centre = %s"
_TICKETS_OF_DAY: Final = _select("ticket", TICKET) + " WHERE centre = %s AND day = %s"
_CALLED_OF_DAY: Final = f"{_TICKETS_OF_DAY} AND call_seq IS NOT NULL ORDER BY call_seq DESC LIMIT %s"
_IN_HANDS: Final = f"{_select('ticket', TICKET)} WHERE (centre, id) IN (SELECT centre, ticket FROM counter WHERE centre = %s)"
_STAYS_OF_DAY: Final = _select("stay", STAY) + " WHERE centre = %s AND day = %s"
_ALL_TICKETS: Final = _select("ticket", TICKET) + " WHERE centre = %s"
_ALL_STAYS: Final = _select("stay", STAY) + " WHERE centre = %s"
_ALL_COUNTERS: Final = _select("counter", COUNTER) + " WHERE centre = %s"


def chosen(connection: Transaction, centres: int, only: str | None = None) -> dict[str, Work]:
    """At most so many centres with unfolded rows, the longest waiting first, locked until the transaction ends.

    Centres locked by another follower are left out. `only` names a single centre, even one whose tables have stopped.
    """
    found = connection.execute(_CHOSEN, {"centres": centres, "only": only})
    return {row[0]: Work(*row) for row in found}


def read_rows(connection: Transaction, works: Works, most: int) -> dict[str, list[LogRow]]:
    """The next rows of each, at most so many; `upto` says how far they go."""
    epochs = _epochs(connection, works)
    spans = [
        span(work.folded, work.stored, work.epoch, epochs.get(work.centre, [])) for work in works.values()
    ]
    folded = [work.folded for work in works.values()]
    asked = (list(works), [epoch for epoch, _ in spans], folded, [upto for _, upto in spans], most)
    rows: dict[str, list[LogRow]] = {centre: [] for centre in works}
    for centre, *row in connection.execute(_ROWS, asked):
        rows[centre].append(LogRow(*row))
    for work, (_, upto) in zip(works.values(), spans, strict=True):
        there = rows[work.centre]
        work.upto = there[-1].seq if len(there) == most else upto
    return rows


def _epochs(connection: Transaction, works: Works) -> dict[str, list[tuple[int, int]]]:
    """Of centres whose history has branched: where each history began."""
    found: dict[str, list[tuple[int, int]]] = {}
    if branched := [work.centre for work in works.values() if work.epoch > 1]:
        for centre, epoch, after in connection.execute(_EPOCHS, (branched,)):
            found.setdefault(centre, []).append((epoch, after))
    return found


def span(after: int, upto: int, epoch: int, epochs: Sequence[tuple[int, int]]) -> tuple[int, int]:
    """Of which history the row that comes after `after` is, and how far its rows stand, `upto` at most.

    `epoch` is the one that holds now; `epochs` are the numbers of later ones with the row after which each began, in order.
    """
    for begun, row in reversed([each for each in epochs if 1 < each[0] <= epoch]):
        if after >= row:
            return begun, upto
        upto = min(upto, row)
    return 1, upto


def epochs_of(connection: Transaction, centre: str) -> list[tuple[int, int]]:
    """The histories of a centre after its first, each with the row after which it began."""
    return [(epoch, after) for _, epoch, after in connection.execute(_EPOCHS, ([centre],))]


def load(connection: Transaction, works: Works) -> None:
    """Fill the tables of each with what its entries need."""
    _load_tickets(
        connection, works, [(work.centre, id_) for work in works.values() for id_ in work.needed_tickets()]
    )
    _load_counters(connection, works)
    _load_stays(connection, works)
    for work in works.values():
        if work.sets:
            work.tables.settings = settings_of(connection, work.centre)


def _load_tickets(connection: Transaction, works: Works, keys: Keys) -> None:
    for centre, *row in _these(connection, _TICKETS, keys):
        ticket, work = ticket_from(row), works[centre]
        work.tickets[ticket.id] = work.tables.tickets[ticket.id] = ticket


def _load_counters(connection: Transaction, works: Works) -> None:
    keys = [(work.centre, n) for work in works.values() for n in work.needed_counters()]
    for centre, *row in _these(connection, _COUNTERS, keys):
        counter, work = counter_from(row), works[centre]
        work.counters[counter.n] = work.tables.counters[counter.n] = counter


def _load_stays(connection: Transaction, works: Works) -> None:
    """The latest stay of each ticket, then the one before it, to the first."""
    keys = [(work.centre, *key) for work in works.values() for key in work.needed_stays()]
    while keys:
        earlier = []
        for centre, *row in _these(connection, _STAYS, keys):
            stay, work = stay_from(row), works[centre]
            work.stays[stay.seq] = work.tables.stays[stay.seq] = stay
            if stay.previous is not None:
                earlier.append((centre, stay.day, stay.previous))
        keys = earlier


def _these(connection: Transaction, query: str, keys: Keys) -> Iterable[tuple[Any, ...]]:
    return connection.execute(query, [list(column) for column in zip(*keys, strict=True)]) if keys else ()


def hands_of(connection: Transaction, works: Works, keys: Sequence[tuple[str, int]]) -> None:
    """Fetch these tickets, which counters hold and no entry touched."""
    _load_tickets(connection, works, keys)


def settings_of(connection: Transaction, centre: str) -> dict[Key, Item]:
    """All that is set of a centre, and was."""
    return dict(map(setting_from, connection.execute(_SETTINGS, (centre,))))


def tickets_of(connection: Transaction, centre: str, day: str) -> list[Ticket]:
    """The tickets of a day, ISO date."""
    return [ticket_from(row) for row in connection.execute(_TICKETS_OF_DAY, (centre, day))]


def called_of(connection: Transaction, centre: str, day: str) -> list[Ticket]:
    """The day's tickets that were called last, as many as are told."""
    return [ticket_from(row) for row in connection.execute(_CALLED_OF_DAY, (centre, day, CALLS))]


def in_hands(connection: Transaction, centre: str) -> dict[int, Ticket]:
    """The tickets that counters hold."""
    found = map(ticket_from, connection.execute(_IN_HANDS, (centre,)))
    return {ticket.id: ticket for ticket in found}


def stays_of(connection: Transaction, centre: str, day: str) -> list[Stay]:
    """The stays of a day, ISO date."""
    return [stay_from(row) for row in connection.execute(_STAYS_OF_DAY, (centre, day))]


def stay_rows(connection: Transaction, centre: str) -> list[tuple[Any, ...]]:
    """All rows of a centre's stays."""
    return connection.execute(_ALL_STAYS, (centre,)).fetchall()


def counters_of(connection: Transaction, centre: str) -> list[Counter]:
    """Every counter that ever did something."""
    return [counter_from(row) for row in connection.execute(_ALL_COUNTERS, (centre,))]


def memo_of(connection: Transaction, centre: str) -> Mapping[str, Any] | None:
    """What is kept to count a centre's day on from."""
    row = connection.execute("SELECT memo FROM folding WHERE centre = %s", (centre,)).fetchone()
    return None if row is None else row[0]


def rows_between(
    connection: Transaction, centre: str, epoch: int, after: int, upto: int
) -> Iterable[tuple[Any, ...]]:
    """Rows of one history of a centre, one after another; `LogRow` has their columns."""
    with connection.cursor(name="log_of_centre") as cursor:
        yield from cursor.execute(_HISTORY, (centre, epoch, after, upto))


def everything(connection: Transaction, centre: str) -> Tables:
    """All tables of a centre."""
    tickets = map(ticket_from, connection.execute(_ALL_TICKETS, (centre,)))
    stays = map(stay_from, stay_rows(connection, centre))
    settings = settings_of(connection, centre)
    return Tables(
        {ticket.id: ticket for ticket in tickets},
        {counter.n: counter for counter in counters_of(connection, centre)},
        {stay.seq: stay for stay in stays},
        settings,
        setup_of(settings),
    )
