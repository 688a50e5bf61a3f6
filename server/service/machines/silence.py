"""Machines that speak all day, and are silent."""

from typing import Final

from server.service.machines.now import DeviceNow

_SPEAK_ALL_DAY: Final = frozenset({"kiosk", "display"})
"""A counter's machine or a helper's tablet may be off."""


def is_silent(device: DeviceNow) -> bool:
    """Whether a kiosk or screen in use is not connected."""
    return device.kind in _SPEAK_ALL_DAY and not device.connected and not device.revoked
