"""When each person last signed in or did something: told by the journal, where both are written down anyway."""

import threading
from typing import Final

from server.core.roles import ROLES, actor_of
from server.service.context import Context
from server.store import journal

_PREFIXES: Final = frozenset(actor_of(role, "").removesuffix(":") for role in ROLES)


class LastSeen:
    """Reads the journal once, and from then on only what is new in it. Safe to use from many threads."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._read_to = 0
        self._at: dict[str, tuple[int, int]] = {}
        self._lock = threading.Lock()

    def all(self) -> dict[str, int]:
        """UTC milliseconds by user name; who never signed in, or was removed since, is not in it."""
        with self._lock:
            with self._context.store.read() as connection:
                acted = journal.latest_of_actors(connection, self._read_to)
                removed = journal.removed_since(connection, self._read_to)
            for actor, at, seq in acted:
                self._note(actor, at, seq)
            for username, seq in removed.items():
                if username in self._at and self._at[username][1] < seq:
                    del self._at[username]
            return {username: at for username, (at, _) in self._at.items()}

    def _note(self, actor: str, at: int, seq: int) -> None:
        self._read_to = max(self._read_to, seq)
        prefix, _, username = actor.partition(":")
        if prefix in _PREFIXES:
            self._at[username] = max((at, seq), self._at.get(username, (0, 0)), key=lambda found: found[1])
