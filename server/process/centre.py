"""How the server of a centre is made: the wiring is imported only where a server is to run."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from server.config import Settings

if TYPE_CHECKING:
    from server.app import Server

Make = Callable[[Settings], "Server"]


def a_server(settings: Settings) -> "Server":
    """The whole centre. The process that only watches over gunicorn's worker has no need of what is imported here."""
    from server.app import Server  # noqa: PLC0415

    return Server(settings)
