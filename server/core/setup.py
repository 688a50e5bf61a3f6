"""The first steps of a new centre, and what people said of each. Whether one is done is no mark: the centre shows it."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from server.core.events import Event, SetupBegun, SetupStepConfirmed, SetupStepSkipped, SetupStepTakenUp

STEPS: Final = ("centre", "fields", "counters", "hours", "printer", "screen", "kiosk", "number", "backup")
"""In the order in which they are best done."""
CONFIRMABLE: Final = frozenset({"centre", "fields", "counters", "hours", "printer", "number"})
"""What may be right as it is without anything having changed; a machine is paired or it is not, a folder named or not."""


class Mark(StrEnum):
    """What people said of a step."""

    OPEN = "open"
    SKIPPED = "skipped"
    CONFIRMED = "confirmed"


Marks = Mapping[str, Mark]
"""By step; a step that is not there was never this centre's to do."""


def evolve(marks: Marks, event: Event) -> dict[str, Mark]:
    """The marks after an event."""
    match event:
        case SetupBegun(steps):
            return dict(marks) | {step: Mark.OPEN for step in steps if step not in marks}
        case SetupStepSkipped(step):
            return dict(marks) | {step: Mark.SKIPPED}
        case SetupStepTakenUp(step):
            return dict(marks) | {step: Mark.OPEN}
        case SetupStepConfirmed(step):
            return dict(marks) | {step: Mark.CONFIRMED}
    return dict(marks)
