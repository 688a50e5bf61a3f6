"""When each device was last heard, and what it runs. Kept only in memory: signs of life need not be stored."""

from collections.abc import Callable

from server.service.context import Context
from server.service.machines.boxes import Boxes
from server.service.machines.now import DeviceNow
from server.service.people import devices
from server.service.people.devices import Device


class SignsOfLife:
    """When each device was last heard; those in `connected` are here now; `boxes` report their own versions."""

    def __init__(self, context: Context, connected: Callable[[], set[int]], boxes: Boxes) -> None:
        self._context = context
        self._boxes = boxes
        self._connected = connected
        self._last: dict[int, int] = {}
        self._runs: dict[int, tuple[str | None, str | None]] = {}

    def seen(self, device: int, page: str | None = None, box: str | None = None) -> None:
        """The device was heard just now; `page` and `box` are the versions of its page and its box, which speaks without giving the page's."""
        self._last[device] = self._context.clock()
        if page or box:
            self._runs[device] = page or self._runs.get(device, (None, None))[0], box

    def devices(self) -> list[DeviceNow]:
        """Every device with its last sign of life and whether it is here now."""
        here = self._connected()
        for device in here:
            self.seen(device)
        return [self._now(device, here) for device in devices.devices(self._context)]

    def _now(self, device: Device, here: set[int]) -> DeviceNow:
        page, box = self._runs.get(device.id, (None, None))
        told = self._boxes.of(device.id)
        return DeviceNow(
            id=device.id,
            kind=device.kind,
            name=device.name,
            last_seen=self._last.get(device.id),
            connected=device.id in here,
            page=page,
            box=box,
            revoked=device.revoked_at is not None,
            enrolled_at=device.enrolled_at,
            counter=device.counter,
            hall=device.hall,
            wrong_clock_s=None if told is None else told.wrong_clock_s,
            upgrade=None if told is None else told.upgrade,
        )
