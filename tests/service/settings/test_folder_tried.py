"""A folder that the server is to write into is tried there and then, and what to do is said."""

import errno
import os
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path, PosixPath
from typing import Any

import pytest

from server.config import CentreSettings
from server.core.folders import FolderState, FolderTried
from server.service.settings import folder_tried
from server.service.settings.folder_tried import folder_of, same_disk, tried
from tests.support.centre import default_settings
from tests.support.waiting import until

USB = "/mnt/usb"


def test_a_file_is_written_and_removed(tmp_path: Path) -> None:
    found = tried(tmp_path)
    assert (found.state, found.do) == (FolderState.FINE, None)
    assert list(tmp_path.iterdir()) == []


def test_what_is_no_folder_is_not_there(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    for path in (tmp_path / "stick", tmp_path / "file"):
        found = tried(path)
        assert found.state is FolderState.ABSENT
        assert found.do is not None
        assert "Vẫn chọn được" in found.do.said("vi")


@pytest.mark.parametrize(
    ("number", "state"),
    [
        (errno.EACCES, FolderState.REFUSED),
        (errno.EROFS, FolderState.READ_ONLY),
        (errno.ENOSPC, FolderState.FULL),
        (errno.EIO, FolderState.BROKEN),
    ],
)
def test_why_it_cannot_be_written_to_is_told_apart(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, state: FolderState
) -> None:
    def refuse(**_: Any) -> None:
        raise OSError(number, "refused")

    monkeypatch.setattr(folder_tried, "TemporaryFile", refuse)
    assert tried(tmp_path).state is state


def test_nobody_waits_for_a_share_that_does_not_answer(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    never, over = threading.Event(), threading.Event()

    def hang(**_: Any) -> None:
        never.wait()
        over.set()
        raise OSError(errno.EIO, "gone")

    monkeypatch.setattr(folder_tried, "TemporaryFile", hang)
    assert tried(tmp_path, 0.01).state is FolderState.SILENT
    assert not over.is_set()
    never.set()
    assert over.wait(30)


def test_a_share_that_hangs_is_tried_once_however_often_it_is_asked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tries, well = [], threading.Event()

    def hang(**_: Any) -> None:
        tries.append(threading.current_thread())
        well.wait()
        raise OSError(errno.EIO, "gone")

    monkeypatch.setattr(folder_tried, "TemporaryFile", hang)
    assert [tried(tmp_path, 0.01).state for _ in range(5)] == [FolderState.SILENT] * 5
    assert len(tries) == 1
    well.set()
    tries[0].join()
    assert tried(tmp_path).state is FolderState.BROKEN


def test_whoever_asks_while_it_is_tried_waits_for_that_try(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    both = threading.Event()
    write = folder_tried.TemporaryFile

    def slow(**wanted: Any) -> Any:
        assert both.wait(30)
        return write(**wanted)

    monkeypatch.setattr(folder_tried, "TemporaryFile", slow)
    assert tried(tmp_path, 0.01).state is FolderState.SILENT
    with ThreadPoolExecutor(1) as pool:
        second = pool.submit(tried, tmp_path, 60)
        both.set()
        assert second.result().state is FolderState.FINE


@pytest.mark.parametrize(
    ("folder", "state", "contained", "told"),
    [
        ("/srv/backups", FolderState.READ_ONLY, False, "ReadWritePaths=/srv/backups"),
        (USB, FolderState.READ_ONLY, False, "unlock it"),
        (USB, FolderState.REFUSED, False, "uid=goiso"),
        (USB, FolderState.ABSENT, False, "can be chosen all the same"),
        (USB, FolderState.ABSENT, True, "chosen all the same"),
        (USB, FolderState.ABSENT, True, "-v /mnt/usb:/mnt/usb"),
        ("/srv/backups", FolderState.READ_ONLY, True, "-v /srv/backups:/srv/backups"),
        (USB, FolderState.FULL, True, "Delete what is not needed"),
    ],
)
def test_what_to_do_fits_where_the_server_runs(
    folder: str, state: FolderState, contained: bool, told: str
) -> None:
    do = FolderTried(folder, state, contained).do
    assert do is not None
    assert told in do.said("en")


def test_only_what_is_written_into_is_tried(tmp_path: Path) -> None:
    document = default_settings(tmp_path).of_centre()
    assert isinstance(document, CentreSettings)
    backup = document.backup.model_copy(update={"folder": Path(USB)})
    wanted = document.model_copy(update={"backup": backup})
    assert folder_of("backup", wanted) == Path(USB)
    assert folder_of("reports", wanted) is None
    assert folder_of("phone", wanted) is None


class Hanging(PosixPath):
    """A place on a share that answers once `came` is set."""

    came = threading.Event()

    def stat(self, *, follow_symlinks: bool = True) -> os.stat_result:
        assert self.came.wait(20)
        return super().stat(follow_symlinks=follow_symlinks)


def test_nobody_waits_for_a_share_to_learn_whether_it_is_the_datas_own_disk(tmp_path: Path) -> None:
    assert same_disk(tmp_path, tmp_path.parent)
    assert not same_disk(tmp_path / "stick", tmp_path)
    share = Hanging(tmp_path)
    try:
        assert not same_disk(share, tmp_path.parent, patience_s=0.01)
    finally:
        share.came.set()
    until(lambda: same_disk(share, tmp_path.parent))
