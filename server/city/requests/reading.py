"""What a centre's journal says of its numbers from afar: a request that was lost on the way is known by its own row."""

from typing import Any, Final

from server.city.database import Transaction
from server.core.model import spelled

_RECENT: Final = (
    "SELECT EXISTS (SELECT 1 FROM request WHERE centre = %s AND asked_at > now() - interval '1 day')"
)
_CURSOR: Final = (
    "SELECT centre.epoch, stored, coalesce((SELECT seq FROM request_read WHERE request_read.centre = code AND"
    " request_read.epoch = centre.epoch), (SELECT after FROM epoch WHERE epoch.centre = code AND"
    " epoch.epoch = centre.epoch), 0) FROM centre WHERE code = %s"
)
_ROWS: Final = (
    "SELECT type, ticket, data FROM log WHERE centre = %s AND epoch = %s AND seq > %s AND seq <= %s"
    " AND day >= current_date - 2 AND (type = 'ticket_issued' AND data->>'request' IS NOT NULL"
    " OR type IN ('ticket_resumed', 'ticket_called', 'ticket_cancelled')) ORDER BY seq"
)
_MOVE: Final = (
    "INSERT INTO request_read (centre, epoch, seq) VALUES (%s, %s, %s)"
    " ON CONFLICT (centre) DO UPDATE SET epoch = excluded.epoch, seq = excluded.seq"
)
_ISSUED: Final = (
    "UPDATE request SET state = 'issued', epoch = %s, ticket = %s, number = %s, answered_at = now(), told = %s::jsonb"
    " WHERE centre = %s AND id::text = %s AND state IN ('asked', 'handed', 'expired', 'refused')"
)
_FOLLOWED: Final = (
    "UPDATE request SET state = %s, answered_at = now() WHERE centre = %s AND epoch = %s AND ticket = %s"
    " AND state = ANY(%s)"
)


def read_journal(transaction: Transaction, centre: str) -> None:
    """Follow the rows that are stored since the last time: numbers given, people come, numbers given up or lapsed."""
    recent = transaction.execute(_RECENT, (centre,)).fetchone()
    cursor = transaction.execute(_CURSOR, (centre,)).fetchone()
    if cursor is None or recent is None or not recent[0]:
        return
    epoch, stored, read = cursor
    if stored <= read:
        return
    for type_, ticket, data in transaction.execute(_ROWS, (centre, epoch, read, stored)).fetchall():
        _follow(transaction, centre, epoch, type_, ticket, data)
    transaction.execute(_MOVE, (centre, epoch, stored))


def _follow(  # noqa: PLR0913, PLR0917 - a row of the log, and whose it is
    transaction: Transaction, centre: str, epoch: int, type_: str, ticket: int, data: dict[str, Any]
) -> None:
    if type_ == "ticket_issued":
        number, waits = spelled(data["prefix"], data["n"]), '{"low_s": %d, "high_s": %d}'
        told = waits % (data.get("low_s") or 0, data.get("high_s") or 0)
        transaction.execute(_ISSUED, (epoch, ticket, number, told, centre, str(data["request"]).lower()))
    elif type_ != "ticket_cancelled":  # whoever was called by hand has come, too
        transaction.execute(_FOLLOWED, ("checked_in", centre, epoch, ticket, ["issued"]))
    else:
        ended = "lapsed" if data.get("lapsed") else "cancelled"
        transaction.execute(_FOLLOWED, (ended, centre, epoch, ticket, ["issued", "checked_in"]))
