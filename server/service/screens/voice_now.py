"""The present state of the halls' voice: what speaks, what is wrong, which screens can be heard."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class VoiceTrouble:
    """Something that cannot speak or be heard, why, and since when (UTC milliseconds)."""

    source: str
    why: str
    since: int


@dataclass(frozen=True, slots=True)
class VoiceNow:
    """Whether it speaks, where it is heard, and which `source` speaks: clips, espeak, or a screen's browser.

    `clips` is the folder of recordings, if there is one, and `missing` the words that it lacks.
    """

    enabled: bool
    where: str
    source: str
    clips: str | None
    missing: tuple[str, ...]
    troubles: tuple[VoiceTrouble, ...]


@dataclass(frozen=True, slots=True)
class ScreenSound:
    """Whether a connected screen can be heard, by its own word; nobody's device is `None`."""

    hall: str
    device: int | None
    sound: str
