"""The kiosk's voice: sound from a text, kept within bounds, and a plain word when there is none."""

import io
import shutil
import stat
import wave
from pathlib import Path

import pytest

from kiosk.speech import LONGEST, NoVoice, Speech

needs_espeak = pytest.mark.skipif(shutil.which("espeak-ng") is None, reason="espeak-ng is not installed")


def seconds(sound: bytes) -> float:
    with wave.open(io.BytesIO(sound)) as read:
        return read.getnframes() / read.getframerate()


def fake(folder: Path, script: str) -> str:
    """A program that is called as espeak-ng would be; its last argument is where the sound goes."""
    program = folder / "voice"
    program.write_text(f'#!/bin/sh\nfor last; do :; done\necho said >> "{folder}/log"\n{script}\n')
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    return str(program)


def times_said(folder: Path) -> int:
    return (folder / "log").read_text().count("said")


@needs_espeak
@pytest.mark.parametrize(("text", "language"), [("Mời ông bà lấy phiếu", "vi"), ("Take your slip", "en")])
def test_a_text_becomes_sound(text: str, language: str, tmp_path: Path) -> None:
    assert 0.5 < seconds(Speech(tmp_path).say(text, language)) < 4


@needs_espeak
def test_digits_said_singly_take_longer_than_none(tmp_path: Path) -> None:
    speech = Speech(tmp_path)
    assert seconds(speech.say("A, 0, 1, 2", "vi")) > seconds(speech.say("A", "vi")) + 0.5


@needs_espeak
def test_a_text_that_begins_with_a_dash_is_a_text(tmp_path: Path) -> None:
    assert seconds(Speech(tmp_path).say("--version", "en")) > 0.3


def test_what_was_said_is_kept(tmp_path: Path) -> None:
    speech = Speech(tmp_path / "kept", fake(tmp_path, 'cat > "$last"'))
    assert [speech.say(text, "vi") for text in ("một", "một", " một\n", "hai")] == [
        text.encode() for text in ("một", "một", "một", "hai")
    ]
    assert times_said(tmp_path) == 2


def test_the_same_words_in_another_language_are_said_anew(tmp_path: Path) -> None:
    speech = Speech(tmp_path / "kept", fake(tmp_path, 'cat > "$last"'))
    for language in ("vi", "en"):
        speech.say("Tan", language)
    assert times_said(tmp_path) == 2


def test_the_disk_is_not_filled(tmp_path: Path) -> None:
    speech = Speech(tmp_path / "kept", fake(tmp_path, 'head -c 1000 /dev/zero > "$last"'), most_bytes=5_000)
    for n in range(20):
        speech.say(f"số {n}", "vi")
    kept = list((tmp_path / "kept").iterdir())
    assert sum(file.stat().st_size for file in kept) <= 5_000
    assert len(kept) == 5


@pytest.mark.parametrize("script", ["exit 1", "exit 0"], ids=["an error", "no sound"])
def test_a_voice_that_fails_is_told(script: str, tmp_path: Path) -> None:
    with pytest.raises(NoVoice):
        Speech(tmp_path / "kept", fake(tmp_path, script)).say("một", "vi")
    assert list((tmp_path / "kept").iterdir()) == []


def test_no_voice_is_told(tmp_path: Path) -> None:
    with pytest.raises(NoVoice, match="no-such-program"):
        Speech(tmp_path, "no-such-program").say("một", "vi")


def test_what_it_would_misread_is_left_to_others(tmp_path: Path) -> None:
    with pytest.raises(NoVoice):
        Speech(tmp_path).say("取号", "zh")


@pytest.mark.parametrize(
    ("text", "language"),
    [("", "vi"), (" \n", "vi"), ("a" * (LONGEST + 1), "vi"), ("a", "--help"), ("a", "vi; rm")],
)
def test_what_is_no_text_is_refused(text: str, language: str, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="letters"):
        Speech(tmp_path).say(text, language)
