"""What happens to alerts: rules that the centre set, and what they found."""

from dataclasses import dataclass

from server.core.events.base import Event


@dataclass(frozen=True, slots=True)
class AlertRaised(Event):
    """The rule `alert` found that `about` has reached its limit (see `server.core.alerts`)."""

    alert: str
    about: str
    value: int
    limit: int


@dataclass(frozen=True, slots=True)
class AlertAcknowledged(Event):
    """Somebody has seen it and looks after it."""

    alert: str
    about: str


@dataclass(frozen=True, slots=True)
class AlertEnded(Event):
    """An alert ended: its value is below the limit again, or its subject or its rule no longer exists."""

    alert: str
    about: str
