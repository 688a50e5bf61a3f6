"""espeak-ng, Debian's speech program: a text in, a sound out. The kiosk and the hall both use it."""

import shutil
import subprocess
import threading
from contextlib import suppress
from math import inf
from time import monotonic
from typing import Final

PROGRAM: Final = "espeak-ng"
_WORDS_A_MINUTE: Final = 145
_PATIENCE_S: Final = 20.0
_ASK_AGAIN_S: Final = 300.0
_AT_ONCE: Final = 2
_HEADER: Final = 44
"""Bytes before the samples, in the only WAV that espeak-ng writes."""


class CannotSpeak(OSError):
    """espeak-ng is not there, failed, or took too long; the text says which."""


class EspeakNg:
    """Says texts; safe to use from many threads. `program` is searched for each time, because it may be installed later, and so may a voice."""

    def __init__(
        self, program: str = PROGRAM, patience_s: float = _PATIENCE_S, ask_again_s: float = _ASK_AGAIN_S
    ) -> None:
        self._program, self._patience_s, self._ask_again_s = program, patience_s, ask_again_s
        self._doors = threading.BoundedSemaphore(_AT_ONCE)
        self._voices: set[str] = set()
        self._missing_until: dict[str, float] = {}

    @property
    def installed(self) -> bool:
        """Whether this machine has it."""
        return shutil.which(self._program) is not None

    def has(self, language: str) -> bool:
        """Whether it has a voice for this tag; one once found is remembered, one that is missing for `ask_again_s` seconds."""
        if not self.installed:
            return False
        if language not in self._voices and self._missing_until.get(language, -inf) <= monotonic():
            if self._tells_of(language):
                self._voices.add(language)
            else:
                self._missing_until[language] = monotonic() + self._ask_again_s
        return language in self._voices

    def _tells_of(self, language: str) -> bool:
        command = [self._program, "-v", language, "-q", "--stdin"]
        with suppress(subprocess.TimeoutExpired, OSError):
            done = subprocess.run(  # noqa: S603 - a fixed program; the callers check the language
                command, input=b"a", capture_output=True, timeout=self._patience_s, check=False
            )
            return done.returncode == 0
        return False

    def say(self, text: str, language: str, speed: float = 1.0) -> bytes:
        """A WAV of `text` in `language`, a tag like "vi"; `speed` 1.0 is the usual one. Raises `CannotSpeak`.

        The sound comes through a pipe: to a file on a full disk espeak-ng writes half of it and reports success.
        """
        words = str(round(_WORDS_A_MINUTE * speed))
        command = [self._program, "-v", language, "-s", words, "-b", "1", "--stdin", "--stdout"]
        try:
            with self._doors:
                # The text goes in as input, never as an argument: it may begin with a dash.
                done = subprocess.run(  # noqa: S603 - a fixed program; the callers check the language
                    command, input=text.encode(), capture_output=True, timeout=self._patience_s, check=False
                )
        except subprocess.TimeoutExpired as error:
            raise CannotSpeak(f"{self._program} took longer than {self._patience_s:g} s") from error
        except OSError as error:
            raise CannotSpeak(f"{self._program}: {error.strerror}") from error
        if done.returncode != 0:
            raise CannotSpeak(done.stderr.decode(errors="replace").strip() or f"status {done.returncode}")
        return _with_its_length(done.stdout)


def _with_its_length(said: bytes) -> bytes:
    """The sound with its length in the header: into a pipe espeak-ng writes it before it knows."""
    if said[:4] != b"RIFF" or said[36:40] != b"data" or len(said) == _HEADER:
        raise CannotSpeak("no sound")
    whole, samples = len(said) - 8, len(said) - _HEADER
    return (
        said[:4] + whole.to_bytes(4, "little") + said[8:40] + samples.to_bytes(4, "little") + said[_HEADER:]
    )
