"""That a use case takes an earlier change back: everything else of it stays as it is, with every rule and permission."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from server.store import Transaction


def _always(_: Transaction) -> None:
    """What is no undo is always allowed to begin."""


@dataclass(frozen=True, slots=True)
class Undoing:
    """`seq` is the change that is taken back, `None` for what takes none back.

    `check` is asked first in the transaction that does it, and raises when it may not be taken back any more.
    """

    seq: int | None = None
    check: Callable[[Transaction], None] = _always


ORDINARY: Final = Undoing()
"""What takes nothing back."""
