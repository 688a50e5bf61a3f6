"""A folder is restored more than once: nothing that may be on paper comes twice, also not after a clock that was wrong."""

import sqlite3
from itertools import count
from pathlib import Path

import pytest

from server.core.centre import Centre
from server.service.backups import restoring
from server.service.backups.restoring import come_to
from server.service.queue.paper_pads import print_again
from tests.command.test_main import goiso
from tests.support.clock import SetClock
from tests.support.journeys import take
from tests.support.quick_server import quick_context


def printed(data: Path, out: Path) -> str:
    """The name of the file of the next pad."""
    answer = goiso("paper", "--data", data, "--out", out)
    assert answer.exit_code == 0, answer.output
    return Path(answer.output.splitlines()[-1]).stem


def restored(file: Path, data: Path) -> None:
    answer = goiso("restore", file, "--data", data)
    assert answer.exit_code == 0, answer.output


def test_no_pads_letters_come_twice(
    tmp_path: Path, centre: Centre, clock: SetClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    asides = count()  # the real names tell seconds
    monkeypatch.setattr(restoring, "aside_of", lambda place: place.with_name(f"before-{next(asides)}"))
    data, stick = tmp_path / "data", tmp_path / "stick"
    stick.mkdir()
    quick_context(data, centre, clock).close()
    assert printed(data, tmp_path) == "so-giay-DPA"
    assert goiso("backup", "--data", data, "--to", stick).exit_code == 0
    (file,) = stick.iterdir()
    restored(file, data)
    again = quick_context(data, centre, clock)
    print_again(again, 1, "manager:hoa")
    again.close()
    first = printed(data, tmp_path)
    restored(file, data)
    restored(file, data)
    assert [first, printed(data, tmp_path)] == ["so-giay-DQA", "so-giay-DRA"]
    assert goiso("doctor", "--data", data).exit_code == 0


def test_how_far_the_series_had_come_is_of_a_day_that_was(
    tmp_path: Path, centre: Centre, clock: SetClock
) -> None:
    now = clock()
    clock.forward(days=400)
    ahead = quick_context(tmp_path, centre, clock)
    take(ahead)
    ahead.close()
    clock.to(now)
    right = quick_context(tmp_path, centre, clock)
    for _ in range(3):
        take(right)
    right.close()
    with sqlite3.connect(tmp_path / "goiso.db") as connection:
        assert ("2027-12-28", "A", 0) in connection.execute("SELECT day, prefix, last FROM series").fetchall()
    assert come_to(tmp_path) == {"A": 4}
