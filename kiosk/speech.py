"""The kiosk's voice: a short text → sound, by espeak-ng, kept on disk up to a bound."""

import hashlib
import re
import subprocess
import tempfile
import threading
from pathlib import Path
from typing import Final

LONGEST: Final = 300
"""Letters in one text."""
LANGUAGE: Final = r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})?$"
_COMMAND: Final = "espeak-ng"
_WORDS_A_MINUTE: Final = "150"
_PATIENCE_S: Final = 10.0
_AT_ONCE: Final = 2
_MOST_BYTES: Final = 64 * 1024 * 1024
# As Debian ships it, it does not know their characters and spells them out in English.
_UNREAD: Final = frozenset({"zh", "ja"})


class NoVoice(Exception):
    """Nothing here can say this; the text says why."""


class Speech:
    """Says texts; safe to use from many threads. What was said is kept in `folder`, the oldest goes first."""

    def __init__(self, folder: Path, command: str = _COMMAND, most_bytes: int = _MOST_BYTES) -> None:
        self._folder, self._command, self._most_bytes = folder, command, most_bytes
        self._doors = threading.BoundedSemaphore(_AT_ONCE)
        self._broom = threading.Lock()

    def say(self, text: str, language: str) -> bytes:
        """A WAV of `text` (at most `LONGEST` letters) in `language`, a tag like "vi".

        Raises `NoVoice`, and `ValueError` for a text or a tag that is none.
        """
        text = " ".join(text.split())
        if not 0 < len(text) <= LONGEST or not re.match(LANGUAGE, language):
            raise ValueError(f"1–{LONGEST} letters, and a language like vi")
        if language.partition("-")[0] in _UNREAD:
            raise NoVoice(f"{self._command} does not read {language}")
        name = hashlib.blake2s(f"{language}\n{text}".encode(), digest_size=16).hexdigest()
        kept = self._folder / f"{name}.wav"
        try:
            kept.touch(exist_ok=True) if kept.exists() else self._make(text, language, kept)
            return kept.read_bytes()
        except OSError as error:  # espeak-ng is missing, the disk is full, another thread made room
            raise NoVoice(str(error)) from error

    def _make(self, text: str, language: str, kept: Path) -> None:
        self._folder.mkdir(parents=True, exist_ok=True)
        with self._doors, tempfile.TemporaryDirectory(dir=self._folder) as scratch:
            draft = Path(scratch) / "draft"
            self._run(text, language, draft)
            draft.replace(kept)
        with self._broom:
            self._make_room()

    def _run(self, text: str, language: str, draft: Path) -> None:
        # The text goes in as input, never as an argument: it may begin with a dash.
        command = [
            self._command,
            "-v",
            language,
            "-s",
            _WORDS_A_MINUTE,
            "-b",
            "1",
            "--stdin",
            "-w",
            str(draft),
        ]
        try:
            done = subprocess.run(  # noqa: S603 - the text is its input, the language was checked
                command, input=text.encode(), capture_output=True, timeout=_PATIENCE_S, check=False
            )
        except subprocess.TimeoutExpired as error:
            raise NoVoice(f"{self._command} took longer than {_PATIENCE_S:g} s") from error
        if done.returncode != 0 or not draft.exists():
            raise NoVoice(done.stderr.decode(errors="replace").strip() or f"status {done.returncode}")

    def _make_room(self) -> None:
        kept = sorted((f.stat().st_mtime_ns, f.stat().st_size, f) for f in self._folder.glob("*.wav"))
        over = sum(size for _, size, _ in kept) - self._most_bytes
        for _, size, file in kept[:-1]:
            if over <= 0:
                return
            file.unlink(missing_ok=True)
            over -= size
