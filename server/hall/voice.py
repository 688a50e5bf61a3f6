"""The centre's voice: what can speak on this machine, the files it makes, and what is wrong with it."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import structlog

from display.announce import LANGUAGES, Sentence, announcement
from display.clips import ClipPack
from display.espeak import Espeak
from display.vocabulary import WORDS
from display.voice import Source, SpokenFile, Voice
from server.config import VoicePart
from server.core.texts import Languages
from server.hall.espeak import EspeakNg
from server.hall.own_language import OwnLanguage
from server.hall.pace import SpeechPace
from server.hall.sound_files import SoundFiles
from server.service.context import Context
from server.service.screens.voice_now import VoiceNow, VoiceTrouble

_A_LETTER_S: Final = 0.085
_MOST_BYTES: Final = 192 * 2**20
_LOOK_EVERY: Final = 32
_SAMPLE: Final = ("A012", 3)
_log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Utterance:
    """What is heard next: a file (`None` if it could not be written) and how to play it.

    `to_say` is what a screen's own browser says after it, because nothing here can say it.
    """

    made: SpokenFile | None
    to_say: tuple[Sentence, ...]
    length_s: float
    speed: float
    volume: float


class CentreVoice:
    """Makes the sounds in the data folder, by the present settings."""

    def __init__(
        self,
        context: Context,
        folder: Path,
        pace: SpeechPace = SpeechPace(),
        languages: Languages = Languages(),
    ) -> None:
        self._context = context
        self._pace = pace
        program = EspeakNg()
        self._espeak = Espeak(program)
        self._own = OwnLanguage(languages, program)
        self._files = SoundFiles(folder, _MOST_BYTES, _LOOK_EVERY)
        self._pack: ClipPack | None = None
        self._made_with = self.settings.clips
        self._voice = self._voice_of(self._made_with)
        self._troubles: dict[str, tuple[str, int]] = {}

    @property
    def settings(self) -> VoicePart:
        """The present settings of the voice."""
        return self._context.settings.document.voice

    def follow(self) -> None:
        """Use the recordings that are set now."""
        if (clips := self.settings.clips) != self._made_with:
            self._made_with, self._voice = clips, self._voice_of(clips)

    def _voice_of(self, clips: Path | None) -> Voice:
        self._pack = None if clips is None else ClipPack(clips)
        sources: list[Source] = [*([self._pack] if self._pack else []), self._espeak]
        return Voice(self._files, sources, self.trouble, chime=self._pace.chime, pause_s=self._pace.pause_s)

    def languages(self, field: str, own: str | None = None) -> tuple[str, ...]:
        """In which languages a call of this field is spoken to everybody; in English, too, to somebody who reads `own`, if not Vietnamese."""
        asked = self._context.settings.document.languages().get(field, ("vi",))
        return asked if own in {None, "vi"} or "en" in asked else (*asked, "en")

    def own(self, tag: str | None, number: str, counter: int, name: str | None) -> Sentence | None:
        """The call once more in its person's further language; `None` if it cannot be said here."""
        return self._own.calling(tag, number, counter, name)

    def make(self, sentences: tuple[Sentence, ...]) -> Utterance:
        """The sound of these sentences, made now."""
        speed, volume = self.settings.at(self._context.centre.local(self._context.clock()).time())
        made = self._make(sentences, speed)
        own_s = 0.0 if made is None else made.length_s
        if made is not None and made.source != "chime":
            return Utterance(made, (), own_s, speed, volume)
        guessed_s = _A_LETTER_S * sum(len(sentence.text) for sentence in sentences) / speed
        return Utterance(made, sentences, own_s + guessed_s, speed, volume)

    def sample(self) -> Path | None:
        """A file to try it with, at the usual speed."""
        made = self._make(announcement(*_SAMPLE, LANGUAGES, twice=False), self.settings.speed)
        return None if made is None else self.file(made.name)

    def file(self, name: str) -> Path | None:
        """The file of this name, while it is kept."""
        return self._voice.file(name)

    def trouble(self, source: str, why: str) -> None:
        """Note that something cannot speak or be heard; kept until `well`."""
        if self._troubles.get(source, ("", 0))[0] != why:
            self._troubles[source] = (why, self._context.clock())
            _log.warning("voice_trouble", source=source, why=why)

    def well(self, source: str) -> None:
        """Note that it speaks or is heard again."""
        self._troubles.pop(source, None)

    @property
    def on_screens(self) -> bool:
        """Whether screens should make sound."""
        return self.settings.enabled and self.settings.where != "server"

    def now(self) -> VoiceNow:
        """Which source speaks, which words are missing, what is wrong and since when."""
        missing = [] if self._pack is None else self._pack.missing(self._needed())
        speaks = "clips" if self._pack and not missing else "espeak" if self._espeak.installed else "browser"
        return VoiceNow(
            enabled=self.settings.enabled,
            where=self.settings.where,
            source=speaks,
            clips=None if self._pack is None else str(self._pack.folder),
            missing=tuple(missing),
            troubles=tuple(
                VoiceTrouble(source, why, since)
                for source, (why, since) in sorted(self._troubles.items())
                if (source, why) != ("espeak", "espeak-ng")  # told as the source that speaks
            ),
        )

    def _needed(self) -> Sequence[str]:
        spoken = {
            language
            for languages in self._context.settings.document.languages().values()
            for language in languages
        }
        return [key for key in WORDS if key.split("-")[0] in spoken]

    def _make(self, sentences: tuple[Sentence, ...], speed: float) -> SpokenFile | None:
        try:
            made = self._voice.make(sentences, speed)
        except OSError as error:
            self.trouble("files", str(error))
            return None
        self.well("files")
        self.well(made.source)
        return made
