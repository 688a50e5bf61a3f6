"""espeak-ng as a source of the hall's voice: a sentence in, a sound out."""

import io
from array import array
from typing import Final, Protocol

from display.announce import Sentence
from display.clips import CannotSay
from display.sound import NotSound, evened, read, trimmed


class Program(Protocol):
    """Runs espeak-ng. The wiring hands it in."""

    @property
    def installed(self) -> bool:
        """Whether this machine has espeak-ng."""

    def say(self, text: str, language: str, speed: float) -> bytes:
        """A WAV of the text. Raises `OSError`."""


class Espeak:
    """Says any text in Vietnamese and English."""

    name: Final = "espeak"

    def __init__(self, program: Program) -> None:
        self._program = program

    @property
    def installed(self) -> bool:
        """Whether this machine has espeak-ng."""
        return self._program.installed

    def stamp(self, _sentence: Sentence) -> str:
        """The same for every sentence. Raises `CannotSay` when it is not installed."""
        if not self.installed:
            raise CannotSay("espeak-ng")
        return ""

    def sound(self, sentence: Sentence, speed: float) -> "array[int]":
        """The sentence. Raises `CannotSay`."""
        try:
            wav = self._program.say(sentence.text, sentence.language, speed)
            said = trimmed(read(io.BytesIO(wav)))
        except (OSError, NotSound) as error:
            raise CannotSay(f"espeak-ng: {error}") from error
        if not said:
            raise CannotSay("espeak-ng: silence")
        return evened(said)
