"""espeak-ng: sound from a text, and a plain word when there is none."""

import stat
from pathlib import Path

import pytest

from server.hall.espeak import CannotSpeak, EspeakNg
from tests.support.espeak import installed
from tests.support.wav import as_wav, seconds, text_of

needs_espeak = pytest.mark.skipif(
    not installed(), reason="espeak-ng is not installed: python -m tests.support.espeak"
)


def fake(folder: Path, script: str) -> str:
    """A program that is called as espeak-ng would be: a text comes in, a sound is to go out."""
    program = folder / "voice"
    program.write_text(f"#!/bin/sh\n{script}\n")
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    return str(program)


@needs_espeak
@pytest.mark.parametrize(("text", "language"), [("Mời ông bà lấy phiếu", "vi"), ("Take your slip", "en")])
def test_a_text_becomes_sound(text: str, language: str) -> None:
    assert 0.5 < seconds(EspeakNg().say(text, language)) < 4


@needs_espeak
def test_digits_said_singly_take_longer_than_none() -> None:
    espeak = EspeakNg()
    assert seconds(espeak.say("A, 0, 1, 2", "vi")) > seconds(espeak.say("A", "vi")) + 0.5


@needs_espeak
def test_a_text_that_begins_with_a_dash_is_a_text() -> None:
    assert seconds(EspeakNg().say("--version", "en")) > 0.3


@needs_espeak
def test_a_higher_speed_makes_it_shorter() -> None:
    espeak = EspeakNg()
    said = "Mời công dân có số A, không, một, hai, đến quầy số ba"
    assert seconds(espeak.say(said, "vi", 1.5)) < 0.8 * seconds(espeak.say(said, "vi"))


def test_the_length_that_a_pipe_does_not_know_is_put_in(tmp_path: Path) -> None:
    sound = bytearray(as_wav("một"))
    sound[4:8] = sound[40:44] = b"\xff\xff\xff\x7f"
    (tmp_path / "sound").write_bytes(sound)
    said = EspeakNg(fake(tmp_path, f'cat > /dev/null; cat "{tmp_path}/sound"')).say("một", "vi")
    assert (text_of(said), said) == ("một", as_wav("một"))


@pytest.mark.parametrize(
    ("script", "why"),
    [
        ("echo the voice is gone >&2; exit 1", "the voice is gone"),
        ("exit 3", "status 3"),
        ("exit 0", "no sound"),
        ("echo this is not a sound, only a text of more than forty-four letters", "no sound"),
    ],
)
def test_a_voice_that_fails_is_told(script: str, why: str, tmp_path: Path) -> None:
    with pytest.raises(CannotSpeak, match=why):
        EspeakNg(fake(tmp_path, f"cat > /dev/null; {script}")).say("một", "vi")


def test_a_voice_that_hangs_is_given_up(tmp_path: Path) -> None:
    with pytest.raises(CannotSpeak, match="longer than"):
        EspeakNg(fake(tmp_path, "exec sleep 60"), patience_s=0.2).say("một", "vi")


def test_no_voice_is_told() -> None:
    espeak = EspeakNg("no-such-program")
    assert not espeak.installed
    with pytest.raises(CannotSpeak, match="no-such-program"):
        espeak.say("một", "vi")


def asked(folder: Path) -> str:
    """A program that has the voices in `folder`, and notes how often it was asked."""
    return fake(folder, f'cat > /dev/null; echo >> "{folder}/asked"; test -e "{folder}/$2"')


def test_a_voice_that_is_installed_later_is_found(tmp_path: Path) -> None:
    espeak = EspeakNg(asked(tmp_path), ask_again_s=0)
    assert not espeak.has("fr")
    (tmp_path / "fr").touch()
    assert espeak.has("fr")


@pytest.mark.parametrize("there", [True, False])
def test_a_voice_is_not_asked_for_with_every_call(tmp_path: Path, *, there: bool) -> None:
    espeak = EspeakNg(asked(tmp_path))
    if there:
        (tmp_path / "fr").touch()
    assert {espeak.has("fr") for _ in range(3)} == {there}
    assert (tmp_path / "asked").read_text() == "\n"
