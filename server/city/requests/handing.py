"""What is asked of a centre with the answer to its batch, and what it answers."""

from collections.abc import Sequence
from typing import Any

from server.city.database import Transaction


def handed(transaction: Transaction, centre: str) -> dict[str, list[Any]]:
    """What a centre is asked for now: {requests, cancels}."""
    _ = transaction, centre
    return {"requests": [], "cancels": []}


def answered(transaction: Transaction, centre: str, answers: Sequence[dict[str, Any]]) -> None:
    """A centre has answered."""
    _ = transaction, centre, answers
