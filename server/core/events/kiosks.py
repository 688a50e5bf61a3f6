"""What happens at kiosks, beside the numbers that they give."""

from dataclasses import dataclass

from server.core.events.base import Event


@dataclass(frozen=True, slots=True)
class KioskHelpCalled(Event):
    """Somebody at a kiosk called a helper."""

    device: int


@dataclass(frozen=True, slots=True)
class KioskHelpAnswered(Event):
    """A helper goes to the kiosk that called."""

    device: int
