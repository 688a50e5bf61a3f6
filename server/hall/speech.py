"""The halls' speech: the voice that makes it, the loudspeakers that it comes from, the announcer that says when."""

from collections.abc import Callable

from display.announce import announcement
from server.hall.announcer import Announcer
from server.hall.loudspeakers import Loudspeakers, Tell
from server.hall.pace import SpeechPace
from server.hall.voice import CentreVoice
from server.ports import VoicePorts
from server.service.context import Context
from server.service.screens.voice_now import ScreenSound


def spoken(number: str, counter: int, name: str | None, languages: tuple[str, ...]) -> tuple[str, ...]:
    """The words of a call, once in each language."""
    return tuple(
        each.text for each in announcement(number, counter, languages, twice=False, counter_name=name)
    )


class Speech:
    """Speaks in every hall until it is closed."""

    def __init__(
        self,
        context: Context,
        voice: CentreVoice,
        tell: Tell,
        listening: Callable[[str], bool],
        pace: SpeechPace = SpeechPace(),
    ) -> None:
        self.voice = voice
        loudspeakers = Loudspeakers(context, self.voice, tell, listening, pace)
        self.announcer = Announcer(context, self.voice, loudspeakers, pace)

    def ports(self, screens: Callable[[], list[ScreenSound]]) -> VoicePorts:
        """What routes need; `screens` gives what each screen reported about its sound."""
        voice = self.voice
        return VoicePorts(voice.now, screens, voice.file, voice.sample, voice.on_screens, spoken)
