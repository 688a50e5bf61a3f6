"""Where a hall's voice is heard: on its screens, on the server's own loudspeaker, or on both at the same time."""

from collections.abc import Callable
from typing import Any

from display.speaking import Turn
from server.hall.local_speaker import Speaker
from server.hall.pace import SpeechPace
from server.hall.voice import CentreVoice, Utterance
from server.service.context import Context

Tell = Callable[[str, str, dict[str, Any]], None]


class Loudspeakers:
    """A hall's screens and the server's loudspeaker.

    `tell(hall, event, payload)` reaches a hall's screens and `listening(hall)` says whether it has any.
    """

    def __init__(
        self,
        context: Context,
        voice: CentreVoice,
        tell: Tell,
        listening: Callable[[str], bool],
        pace: SpeechPace = SpeechPace(),
    ) -> None:
        self._context = context
        self._voice = voice
        self._tell = tell
        self._listening = listening
        self._lead_ms = pace.lead_ms
        self._speaker: Speaker | None = None

    def reach(self, hall: str) -> bool:
        """Whether anything in this hall could be heard now."""
        return self._speaker_of(hall) is not None or (self._on_screens and self._listening(hall))

    def play(self, hall: str, turn: Turn, utterance: Utterance) -> None:
        """Play it after the time that screens need to fetch it."""
        if self._on_screens:
            self._tell(hall, "speak", self._told(turn, utterance))
        if (speaker := self._speaker_of(hall)) is not None and utterance.made is not None:
            file = self._voice.file(utterance.made.name)
            if file is not None:
                speaker.play(file, self._lead_ms / 1000, utterance.volume)

    def hush(self, hall: str, turn: int) -> None:
        """Stop this turn."""
        if self._on_screens:
            self._tell(hall, "hush", {"id": turn})
        if (speaker := self._speaker_of(hall)) is not None:
            speaker.stop()

    def close(self) -> None:
        """Stop the server's loudspeaker."""
        if self._speaker is not None:
            self._speaker.stop()

    @property
    def _on_screens(self) -> bool:
        return self._voice.settings.where != "server"

    def _speaker_of(self, hall: str) -> Speaker | None:
        settings = self._voice.settings
        stands_in = settings.hall or next(iter(self._context.centre.layout.halls), "")
        if settings.where == "screens" or hall != stands_in:
            return None
        if self._speaker is None:
            self._speaker = Speaker(self._speaker_trouble)
        return self._speaker

    def _told(self, turn: Turn, utterance: Utterance) -> dict[str, Any]:
        """What screens receive: the file, when to play it by the server's clock, and which number it calls to which counter."""
        call, made, now = turn.call, utterance.made, self._context.clock()
        return {
            "id": turn.id,
            "number": None if call is None else call.number,
            "counter": None if call is None else call.counter,
            "recall": call is not None and call.recall,
            "url": None if made is None else f"/api/v1/voice/{made.name}",
            "say": [{"lang": s.language, "text": s.text} for s in utterance.to_say],
            "at": self._exact(now),
            "starts_at": self._exact(now + self._lead_ms),
            "length_s": round(utterance.length_s, 3),
            "volume": utterance.volume,
            "speed": utterance.speed,
            **({"counter_name": call.counter_name} if call and call.counter_name else {}),
        }

    def _exact(self, at_ms: int) -> str:
        return self._context.centre.local(at_ms).isoformat(timespec="milliseconds")

    def _speaker_trouble(self, why: str | None) -> None:
        if why is None:
            self._voice.well("speaker")
        else:
            self._voice.trouble("speaker", why)
