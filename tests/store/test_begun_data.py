"""The data folders that tests begin with are as a first start of the product leaves them."""

import sqlite3
import stat
from contextlib import closing
from pathlib import Path

import pytest

from server.core.centre import Centre
from server.core.files import DATABASE
from server.service.context import Context
from server.service.procedures.shipped import shipped_catalogue
from server.store import Store
from tests.support.begun_data import found_catalogue, with_catalogue, with_tables
from tests.support.clock import SetClock

WHEN_APPLIED = "_sqlite_migrations"


def held(folder: Path) -> list[str]:
    """All that a database holds, but when its tables were made."""
    with closing(sqlite3.connect(folder / DATABASE)) as connection:
        return [line for line in connection.iterdump() if WHEN_APPLIED not in line]


def rights(folder: Path) -> tuple[int, int]:
    return stat.S_IMODE(folder.stat().st_mode), stat.S_IMODE((folder / DATABASE).stat().st_mode)


def test_tables_are_those_of_a_new_store(tmp_path: Path, centre: Centre, clock: SetClock) -> None:
    Store(tmp_path / "new", centre.local, clock).close()
    assert with_tables(tmp_path / "begun")
    assert held(tmp_path / "begun") == held(tmp_path / "new")
    assert rights(tmp_path / "begun") == rights(tmp_path / "new")


def test_the_catalogue_is_the_shipped_one(tmp_path: Path, centre: Centre, clock: SetClock) -> None:
    new = Context(tmp_path / "new", centre, clock)
    assert with_catalogue(tmp_path / "begun")
    begun = Context(tmp_path / "begun", centre, clock)
    shipped, found = shipped_catalogue(new), found_catalogue(begun)
    assert found.search("khai sinh", None, 5) == shipped.search("khai sinh", None, 5) != []
    assert found.all_elsewhere() == shipped.all_elsewhere() != {}
    new.close()
    begun.close()
    assert held(tmp_path / "begun") == held(tmp_path / "new")


@pytest.mark.parametrize("there", ["track.key", DATABASE])
def test_a_folder_with_something_in_it_is_left_alone(there: str, tmp_path: Path) -> None:
    (tmp_path / there).write_bytes(b"something")
    assert not with_tables(tmp_path)
    assert [(path.name, path.read_bytes()) for path in tmp_path.iterdir()] == [(there, b"something")]
