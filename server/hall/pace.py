"""The pauses and chimes around the words of a hall's voice."""

from array import array
from collections.abc import Callable
from dataclasses import dataclass

from display.speaking import MESSAGE_REST_MS
from display.voice import PAUSE_S, chime


@dataclass(frozen=True, slots=True)
class SpeechPace:
    """The sounds before and between words, and the pauses.

    `lead_ms` pass between telling screens and the first sound: time to fetch the file, and the same moment for all.
    `after_a_call_ms` let a call's own snapshot go out first; `between_ms` are silent between two announcements,
    `message_rest_ms` before a message to everybody is said again. `chime` makes what is heard before the words;
    `pause_s` lie before each sentence.
    """

    lead_ms: int = 400
    after_a_call_ms: int = 150
    between_ms: int = 250
    message_rest_ms: int = MESSAGE_REST_MS
    chime: Callable[[], "array[int]"] = chime
    pause_s: float = PAUSE_S
