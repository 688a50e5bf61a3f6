"""A folder of recordings is told what is wrong with it, by name."""

from pathlib import Path

import pytest

from display.clip_check import findings
from display.clips import ClipPack
from display.sound import silence, write
from tests.support.tone_clips import TONES, pack, tone


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return pack(tmp_path)


def found(folder: Path) -> set[tuple[str, str]]:
    return {(finding.key, finding.code) for finding in findings(ClipPack(folder))}


def test_a_good_folder_has_nothing_wrong(folder: Path) -> None:
    assert found(folder) == set()


def test_an_empty_folder_lacks_every_word(tmp_path: Path) -> None:
    assert found(tmp_path) == {(key, "missing") for key in TONES}


@pytest.mark.parametrize(
    ("sound", "code"),
    [
        (silence(0.9) + tone(500), "silence_before"),
        (tone(500) + silence(0.9), "silence_after"),
        (tone(500) + silence(0.5) + tone(500), "gap"),
        (silence(0.5), "silent"),
        (tone(500, swing=1500), "too_soft"),
        (tone(500, swing=32000), "too_loud"),
    ],
)
def test_it_names_what_is_wrong_with_a_word(folder: Path, sound: object, code: str) -> None:
    write(sound, folder / "vi-7.wav")  # type: ignore[arg-type]
    assert found(folder) == {("vi-7", code)}


def test_it_names_a_word_whose_peaks_are_cut_off(folder: Path) -> None:
    loud = tone(500, swing=9000)
    loud[100:110] = type(loud)("h", [32767] * 10)
    write(loud, folder / "vi-7.wav")
    assert ("vi-7", "clipping") in found(folder)


def test_it_names_a_file_that_is_no_sound(folder: Path) -> None:
    (folder / "vi-7.wav").write_text("Mời")
    assert found(folder) == {("vi-7", "unreadable")}
