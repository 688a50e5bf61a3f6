"""A damaged data file is named when the store opens, and the folder is left free for the backup."""

from collections.abc import Callable
from pathlib import Path

import pytest

from server.core.centre import Centre
from server.core.refusal import Refusal
from server.service.context import Context
from server.store import Store
from server.store.store import database_path
from tests.support.clock import SetClock
from tests.support.journeys import take

PAGE = 4096


@pytest.fixture
def file(tmp_path: Path, centre: Centre, clock: SetClock) -> Path:
    """A database of a working morning, closed."""
    context = Context(tmp_path, centre, clock)
    for _ in range(100):
        take(context)
    context.close()
    return database_path(tmp_path)


def header(content: bytes) -> bytes:
    return b"not a database at all" + content[21:]


def middle(content: bytes) -> bytes:
    start = len(content) // PAGE // 2 * PAGE
    return content[:start] + b"\xa5" * 4 * PAGE + content[start + 4 * PAGE :]


def cut(content: bytes) -> bytes:
    return content[: len(content) // PAGE // 2 * PAGE]


def ending(content: bytes) -> bytes:
    return content[:-PAGE] + b"\xa5" * PAGE


@pytest.mark.parametrize("harm", [header, middle, cut, ending])
def test_a_damaged_file_is_named(
    file: Path, harm: Callable[[bytes], bytes], centre: Centre, clock: SetClock
) -> None:
    whole = file.read_bytes()
    file.write_bytes(harm(whole))
    with pytest.raises(Refusal) as refused:
        Store(file.parent, centre.local, clock)
    assert refused.value.code == "storage_damaged"

    file.write_bytes(whole)
    Store(file.parent, centre.local, clock).close()


def test_an_empty_file_is_a_new_centre(tmp_path: Path, centre: Centre, clock: SetClock) -> None:
    database_path(tmp_path).touch()
    Store(tmp_path, centre.local, clock).close()
