"""`goiso backup` and `goiso restore`: from a stick into a folder, and no number comes twice."""

import sqlite3
from pathlib import Path

import pytest

from server.core.centre import Centre
from server.service.context import Context
from tests.command.test_main import goiso
from tests.support.clock import SetClock
from tests.support.journeys import a_morning, take
from tests.support.quick_server import quick_context


@pytest.fixture
def running(tmp_path: Path, centre: Centre, clock: SetClock):
    """A centre at work in the morning."""
    context = quick_context(tmp_path / "data", centre, clock)
    a_morning(context)
    yield context
    context.close()


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    (tmp_path / "stick").mkdir()
    return tmp_path / "stick"


@pytest.fixture
def backup(running: Context, tmp_path: Path, stick: Path) -> Path:
    answer = goiso("backup", "--data", tmp_path / "data", "--to", stick)
    assert answer.exit_code == 0, answer.output
    return Path(answer.output.splitlines()[-1])


def journal(folder: Path) -> list[tuple[object, ...]]:
    with sqlite3.connect(folder / "goiso.db") as connection:
        return connection.execute("SELECT seq, type, data FROM journal ORDER BY seq").fetchall()


def test_the_last_line_is_the_file_and_the_centre_goes_on(
    running: Context, backup: Path, stick: Path
) -> None:
    assert backup.parent == stick
    assert backup.is_file()
    assert take(running)


def test_restored_into_a_new_folder_it_is_the_same_centre(backup: Path, tmp_path: Path) -> None:
    answer = goiso("restore", backup, "--data", tmp_path / "new", "--nothing-since")
    assert answer.exit_code == 0, answer.output
    assert answer.output.splitlines()[-1] == str(tmp_path / "new")
    before, after = journal(tmp_path / "data"), journal(tmp_path / "new")
    assert after[: len(before)] == before
    assert [row[1] for row in after[len(before) :]] == ["centre_restored"]
    assert goiso("doctor", "--data", tmp_path / "new").exit_code == 0


def test_of_yesterday_its_numbers_go_on_above_what_people_hold(backup: Path, tmp_path: Path) -> None:
    answer = goiso("restore", backup, "--data", tmp_path / "new", "--last", "a047")
    assert "Today's numbers go on at A048, B1001" in answer.output


def test_what_was_in_the_folder_is_kept_beside_it(running: Context, backup: Path, tmp_path: Path) -> None:
    take(running)
    running.close()
    rows = journal(tmp_path / "data")
    answer = goiso("restore", backup, "--data", tmp_path / "data")
    (aside,) = tmp_path.glob("data.before-*")
    assert f"What was there before is kept: {aside}" in answer.output
    assert journal(aside) == rows
    assert goiso("doctor", "--data", tmp_path / "data").exit_code == 0
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []


def test_a_running_server_keeps_its_folder(backup: Path, tmp_path: Path) -> None:
    rows = journal(tmp_path / "data")
    answer = goiso("restore", backup, "--data", tmp_path / "data")
    assert answer.exit_code == 1
    assert "A server is running on" in answer.output
    assert "Stop the server first" in answer.output
    assert journal(tmp_path / "data") == rows


def test_a_folder_with_other_things_in_it_is_left_alone(backup: Path, tmp_path: Path) -> None:
    (tmp_path / "photos").mkdir()
    (tmp_path / "photos/1.jpg").touch()
    answer = goiso("restore", backup, "--data", tmp_path / "photos")
    assert answer.exit_code == 1
    assert "holds other things" in answer.output
    assert [path.name for path in (tmp_path / "photos").iterdir()] == ["1.jpg"]


def test_a_number_of_no_field_is_refused_and_nothing_is_restored(backup: Path, tmp_path: Path) -> None:
    answer = goiso("restore", backup, "--data", tmp_path / "new", "--last", "Q12")
    assert answer.exit_code == 2
    assert "Q12 is of no field" in answer.output
    assert not (tmp_path / "new").exists()


def test_a_file_that_is_no_backup_is_refused_and_nothing_is_changed(
    running: Context, backup: Path, tmp_path: Path
) -> None:
    backup.write_bytes(backup.read_bytes()[:5000])
    answer = goiso("restore", backup, "--data", tmp_path / "new")
    assert answer.exit_code == 1
    assert "Nothing was changed." in answer.output
    assert not (tmp_path / "new").exists()


def test_what_the_doctor_is_not_content_with_is_no_backup(
    running: Context, tmp_path: Path, stick: Path
) -> None:
    with sqlite3.connect(tmp_path / "data/goiso.db") as connection:
        connection.execute("UPDATE tickets SET field = 'HT' WHERE field = 'DD'")
    answer = goiso("backup", "--data", tmp_path / "data", "--to", stick)
    assert answer.exit_code == 1
    assert "No backup was made" in answer.output
    assert list(stick.iterdir()) == []


def test_old_backups_go(running: Context, backup: Path, tmp_path: Path, stick: Path) -> None:
    mark = backup.name.split("-")[1]
    old = [stick / f"goiso-{mark}-2025-11-0{day}-080000.tar.gz" for day in (1, 2, 3)]
    others = [stick / "letter.txt", stick / "goiso-abcdef-2025-11-01-080000.tar.gz"]
    for path in (*old, *others):
        path.touch()
    backup.unlink()
    keep = ("--keep-hours", "1", "--keep-days", "2", "--keep-months", "1")
    answer = goiso("backup", "--data", tmp_path / "data", "--to", stick, *keep)
    made = Path(answer.output.splitlines()[-1])
    assert set(stick.iterdir()) == {made, old[-1], *others}


def test_a_folder_inside_the_data_folder_is_refused(running: Context, tmp_path: Path) -> None:
    inside = tmp_path / "data/backups"
    inside.mkdir()
    answer = goiso("backup", "--data", tmp_path / "data", "--to", inside)
    assert answer.exit_code == 1
    assert "inside the data folder" in answer.output
    assert list(inside.iterdir()) == []


def test_restored_twice_in_a_day_it_goes_on_above_the_first_time(backup: Path, tmp_path: Path) -> None:
    first = goiso("restore", backup, "--data", tmp_path / "new")
    assert "Today's numbers go on at A1001" in first.output
    second = goiso("restore", backup, "--data", tmp_path / "new")
    assert "Today's numbers go on at A2001" in second.output
