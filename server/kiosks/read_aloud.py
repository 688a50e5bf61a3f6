"""The kiosk's spoken guidance from the server: the kiosk room's voice, with a named refusal when there is none."""

from pathlib import Path
from typing import Final

import structlog

from kiosk.speech import NoVoice, Speech
from server.core.refusal import Refusal
from server.hall.espeak import EspeakNg
from server.hall.sound_files import SoundFiles

_MOST_BYTES: Final = 64 * 2**20
_PATIENCE_S: Final = 10.0
_log = structlog.get_logger(__name__)


def speech_in(folder: Path) -> Speech:
    """A voice that keeps its sounds under `folder`."""
    kept = SoundFiles(folder / "speech", _MOST_BYTES)
    return Speech(EspeakNg(patience_s=_PATIENCE_S).say, kept)


class SpokenGuidance:
    """Says short texts; the sounds are kept under `folder`."""

    def __init__(self, folder: Path) -> None:
        self._speech = speech_in(folder)
        self._told: set[str] = set()

    def say(self, text: str, language: str) -> bytes:
        """A WAV of the text. Raises `speech_missing`, `bad_request`."""
        try:
            return self._speech.say(text, language)
        except ValueError as error:
            raise Refusal("bad_request", reason=str(error)) from error
        except NoVoice as error:
            self._tell(language, str(error))
            raise Refusal("speech_missing", tongue=language) from error

    def _tell(self, language: str, why: str) -> None:
        """Log the trouble once for each language, not at every touch."""
        if language not in self._told:
            self._told.add(language)
            _log.warning("speech_missing", language=language, why=why)
