"""The halls beside requests: their screens, the large calls on them, and what is spoken."""

from collections.abc import Callable
from pathlib import Path

from server.core.texts import Languages
from server.hall.large_places import HallLargePlaces
from server.hall.loudspeakers import Tell
from server.hall.pace import SpeechPace
from server.hall.screen_reports import HallScreens
from server.hall.speech import Speech
from server.hall.voice import CentreVoice
from server.service.context import Context
from server.service.machines.now import DeviceNow


class Halls:
    """Every hall of the centre; sound files are kept in `folder`.

    `devices` lists machines, `greet` says hello to a screen again, `tell` and `listening` reach a hall's loudspeakers. Calls can be
    spoken in `languages` too.
    """

    def __init__(  # noqa: PLR0913, PLR0917 - who shows, who listens, where sound is kept and how fast it goes
        self,
        context: Context,
        devices: Callable[[], list[DeviceNow]],
        greet: Callable[[str, int], None],
        tell: Tell,
        listening: Callable[[str], bool],
        folder: Path,
        pace: SpeechPace = SpeechPace(),
        languages: Languages = Languages(),
    ) -> None:
        self.screens = HallScreens(context, devices, greet)
        self.large_places = HallLargePlaces(lambda: context.settings.document.display.call_stays_seconds)
        self.speech = Speech(context, CentreVoice(context, folder, pace, languages), tell, listening, pace)
