"""`python -m tests.support.goiso …` is `goiso …` on the tests' long day, with passwords that are hashed quickly."""

from pathlib import Path
from typing import TYPE_CHECKING

from server.command.centre import Parts
from server.command.main import main
from tests.support.long_day import long_day_clock, moved

if TYPE_CHECKING:
    from server.app import Server
    from server.config import CentreSettings, Settings
    from server.service.context import Context


def made(settings: "Settings") -> "Server":
    """A server with that clock; called in gunicorn's worker, where the wiring may be imported."""
    from server.app import Server
    from tests.support.quick_passwords import QUICK

    server = Server(settings, long_day_clock, passwords=QUICK)
    server.sockets.hear_clocks(lambda who, said: server.clock_watch.compare(who, moved(said)))
    return server


def opened(folder: Path, begins: "CentreSettings") -> "Context":
    """A centre's data with that clock."""
    from server.service.context import Context
    from tests.support.quick_passwords import QUICK

    return Context(folder, begins, long_day_clock, passwords=QUICK)


if __name__ == "__main__":
    main(obj=Parts(made, opened))
