"""Answers to requests that may be sent again: the first is kept by its key, as JSON, and given again word for word."""

from collections.abc import Callable
from typing import TypeVar

from server.service.context import Context
from server.service.views import View
from server.store import Transaction
from server.store.idempotency import Once, only_once

T = TypeVar("T")


def answered(
    context: Context, once: Once | None, act: Callable[[Transaction], T], view: Callable[[T], View]
) -> tuple[View, bool]:
    """What `act` does in one transaction, as `view` shows it, and whether it was done now.

    Raises what `act` raises, and `idempotency_mismatch`.
    """
    return context.store.write(lambda transaction: answered_in(transaction, once, act, view))


def answered_in(
    transaction: Transaction, once: Once | None, act: Callable[[Transaction], T], view: Callable[[T], View]
) -> tuple[View, bool]:
    """The same within a transaction, so that the answer is stored together with its effect."""
    return only_once(transaction, once, lambda: view(act(transaction)))
