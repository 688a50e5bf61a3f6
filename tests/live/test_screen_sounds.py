"""What screens report of their sound, while others report and leave."""

from collections.abc import Callable
from typing import Any

from flask import Flask, request

from server.live.listener import Listener
from server.live.screen_sounds import ScreenSounds
from server.service.screens.voice_now import ScreenSound


class Line:
    """What `ScreenSounds` hangs on: screens report through it; those of `arriving` report while `first` is looked up."""

    def __init__(self) -> None:
        self.connected: dict[str, Listener] = {}
        self.arriving: list[str] = []
        self._app = Flask(__name__)
        self._heard: Callable[[Any], None] = lambda _: None

    def on_event(self, _event: str, heard: Callable[[Any], None], namespace: str) -> None:
        assert namespace == "/board"
        self._heard = heard

    def listener(self, _namespace: str, sid: str) -> Listener | None:
        if sid == "first" and self.arriving:
            self.report(self.arriving.pop())
        return self.connected.get(sid)

    def report(self, sid: str, sound: str = "on") -> None:
        self.connected[sid] = Listener("hall", "board", lambda: None)
        with self._app.test_request_context():
            request.sid = sid  # type: ignore[attr-defined]
            self._heard({"sound": sound})


def test_screens_report_while_those_that_left_are_forgotten() -> None:
    line = Line()
    sounds = ScreenSounds(line, line, lambda _device, _number: None)  # type: ignore[arg-type]
    line.report("first")
    line.arriving = ["third"]
    line.report("gone")
    del line.connected["gone"]
    line.report("second", "muted")
    line.arriving = ["fourth"]
    assert [found.sound for found in sounds.everywhere()] == ["on", "muted", "on"]
    assert sounds.everywhere() == [ScreenSound("hall", None, sound) for sound in ("on", "on", "muted", "on")]
