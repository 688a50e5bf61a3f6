"""What one way to say no consists of."""

from dataclasses import dataclass

from server.core.texts import BothTexts


@dataclass(frozen=True, slots=True)
class Kind:
    """One entry: its HTTP status, what is wrong (`detail`) and what the person can do now (`action`)."""

    status: int
    title: BothTexts
    detail: BothTexts
    action: BothTexts
