"""The server's own loudspeaker: a player that works, one that fails, and none."""

import threading
from pathlib import Path

import pytest

from display.sound import peak, read, write
from server.hall.local_speaker import Speaker
from tests.support.tone_clips import tone
from tests.support.waiting import PATIENCE_S


class Told:
    """What the speaker says about itself; `None` is that it was heard."""

    def __init__(self) -> None:
        self.words: list[str | None] = []
        self._news = threading.Event()

    def __call__(self, why: str | None) -> None:
        self.words.append(why)
        self._news.set()

    def wait(self) -> str | None:
        assert self._news.wait(PATIENCE_S)
        self._news.clear()
        return self.words[-1]


@pytest.fixture
def told() -> Told:
    return Told()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    write(tone(500), tmp_path / "call.wav")
    return tmp_path / "call.wav"


def player(folder: Path, name: str, script: str) -> tuple[str, ...]:
    program = folder / name
    program.write_text(f"#!/bin/sh\n{script}\n")
    program.chmod(0o755)
    return (str(program),)


def test_it_plays_the_file(tmp_path: Path, file: Path, told: Told) -> None:
    Speaker(told, (player(tmp_path, "good", f'cp "$1" {tmp_path}/heard.wav'),)).play(file, 0, 1)
    assert told.wait() is None
    assert (tmp_path / "heard.wav").read_bytes() == file.read_bytes()


def test_it_plays_it_softer(tmp_path: Path, file: Path, told: Told) -> None:
    Speaker(told, (player(tmp_path, "good", f'cp "$1" {tmp_path}/heard.wav'),)).play(file, 0, 0.5)
    assert told.wait() is None
    assert peak(read(tmp_path / "heard.wav")) == pytest.approx(peak(read(file)) / 2, abs=2)


def test_a_device_that_is_gone_is_told_of_and_another_player_is_tried(
    tmp_path: Path, file: Path, told: Told
) -> None:
    bad = player(tmp_path, "bad", "echo 'no such device' >&2; exit 1")
    Speaker(told, (bad,)).play(file, 0, 1)
    assert told.wait() == f"{tmp_path}/bad: no such device"
    Speaker(told, (bad, player(tmp_path, "good", "exit 0"))).play(file, 0, 1)
    assert told.wait() is None


def test_without_any_player_it_says_so(file: Path, told: Told) -> None:
    Speaker(told, (("a-player-that-nobody-installed",),)).play(file, 0, 1)
    assert told.wait() == "aplay, paplay: not installed"


def test_it_falls_silent_in_the_middle(tmp_path: Path, file: Path, told: Told) -> None:
    speaker = Speaker(told, (player(tmp_path, "long", f"touch {tmp_path}/began; exec sleep 60"),))
    speaker.play(file, 0, 1)
    ends = threading.Event()
    while not (tmp_path / "began").exists():
        ends.wait(0.01)
    speaker.stop()
    assert told.wait() is None


def test_what_was_stopped_before_its_moment_is_not_heard(tmp_path: Path, file: Path, told: Told) -> None:
    speaker = Speaker(told, (player(tmp_path, "good", f"echo x >> {tmp_path}/heard"),))
    speaker.play(file, 30, 1)
    speaker.play(file, 0, 1)
    assert told.wait() is None
    assert (tmp_path / "heard").read_text() == "x\n"
