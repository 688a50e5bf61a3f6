"""The kiosk's voice: a short text → sound, made once and kept."""

import hashlib
import re
from collections.abc import Callable
from pathlib import Path
from typing import Final, Protocol

LONGEST: Final = 300
"""The most letters that one text may have."""
LANGUAGE: Final = r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})?$"
# As Debian ships espeak-ng, it does not know their characters and spells them out in English.
_UNREAD: Final = frozenset({"zh", "ja"})

Speak = Callable[[str, str], bytes]
"""`speak(text, language)`: a WAV. Raises `OSError`. Handed in by the wiring."""


def is_read(language: str) -> bool:
    """Whether espeak-ng reads the letters of a language with this tag."""
    return language.partition("-")[0] not in _UNREAD


class NoVoice(Exception):
    """Nothing here can say this; the text says why."""


class Files(Protocol):
    """Where sounds are kept. Handed in by the wiring."""

    def made(self, name: str, write: Callable[[Path], object]) -> Path:
        """The file of this name, made by `write` unless it is there. Raises `OSError`."""


class Speech:
    """Says texts with `speak` and keeps the sounds in `files`. Safe to use from many threads, as both are."""

    def __init__(self, speak: Speak, files: Files) -> None:
        self._speak, self._files = speak, files

    def say(self, text: str, language: str) -> bytes:
        """A WAV of `text` (at most `LONGEST` letters) in `language`, a tag like "vi".

        Raises `NoVoice`, and `ValueError` for an invalid text or tag.
        """
        text = " ".join(text.split())
        if not 0 < len(text) <= LONGEST or not re.match(LANGUAGE, language):
            raise ValueError(f"1–{LONGEST} letters, and a language like vi")
        if not is_read(language):
            raise NoVoice(f"espeak-ng does not read {language}")
        name = hashlib.blake2s(f"{language}\n{text}".encode(), digest_size=16).hexdigest()
        try:
            file = self._files.made(
                f"{name}.wav", lambda draft: draft.write_bytes(self._speak(text, language))
            )
            return file.read_bytes()
        except OSError as error:  # no program, a full disk, another thread made room
            raise NoVoice(str(error)) from error
