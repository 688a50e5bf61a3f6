"""The tables of webhooks: what follows from the journal, and beside it their secrets, positions and last deliveries."""

import json
import sqlite3
from collections.abc import Sequence
from dataclasses import astuple, dataclass
from typing import Any, Final

from server.core.webhooks import Position, Webhook

_KEPT: Final = 30
_COLUMNS: Final = "id, url, types, inside, active, placed_at"
_POSITION: Final = "seq, failures, failing_since, next_at, paused"
_TRUTHS: Final = {0: False, 1: True}


@dataclass(frozen=True, slots=True)
class Delivery:
    """One try to send the entry `seq`: the answer's status, or what went wrong instead (`error`, a word)."""

    seq: int
    at: int
    status: int | None
    error: str | None


def save(connection: sqlite3.Connection, webhook: Webhook) -> None:
    """Store a webhook as it is now."""
    row = (
        webhook.id,
        webhook.url,
        json.dumps(webhook.types),
        webhook.inside,
        webhook.active,
        webhook.placed_at,
    )
    connection.execute(f"INSERT OR REPLACE INTO webhooks ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?)", row)


def remove(connection: sqlite3.Connection, webhook: int) -> None:
    """Forget a webhook."""
    connection.execute("DELETE FROM webhooks WHERE id = ?", (webhook,))


def find(connection: sqlite3.Connection, webhook: int) -> Webhook | None:
    """The webhook with this id."""
    return everything(connection).get(webhook)


def everything(connection: sqlite3.Connection) -> dict[int, Webhook]:
    """Every webhook, by id."""
    rows = connection.execute(f"SELECT {_COLUMNS} FROM webhooks ORDER BY id")
    return {row[0]: _webhook_from(row) for row in rows}


def _webhook_from(row: Sequence[Any]) -> Webhook:
    """Raises `LookupError` for one that is neither active nor not."""
    id_, url, types, inside, active, placed_at = row
    return Webhook(id_, url, tuple(json.loads(types)), inside, _TRUTHS[active], placed_at)


def begin(connection: sqlite3.Connection, webhook: int, secret: str, seq: int) -> None:
    """Add a webhook that signs with `secret` and gets the entries after `seq`."""
    connection.execute("INSERT INTO webhook_secrets (webhook, secret) VALUES (?, ?)", (webhook, secret))
    place(connection, webhook, Position(seq))


def forget(connection: sqlite3.Connection, webhook: int) -> None:
    """Forget all that was kept beside the journal of a webhook."""
    for table in ("webhook_secrets", "webhook_positions", "webhook_deliveries"):
        connection.execute(f"DELETE FROM {table} WHERE webhook = ?", (webhook,))


def secret(connection: sqlite3.Connection, webhook: int) -> str | None:
    """The signing secret of a webhook; `None` once it is removed."""
    row = connection.execute("SELECT secret FROM webhook_secrets WHERE webhook = ?", (webhook,)).fetchone()
    return None if row is None else str(row[0])


def place(connection: sqlite3.Connection, webhook: int, position: Position) -> None:
    """A webhook has come so far."""
    connection.execute(
        f"INSERT OR REPLACE INTO webhook_positions (webhook, {_POSITION}) VALUES (?, ?, ?, ?, ?, ?)",
        (webhook, *astuple(position)),
    )


def positions(connection: sqlite3.Connection) -> dict[int, Position]:
    """How far each webhook has come."""
    rows = connection.execute(f"SELECT webhook, {_POSITION} FROM webhook_positions")
    return {row[0]: _position_from(row) for row in rows}


def _position_from(row: Sequence[Any]) -> Position:
    _, seq, failures, failing_since, next_at, paused = row
    return Position(seq, failures, failing_since, next_at, bool(paused))


def note(connection: sqlite3.Connection, webhook: int, tries: Sequence[Delivery]) -> None:
    """Keep these tries, and of all of a webhook's the last thirty."""
    connection.executemany(
        "INSERT INTO webhook_deliveries (webhook, seq, at, status, error) VALUES (?, ?, ?, ?, ?)",
        [(webhook, *astuple(each)) for each in tries],
    )
    connection.execute(
        "DELETE FROM webhook_deliveries WHERE webhook = ? AND id NOT IN"
        " (SELECT id FROM webhook_deliveries WHERE webhook = ? ORDER BY id DESC LIMIT ?)",
        (webhook, webhook, _KEPT),
    )


def deliveries(connection: sqlite3.Connection, webhook: int) -> list[Delivery]:
    """The last tries, the newest first."""
    query = "SELECT seq, at, status, error FROM webhook_deliveries WHERE webhook = ? ORDER BY id DESC"
    return [Delivery(*row) for row in connection.execute(query, (webhook,))]
