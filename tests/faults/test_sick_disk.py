"""A disk that fails in each of its ways: writes that end halfway or not at all, flushes that fail or take long, reads that fail.

Whoever is refused has changed nothing, whoever was answered keeps their number, and all goes on once the disk is well.
The random form is short, and a hundred longer ones with `make torture`.
"""

import random
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import ExitStack, closing
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
from tests.support.sick_file import FULL, IOERR_FSYNC, IOERR_READ, IOERR_WRITE, OK, Disk, sick_disk
from tests.support.waiting import together

SEEDS = [(1789, 60), *(pytest.param((seed, 300), marks=pytest.mark.torture) for seed in range(100))]
HANDS, EACH = 6, 5
IDLE = 8
"""So many connections the store keeps to read by, at most."""


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


@pytest.fixture
def every_read(server: Server, api: Api, disk: Disk, monkeypatch: pytest.MonkeyPatch) -> Disk:
    """The disk of every connection, also of those still to be opened; none keeps in memory what it has read."""

    def sick(connection: sqlite3.Connection) -> sqlite3.Connection:
        connection.execute("PRAGMA cache_size = 0")
        sick_disk(connection, disk)
        return connection

    writing(server.context.store).execute("PRAGMA cache_size = 0")
    with ExitStack() as borrowed:
        for _ in range(IDLE):
            sick(borrowed.enter_context(server.context.store.read()))
    for place in ("readers", "soundness"):
        monkeypatch.setattr(f"server.store.{place}.open_reader", lambda path: sick(open_reader(path)))
    return disk


def test_a_sector_that_cannot_be_read_is_said_in_words_and_loses_nothing(
    server: Server, api: Api, every_read: Disk
) -> None:
    recorder = Recorder()
    kiosk = Recorded(api.kiosk, "kiosk:1", recorder, random.Random(1))
    given = [kiosk.post("/tickets", {"field": "CT"})["number"] for _ in range(3)]
    every_read.on_read = lambda _: IOERR_READ
    for answer in (api.display.get("/board"), api.officer.get("/counters/1"), api.kiosk.get("/tickets/1")):
        assert answer.status_code == 503, answer.text
        assert (answer.json["code"], answer.json["title"]) == ("storage_damaged", "Tệp dữ liệu bị hỏng")
    assert kiosk.post("/tickets", {"field": "CT"}) == {}
    assert recorder.said[-1].told["code"] == "storage_damaged"
    phone = server.app.test_client()
    assert phone.get("/readyz").status_code == 503
    assert phone.get("/healthz").status_code == 200
    assert every_read.failed
    every_read.well()
    given.append(kiosk.post("/tickets", {"field": "CT"})["number"])
    assert given == ["A002", "A003", "A004", "A005"]
    assert api.display.get("/board").status_code == 200
    assert phone.get("/readyz").status_code == 200
    with server.context.store.read() as connection:
        assert list(doctor.examine(connection)) == []
        assert judge(exported(connection), recorder.said) == []


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
