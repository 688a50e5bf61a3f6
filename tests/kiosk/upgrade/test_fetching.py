"""Fetching a release: in pieces, going on where it stopped, and never anything but what was promised."""

import os
import shutil
from pathlib import Path

import pytest

from kiosk.alone.upstream import Answer, Gone
from kiosk.upgrade import fetching
from kiosk.upgrade.fetching import PIECE, Damaged, NoRoom, fetch, must_have_room
from kiosk.upgrade.release import Release
from tests.support.releases import release_in, served


@pytest.fixture
def offered(tmp_path: Path) -> Release:
    return release_in(tmp_path / "server")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "box"


def is_whole(release: Release, folder: Path) -> bool:
    return all(
        (folder / f.name).read_bytes() == (folder.parent / "server" / f.name).read_bytes()
        for f in release.files
    )


def test_it_is_fetched_whole_and_not_again(offered: Release, folder: Path) -> None:
    asked: list[str] = []
    answers = served(folder.parent / "server")

    def ask(name: str, first: int, last: int) -> Answer:
        asked.append(name)
        assert last - first < PIECE
        return answers(name, first, last)

    fetch(offered, folder, ask)
    assert is_whole(offered, folder)
    assert len(asked) > len(offered.files)
    asked.clear()
    fetch(offered, folder, ask)
    assert asked == []


def test_what_broke_off_goes_on_where_it_stopped(offered: Release, folder: Path) -> None:
    answers = served(folder.parent / "server")
    first_bytes: list[int] = []

    def breaks(name: str, first: int, last: int) -> Answer:
        if first:
            raise Gone("cut")
        return answers(name, first, last)

    def ask(name: str, first: int, last: int) -> Answer:
        first_bytes.append(first)
        return answers(name, first, last)

    with pytest.raises(Gone):
        fetch(offered, folder, breaks)
    fetch(offered, folder, ask)
    assert first_bytes[0] == PIECE
    assert is_whole(offered, folder)


def test_a_file_that_differs_is_thrown_away_and_fetched_anew(offered: Release, folder: Path) -> None:
    answers = served(folder.parent / "server")

    def damages(name: str, first: int, last: int) -> Answer:
        return Answer(206, [], bytes(last - first + 1))

    with pytest.raises(Damaged, match="goiso"):
        fetch(offered, folder, damages)
    assert list(folder.iterdir()) == []
    fetch(offered, folder, answers)
    assert is_whole(offered, folder)


def test_a_file_damaged_on_this_disk_and_one_too_long_are_fetched_anew(
    offered: Release, folder: Path
) -> None:
    fetch(offered, folder, served(folder.parent / "server"))
    first, second = offered.files
    (folder / first.name).write_bytes(b"damaged")
    (folder / second.name).rename(folder / f"{second.name}.part")
    with (folder / f"{second.name}.part").open("ab") as file:
        file.write(b"more")
    fetch(offered, folder, served(folder.parent / "server"))
    assert is_whole(offered, folder)


@pytest.mark.parametrize(
    "answer",
    [Answer(404, [], b""), Answer(206, [], b""), Answer(206, [], bytes(PIECE + 1)), Answer(503, [], b"")],
)
def test_what_is_no_piece_is_as_no_answer(offered: Release, folder: Path, answer: Answer) -> None:
    with pytest.raises(Gone):
        fetch(offered, folder, lambda *_: answer)


def test_a_whole_file_in_place_of_a_piece_is_taken(offered: Release, folder: Path) -> None:
    def whole(name: str, first: int, last: int) -> Answer:
        return Answer(200, [], (folder.parent / "server" / name).read_bytes())

    fetch(offered, folder, whole)
    assert is_whole(offered, folder)


def test_a_full_disk_is_named(offered: Release, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_: int) -> None:
        raise OSError(28, os.strerror(28))

    monkeypatch.setattr(fetching.os, "fsync", full)
    with pytest.raises(NoRoom):
        fetch(offered, folder, served(folder.parent / "server"))


def test_there_must_be_room_before_it_begins(offered: Release, folder: Path) -> None:
    must_have_room(offered, folder / "not/there/yet", room=0)
    with pytest.raises(NoRoom):
        must_have_room(offered, folder, room=shutil.disk_usage(folder.parent).total)
