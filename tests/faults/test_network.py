"""The network between kiosks, counters, screens and the server delays, cuts, reorders, and lets lines die unheard.

Everybody insists, with the same key; a kiosk's box goes on alone; screens dial again. What they were told is judged, and in the
end everybody has what the server has. Twenty faults, and three hundred with `make torture`.
"""

import random
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from kiosk.alone.upstream import Upstream
from server.store.connect import open_reader
from server.store.doctor import examine
from server.store.store import database_path
from tests.history.finding import told
from tests.history.judge import judge
from tests.history.record import Asking, Recorder
from tests.support.bad_line import BadLine
from tests.support.boxes import BoxClock, Kiosk
from tests.support.crowd import KIOSK, Crowd
from tests.support.exported import journal_in
from tests.support.long_day import long_day_clock
from tests.support.process import FIELDS, Process, Staff
from tests.support.screens import Hall, Screen
from tests.support.waiting import PATIENCE_S, until

FAULTS = {20: 1917, 300: 1989}
"""How many → the seed."""
OFFICERS, CITIZENS, MOST = 2, 3, 20_000
DELAY_S = 0.02
TOGETHER = 6
"""Answers that people get between two faults."""


@dataclass
class Story:
    """What happened: what everybody wrote down, the faults in order, what each screen showed at last, and the board then.

    `overtaken` pieces came after one that was sent later.
    """

    server: Process
    recorder: Recorder
    faults: list[str] = field(default_factory=list)
    shown: list[int] = field(default_factory=list)
    board: int = 0
    joined: bool = False
    overtaken: int = 0


class Page:
    """The page of a kiosk whose own box is on the bad line; what it is told is written down with the rest."""

    def __init__(self, folder: Path, port: int, token: str, recorder: Recorder) -> None:
        way = Upstream(f"http://127.0.0.1:{port}")
        self._box = Kiosk(Flask("none"), folder, token, BoxClock(long_day_clock), line=way)
        self._recorder = recorder

    def touch(self, n: int) -> None:
        """Somebody takes a number."""
        wish, key = {"field": FIELDS[n % len(FIELDS)], "channel": "kiosk"}, f"page-{n}"
        asking = Asking(self._recorder, KIOSK, "POST", "/tickets", key=key, body=wish)
        answer = self._box.touch(key=key, **wish)
        asking.answered(answer.status_code, answer.json)

    def joins(self) -> bool:
        """Look for the server; whether it is there and has every number of this box."""
        self._box.look()
        said = self._box.get("/api/v1/centre")
        agent: dict[str, Any] = said.json.get("agent", {})
        return bool(agent.get("alone") is False and agent["to_join"] == 0)

    def close(self) -> None:
        """The box is switched off."""
        self._box.agent.close()


@pytest.fixture(scope="module", params=[20, pytest.param(300, marks=pytest.mark.torture)])
def story(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Story]:
    folder, seed = tmp_path_factory.mktemp("network"), FAULTS[request.param]
    with Process(folder) as server:
        staff = server.enrol(officers=OFFICERS)
        server.start()
        with BadLine(server.port, seed) as line, Hall(line.port) as hall:
            crowd = Crowd(
                server, staff, citizens=CITIZENS, most=MOST, seed=seed, pause_s=0.05, port=line.port
            )
            story = Story(server, crowd.record)
            page = Page(folder / "box", line.port, staff.kiosk, crowd.record)
            until(page.joins)
            screens = _screens(hall, staff)
            with crowd:
                _one_after_another(story, line, page, random.Random(seed), request.param)
            _all_is_well(story, line, page, screens, staff)
            page.close()
        yield story


def _screens(hall: Hall, staff: Staff) -> list[Screen]:
    officer = staff.officers[0]
    return [
        *(hall.screen("/board", token=staff.display) for _ in range(3)),
        hall.screen("/counter", token=officer.token, counter=officer.counter),
        hall.screen("/kiosk", token=staff.kiosk),
    ]


def _one_after_another(story: Story, line: BadLine, page: Page, dice: random.Random, many: int) -> None:
    kinds = ["cut"] * 6 + ["refused"] * 2 + ["delayed"] * 3 + ["silent"]
    for n in range(many):
        kind = "silent" if n == many // 2 else dice.choice(kinds)
        story.faults.append(kind)
        line.delay_s = DELAY_S if kind == "delayed" else 0.0
        if kind == "silent":
            line.fall_silent()
        elif kind == "refused":
            line.refuses = True
            line.cut()
            page.touch(n)
            line.refuses = False
        elif kind == "cut":
            line.cut()
        page.touch(n + many)
        if kind == "delayed":
            until(lambda so_far=line.overtaken: line.overtaken > so_far)  # type: ignore[misc]
        told_so_far = _answered(story)
        until(lambda so_far=told_so_far: _answered(story) >= so_far + TOGETHER)  # type: ignore[misc]


def _answered(story: Story) -> int:
    return sum(said.status is not None for said in list(story.recorder.said))


def _all_is_well(story: Story, line: BadLine, page: Page, screens: list[Screen], staff: Staff) -> None:
    line.delay_s, story.overtaken = 0.0, line.overtaken
    until(page.joins)
    story.joined = True
    story.board = story.server.get("/api/v1/board", staff.display)[1]["seq"]
    for screen in screens:
        seen = screen.wait_for(lambda payload: payload["seq"] >= story.board, PATIENCE_S)
        story.shown.append(seen.payload["seq"])


def test_every_kind_of_fault_came_and_lines_broke(story: Story) -> None:
    assert set(story.faults) == {"cut", "refused", "delayed", "silent"}
    assert sum(said.status is None for said in story.recorder.said) >= len(story.faults) // 4
    assert story.overtaken >= story.faults.count("delayed")


def test_no_promise_is_broken(story: Story) -> None:
    findings = judge(journal_in(story.server.data), story.recorder.said)
    assert not findings, f"seed {FAULTS[len(story.faults)]}\n{told(findings)}"


def test_a_box_that_was_cut_off_gave_numbers_and_they_all_joined(story: Story) -> None:
    assert any("offline" in said.told for said in story.recorder.said)
    assert story.joined


def test_every_screen_shows_what_the_server_has(story: Story) -> None:
    assert [seq >= story.board for seq in story.shown] == [True] * 5


def test_the_doctor_finds_it_clean(story: Story) -> None:
    with closing(open_reader(database_path(story.server.data))) as connection:
        assert list(examine(connection)) == []
