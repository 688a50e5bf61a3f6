"""Turns sentences into one sound file: a chime, then the words. Each file is made once and kept."""

import hashlib
import json
import re
from array import array
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import Final, Protocol

from display.announce import Sentence
from display.clips import CannotSay
from display.sound import RATE, joined, silence, tones, write

_HEAD: Final = 44
_MADE_BY: Final = 1  # part of every name: raise it when the same words are to sound different
_NAME: Final = re.compile(r"[0-9a-f]{32}\.wav")
PAUSE_S: Final = 0.55
"""Nothing to hear before each sentence, at the usual speed."""


class Source(Protocol):
    """Something that can say a sentence."""

    @property
    def name(self) -> str:
        """Its name."""

    def stamp(self, sentence: Sentence) -> str:
        """Changes when the sentence would sound otherwise. Raises `CannotSay`."""

    def sound(self, sentence: Sentence, speed: float) -> "array[int]":
        """The sentence, evenly loud and without silence around it. Raises `CannotSay`."""


class Files(Protocol):
    """Where files are kept. The wiring hands it in."""

    def find(self, name: str) -> Path | None:
        """The file of this name, if it is there."""

    def made(self, name: str, write: Callable[[Path], object]) -> Path:
        """The file of this name, made by `write` unless it is there. Raises `OSError`."""


@dataclass(frozen=True, slots=True)
class SpokenFile:
    """A sound file of the voice; `source` is `chime` if no source could say the words."""

    name: str
    length_s: float
    source: str


def chime() -> "array[int]":
    """Two soft tones, a fourth apart."""
    return tones((784.0, 0.28), (587.3, 0.75))


class Voice:
    """Makes sounds and keeps them in `files`; `trouble(source, why)` hears why a source could not speak.

    `chime` makes what is heard before the words; `pause_s` seconds lie before each sentence at the usual speed.
    """

    def __init__(
        self,
        files: Files,
        sources: Sequence[Source],
        trouble: Callable[[str, str], None] = lambda *_: None,
        *,
        chime: Callable[[], "array[int]"] = chime,
        pause_s: float = PAUSE_S,
    ) -> None:
        self.sources = tuple(sources)
        self._files = files
        self._trouble = trouble
        self._chime = cache(chime)
        self._pause_s = pause_s

    def make(self, sentences: Sequence[Sentence], speed: float = 1.0) -> SpokenFile:
        """The file with these sentences, spoken by the first source that can. Raises `OSError`."""
        for source in self.sources:
            try:
                stamps = [source.stamp(sentence) for sentence in sentences]
                name = _name(source.name, stamps, sentences, speed)
                return self._made(name, source.name, lambda: self._spoken(source, sentences, speed))  # noqa: B023
            except CannotSay as reason:
                if why := str(reason):
                    self._trouble(source.name, why)
        return self.chime()

    def chime(self) -> SpokenFile:
        """The chime alone. Raises `OSError`."""
        return self._made(_name("chime", [], [], 1.0), "chime", self._chime)

    def file(self, name: str) -> Path | None:
        """The file of this name, if it is one of ours and still there."""
        return self._files.find(name) if _NAME.fullmatch(name) else None

    def _made(self, name: str, source: str, sound: Callable[[], "array[int]"]) -> SpokenFile:
        path = self._files.made(name, lambda draft: write(sound(), draft))
        return SpokenFile(name, (path.stat().st_size - _HEAD) / 2 / RATE, source)

    def _spoken(self, source: Source, sentences: Sequence[Sentence], speed: float) -> "array[int]":
        """The chime and the sentences; a sentence that is said twice is made once."""
        pause = silence(self._pause_s / speed)
        said = []
        for sentence, times in groupby(sentences):
            said += [pause, source.sound(sentence, speed)] * len(list(times))
        return joined([self._chime(), *said])


def _name(source: str, stamps: Sequence[str], sentences: Sequence[Sentence], speed: float) -> str:
    facts = [_MADE_BY, source, stamps, [[s.language, s.text, s.groups] for s in sentences], speed]
    return f"{hashlib.sha256(json.dumps(facts).encode()).hexdigest()[:32]}.wav"
