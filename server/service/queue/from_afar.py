"""How many more numbers may be asked for from afar this hour."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from server.core.queue.afar import check_share, share_of
from server.core.queue.lines import MAIN, line_of
from server.core.units import SECOND_MS
from server.service.context import Context
from server.service.today import today
from server.store import Transaction
from server.store.queue import afar


@dataclass(frozen=True, slots=True)
class Room:
    """Of one field and this hour: how many numbers may be from afar, and how many are left of them."""

    share: int
    left: int


def check_room(context: Context, transaction: Transaction, field: str, point: str) -> None:
    """Raise `afar_off` if no remote numbers are given, `afar_share` if this hour's are all taken."""
    share = _share(context, field, point)
    since = _hour_began(context.centre.local(transaction.now))
    given = afar.given_since(transaction.connection, transaction.day, field, since)
    check_share(context.centre.remote.share, share, given)


def room(context: Context) -> Mapping[str, Room]:
    """The free remote numbers by field, for the city's pages; empty if none are given."""
    if not context.centre.remote.share:
        return {}
    with context.store.read() as connection:
        _, now, day = today(context, connection)
        since = _hour_began(context.centre.local(now))
        found = {}
        for field in _offered(context):
            share = _share(context, field, MAIN)
            left = max(0, share - afar.given_since(connection, day, field, since))
            found[field] = Room(share, left)
    return found


def _offered(context: Context) -> list[str]:
    """The fields of which somebody alone with a phone may have a number."""
    fields = context.centre.layout.fields.values()
    return [field.code for field in fields if not field.helper_only and not field.card_only]


def _share(context: Context, field: str, point: str) -> int:
    counters = len(context.serving().get(line_of(field, point), ()))
    return share_of(context.centre.remote.share, counters, context.centre.layout.fields[field].service_s)


def _hour_began(at: datetime) -> int:
    """UTC milliseconds."""
    return int(at.replace(minute=0, second=0, microsecond=0).timestamp()) * SECOND_MS
