"""The power goes while a backup is made, and while one is restored: there is always one usable centre, and no half backup.

Four times each, and fifty times each with `make torture`.
"""

import random
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from server.core.backups import made_on
from server.core.files import CITY
from server.service.context import Context
from server.store.backups.unpacking import read
from server.store.connect import open_reader
from server.store.doctor import examine
from tests.support.forked import Command
from tests.support.journeys import a_morning

SEED = 1645
LINE = '{"url": "https://city.example", "token": "goiso-made-up"}'
KILLS = [4, pytest.param(50, marks=pytest.mark.torture)]


@pytest.fixture
def stick(context: Context, tmp_path: Path) -> Path:
    a_morning(context)
    context.close()
    (tmp_path / "stick").mkdir()
    return tmp_path / "stick"


def run(*arguments: object) -> Command:
    """`goiso …`, forked: hardly a kill falls into what it imports."""
    return Command(["server.command.main", *map(str, arguments)])


def whole_s(*arguments: object) -> float:
    """How long the command takes here and now when it is let alone."""
    begun = time.monotonic()
    said = (process := run(*arguments)).said()
    assert process.returncode == 0, said
    return time.monotonic() - begun


def killed(kills: int, *arguments: object) -> Iterator[int]:
    """Run the command and kill it at any moment of its work, again and again."""
    dice, whole = random.Random(SEED), whole_s(*arguments)
    for n in range(kills):
        process = run(*arguments)
        time.sleep(dice.uniform(0, 1.2 * whole))
        process.kill()
        process.said()
        yield n


def must_be_sound(data: Path, acknowledged: list[tuple[object, ...]]) -> None:
    """The doctor is content, and the journal begins with all that was acknowledged before."""
    with closing(open_reader(data / "goiso.db")) as connection:
        assert list(examine(connection)) == []
    assert journal(data)[: len(acknowledged)] == acknowledged


def journal(data: Path) -> list[tuple[object, ...]]:
    with closing(open_reader(data / "goiso.db")) as connection:
        return connection.execute("SELECT * FROM journal ORDER BY seq").fetchall()


@pytest.mark.parametrize("kills", KILLS)
def test_a_backup_is_whole_or_not_there(kills: int, stick: Path, tmp_path: Path) -> None:
    acknowledged = journal(tmp_path / "data")
    for _ in killed(kills, "backup", "--data", tmp_path / "data", "--to", stick):
        for path in stick.iterdir():
            assert path.name == ".goiso-backup.part" or made_on(path.name)
            if path.is_file():
                with path.open("rb") as packed:
                    read(packed)
        must_be_sound(tmp_path / "data", acknowledged)
    whole_s("backup", "--data", tmp_path / "data", "--to", stick)
    assert not (stick / ".goiso-backup.part").exists()


@pytest.mark.parametrize("kills", KILLS)
def test_there_is_always_a_whole_centre_while_one_is_restored(
    kills: int, stick: Path, tmp_path: Path
) -> None:
    whole_s("backup", "--data", tmp_path / "data", "--to", stick)
    (file,) = stick.iterdir()
    acknowledged = journal(tmp_path / "data")
    (tmp_path / "data" / CITY).write_text(LINE)
    for _ in killed(kills, "restore", file, "--data", tmp_path / "data"):
        must_be_sound(tmp_path / "data", acknowledged)
        assert (tmp_path / "data/track.key").is_file()
        assert (tmp_path / "data" / CITY).read_text() == LINE
    whole_s("restore", file, "--data", tmp_path / "data")
    assert not (tmp_path / ".data.restoring").exists()
