"""A database that is gone, newer, or taken away under a running server is said so, and nothing is given into nowhere."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from server.core.centre import Centre
from server.core.kept_secret import secret
from server.core.refusal import Refusal
from server.service.context import Context
from server.store.migrate import LATEST
from server.store.store import database_path
from tests.support.clock import SetClock
from tests.support.journeys import take


@pytest.fixture
def folder(tmp_path: Path, centre: Centre, clock: SetClock) -> Path:
    """The data of a centre that has given a number, closed."""
    context = Context(tmp_path, centre, clock)
    take(context)
    context.close()
    return tmp_path


def refused(folder: Path, centre: Centre, clock: SetClock) -> Refusal:
    with pytest.raises(Refusal) as found:
        Context(folder, centre, clock)
    return found.value


def empty(path: Path) -> None:
    path.write_bytes(b"")


@pytest.mark.parametrize("lose", [Path.unlink, empty])
def test_a_database_that_was_lost_beside_its_keys_is_no_new_centre(
    folder: Path, lose: Callable[[Path], None], centre: Centre, clock: SetClock
) -> None:
    path = database_path(folder)
    whole = path.read_bytes()
    lose(path)
    refusal = refused(folder, centre, clock)
    assert refusal.code == "storage_lost"
    assert "backup" in refusal.texts()["en"]
    assert "sao lưu" in refusal.texts()["vi"]

    path.write_bytes(whole)
    Context(folder, centre, clock).close()


def test_data_of_a_newer_version_are_refused_and_not_stamped_older(
    folder: Path, centre: Centre, clock: SetClock
) -> None:
    path = database_path(folder)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(f"PRAGMA user_version = {LATEST + 1}")
    assert refused(folder, centre, clock).code == "storage_newer"
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (LATEST + 1,)


@pytest.mark.parametrize("name", ["track.key", "presence.key"])
@pytest.mark.parametrize("content", [b"", b"short"])
def test_a_key_that_anybody_can_guess_is_refused_and_the_folder_left_free(
    folder: Path, name: str, content: bytes, centre: Centre, clock: SetClock
) -> None:
    whole = (folder / name).read_bytes()
    (folder / name).write_bytes(content)
    refusal = refused(folder, centre, clock)
    assert refusal.code == "storage_key"
    assert name in refusal.texts()["en"]

    (folder / name).write_bytes(whole)
    Context(folder, centre, clock).close()


def test_the_key_of_sign_ins_is_refused_when_empty(tmp_path: Path) -> None:
    (tmp_path / "session.key").touch()
    with pytest.raises(Refusal, match="storage_key"):
        secret(tmp_path, "session.key")


def deleted(folder: Path) -> None:
    database_path(folder).unlink()


def replaced(folder: Path) -> None:
    copy = folder / "copy"
    copy.write_bytes(database_path(folder).read_bytes())
    copy.replace(database_path(folder))


def without_its_journal(folder: Path) -> None:
    (folder / "goiso.db-wal").unlink()


@pytest.mark.parametrize("take_away", [deleted, replaced, without_its_journal])
def test_no_number_is_given_into_a_file_that_was_taken_away(
    folder: Path, take_away: Callable[[Path], None], centre: Centre, clock: SetClock
) -> None:
    context = Context(folder, centre, clock)
    take(context)
    take_away(folder)
    for act in (lambda: take(context), context.store.must_be_sound):
        with pytest.raises(Refusal) as found:
            act()
        assert found.value.code == "storage_gone"
    context.close()


def test_a_file_that_is_put_back_is_written_again(folder: Path, centre: Centre, clock: SetClock) -> None:
    context = Context(folder, centre, clock)
    path = database_path(folder)
    path.rename(folder / "away")
    with pytest.raises(Refusal):
        take(context)
    (folder / "away").rename(path)
    take(context)
    context.store.must_be_sound()
    context.close()


def test_a_number_whose_file_goes_while_it_is_written_is_not_acknowledged(
    folder: Path, centre: Centre, clock: SetClock
) -> None:
    context = Context(folder, centre, clock)
    with pytest.raises(Refusal) as found:
        context.store.write(lambda _: deleted(folder))
    assert found.value.code == "storage_gone"
    context.close()
