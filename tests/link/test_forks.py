"""The centre was restored, or copied: the two histories are never mixed, and no number comes twice."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from click.testing import CliRunner

from server.command.main import main
from server.core.centre import Centre
from server.link.joined import Ended, forget, instance_mark, journal_mark, read
from server.service.context import Context
from server.service.last_row import last_row
from tests.support.clock import SetClock
from tests.support.fake_city import FakeCity
from tests.support.journeys import a_morning, number_of, take
from tests.support.linked import all_is_there, join, linked, should_hold
from tests.support.quick_server import quick_context
from tests.support.waiting import until


def goiso(*arguments: object) -> None:
    answer = CliRunner().invoke(main, [str(each) for each in arguments])
    assert answer.exit_code == 0, answer.output


@contextmanager
def opened(data: Path, centre: Centre, clock: SetClock) -> Iterator[Context]:
    context = quick_context(data, centre, clock)
    try:
        yield context
    finally:
        context.close()


def test_a_restored_centre_goes_on_from_the_last_common_row_and_above_what_people_hold(
    tmp_path: Path, centre: Centre, clock: SetClock, city: FakeCity
) -> None:
    data, stick = tmp_path / "data", tmp_path / "stick"
    stick.mkdir()
    with opened(data, centre, clock) as context:
        a_morning(context)
        join(city, context, data)
        with linked(context, data, city):
            all_is_there(context, city)
    with opened(data, centre, clock) as context:
        common = last_row(context)
    goiso("backup", "--data", data, "--to", stick)
    with opened(data, centre, clock) as context, linked(context, data, city):
        for _ in range(30):
            take(context)
        all_is_there(context, city)
    superseded = dict(city.now.rows)
    (file,) = stick.iterdir()
    goiso(
        "restore", file, "--data", data, "--nothing-since"
    )  # somebody is wrong: thirty people hold a number
    kept = read(data)
    assert kept is not None
    assert kept.token == read_token(city)
    city.series = {"A": 1033, "B": 1, "Z": 9}
    with opened(data, centre, clock) as context, linked(context, data, city) as link:
        until(lambda: link.now().parted is not None and bool(link.now().parted.lifted))
        all_is_there(context, city)
        parted = link.now().parted
        assert parted is not None
        assert parted.lifted == {"A": 2001}
        assert number_of(context, take(context)) == "A2001"
        all_is_there(context, city)
    assert city.forks[0]["after"] == parted.after <= common
    assert len(city.epochs) == 2
    assert city.epochs[0].rows == superseded


def read_token(city: FakeCity) -> str:
    (token,) = city.tokens
    return token


@pytest.mark.parametrize("longer", [0, 1, 60])
def test_also_where_the_restored_one_has_come_as_far_as_the_other(
    tmp_path: Path, centre: Centre, clock: SetClock, city: FakeCity, longer: int
) -> None:
    data, copy = tmp_path / "data", tmp_path / "copy"
    with opened(data, centre, clock) as context:
        a_morning(context)
    copied(data, copy)
    with opened(data, centre, clock) as context, linked(context, data, city):
        for _ in range(20):
            take(context)
            all_is_there(context, city)
    clock.forward(minutes=1)
    with opened(copy, centre, clock) as context:
        for _ in range(20 + longer):
            take(context, "HT")
        with linked(context, copy, city):
            until(lambda: bool(city.forks))
            all_is_there(context, city)
    assert len(city.epochs) == 2
    assert city.wrong == []


def copied(data: Path, copy: Path) -> None:
    from shutil import copytree

    copytree(data, copy)


def test_a_crash_between_the_parting_and_the_lift_lifts_nothing_less(
    morning: Context, data: Path, city: FakeCity
) -> None:
    """The city is asked again at every start."""
    city.series = {"A": 500}
    with linked(morning, data, city) as link:
        until(lambda: (parted := link.now().parted) is not None and parted.lifted == {"A": 2001})
        all_is_there(morning, city)
    assert number_of(morning, take(morning)) == "A2001"
    before, asked = last_row(morning), len(city.asked)
    with linked(morning, data, city):
        until(lambda: any("/series" in each for each in city.asked[asked:]))
        all_is_there(morning, city)
    assert last_row(morning) == before  # it is lifted once


def test_data_of_another_centre_are_sent_to_nobody(morning: Context, data: Path, city: FakeCity) -> None:
    from dataclasses import replace

    from server.link.link import Link
    from tests.support.linked import SILENT, joined_to

    other = replace(joined_to(city, morning), journal=journal_mark(b"\1" * 32))
    link = Link(morning, data, other, SILENT)
    try:
        until(lambda: (trouble := link.now().trouble) is not None and trouble.code == "other_centre")
    finally:
        link.close()
    assert city.asked == []


def test_a_copy_on_the_same_machine_is_another_instance_and_a_restart_is_not(
    tmp_path: Path, centre: Centre, clock: SetClock
) -> None:
    data, copy = tmp_path / "data", tmp_path / "copy"
    with opened(data, centre, clock) as context:
        a_morning(context)
    copied(data, copy)
    assert instance_mark(data) == instance_mark(data)
    assert instance_mark(data) != instance_mark(copy)
    boot = tmp_path / "boot_id"
    boot.write_text("8c0d24c8-0000-4000-8000-000000000001\n")
    here = instance_mark(data, boot)
    boot.write_text("8c0d24c8-0000-4000-8000-000000000002\n")
    assert instance_mark(data, boot) != here  # another machine, or switched on again
    assert instance_mark(data, tmp_path / "none") != instance_mark(data, tmp_path / "none")


def test_no_backup_and_no_second_box_has_the_token(morning: Context, data: Path, city: FakeCity) -> None:
    from server.store.backups.contents import files_beside, may_be_beside

    join(city, morning, data)
    assert "city.json" not in {str(path) for path in files_beside(data)}
    assert not may_be_beside("city.json")
    assert not may_be_beside("city-heard.part")
    assert (data / "city.json").stat().st_mode & 0o777 == 0o600
    forget(data, Ended("system"))
    forget(data, Ended("system"))
    assert read(data) is None
    assert should_hold(morning)
