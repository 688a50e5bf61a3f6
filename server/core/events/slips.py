"""What happens to slips."""

from dataclasses import dataclass

from server.core.events.base import Event


@dataclass(frozen=True, slots=True)
class SlipRequested(Event):
    """Somebody asked for a slip by hand. `marked` says that it bears the mark of a reprint."""

    ticket: int
    marked: bool


@dataclass(frozen=True, slots=True)
class SlipReported(Event):
    """What became of the slip: a `PrintState` other than `printing`, with the reason in `reason`."""

    ticket: int
    state: str
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class SlipDismissed(Event):
    """A manager said that a slip which failed, or of which nobody knows, need not be printed."""

    ticket: int
