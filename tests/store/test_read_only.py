"""A data file or folder that cannot be written."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from server.core.centre import Centre
from server.core.refusal import Refusal
from server.service.context import Context
from server.store import Store
from server.store.queue import tickets
from tests.support.clock import SetClock
from tests.support.journeys import a_morning, take
from tests.support.sick_disk import writing

NOBODY = 65534


@contextmanager
def nobody() -> Iterator[None]:
    """Act as a user without rights: the administrator may write everywhere."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(0)


@pytest.fixture
def folder() -> Iterator[Path]:
    """A data folder that anybody may enter."""
    made = Path(tempfile.mkdtemp(prefix="goiso-"))
    made.chmod(0o777)
    yield made
    made.chmod(0o777)
    shutil.rmtree(made)


def test_a_read_only_file_is_named_when_the_store_opens(
    folder: Path, centre: Centre, clock: SetClock
) -> None:
    context = Context(folder, centre, clock)
    a_morning(context)
    context.close()
    folder.chmod(0o777)  # the start took it from others
    (folder / "server.lock").unlink()
    (folder / "goiso.db").chmod(0o444)
    with nobody(), pytest.raises(Refusal) as refused:
        Store(folder, centre.local, clock)
    assert refused.value.code == "storage_readonly"

    (folder / "goiso.db").chmod(0o666)
    (folder / "server.lock").unlink()
    Store(folder, centre.local, clock).close()


def test_a_read_only_folder_is_named_when_the_store_opens(
    folder: Path, centre: Centre, clock: SetClock
) -> None:
    folder.chmod(0o555)
    with nobody(), pytest.raises(Refusal) as refused:
        Store(folder, centre.local, clock)
    assert refused.value.code == "storage_readonly"


def test_a_file_that_becomes_read_only_is_named_and_nothing_changes(context: Context) -> None:
    ticket = take(context)
    disk = writing(context.store)
    disk.execute("PRAGMA query_only = ON")
    with pytest.raises(Refusal) as refused:
        take(context)
    assert refused.value.code == "storage_readonly"
    with context.store.read() as connection:
        assert list(tickets.everything(connection)) == [ticket]

    disk.execute("PRAGMA query_only = OFF")
    assert take(context) == ticket + 1


def test_a_reader_cannot_write(store: Store) -> None:
    with pytest.raises(Refusal) as refused, store.read() as connection:
        connection.execute("DELETE FROM tickets")
    assert refused.value.code == "storage_readonly"
