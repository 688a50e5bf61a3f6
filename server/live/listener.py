"""Who listens on a live line, where, and with which permission."""

from collections.abc import Callable
from dataclasses import dataclass
from http import HTTPStatus
from typing import Final

from server.auth import Caller, permit
from server.core.refusal import Refusal

_NOT_ANY_MORE: Final = (HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN)


@dataclass(frozen=True, slots=True)
class Listener:
    """One line's. `who` tells whose token or session it came with, as they are when it is asked.

    `permission` is what it takes to be here; at `until` (UTC milliseconds) token or session end by themselves.
    """

    room: str
    permission: str
    who: Callable[[], Caller | None]
    device: int | None = None
    until: int | None = None
    username: str | None = None

    def over(self, now: int) -> bool:
        """Whether the token or session has expired."""
        return self.until is not None and self.until <= now

    def holds(self) -> bool:
        """Whether the listener may still listen. Raises a storage `Refusal` if that cannot be read."""
        try:
            permit(self.who(), self.permission)
        except Refusal as refusal:
            if refusal.kind.status not in _NOT_ANY_MORE:
                raise
            return False
        return True
