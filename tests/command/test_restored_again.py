"""A folder is restored more than once: nothing that may be on paper comes twice, also not after a clock that was wrong."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from click.testing import CliRunner

from server.command.centre import Parts
from server.command.main import main
from server.core.centre import Centre
from server.service.backups.restoring import come_to
from server.service.context import Context
from server.service.doctor.stored import database_facts
from server.service.queue.paper_pads import print_again
from server.store.doctor import examine
from tests.command.test_main import goiso
from tests.support.clock import SetClock
from tests.support.journeys import number_of, take
from tests.support.quick_server import quick_context


def printed(data: Path, out: Path) -> str:
    """The name of the file of the next pad."""
    answer = goiso("paper", "--data", data, "--out", out)
    assert answer.exit_code == 0, answer.output
    return Path(answer.output.splitlines()[-1]).stem


def restored(file: Path, data: Path) -> None:
    answer = goiso("restore", file, "--data", data)
    assert answer.exit_code == 0, answer.output


def test_no_pads_letters_come_twice(tmp_path: Path, centre: Centre, clock: SetClock) -> None:
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


def on_friday(data: Path, centre: Centre, clock: SetClock) -> None:
    """The centre had a visit three days ago."""
    clock.back(days=3)
    context = quick_context(data, centre, clock)
    take(context)
    context.close()
    clock.forward(days=3)


def test_a_restored_day_that_is_still_to_come_is_named_and_its_numbers_come_once(
    tmp_path: Path, centre: Centre, clock: SetClock
) -> None:
    data, stick = tmp_path / "data", tmp_path / "stick"
    stick.mkdir()
    on_friday(data, centre, clock)
    today = clock()
    clock.forward(days=3)  # the clock is ahead, over a midnight
    ahead = quick_context(data, centre, clock)
    given = [take(ahead), take(ahead)]
    clock.forward(days=1)
    take(ahead)
    ahead.close()
    assert goiso("backup", "--data", data, "--to", stick).exit_code == 0
    clock.to(today)
    (file,) = stick.iterdir()
    with quick_goes_on(file, data, centre, clock) as right:
        assert number_of(right, take(right)) == "A1001"
        right.clock.believe()  # two days were later than now: until somebody sets it, the clock is not followed
        assert number_of(right, take(right)) == "A1002"
        assert to_come(right) == (("2026-11-26", 2),)
        clock.forward(days=3)
        assert to_come(right) == ()
        numbers = [number_of(right, ticket) for ticket in (*given, take(right))]
        assert numbers == ["A001", "A002", "A003"]


@contextmanager
def quick_goes_on(file: Path, data: Path, centre: Centre, clock: SetClock) -> Iterator[Context]:
    """The centre, restored by this clock."""
    parts = Parts(open=lambda folder, settings: quick_context(folder, settings, clock))
    restored = CliRunner().invoke(main, ["restore", str(file), "--data", str(data)], obj=parts)
    assert restored.exit_code == 0, restored.output
    context = quick_context(data, centre, clock)
    try:
        yield context
    finally:
        context.close()


def to_come(context: Context) -> tuple[tuple[str, int], ...]:
    """What the doctor finds of days to come."""
    with context.store.read() as connection:
        assert list(examine(connection)) == []
        return database_facts(connection, context.clock(), context.centre.local).to_come


def test_how_far_the_series_had_come_is_of_a_day_that_was(
    tmp_path: Path, centre: Centre, clock: SetClock
) -> None:
    on_friday(tmp_path, centre, clock)
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
