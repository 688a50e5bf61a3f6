"""The server's own loudspeaker: files played by whichever player this machine has."""

import shutil
import subprocess
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Final

from display.sound import read, scaled, write

PLAYERS: Final[tuple[tuple[str, ...], ...]] = (("aplay", "-q"), ("paplay",))
_PATIENCE_S: Final = 300


class Speaker:
    """Plays one file at a time. `trouble` is called with the reason why nothing can be heard, and with `None` when it works again."""

    def __init__(
        self,
        trouble: Callable[[str | None], None],
        players: tuple[tuple[str, ...], ...] = PLAYERS,
    ) -> None:
        self._trouble = trouble
        self._players = players
        self._lock = threading.Lock()
        self._running: subprocess.Popen[bytes] | None = None
        self._stopped = threading.Event()

    def play(self, file: Path, after_s: float, volume: float) -> None:
        """Play `file` in `after_s` seconds; returns at once. The file that plays now stops."""
        self.stop()
        self._stopped = stopped = threading.Event()
        threading.Thread(
            target=self._play, args=(file, after_s, volume, stopped), name="speaker", daemon=True
        ).start()

    def stop(self) -> None:
        """Fall silent."""
        with self._lock:
            self._stopped.set()
            if self._running is not None and self._running.poll() is None:
                self._running.terminate()

    def _play(self, file: Path, after_s: float, volume: float, stopped: threading.Event) -> None:
        try:
            softer = self._softer(file, volume)
            if not stopped.wait(after_s):
                self._try_players(softer, stopped)
        except (OSError, subprocess.SubprocessError) as error:
            self._trouble(str(error))

    def _softer(self, file: Path, volume: float) -> Path:
        """A copy of the file at this volume: players have no common option for it."""
        if volume >= 1:
            return file
        softer = file.with_name("speaker.softer")
        write(scaled(read(file), volume), softer)
        return softer

    def _try_players(self, file: Path, stopped: threading.Event) -> None:
        why = "aplay, paplay: not installed"
        for command in self._players:
            if shutil.which(command[0]) is None:
                continue
            if (why := self._one(command, file, stopped)) == "" or stopped.is_set():
                self._trouble(None)
                return
        self._trouble(why)

    def _one(self, command: tuple[str, ...], file: Path, stopped: threading.Event) -> str:
        """Play to the end with one player; returns why it failed, or nothing."""
        with self._lock:
            if stopped.is_set():
                return ""
            running = subprocess.Popen(  # noqa: S603 - fixed programs, our own file
                [*command, str(file)],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.PIPE,
            )
            self._running = running
        try:
            _, said = running.communicate(timeout=_PATIENCE_S)
        except subprocess.TimeoutExpired:
            running.kill()
            running.communicate()
            return f"{command[0]}: does not end"
        return (
            "" if running.returncode == 0 else f"{command[0]}: {said.decode(errors='replace').strip()[:200]}"
        )
