"""The power goes while a backup is made, also beside a centre at work, and while one is restored: there is always one usable centre, and no half backup.

Four times each (beside a centre at work twice), and fifty times each with `make torture`.
"""

import random
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from typing import Self

import pytest

from server.core.backups import made_on
from server.core.files import CITY
from server.core.model import spelled
from server.service.context import Context
from server.service.queue.tickets import NumberRequest, issue
from server.store.backups.unpacking import read
from server.store.connect import open_reader
from server.store.doctor import examine
from tests.support.forked import Command
from tests.support.journeys import a_morning
from tests.support.waiting import until

SEED = 1645
_PAUSE_S = 0.02
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
    dice = random.Random(SEED)
    whole = min(whole_s(*arguments) for _ in range(2))  # the first of a run waits for what is imported
    for n in range(kills):
        process = run(*arguments)
        time.sleep(dice.uniform(0, 1.2 * whole))
        process.kill()
        process.said()
        yield n


def must_be_sound(data: Path, acknowledged: list[tuple[object, ...]]) -> None:
    """The doctor is content, and the journal begins with all that was acknowledged before."""
    with closing(open_reader(data / "goiso.db")) as connection:
        connection.execute("BEGIN")  # one moment, also of a centre that goes on
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


class Giving:
    """Somebody takes one number after another, until it is left; `given` are those that were answered, by their tickets."""

    def __init__(self, context: Context) -> None:
        self.given: dict[int, str] = {}
        self._context, self._over = context, threading.Event()
        self._pool = ThreadPoolExecutor(1)

    def __enter__(self) -> Self:
        self._taking = self._pool.submit(self._take)
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._taking.result(60)
        self._pool.shutdown()

    def another(self) -> None:
        """Wait for one more."""
        known = len(self.given)
        until(lambda: len(self.given) > known)

    def _take(self) -> None:
        while not self._over.wait(_PAUSE_S):
            ticket, _ = issue(self._context, NumberRequest("CT"), "kiosk:1")
            self.given[ticket["id"]] = ticket["number"]


@pytest.mark.parametrize("kills", [2, *KILLS[1:]])
def test_a_backup_killed_while_numbers_are_given_holds_none_of_them_up(
    kills: int, context: Context, tmp_path: Path
) -> None:
    data, stick = tmp_path / "data", tmp_path / "stick"
    stick.mkdir()
    a_morning(context)
    with Giving(context) as citizens:
        for _ in killed(kills, "backup", "--data", data, "--to", stick):
            citizens.another()
            must_be_sound(data, journal(data))
        whole_s("backup", "--data", data, "--to", stick)
    assert issued(data)[-len(citizens.given) :] == list(citizens.given.items()), (
        "each once, and in this order"
    )
    ends = {seq: row[-1] for seq, *row in journal(data)}
    whole = [path for path in stick.iterdir() if path.is_file()]
    assert whole
    for path in whole:
        with path.open("rb") as packed:
            made = read(packed)
        assert bytes.fromhex(made.digest) == ends[made.seq], "what it holds is the journal up to one moment"


def issued(data: Path) -> list[tuple[int, str]]:
    """The tickets and numbers that the journal tells of, in order."""
    query = "SELECT ticket, data ->> 'prefix', data ->> 'n' FROM journal WHERE type = 'ticket_issued' ORDER BY seq"
    with closing(open_reader(data / "goiso.db")) as connection:
        return [(ticket, spelled(prefix, n)) for ticket, prefix, n in connection.execute(query)]


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
