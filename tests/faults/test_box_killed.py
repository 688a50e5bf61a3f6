"""The power of a kiosk's box goes, again and again, while people touch it, with its server and without.

Whoever was told a number keeps it: the same touch is told the same again, the number joins the queue once, and no number comes
twice. Once, and a hundred times with `make torture`.
"""

import random
import threading
import time
from collections.abc import Iterator
from contextlib import closing, suppress
from dataclasses import dataclass, field
from http.client import HTTPException
from typing import Any

import pytest

from server.store.connect import open_reader
from server.store.doctor import examine
from server.store.store import database_path
from tests.history.finding import told
from tests.history.judge import judge
from tests.history.record import Asking, Recorder
from tests.support.agents import KioskProcess
from tests.support.crowd import KIOSK
from tests.support.exported import journal_in
from tests.support.process import FIELDS, Process

KILLS = {1: 1848, 100: 1871}
"""How often → the seed of the moments."""
AGAIN_S = 0.05


@dataclass
class Story:
    """What everybody at the kiosk asked and was told, and whether all that was given alone has joined."""

    server: Process
    kills: int
    recorder: Recorder = field(default_factory=Recorder)
    joined: bool = False


class People:
    """Somebody touches after somebody else; each presses, with one key, until the box answers."""

    def __init__(self, box: KioskProcess, recorder: Recorder) -> None:
        self._box, self._recorder = box, recorder
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._live, daemon=True)

    def __enter__(self) -> None:
        self._thread.start()

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._thread.join()

    def _live(self) -> None:
        for n in range(1_000_000):
            while not self._touch(n):
                if self._over.wait(AGAIN_S):
                    return
            if self._over.wait(AGAIN_S):
                return

    def _touch(self, n: int) -> bool:
        body, key = {"field": FIELDS[n % len(FIELDS)], "channel": "kiosk"}, f"touch-{n}"
        asking = Asking(self._recorder, KIOSK, "POST", "/tickets", key=key, body=body)
        with suppress(OSError, HTTPException):
            status, answer = self._box.ask("POST", "/api/v1/tickets", body, key)
            asking.answered(status, answer)
            return status == 201
        asking.answered()
        return False


@pytest.fixture(scope="module", params=[1, pytest.param(100, marks=pytest.mark.torture)])
def story(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Story]:
    folder = tmp_path_factory.mktemp("box")
    with Process(folder) as server:
        token = server.enrol().kiosk
        server.start()
        story = Story(server, request.param)
        with KioskProcess(folder / "kiosk", server.port, token) as box:
            box.knows_its_series()
            with People(box, story.recorder):
                _kill_again_and_again(story, box)
            box.until({"alone": False, "to_join": 0})
            story.joined = True
        server.stop()
        yield story


def _kill_again_and_again(story: Story, box: KioskProcess) -> None:
    dice = random.Random(KILLS[story.kills])
    for n in range(story.kills):
        alone = n % 2 == 0
        if alone:
            story.server.stop()
        _until_told(story.recorder, alone)
        time.sleep(dice.uniform(0, 0.2))
        box.kill()
        box.spawn()
        _until_told(story.recorder, alone)
        if alone:
            story.server.start()
            box.until({"alone": False, "to_join": 0})


def _until_told(recorder: Recorder, alone: bool) -> None:
    """Wait until two more people have a number, of the box's own while it is `alone`."""

    def numbers() -> list[dict[str, Any]]:
        return [dict(said.told) for said in list(recorder.said) if said.done]

    before, ends = len(numbers()), time.monotonic() + 90
    while sum(not alone or "offline" in one for one in numbers()[before:]) < 2:
        assert time.monotonic() < ends, "nobody is answered"
        time.sleep(AGAIN_S)


def test_no_promise_is_broken(story: Story) -> None:
    findings = judge(journal_in(story.server.data), story.recorder.said)
    assert not findings, told(findings)
    assert story.joined
    numbers = [said.told["number"] for said in story.recorder.said if said.done]
    assert len(set(numbers)) == len(numbers)
    assert sum("offline" in said.told for said in story.recorder.said) >= story.kills


def test_the_doctor_finds_it_clean(story: Story) -> None:
    with closing(open_reader(database_path(story.server.data))) as connection:
        assert list(examine(connection)) == []
