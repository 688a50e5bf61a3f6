"""After a restore: numbers that were given since the backup, and are on paper, must not be given again."""

from collections.abc import Iterable, Mapping

from server.core.backups import Manifest, held_up_to
from server.core.events import CentreRestored, SeriesLifted
from server.core.queue.prefixes import readings
from server.service.context import Context
from server.store.queue import series
from server.store.transaction import Transaction


def go_on(
    context: Context, manifest: Manifest, read_off: Iterable[str], actor: str, *, all_given: bool
) -> dict[str, int]:
    """Write down that the data come from this backup, and lift today's series above what people may hold.

    `read_off` are numbers read off slips, the highest of their series; with `all_given` nothing was given since the
    backup. Answers each prefix with the number that is given next. Raises `ValueError` for a number of no series.
    """
    prefixes = {field.prefix for field in context.centre.layout.fields.values()}
    highest = _highest(read_off, prefixes)

    def job(transaction: Transaction) -> dict[str, int]:
        transaction.record(CentreRestored(manifest.made_at, manifest.seq), actor)
        return {} if all_given else _lift(transaction, prefixes, highest, actor)

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
    transaction: Transaction, prefixes: Iterable[str], highest: Mapping[str, int], actor: str
) -> dict[str, int]:
    following = {}
    for prefix in sorted(prefixes):
        held = held_up_to(series.last(transaction.connection, transaction.day, prefix), highest.get(prefix))
        transaction.record(SeriesLifted(transaction.day, prefix, held), actor)
        following[prefix] = held + 1
    return following
