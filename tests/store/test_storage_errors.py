"""What SQLite says, as named errors."""

import sqlite3

import pytest

from server.store.connect import refusal_of


def error(code: int) -> sqlite3.Error:
    said = sqlite3.OperationalError("said")
    said.sqlite_errorcode = code
    return said


@pytest.mark.parametrize(
    ("code", "name"),
    [
        (sqlite3.SQLITE_FULL, "storage_full"),
        (sqlite3.SQLITE_READONLY, "storage_readonly"),
        (sqlite3.SQLITE_READONLY_DBMOVED, "storage_readonly"),
        (sqlite3.SQLITE_CANTOPEN, "storage_readonly"),
        (sqlite3.SQLITE_CORRUPT, "storage_damaged"),
        (sqlite3.SQLITE_CORRUPT_INDEX, "storage_damaged"),
        (sqlite3.SQLITE_NOTADB, "storage_damaged"),
        (sqlite3.SQLITE_IOERR_READ, "storage_damaged"),
        (sqlite3.SQLITE_BUSY, "storage_busy"),
        (sqlite3.SQLITE_BUSY_SNAPSHOT, "storage_busy"),
        (sqlite3.SQLITE_LOCKED, "storage_busy"),
        (sqlite3.SQLITE_MISUSE, "internal"),
    ],
)
def test_it_names_what_happened_by_its_primary_code(code: int, name: str) -> None:
    assert refusal_of(error(code)).code == name


def test_what_says_nothing_is_internal() -> None:
    assert refusal_of(sqlite3.ProgrammingError("said")).code == "internal"
