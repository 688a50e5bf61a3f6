"""`python -m tests.city.requests.linked_goiso serve …` is a whole centre with a line to the city's database in `LINKED_CITY`.

The line stands in for the link and the city's intake: it is in the server's process, as the link is, and dies with it.
"""

import os
import time
from threading import Thread
from typing import TYPE_CHECKING, Any

import psycopg

from server.command.centre import Parts
from server.command.main import main
from tests.support.goiso import made, opened

if TYPE_CHECKING:
    from server.app import Server
    from server.config import Settings
    from server.service.context import Context

BEAT_S = 0.05


def linked(settings: "Settings") -> "Server":
    """A server, and its line."""
    server = made(settings)
    Thread(target=_beats, args=(server.context,), daemon=True).start()
    return server


def _beats(context: "Context") -> None:
    from server.link.answer import answer
    from tests.city.requests.stand import sync

    answers: list[dict[str, Any]] = []
    with psycopg.connect(os.environ["LINKED_CITY"], autocommit=True) as connection:
        while True:
            with connection.transaction():
                asked = sync(connection, "W0001", context, answers)
            answers = answer(context, asked)
            time.sleep(BEAT_S)


if __name__ == "__main__":
    main(obj=Parts(linked, opened))
