"""A centre whose log goes into a pipe without a reader."""

import os
from pathlib import Path

from tests.support.process import Process


class Unheard(Process):
    """Heard like any other until `lose_reader`: what it says after its next start goes nowhere, and every write of it fails."""

    _pipe: Path | None = None

    def lose_reader(self) -> None:
        """Nobody reads what it says from its next start on."""
        self._pipe = self.data.with_name("log.pipe")
        os.mkfifo(self._pipe)

    def spawn(self) -> None:
        """Start it without waiting for it."""
        if self._pipe is None:
            super().spawn()
            return
        reader = os.open(self._pipe, os.O_RDONLY | os.O_NONBLOCK)  # else nobody could open it to write
        kept, self.output_file = self.output_file, self._pipe
        try:
            super().spawn()
        finally:
            self.output_file = kept
            os.close(reader)
