"""After a restore: numbers that were given since the backup, and are on paper, must not be given again."""

from collections.abc import Iterable, Mapping

from server.core.backups import Manifest, OnPaper, held_up_to
from server.core.events import CentreRestored, SeriesLifted
from server.core.queue.prefixes import readings
from server.service.context import Context
from server.store.queue import series
from server.store.transaction import Transaction


def go_on(context: Context, manifest: Manifest, on_paper: OnPaper, actor: str) -> dict[str, int]:
    """Write down that the data come from this backup, and lift today's series above what people may hold.

    Returns the next number of each prefix. Raises `ValueError` for a number of no series.
    """
    fields = context.centre.layout.fields.values()
    highest = _highest(on_paper.read_off, {each.prefix for each in fields})
    known = {
        each.prefix: max(each.first_number - 1, on_paper.replaced.get(each.prefix, 0)) for each in fields
    }

    def job(transaction: Transaction) -> dict[str, int]:
        transaction.record(CentreRestored(manifest.made_at, manifest.seq, on_paper.pads), actor)
        return {} if on_paper.nothing_since else _lift(transaction, known, highest, actor)

    return context.store.write(job)


def _highest(read_off: Iterable[str], prefixes: set[str]) -> Mapping[str, int]:
    found: dict[str, int] = {}
    for number in read_off:
        read = number.strip().upper()
        prefix, n = next((each for each in readings(read) if each[0] in prefixes), ("", 0))
        if not prefix:
            raise ValueError(f"{number} is of no field")
        found[prefix] = max(found.get(prefix, 0), n)
    return found


def _lift(
    transaction: Transaction, known: Mapping[str, int], highest: Mapping[str, int], actor: str
) -> dict[str, int]:
    """Raise each series above its `known` number, and above those in the data."""
    following = {}
    for prefix in sorted(known):
        last = max(known[prefix], series.last(transaction.connection, transaction.day, prefix))
        held = held_up_to(last, highest.get(prefix))
        transaction.record(SeriesLifted(transaction.day, prefix, held), actor)
        following[prefix] = held + 1
    return following


def lift_above(context: Context, known: Mapping[str, int], actor: str) -> dict[str, int]:
    """Raise those of today's series for which another machine knows higher numbers than are known here.

    `known` gives them by prefix. Returns the next number of each raised series, by prefix; nothing is
    written if none had to be raised. Prefixes without a field are ignored.
    """
    prefixes = {each.prefix for each in context.centre.layout.fields.values()}

    def job(transaction: Transaction) -> dict[str, int]:
        connection, day = transaction.connection, transaction.day
        further = {p: n for p, n in known.items() if p in prefixes and n > series.last(connection, day, p)}
        return _lift(transaction, further, {}, actor)

    return context.store.write(job)
