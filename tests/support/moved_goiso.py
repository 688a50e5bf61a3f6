"""`python -m tests.support.moved_goiso FILE …` is `goiso …` on a clock that a test moves while the program runs.

with Demo(folder, program=("tests.support.moved_goiso", str(clock.file))) as demo:
    clock.move(minutes=23)
"""

import sys
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from server.command.centre import Parts
from server.command.main import main
from tests.support.long_day import long_day_clock, moved

if TYPE_CHECKING:
    from server.app import Server
    from server.config import CentreSettings, Settings
    from server.service.context import Context


class MovedClock:
    """The tests' long day, moved by the milliseconds in `file`."""

    def __init__(self, file: Path) -> None:
        self.file = file

    def __call__(self) -> int:
        return long_day_clock() + self.by_ms

    @property
    def by_ms(self) -> int:
        """By how much it is moved."""
        return int(self.file.read_text()) if self.file.exists() else 0

    def move(self, **to: float) -> None:
        """From now on it is moved by so much: `move(days=-7)`, `move(minutes=23)`."""
        draft = self.file.with_suffix(".new")
        draft.write_text(str(round(timedelta(**to).total_seconds() * 1000)))
        draft.replace(self.file)


def made(clock: MovedClock, settings: "Settings") -> "Server":
    """A server with that clock; called in gunicorn's worker, where the wiring may be imported."""
    from server.app import Server
    from tests.support.quick_passwords import QUICK

    def along(said: object) -> object:
        """A browser's clock, as if it were moved as well."""
        told = moved(said)
        return told + clock.by_ms if isinstance(told, int | float) else told

    server = Server(settings, clock, passwords=QUICK)
    server.sockets.hear_clocks(lambda who, said: server.clock_watch.compare(who, along(said)))
    return server


def opened(clock: MovedClock, folder: Path, begins: "CentreSettings") -> "Context":
    """A centre's data with that clock."""
    from server.service.context import Context
    from tests.support.quick_passwords import QUICK

    return Context(folder, begins, clock, passwords=QUICK)


if __name__ == "__main__":
    moving = MovedClock(Path(sys.argv[1]))
    main(sys.argv[2:], obj=Parts(partial(made, moving), partial(opened, moving)))
