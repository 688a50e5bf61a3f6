"""A disk that fails in each of its ways: writes that end halfway or not at all, flushes that fail or take long.

Whoever is refused has changed nothing, whoever was answered keeps their number, and all goes on once the disk is well.
The random form is short, and a hundred longer ones with `make torture`.
"""

import random
import shutil
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from server.app import Server
from server.store import doctor
from server.store.connect import open_reader
from server.store.store import database_path
from tests.history.finding import told
from tests.history.judge import judge
from tests.history.record import Recorder, Said
from tests.support.api import Api
from tests.support.clock import SetClock
from tests.support.exported import exported, journal_in
from tests.support.random_hall import RandomHall
from tests.support.recorded import Recorded
from tests.support.sick_disk import writing
from tests.support.sick_file import FULL, IOERR_FSYNC, IOERR_WRITE, OK, Disk, sick_disk
from tests.support.waiting import together

SEEDS = [(1789, 60), *(pytest.param((seed, 300), marks=pytest.mark.torture) for seed in range(100))]
HANDS, EACH = 6, 5


@pytest.fixture
def disk(server: Server, api: Api) -> Disk:
    """The disk of the server's one connection that writes."""
    assert api.helper.post("/tickets", {"field": "CT"}).status_code == 201  # there is a log to write to
    found = sick_disk(writing(server.context.store))
    if found is None:
        pytest.skip("SQLite is built into Python here: no disk can be played under it")
    return found


def flush_fails(disk: Disk) -> None:
    disk.on_sync = lambda _: IOERR_FSYNC


def input_output_error(disk: Disk) -> None:
    disk.on_write = lambda _: IOERR_WRITE


def short_write(disk: Disk) -> None:
    disk.on_write, disk.short = lambda _: FULL, True


def torn_in_the_middle(disk: Disk) -> None:
    first = disk.writes + 2
    disk.on_write, disk.short = lambda n: OK if n < first else IOERR_WRITE, True


def read_only_under_it(disk: Disk) -> None:
    disk.on_write, disk.on_sync = lambda _: IOERR_WRITE, lambda _: IOERR_FSYNC


SICK: dict[Callable[[Disk], None], str] = {
    flush_fails: "storage_damaged",
    input_output_error: "storage_damaged",
    short_write: "storage_full",
    torn_in_the_middle: "storage_damaged",
    read_only_under_it: "storage_damaged",
}


@pytest.mark.parametrize("falls_sick", SICK, ids=lambda sick: sick.__name__)
def test_it_is_told_by_name_keeps_what_was_answered_and_goes_on(
    server: Server, api: Api, disk: Disk, tmp_path: Path, falls_sick: Callable[[Disk], None]
) -> None:
    recorder = Recorder()
    kiosk = Recorded(api.kiosk, "kiosk:1", recorder, random.Random(1))
    given = [kiosk.post("/tickets", {"field": "CT"})["number"] for _ in range(3)]
    falls_sick(disk)
    for _ in range(3):
        assert kiosk.post("/tickets", {"field": "CT"}) == {}
    assert {said.told["code"] for said in recorder.said[3:]} == {SICK[falls_sick]}
    assert disk.failed
    assert api.display.get("/board").status_code == 200
    cut = shutil.copytree(server.settings.server.data, tmp_path / "the power goes now")
    disk.well()
    given.append(kiosk.post("/tickets", {"field": "CT"})["number"])
    assert given == ["A002", "A003", "A004", "A005"]
    with server.context.store.read() as connection:
        assert list(doctor.examine(connection)) == []
        assert judge(exported(connection), recorder.said) == []
    with closing(open_reader(database_path(cut))) as connection:
        assert list(doctor.examine(connection)) == []
    assert judge(journal_in(cut), cut_off(recorder.said[:6])) == []


def cut_off(said: list[Said]) -> list[Said]:
    """What they know when the power goes before the disk is well: a commit that was written and not flushed may be found again."""
    return [said_ if said_.done else replace(said_, status=None, told={}) for said_ in said]


def test_a_slow_disk_is_flushed_once_for_many(api: Api, disk: Disk) -> None:
    disk.sync_s = 0.02
    before = disk.syncs
    taken = together([lambda: [api.take()["number"] for _ in range(EACH)] for _ in range(HANDS)])
    assert len({number for numbers in taken for number in numbers}) == HANDS * EACH
    assert disk.syncs - before < HANDS * EACH


@pytest.mark.parametrize("seed", SEEDS, ids=lambda seed: f"seed-{seed[0]}")
def test_no_promise_is_broken_while_it_fails_at_random(  # noqa: PLR0917 - fixtures
    server: Server, api: Api, clock: SetClock, tmp_path: Path, disk: Disk, seed: tuple[int, int]
) -> None:
    hall = RandomHall(server, api, clock, tmp_path / "box", seed[0])
    dice = random.Random(seed[0])
    disk.on_write = lambda _: dice.choice((IOERR_WRITE, FULL)) if dice.random() < 0.02 else OK
    disk.on_sync = lambda _: IOERR_FSYNC if dice.random() < 0.05 else OK
    disk.short = True
    for _ in range(seed[1]):
        hall.step()
    disk.well()
    hall.ends()
    assert disk.failed
    with server.context.store.read() as connection:
        assert list(doctor.examine(connection)) == []
        findings = judge(exported(connection), hall.recorder.said)
    assert not findings, f"seed {seed}\n{told(findings)}"
