"""Makes a centre's server; the wiring is imported only in the process that runs the server."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from server.config import Settings

if TYPE_CHECKING:
    from server.app import Server

Make = Callable[[Settings], "Server"]


def a_server(settings: Settings) -> "Server":
    """Make the whole centre. The process that only supervises gunicorn's worker does not need these imports."""
    from server.app import Server  # noqa: PLC0415

    return Server(settings)
