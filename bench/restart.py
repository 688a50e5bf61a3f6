"""(i) The power goes under load: how long until screens show the board again, from the moment the server is ready."""

import random
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from bench import process
from bench.figures import Figure, percentile
from tests.support.crowd import Crowd
from tests.support.process import COUNTERS, Process
from tests.support.screens import Hall, Screen

_PAUSE_S: Final = 0.02
_SEED: Final = 1975
_MOST: Final = 100_000
_PATIENCE_S: Final = 30.0
_TARGET_S: Final = 4.0


@dataclass(frozen=True, slots=True)
class Size:
    """How many kills, screens and citizens."""

    kills: int = 10
    screens: int = 50
    citizens: int = 16


TINY: Final = Size(kills=1, screens=2, citizens=2)


def run(folder: Path, size: Size = Size()) -> list[Figure]:
    """SIGKILL at random moments while citizens and officers work; screens redial as the browsers' do."""
    folder = folder / "restart"
    folder.mkdir()
    with Process(folder, forked=process.forks()) as server:
        staff = server.enrol(officers=COUNTERS)
        server.start()
        with (
            Hall(server.port) as hall,
            Crowd(server, staff, citizens=size.citizens, most=_MOST, seed=_SEED, pause_s=_PAUSE_S),
        ):
            screens = [hall.screen("/board", token=staff.display) for _ in range(size.screens)]
            starts, back = _kill_and_wait(server, screens, size.kills)
    worst = max(back)
    return [
        Figure(
            f"Screens back by themselves after SIGKILL under load ({size.kills} kills, {size.screens} screens)",
            f"median {percentile(back, 0.5):.2f} s, last {worst:.2f} s after the server is ready",
            f"killed to ready: median {percentile(starts, 0.5):.2f} s",
            f"≤ {_TARGET_S:.0f} s",
            worst <= _TARGET_S,
        )
    ]


def _kill_and_wait(server: Process, screens: list[Screen], kills: int) -> tuple[list[float], list[float]]:
    """(seconds from each kill to ready, seconds from ready to each screen's next snapshot)."""
    dice, starts, back = random.Random(_SEED), list[float](), list[float]()
    for screen in screens:
        screen.wait_for(bool, _PATIENCE_S)
    for _ in range(kills):
        time.sleep(dice.uniform(0.5, 2))
        server.kill()
        killed = time.monotonic()
        ready = server.start()
        starts.append(ready - killed)
        back += [screen.wait_for(bool, _PATIENCE_S, since=ready).at - ready for screen in screens]
    return starts, back
