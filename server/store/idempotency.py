"""First answers kept by idempotency key, in the same transaction as what they answered."""

import json
import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from server.core.refusal import Refusal
from server.store.transaction import Transaction

KEPT_MS: Final = 24 * 60 * 60 * 1000


@dataclass(frozen=True, slots=True)
class Once:
    """A request that must take effect once: who sent it, its key, and a digest of its path and body."""

    actor: str
    key: str
    request: bytes


def only_once(
    transaction: Transaction, once: Once | None, act: Callable[[], dict[str, Any]]
) -> tuple[dict[str, Any], bool]:
    """What `act` answers and whether it ran now; for a repeated key, the first answer again.

    Raises `idempotency_mismatch` when the key came before with another request. A request that was
    refused left no answer, so sending it again tries again.
    """
    if once is None:
        return act(), True
    if (before := again(transaction.connection, once)) is not None:
        return before, False
    answer = act()
    transaction.connection.execute(
        "INSERT INTO answers (actor, key, request, at, body) VALUES (?, ?, ?, ?, ?)",
        (once.actor, once.key, once.request, transaction.now, json.dumps(answer, ensure_ascii=False)),
    )
    return answer, True


def again(connection: sqlite3.Connection, once: Once) -> dict[str, Any] | None:
    """What this request was answered; `None` when it is new. Raises `idempotency_mismatch`."""
    row = connection.execute(
        "SELECT request, body FROM answers WHERE actor = ? AND key = ?", (once.actor, once.key)
    ).fetchone()
    if row is None:
        return None
    if row[0] != once.request:
        raise Refusal("idempotency_mismatch")
    answer: dict[str, Any] = json.loads(row[1])
    return answer


def first(connection: sqlite3.Connection, actor: str, key: str) -> dict[str, Any] | None:
    """What this key was answered; `None` when it never was."""
    row = connection.execute("SELECT body FROM answers WHERE actor = ? AND key = ?", (actor, key)).fetchone()
    return None if row is None else json.loads(row[0])


def spend(transaction: Transaction, actor: str, key: str) -> None:
    """Close this key: a late request with it is refused."""
    transaction.connection.execute(
        "INSERT INTO answers (actor, key, request, at, body) VALUES (?, ?, x'', ?, '{}')",
        (actor, key, transaction.now),
    )


def forget_old(transaction: Transaction) -> None:
    """Drop the answers that nobody will ask for again."""
    forget(transaction.connection, transaction.now)


def forget(connection: sqlite3.Connection, now: int) -> None:
    """The same at a moment, UTC milliseconds."""
    connection.execute("DELETE FROM answers WHERE at < ?", (now - KEPT_MS,))
