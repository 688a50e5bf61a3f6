"""The installed version starts the newer one, and takes over again when that does not work."""

import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.upgrade import versions as versions_module
from kiosk.upgrade.limits import USUAL, Limits
from kiosk.upgrade.release import Release
from kiosk.upgrade.starting import Judge, Starter
from kiosk.upgrade.versions import Versions
from tests.support.releases import release_in

OLD, NEW, NEWER = "0.2.0", "0.3.0", "0.4.0"
ENDS = "exit 3"
SERVES = "exec sleep 600"
HASTY = Limits(watch_s=0.01, pause_s=0)


class Box:
    """A box whose versions are small scripts; `verdicts` are what is found of one on trial, one look after another."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.versions = Versions(folder / "box", OLD)
        self.verdicts: list[bool | None] = []
        self.owns = 0
        self.stops_after = 1

    def takes(self, version: str, script: str) -> Release:
        """It has switched to a version."""
        release = release_in(self.folder / version, version)
        python = self.versions.python(version)
        python.parent.mkdir(parents=True)
        python.write_text(f'#!/bin/sh\necho "$@" >> {self.started}\n{script}\n', encoding="utf-8")
        python.chmod(0o755)
        self.versions.mark_whole(release)
        self.versions.switch(release)
        return release

    @property
    def started(self) -> Path:
        return self.folder / "started"

    @property
    def starts(self) -> int:
        return len(self.started.read_text().splitlines()) if self.started.exists() else 0

    def own(self) -> None:
        """The installed version runs, and is told to stop."""
        self.owns += 1
        raise SystemExit(0)

    def run(self) -> None:
        """Until the installed version runs, and ends."""
        with pytest.raises(SystemExit):
            Starter(self.versions, ["kiosk", "--server", "x"], self.own, lambda: self, HASTY).run()

    def verdict(self) -> bool | None:
        """As a `Judge`; a version that is proved is looked at no more, so it is ended here."""
        return self.verdicts.pop(0) if self.verdicts else None

    def refused(self) -> list[tuple[str, str]]:
        return list(self.versions.standing().refused.values())


@pytest.fixture
def box(tmp_path: Path) -> Iterator[Box]:
    handlers = {n: signal.getsignal(n) for n in (1, 2, 15)}
    yield Box(tmp_path)
    for number, handler in handlers.items():
        signal.signal(number, handler)


def test_where_nothing_was_taken_the_installed_version_runs(box: Box) -> None:
    box.run()
    assert (box.owns, box.starts) == (1, 0)


def test_one_that_ends_three_times_gives_way_to_the_old_one_and_is_not_tried_again(box: Box) -> None:
    release = box.takes(NEW, ENDS)
    box.run()
    assert (box.starts, box.owns, box.versions.runs()) == (3, 1, OLD)
    assert box.versions.standing().refused == {release.digest: (NEW, "ended")}
    assert (
        box.started.read_text().splitlines()[0]
        == f"-I -m server.command.main kiosk --server x --started {OLD}"
    )


def test_one_that_serves_nothing_gives_way_to_the_old_one(box: Box) -> None:
    box.takes(NEW, SERVES)
    box.verdicts = [None, None, False]
    box.run()
    assert (box.starts, box.owns, box.refused()) == (1, 1, [(NEW, "unheard")])


def test_power_cuts_in_a_trial_count_as_ends(box: Box) -> None:
    box.takes(NEW, ENDS)
    for _ in range(2):  # it was started, and the machine was off
        box.versions.begun()
    box.run()
    assert (box.starts, box.refused()) == (1, [(NEW, "ended")])


def test_one_that_cannot_be_started_at_all_gives_way(box: Box) -> None:
    box.takes(NEW, ENDS)
    box.versions.python(NEW).unlink()
    box.run()
    assert (box.owns, box.refused()) == (1, [(NEW, "ended")])


def test_one_that_works_is_proved_and_given_up_only_when_it_ends_again_and_again(box: Box) -> None:
    box.takes(
        NEW,
        f'test "$(wc -l < {box.started})" -gt 1 && exit 3\nwhile true; do sleep 0.05; test -e {box.folder}/end && exit 3; done',
    )
    box.verdicts = [None, True]
    told: list[int | None] = []
    prove = box.versions.prove

    def proved() -> None:
        prove()
        told.append(box.versions.standing().starts)
        (box.folder / "end").touch()

    box.versions.prove = proved  # type: ignore[method-assign]
    box.run()
    assert told == [None]
    assert (box.starts, box.owns, box.versions.runs()) == (3, 1, OLD)
    assert (
        box.refused() == []
    )  # it worked: its surroundings are to blame, and it is tried again another night


def full(_path: Path, _data: bytes) -> None:
    raise OSError(28, "full")


def test_a_start_that_cannot_be_counted_lets_the_installed_version_run(
    box: Box, monkeypatch: pytest.MonkeyPatch
) -> None:
    box.takes(NEW, SERVES)
    monkeypatch.setattr(versions_module, "put", full)
    box.run()
    assert (box.owns, box.starts, box.versions.runs()) == (1, 0, OLD)
    assert Versions(box.folder / "box", OLD).runs() == NEW  # it is tried once the disk can be written
    monkeypatch.undo()
    box.takes(NEWER, ENDS)
    assert box.versions.runs() == NEWER


def test_the_version_before_runs_where_there_is_one_and_stays_on_the_disk(
    box: Box, monkeypatch: pytest.MonkeyPatch
) -> None:
    box.takes(NEW, ENDS)
    box.versions.prove()
    release = box.takes(NEWER, SERVES)
    monkeypatch.setattr(versions_module, "put", full)
    box.versions.stand_aside()
    assert box.versions.runs() == NEW
    monkeypatch.undo()
    again = Versions(box.folder / "box", OLD)
    again.tidy(keep=NEWER)
    again.switch(release)
    assert (again.standing().before, again.go_back("ended"), again.runs()) == (NEW, NEWER, NEW)


def test_what_a_trial_ends_in_holds_where_the_disk_takes_it_not(
    box: Box, monkeypatch: pytest.MonkeyPatch
) -> None:
    box.takes(NEW, SERVES)
    begun = box.versions.begun

    def fills() -> int:
        starts = begun()
        monkeypatch.setattr(versions_module, "put", full)
        return starts

    box.versions.begun = fills  # type: ignore[method-assign]
    box.verdicts = [None, False]
    box.run()
    assert (box.owns, box.starts, box.refused()) == (1, 1, [(NEW, "unheard")])


def test_one_that_works_goes_on_where_that_cannot_be_written(
    box: Box, monkeypatch: pytest.MonkeyPatch
) -> None:
    box.takes(NEW, f"while ! test -e {box.folder}/end; do sleep 0.05; done; exit 3")
    box.verdicts = [True]
    prove = box.versions.prove

    def proved() -> None:
        monkeypatch.setattr(versions_module, "put", full)
        prove()
        assert box.versions.standing().starts is None
        (box.folder / "end").touch()

    box.versions.prove = proved  # type: ignore[method-assign]
    box.run()
    assert (box.starts, box.owns, box.refused()) == (3, 1, [])


def test_back_means_back_to_the_one_before(box: Box) -> None:
    box.takes(NEW, ENDS)
    box.versions.prove()
    box.takes(NEWER, ENDS)
    assert box.versions.go_back("unheard") == NEWER
    assert (box.versions.runs(), box.versions.standing().starts) == (NEW, None)
    assert box.refused() == [(NEWER, "unheard")]


def test_the_installed_version_that_has_switched_starts_the_new_one(box: Box) -> None:
    def own() -> None:
        if not box.owns:
            box.takes(NEW, ENDS)
        box.own()

    with pytest.raises(SystemExit):
        Starter(box.versions, [], own, lambda: box, HASTY).run()
    assert (box.owns, box.starts) == (2, 3)


class Time:
    """A clock of seconds that a test sets, and what is found at each look."""

    def __init__(self) -> None:
        self.now, self.served, self.there = 0.0, None, True

    def judge(self) -> Judge:
        return Judge(lambda: self.served, lambda: self.there, USUAL, lambda: self.now)


@pytest.fixture
def time() -> Time:
    return Time()


def test_it_works_once_it_has_served_and_heard_the_server_for_a_minute(time: Time) -> None:
    judge, time.served = time.judge(), True
    assert judge.verdict() is None
    time.now = 30
    time.served = False
    assert judge.verdict() is None
    time.served = True
    assert judge.verdict() is None
    time.now = 89
    assert judge.verdict() is None
    time.now = 90
    assert judge.verdict() is True


@pytest.mark.parametrize("served", [None, False])
def test_it_does_not_work_after_ten_minutes_without(time: Time, served: bool | None) -> None:
    judge, time.served = time.judge(), served
    time.now = 599
    assert judge.verdict() is None
    time.now = 600
    assert judge.verdict() is False


def test_a_server_that_is_gone_for_everybody_is_no_fault_of_the_box(time: Time) -> None:
    judge, time.served, time.there = time.judge(), False, False
    time.now = 5000
    assert judge.verdict() is None
    time.there = True
    time.now = 5599
    assert judge.verdict() is None
    time.now = 5600
    assert judge.verdict() is False


def test_a_box_that_serves_nothing_is_at_fault_even_without_the_server(time: Time) -> None:
    judge, time.there = time.judge(), False
    time.now = 600
    assert judge.verdict() is False
