"""What happens while a new centre is set up in the browser: its list of first steps, and what people say of each."""

from dataclasses import dataclass

from server.core.events.base import Event


@dataclass(frozen=True, slots=True)
class SetupBegun(Event):
    """A new centre got its first administrator; these steps are theirs to do."""

    steps: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SetupStepSkipped(Event):
    """Somebody put a step off."""

    step: str


@dataclass(frozen=True, slots=True)
class SetupStepTakenUp(Event):
    """Somebody takes a step up again that was put off, or that was confirmed."""

    step: str


@dataclass(frozen=True, slots=True)
class SetupStepConfirmed(Event):
    """Somebody says that things are right as they are."""

    step: str
