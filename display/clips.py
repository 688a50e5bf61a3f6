"""A folder of recorded words: `vi-b.wav`, `vi-7.wav`, … (`goiso voice record-list` names them all)."""

from array import array
from collections.abc import Iterable
from itertools import pairwise
from pathlib import Path
from typing import Final

from display.announce import Sentence
from display.sound import NotSound, empty, evened, joined, read, silence, trimmed
from display.stretch import stretched
from display.vocabulary import WORDS

_BREATH_S: Final = 0.14
_BETWEEN_WORDS_S: Final = 0.02


class CannotSay(Exception):
    """This source cannot say the sentence; `args[0]` says why, empty if nobody needs to know."""


class ClipPack:
    """The recorded words of one folder, all equally loud and without silence around them."""

    name: Final = "clips"

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._cached: dict[tuple[str, float], tuple[int, array[int]]] = {}

    def file(self, key: str) -> Path:
        """The file for the recording of a word."""
        return self.folder / f"{key}.wav"

    def missing(self, keys: Iterable[str] = WORDS) -> list[str]:
        """Which of these words are not recorded, in order and once each."""
        return [key for key in dict.fromkeys(keys) if not self.file(key).is_file()]

    def stamp(self, sentence: Sentence) -> str:
        """Changes when one of the recordings does. Raises `CannotSay`."""
        if not sentence.keys:
            raise CannotSay("")
        if missing := self.missing(sentence.keys):
            raise CannotSay(", ".join(missing))
        return ",".join(f"{key}:{self.file(key).stat().st_mtime_ns}" for key in dict.fromkeys(sentence.keys))

    def sound(self, sentence: Sentence, speed: float) -> "array[int]":
        """The sentence, word by word. Raises `CannotSay`."""
        self.stamp(sentence)
        words = silence(_BETWEEN_WORDS_S / speed)
        groups = (
            joined(_between([self._word(key, speed) for key in group], words)) for group in sentence.groups
        )
        return joined(_between(list(groups), silence(_BREATH_S / speed)))

    def _word(self, key: str, speed: float) -> "array[int]":
        file = self.file(key)
        try:
            made = file.stat().st_mtime_ns
            kept = self._cached.get((key, speed))
            if kept is None or kept[0] != made:
                kept = made, stretched(evened(trimmed(read(file))), speed)
                self._cached[key, speed] = kept
        except (NotSound, OSError) as error:
            raise CannotSay(f"{key}: {error}") from error
        if not kept[1]:
            raise CannotSay(f"{key}: silence")
        return kept[1]


def _between(sounds: "list[array[int]]", gap: "array[int]") -> "list[array[int]]":
    """The sounds, with a gap between every two."""
    return [part for before, _ in pairwise([*sounds, empty()]) for part in (before, gap)][:-1]
