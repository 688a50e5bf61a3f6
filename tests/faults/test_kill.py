"""The power goes, again and again, in the middle of the work: SIGKILL to every process of the server.

Six times, and three hundred times with `make torture`; from half of them on nobody reads the server's log any more.

Citizens and officers insist on an answer to each request, with the same key; screens come back as the
browser does. A manager changes settings all the while, and looks after each change, answered or not, whether it is whole. The moments are drawn from a fixed seed, which makes them random to the server, whose work
never falls twice in the same place. Every fifth kill falls into the start itself.
"""

import random
import shutil
import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from server.store.connect import open_reader
from server.store.doctor import examine
from server.store.store import database_path
from tests.history.finding import told
from tests.history.judge import judge
from tests.history.record import Recorder
from tests.support.crowd import Crowd
from tests.support.exported import journal_in
from tests.support.process import COUNTERS, Staff
from tests.support.screens import Hall, Screen
from tests.support.unheard import Unheard

KILLS = {6: 1945, 300: 1975}
"""How often → the seed of the moments."""
CITIZENS = 16
SCREENS = 12
MOST_DIALS = 2
_IN_THE_START = 5
_PAUSE_S = 0.02
_MOST = 20_000
_ASKED_AGAIN = 5
_AT_THE_END = 100
"""So many are asked once more of the server that came back from the last kill."""


@dataclass
class Story:
    """What happened: `moments` of the kills in seconds after ready (or after the start, when it fell into
    it), `left` is what the doctor said of the data as each kill left it, `dials` how often each screen had to
    dial from the moment when the server was ready."""

    server: Unheard
    kills: int
    record: Recorder = field(default_factory=Recorder)
    moments: list[tuple[str, float]] = field(default_factory=list)
    left: list[list[str]] = field(default_factory=list)
    dials: list[int] = field(default_factory=list)


@pytest.fixture(scope="module", params=[6, pytest.param(300, marks=pytest.mark.torture)])
def story(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Story]:
    """All kills, and the server still running after the last of them."""
    folder = tmp_path_factory.mktemp("kills")
    with Unheard(folder) as server:
        staff = server.enrol(officers=COUNTERS)
        server.start()
        with (
            Hall(server.port) as hall,
            Crowd(
                server,
                staff,
                citizens=CITIZENS,
                most=_MOST,
                seed=KILLS[request.param],
                pause_s=_PAUSE_S,
                manager=True,
            ) as crowd,
        ):
            story = Story(server, request.param, crowd.record)
            _kill_again_and_again(story, _screens(hall, staff), crowd, folder / "copy")
        yield story


def _screens(hall: Hall, staff: Staff) -> list[Screen]:
    boards = [hall.screen("/board", token=staff.display) for _ in range(SCREENS - 3)]
    consoles = [hall.screen("/counter", token=o.token, counter=o.counter) for o in staff.officers[:2]]
    return [*boards, *consoles, hall.screen("/kiosk", token=staff.kiosk)]


def _kill_again_and_again(story: Story, screens: list[Screen], crowd: Crowd, copy: Path) -> None:
    dice = random.Random(KILLS[story.kills])
    ready = time.monotonic()
    for n in range(1, story.kills + 1):
        if n == story.kills // 2:
            story.server.lose_reader()
        for screen in screens:
            back = screen.wait_for(bool, 60, since=ready).at
            story.dials.append(sum(ready < dialled < back for dialled in screen.dials))
        _ask_again(crowd, dice)
        _wait(story, "ready", dice.uniform(0, 0.8))
        _kill(story, copy)
        if n % _IN_THE_START == 0:
            story.server.spawn()
            _wait(story, "start", dice.uniform(0, 1.5))
            _kill(story, copy)
        crowd.check()
        ready = story.server.start()
    _ask_again(crowd, dice, _AT_THE_END)


def _wait(story: Story, after: str, pause_s: float) -> None:
    story.moments.append((after, pause_s))
    time.sleep(pause_s)


def _kill(story: Story, copy: Path) -> None:
    """Kill, and let the doctor see a copy of what is left, just as it is; the server recovers its own."""
    story.server.kill()
    shutil.rmtree(copy, ignore_errors=True)
    shutil.copytree(story.server.data, copy)
    with closing(open_reader(database_path(copy))) as connection:
        story.left.append(list(examine(connection)))


def _ask_again(crowd: Crowd, dice: random.Random, many: int = _ASKED_AGAIN) -> None:
    """Send requests once more that were answered before, by whichever server."""
    done = [said for said in list(crowd.record.said) if said.done and said.method == "POST"]
    for said in dice.sample(done, min(many, len(done))):
        with closing(crowd.line(said.who)) as line:
            line.insist(said.path, dict(said.body), said.key or "")


def test_it_was_killed_again_and_again_under_load(story: Story) -> None:
    done = [said.path for said in story.record.said if said.done]
    assert len(story.moments) >= story.kills
    assert sum(said.status is None for said in story.record.said) >= story.kills
    assert done.count("/tickets") > 10 * story.kills
    assert sum(path.endswith("/finish") for path in done) > story.kills
    assert sum(path.startswith("/settings/fields/") for path in done) > story.kills // 2


def test_no_promise_is_broken(story: Story) -> None:
    findings = judge(journal_in(story.server.data), story.record.said)
    assert findings == [], told(findings)


def test_each_kill_leaves_data_that_the_doctor_finds_clean(story: Story) -> None:
    assert [found for found in story.left if found] == []
    assert story.server.doctor().returncode == 0


def test_screens_are_back_by_themselves_as_soon_as_they_dial(story: Story) -> None:
    """How many seconds that takes is a benchmark's figure (`python -m bench restart`)."""
    assert len(story.dials) == story.kills * SCREENS
    assert max(story.dials) <= MOST_DIALS
