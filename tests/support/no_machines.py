"""The machines of a centre that has none."""

from collections.abc import Callable, Sequence

from server.service.machines.now import DeviceNow, PrinterAt
from server.service.screens.now import ScreenNow


class NoMachines:
    """Tells of none."""

    devices: Callable[[], list[DeviceNow]] = staticmethod(list[DeviceNow])
    printers: Callable[[], list[PrinterAt]] = staticmethod(list[PrinterAt])
    screens: Callable[[], list[ScreenNow]] = staticmethod(list[ScreenNow])
    clocks_ahead: Callable[[], Sequence[int]] = staticmethod(tuple[int])
