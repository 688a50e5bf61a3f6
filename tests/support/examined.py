"""What the doctor says of a centre in a test, and what somebody does to its data who opens the file by hand."""

import sqlite3
from pathlib import Path

from server.service.context import Context
from server.store import doctor
from server.store.store import database_path

FREE_JOURNAL = "DROP TRIGGER journal_no_update; DROP TRIGGER journal_no_delete;"


def found(context: Context) -> list[str]:
    """Everything that the doctor finds."""
    with context.store.read() as connection:
        return list(doctor.examine(connection))


def tamper(tmp_path: Path, script: str) -> None:
    """Run a script on the data folder of the test's centre, past everything that guards it."""
    connection = sqlite3.connect(database_path(tmp_path / "data"))
    connection.executescript(script)
    connection.close()
