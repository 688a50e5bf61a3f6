"""Sounds kept in a folder: made once, whole or not at all, and within bounds."""

from pathlib import Path

import pytest

from server.hall.sound_files import SoundFiles
from tests.support.wav import as_wav


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def test_what_was_made_is_kept(tmp_path: Path) -> None:
    files = SoundFiles(tmp_path / "kept", 10_000)
    made: list[Path] = []

    def write(draft: Path) -> None:
        made.append(draft)
        draft.write_bytes(as_wav("một"))

    assert files.find("a.wav") is None
    first, again = (files.made("a.wav", write) for _ in range(2))
    assert first == again == files.find("a.wav")
    assert first.read_bytes() == as_wav("một")
    assert len(made) == 1
    assert names(tmp_path / "kept") == {"a.wav"}


@pytest.mark.parametrize("kept", [b"", as_wav("một hai ba")[:-4], as_wav("một") + b"more", b"not a sound"])
def test_a_sound_that_is_not_whole_is_not_kept(kept: bytes, tmp_path: Path) -> None:
    """As a full disk leaves it, when whoever writes does not notice."""
    files = SoundFiles(tmp_path, 10_000)
    with pytest.raises(OSError, match=r"a\.wav"):
        files.made("a.wav", lambda draft: draft.write_bytes(kept))
    assert names(tmp_path) == set()
    assert files.made("a.wav", lambda draft: draft.write_bytes(as_wav("một"))).is_file()


def test_a_disk_that_fills_up_halfway_leaves_nothing_behind(tmp_path: Path) -> None:
    def full(draft: Path) -> None:
        draft.write_bytes(as_wav("một hai ba")[:50])
        raise OSError(28, "No space left on device")

    with pytest.raises(OSError, match="No space"):
        SoundFiles(tmp_path, 10_000).made("a.wav", full)
    assert names(tmp_path) == set()


def test_the_disk_is_not_filled_and_what_was_heard_last_stays(tmp_path: Path) -> None:
    size = len(as_wav("0" * 956))
    files = SoundFiles(tmp_path, 5 * size)
    for n in range(20):
        files.made(f"{n}.wav", lambda draft: draft.write_bytes(as_wav("0" * 956)))
        files.made("0.wav", lambda _: pytest.fail("made again"))
    assert len(names(tmp_path)) == 5
    assert {"0.wav", "19.wav"} <= names(tmp_path)


def test_it_looks_for_room_as_seldom_as_it_is_told(tmp_path: Path) -> None:
    files = SoundFiles(tmp_path, 1, look_every=4)
    kept = []
    for n in range(9):
        files.made(f"{n}.wav", lambda draft: draft.write_bytes(as_wav("một")))
        kept.append(len(names(tmp_path)))
    assert kept == [1, 2, 3, 4, 1, 2, 3, 4, 1]
