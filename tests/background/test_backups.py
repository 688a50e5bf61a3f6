"""Backups are made when they are due or asked for, and a failure is told once and tried again."""

import os
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest

from server.background.backup_program import Program, signs_of_work
from server.background.backups import BackupKeeper
from server.config import CentreSettings
from server.core.backups import is_due, is_late
from server.service.backups.now import backups_now, needs_a_look
from server.service.context import Context
from server.service.settings.begun import begin_settings
from server.service.settings.changes import put
from server.store import journal
from tests.command.test_main import goiso
from tests.support.centre import default_settings
from tests.support.clock import SetClock
from tests.support.journeys import a_morning, take
from tests.support.waiting import until

OFTEN_S = 0.01
NEVER_S = 3600.0
HOUR = 3_600_000


@pytest.mark.parametrize(
    ("every", "made_at", "now", "due", "late"),
    [
        (0, None, 0, False, False),
        (4, None, 0, True, False),
        (4, 0, 4 * HOUR - 1, False, False),
        (4, 0, 4 * HOUR, True, False),
        (4, 0, 5 * HOUR, True, True),
        (4, 100 * HOUR, 0, True, True),
        (24, 2 * HOUR + HOUR // 2, 31 * HOUR, True, True),  # due at 02:30, when the machine was off
    ],
)
def test_when_one_is_due_and_when_somebody_should_look(
    every: int, made_at: int | None, now: int, due: bool, late: bool
) -> None:
    assert is_due(every, made_at, now) is due
    assert is_late(every, made_at, now) is late


@pytest.fixture
def centre(tmp_path: Path) -> CentreSettings:
    """What the centre begins with, as a file says it."""
    return default_settings(tmp_path / "data").of_centre()


class Asked:
    """`goiso` as the keeper runs it; `says` stands for a failure, and `runs` counts."""

    def __init__(self) -> None:
        self.says: str | None = None
        self.runs = 0

    def __call__(self, arguments: list[str]) -> tuple[int, str]:
        self.runs += 1
        if self.says is not None:
            return 1, f"a warning\n{self.says}\n"
        answer = goiso(*(each for each in arguments if each != "--gently"))
        return answer.exit_code, answer.output


@pytest.fixture
def stick(context: Context, tmp_path: Path) -> Path:
    begin_settings(context)
    a_morning(context)
    (tmp_path / "stick").mkdir()
    return tmp_path / "stick"


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return tmp_path / "data"


@pytest.fixture
def asked() -> Asked:
    return Asked()


@pytest.fixture
def keeper(context: Context, tmp_path: Path, asked: Asked) -> Iterator[BackupKeeper]:
    keeper = BackupKeeper(context, tmp_path / "data", asked, OFTEN_S)
    yield keeper
    keeper.close()


def set_folder(context: Context, folder: Path | None) -> None:
    part = context.settings.document.backup.model_dump(mode="json")
    put(context, "backup", part | {"folder": None if folder is None else str(folder)}, "admin:binh")


def press(keeper: BackupKeeper) -> None:
    """Ask for one once none is being made: asking meanwhile asks for nothing more."""
    until(lambda: not keeper.making())
    keeper.make()


def told(context: Context) -> list[str]:
    with context.store.read() as connection:
        types = [entry.event.type for entry in journal.since(connection, 0)]
    return [type_ for type_ in types if type_.startswith("backup_")]


def test_without_a_folder_none_is_made_and_somebody_is_told_to_look(
    context: Context, stick: Path, keeper: BackupKeeper, asked: Asked
) -> None:
    keeper.make()
    until(lambda: not keeper.making())
    assert asked.runs == 0
    assert needs_a_look(context)


def test_one_is_made_as_soon_as_there_is_a_folder_and_no_other_before_it_is_due(
    context: Context, stick: Path, keeper: BackupKeeper, asked: Asked, clock: SetClock
) -> None:
    set_folder(context, stick)
    until(lambda: told(context) == ["backup_made"])
    now = backups_now(context, making=False)
    assert (now.late, now.failed, needs_a_look(context)) == (False, None, False)
    assert now.made is not None
    assert {path.name for path in stick.iterdir()} == {now.made.data()["file"]}
    press(keeper)
    until(lambda: told(context) == ["backup_made"] * 2)
    clock.forward(hours=4)
    until(lambda: asked.runs == 3)


def test_a_stick_that_is_out_is_told_once_and_the_next_backup_counts(
    context: Context, stick: Path, keeper: BackupKeeper, asked: Asked
) -> None:
    asked.says = "Error: No backup was made: no such folder."
    set_folder(context, stick)
    until(lambda: told(context) == ["backup_failed"])
    press(keeper)
    until(lambda: asked.runs == 2 and not keeper.making())
    assert told(context) == ["backup_failed"]
    failed = backups_now(context, making=False).failed
    assert failed is not None
    assert failed.data() == {"folder": str(stick), "said": "No backup was made: no such folder."}
    asked.says = None
    press(keeper)
    until(lambda: told(context) == ["backup_failed", "backup_made"])
    assert backups_now(context, making=False).failed is None


def test_the_real_program_makes_one_and_is_stopped_with_the_server(
    context: Context, stick: Path, tmp_path: Path
) -> None:
    keeper = BackupKeeper(context, tmp_path / "data", every_s=NEVER_S)
    set_folder(context, stick)
    keeper.make()
    assert take(context)
    until(lambda: told(context) == ["backup_made"])
    press(keeper)
    keeper.close()
    assert told(context) == ["backup_made"]


class TenMinutes:
    """A clock that is ten minutes on whenever somebody looks."""

    now, step_s = 0.0, 600.0

    def __call__(self) -> float:
        self.now += self.step_s
        return self.now


def test_one_that_stands_still_is_ended_told_and_tried_again(
    context: Context, stick: Path, tmp_path: Path, data: Path
) -> None:
    share = tmp_path / "share"
    os.mkfifo(share)  # whoever opens it waits for ever
    minutes = TenMinutes()
    program = Program(clock=minutes, look_s=0.01)
    status, said = program.run(
        ["backup", "--data", str(data), "--to", str(stick), "--passphrase-file", str(share)]
    )
    assert status == 1
    assert "30 phút không ghi thêm được gì" in said
    assert "nothing more was written for 30 minutes" in said
    assert said == said.strip().rpartition("\n")[2], "the page tells the last line"
    minutes.step_s = 0
    assert program.run(["backup", "--data", str(data), "--to", str(stick)])[0] == 0


def test_one_that_goes_on_is_left_however_long_it_takes(stick: Path, data: Path) -> None:
    seconds, signs = count(step=100_000), count()
    program = Program(lambda _: next(signs), lambda: next(seconds), look_s=0.01)
    status, said = program.run(["backup", "--data", str(data), "--to", str(stick)])
    assert (status, Path(said.split()[-1]).parent) == (0, stick)
    assert next(signs) > 0, "it was looked at meanwhile"


def test_whatever_a_program_does_is_seen_of_it(tmp_path: Path) -> None:
    before = signs_of_work(os.getpid())
    (tmp_path / "written").write_bytes(b"x")
    assert signs_of_work(os.getpid()) != before
    assert signs_of_work(2**22 + 1) != signs_of_work(2**22 + 1), "nobody is ended where nothing is known"
