"""What a data folder holds is for its owner alone, in whatever folder it lies."""

import os
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from kiosk.alone.memory import Memory
from server.core.centre import Centre
from server.core.standby import HeardBox
from server.store.private import private_files
from server.store.standby.heard import heard_of, keep_heard
from tests.support.clock import SetClock
from tests.support.quick_server import quick_context

OTHERS = 0o077
BOX = HeardBox(at=1_900_000_000_000, seq=41)


@pytest.fixture(autouse=True)
def usual_umask() -> Iterator[None]:
    """What most systems set: others may read."""
    before = os.umask(0o022)
    yield
    os.umask(before)


def open_to_others(folder: Path) -> set[str]:
    """The files that others may do something with."""
    return {path.name for path in folder.iterdir() if path.is_file() and path.stat().st_mode & OTHERS}


def run_a_centre(folder: Path, centre: Centre, clock: SetClock) -> set[str]:
    """Open and close a centre in a folder; answers what others may do something with meanwhile."""
    context = quick_context(folder, centre, clock)
    try:
        context.store.write_something()
        assert {"goiso.db", "goiso.db-wal", "goiso.db-shm", "track.key"} <= {p.name for p in folder.iterdir()}
        return open_to_others(folder)
    finally:
        context.close()


def test_files_in_a_folder_made_beforehand(tmp_path: Path, centre: Centre, clock: SetClock) -> None:
    folder = tmp_path / "data"
    folder.mkdir(mode=0o755)
    assert run_a_centre(folder, centre, clock) == set()
    assert open_to_others(folder) == set()
    assert not folder.stat().st_mode & OTHERS


def test_files_that_an_earlier_version_left_open_to_others(
    tmp_path: Path, centre: Centre, clock: SetClock
) -> None:
    folder = tmp_path / "data"
    run_a_centre(folder, centre, clock)
    folder.chmod(0o755)
    for path in folder.iterdir():
        path.chmod(0o644)
    assert run_a_centre(folder, centre, clock) == set()
    assert not folder.stat().st_mode & OTHERS


def test_a_folder_that_holds_other_things_too_keeps_its_rights(
    tmp_path: Path, centre: Centre, clock: SetClock
) -> None:
    folder = tmp_path / "home"
    folder.mkdir(mode=0o755)
    (folder / "letter.txt").write_text("Kính gửi")
    assert run_a_centre(folder, centre, clock) == {"letter.txt"}
    assert folder.stat().st_mode & OTHERS == 0o055


def test_a_secret_that_a_power_cut_left_half_made_and_open(
    tmp_path: Path, centre: Centre, clock: SetClock
) -> None:
    folder = tmp_path / "data"
    folder.mkdir()
    (folder / "track.part").touch(mode=0o644)
    assert run_a_centre(folder, centre, clock) == set()


def test_the_kiosks_own_file(tmp_path: Path) -> None:
    (tmp_path / "kiosk.db").touch(mode=0o644)
    memory = Memory(tmp_path)
    try:
        assert open_to_others(tmp_path) == set()
    finally:
        memory.close()


def test_two_who_make_private_files_at_once(tmp_path: Path) -> None:
    first, second = private_files(), private_files()
    with first, ExitStack() as later:
        later.enter_context(second)
        kept = later.pop_all()
    with kept:  # the first has left, the second is still at it
        (tmp_path / "secret").touch()
    (tmp_path / "letter").touch()
    assert open_to_others(tmp_path) == {"letter"}


def test_what_is_heard_of_second_boxes_leaves_the_umask_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    set_to: list[int] = []
    with monkeypatch.context() as patched:
        patched.setattr(os, "umask", set_to.append)
        keep_heard(tmp_path, {7: BOX})
    assert (set_to, open_to_others(tmp_path), heard_of(tmp_path)) == ([], set(), {7: BOX})
