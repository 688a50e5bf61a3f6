"""The board in its process: live lines, and what keeps them up to date."""

from typing import Any, Final

from flask import Flask, current_app

from server.city.board.screens import Screens
from server.city.board.sight import Sight
from server.city.board.source import Source
from server.city.ports import city

_NAME: Final = "goiso_city_board"
_FRESH_S: Final = 5.0


class Board:
    """The screens of an app, and the source of their news; `close` ends both."""

    def __init__(self, app: Flask) -> None:
        with app.app_context():
            settings = city().settings
        self._screens = Screens(app, settings)
        self._source = Source(settings.database, self._screens.mirror, settings.redis)

    def now(self, sight: Sight) -> dict[str, Any] | None:
        """The whole board for screens with this sight; `None` while it may be out of date."""
        found = self._screens.mirror.now(_FRESH_S)
        return None if found is None else sight.of(found)

    def close(self) -> None:
        """Stop sending."""
        self._source.close()
        self._screens.close()


def start(app: Flask) -> None:
    """Let the app have live lines."""
    app.extensions[_NAME] = Board(app)


def board() -> Board:
    """That of the app that answers now."""
    found: Board = current_app.extensions[_NAME]
    return found
