"""espeak-ng, the speaking program that Debian has: a sentence in, a sound out."""

import shutil
import subprocess
import tempfile
from array import array
from pathlib import Path
from typing import Final

from display.announce import Sentence
from display.clips import CannotSay
from display.sound import NotSound, evened, read, trimmed

PROGRAM: Final = "espeak-ng"
_WORDS_A_MINUTE: Final = 145
_PATIENCE_S: Final = 20


class Espeak:
    """Says any text in Vietnamese and English. `program` is looked for anew each time: it may be installed later."""

    name: Final = "espeak"

    def __init__(self, program: str = PROGRAM) -> None:
        self._program = program

    @property
    def installed(self) -> bool:
        """Whether this machine has it."""
        return shutil.which(self._program) is not None

    def stamp(self, _sentence: Sentence) -> str:
        """The same for every sentence. Raises `CannotSay` when it is not installed."""
        if not self.installed:
            raise CannotSay("espeak-ng")
        return ""

    def sound(self, sentence: Sentence, speed: float) -> "array[int]":
        """The sentence. Raises `CannotSay`."""
        with tempfile.TemporaryDirectory(prefix="goiso-voice-") as folder:
            file = Path(folder) / "said.wav"
            command = [self._program, "-v", sentence.language, "-s", str(round(_WORDS_A_MINUTE * speed))]
            try:
                subprocess.run(  # noqa: S603 - a fixed program; what it says comes by its input
                    [*command, "-b", "1", "-w", str(file), "--stdin"],
                    input=sentence.text.encode(),
                    capture_output=True,
                    timeout=_PATIENCE_S,
                    check=True,
                )
                said = trimmed(read(file))
            except (OSError, subprocess.SubprocessError, NotSound) as error:
                raise CannotSay(f"espeak-ng: {error}") from error
        if not said:
            raise CannotSay("espeak-ng: silence")
        return evened(said)
