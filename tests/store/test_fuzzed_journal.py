"""A data file that is cut or changed at any byte is named, by the store or by the doctor, or says the same as before; a row of the journal is always named."""

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from server.core.refusal import Refusal
from server.store import Store, doctor
from server.store.store import database_path
from tests.support.centre import default_centre
from tests.support.clock import SetClock
from tests.support.examined import FREE_JOURNAL
from tests.support.journeys import a_morning
from tests.support.quick_server import quick_context

PLACES = st.floats(0, 1, exclude_max=True)
CHANGES = st.lists(st.tuples(PLACES, st.binary(min_size=1, max_size=64)), min_size=1, max_size=3)
COLUMNS = ("at", "day", "type", "actor", "ticket", "counter", "data")
SIGNS = st.characters(codec="utf-8", exclude_characters="\x00")
EVERYTHING = list(HealthCheck)


@dataclass(frozen=True)
class Morning:
    """A closed centre after a morning: its folder and its data file, and what that says."""

    folder: Path
    whole: bytes
    says: list[tuple[Any, ...]]


@pytest.fixture(scope="module")
def morning(tmp_path_factory: pytest.TempPathFactory) -> Morning:
    folder = tmp_path_factory.mktemp("morning")
    context = quick_context(folder, default_centre(), SetClock())
    a_morning(context)
    context.close()
    file = database_path(folder)
    return Morning(folder, file.read_bytes(), said(file))


def said(file: Path) -> list[tuple[Any, ...]]:
    """Every row of the journal; what follows from it the doctor compares."""
    with closing(sqlite3.connect(file)) as connection:
        return connection.execute("SELECT * FROM journal").fetchall()


@contextmanager
def opened(morning: Morning, content: bytes) -> Iterator[Path]:
    """A copy of the folder with a data file of these bytes."""
    with TemporaryDirectory() as folder:
        shutil.copytree(morning.folder, folder, dirs_exist_ok=True)
        database_path(Path(folder)).write_bytes(content)
        yield Path(folder)


def troubles_of(folder: Path) -> list[str]:
    """What the store or the doctor says of a folder's data."""
    try:
        store = Store(folder, default_centre().local, SetClock())
        with closing(store), store.read() as connection:
            return list(doctor.examine(connection))
    except Refusal as refused:
        return [refused.code]


def is_named_or_the_same(morning: Morning, content: bytes) -> None:
    with opened(morning, content) as folder:
        assert troubles_of(folder) or said(database_path(folder)) == morning.says


def changed(whole: bytes, changes: list[tuple[float, bytes]]) -> bytes:
    content = bytearray(whole)
    for place, those in changes:
        at = int(place * len(content))
        content[at : at + len(those)] = those[: len(content) - at]
    return bytes(content)


def is_named(morning: Morning, row: float, column: str, value: str | int | None) -> None:
    """Another value in one place of one row of the journal, by whoever has taken off what guards it."""
    seq = 1 + int(row * len(morning.says))
    with (
        opened(morning, morning.whole) as folder,
        closing(sqlite3.connect(database_path(folder))) as connection,
    ):
        connection.executescript(FREE_JOURNAL)
        (before,) = connection.execute(f"SELECT {column} FROM journal WHERE seq = ?", (seq,)).fetchone()
        with suppress(sqlite3.IntegrityError), connection:  # what a column does not take changes nothing
            connection.execute(f"UPDATE journal SET {column} = ? WHERE seq = ?", (value, seq))
        (after,) = connection.execute(f"SELECT {column} FROM journal WHERE seq = ?", (seq,)).fetchone()
        troubles = list(doctor.examine(connection))
    assert (after == before) or [trouble for trouble in troubles if f"row {seq}" in trouble], troubles


VALUES = st.none() | st.integers(-(2**62), 2**62) | st.text(SIGNS, max_size=20) | st.just("{}")


@settings(max_examples=12, suppress_health_check=EVERYTHING)
@given(CHANGES)
def test_whatever_bytes_are_changed(morning: Morning, changes: list[tuple[float, bytes]]) -> None:
    is_named_or_the_same(morning, changed(morning.whole, changes))


@settings(max_examples=6, suppress_health_check=EVERYTHING)
@given(PLACES)
def test_wherever_it_is_cut(morning: Morning, place: float) -> None:
    is_named_or_the_same(morning, morning.whole[: int(place * len(morning.whole))])


@settings(max_examples=10, suppress_health_check=EVERYTHING)
@given(PLACES, st.sampled_from(COLUMNS), VALUES)
def test_whatever_a_row_is_changed_to(
    morning: Morning, row: float, column: str, value: str | int | None
) -> None:
    is_named(morning, row, column, value)


@pytest.mark.torture
@settings(max_examples=1500, derandomize=False, suppress_health_check=EVERYTHING)
@given(CHANGES, PLACES, st.sampled_from(COLUMNS), VALUES)
def test_whatever_happens_to_it_a_thousand_times(
    morning: Morning,
    changes: list[tuple[float, bytes]],
    place: float,
    column: str,
    value: str | int | None,
) -> None:
    is_named_or_the_same(morning, changed(morning.whole, changes))
    is_named_or_the_same(morning, morning.whole[: int(place * len(morning.whole))])
    is_named(morning, place, column, value)
