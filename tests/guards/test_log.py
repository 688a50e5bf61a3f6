"""Whoever has something to log asks structlog, whose lines are never raised and never hold a secret (server/operations/log.py)."""

import re

from tests.guards.tree import files, name

OTHERS = {
    "server/process/watchdog.py": "gunicorn's sd_notify is handed a logger of the standard library",
    "server/http/flask_app.py": "werkzeug's own lines are turned down",
}
ASKS = re.compile(r"\bgetLogger\b")


def test_nobody_else_asks_the_standard_library_for_a_logger() -> None:
    asking = {name(path) for path in files(".py") if ASKS.search(path.read_text(encoding="utf-8"))}
    assert asking == set(OTHERS)
