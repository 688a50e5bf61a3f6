"""When each device was last heard of. Kept in memory: it is a sign of life, not a fact to keep."""

from collections.abc import Callable
from typing import Any

from server.service import accounts
from server.service.context import Context
from server.service.views import iso


class SignsOfLife:
    """When each device was last heard of; those that `connected` names are here now."""

    def __init__(self, context: Context, connected: Callable[[], set[int]]) -> None:
        self._context = context
        self._connected = connected
        self._last: dict[int, int] = {}

    def seen(self, device: int) -> None:
        """The device spoke just now."""
        self._last[device] = self._context.clock()

    def devices(self) -> list[dict[str, Any]]:
        """Every device with its last sign of life and whether it is here now, as the manager's page shows it."""
        here = self._connected()
        for device in here:
            self.seen(device)
        return [
            {
                "id": device.id,
                "kind": device.kind,
                "name": device.name,
                "last_seen": iso(self._context, self._last.get(device.id)),
                "connected": device.id in here,
                "revoked": device.revoked_at is not None,
            }
            for device in accounts.devices(self._context)
        ]
