"""The kiosk's voice: what it says, what it keeps, and a plain word when there is none."""

from pathlib import Path

import pytest

from kiosk.speech import LONGEST, NoVoice, Speech
from server.hall.sound_files import SoundFiles
from tests.support.wav import as_wav, text_of


class Voice:
    """Says its text as it is, and notes what it said."""

    def __init__(self) -> None:
        self.said: list[tuple[str, str]] = []

    def __call__(self, text: str, language: str) -> bytes:
        self.said.append((text, language))
        return as_wav(text)


@pytest.fixture
def voice() -> Voice:
    return Voice()


@pytest.fixture
def speech(voice: Voice, tmp_path: Path) -> Speech:
    return Speech(voice, SoundFiles(tmp_path / "kept", 5_000))


def test_what_was_said_is_kept(speech: Speech, voice: Voice) -> None:
    heard = [text_of(speech.say(text, "vi")) for text in ("một", "một", " một\n", "hai")]
    assert heard == ["một", "một", "một", "hai"]
    assert voice.said == [("một", "vi"), ("hai", "vi")]


def test_the_same_words_in_another_language_are_said_again(speech: Speech, voice: Voice) -> None:
    for language in ("vi", "en"):
        speech.say("Tan", language)
    assert voice.said == [("Tan", "vi"), ("Tan", "en")]


def test_the_disk_is_not_filled(speech: Speech, tmp_path: Path) -> None:
    for n in range(200):
        speech.say(f"số {n}", "vi")
    assert sum(file.stat().st_size for file in (tmp_path / "kept").iterdir()) <= 5_000


def test_a_voice_that_fails_is_told_and_leaves_nothing(tmp_path: Path) -> None:
    def fail(*_: str) -> bytes:
        raise OSError("espeak-ng is missing")

    with pytest.raises(NoVoice, match="espeak-ng is missing"):
        Speech(fail, SoundFiles(tmp_path, 5_000)).say("một", "vi")
    assert list(tmp_path.iterdir()) == []


def test_what_it_would_misread_is_left_to_others(speech: Speech, voice: Voice) -> None:
    with pytest.raises(NoVoice):
        speech.say("取号", "zh")
    assert voice.said == []


@pytest.mark.parametrize(
    ("text", "language"),
    [("", "vi"), (" \n", "vi"), ("a" * (LONGEST + 1), "vi"), ("a", "--help"), ("a", "vi; rm")],
)
def test_what_is_no_text_is_refused(text: str, language: str, speech: Speech, voice: Voice) -> None:
    with pytest.raises(ValueError, match="letters"):
        speech.say(text, language)
    assert voice.said == []
