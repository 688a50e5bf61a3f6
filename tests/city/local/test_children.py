"""Programs of a demo's city: started again when they end, ended by their own ids."""

import shutil
import subprocess
import sys
from pathlib import Path

import psutil
import pytest

from server.city.local.children import Child, Watched
from tests.support.program import gone
from tests.support.waiting import until

SLEEPS = [sys.executable, "-c", "import time; time.sleep(600)"]
DEAF = [
    sys.executable,
    "-c",
    "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print('deaf', flush=True); time.sleep(600)",
]


PARENT = """
import sys, time
from pathlib import Path
from server.city.local.children import Child
child = Child([sys.executable, "-c", "import time; time.sleep(600)"], Path(sys.argv[1]))
child.start()
print(child.pid, flush=True)
time.sleep(600)
"""


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


class Stub:
    """A program that ends when the test says so."""

    pid = 1

    def __init__(self, fails: int = 0) -> None:
        self.starts, self.fails, self.running = 0, fails, False

    def start(self) -> None:
        self.starts += 1
        if 1 < self.starts <= 1 + self.fails:
            raise RuntimeError("not now")
        self.running = True

    def alive(self) -> bool:
        return self.running

    def stop(self) -> None:
        self.running = False


@pytest.fixture
def clock() -> Clock:
    return Clock()


def again_after(watched: Watched, clock: Clock, stub: Stub) -> float:
    """How long it takes from its end until it runs again."""
    stub.running = False
    begun = clock.now
    for _ in range(1000):
        watched.look()
        if stub.alive():
            return clock.now - begun
        clock.now += 0.25
    raise AssertionError("it never came back")


def test_whoever_ends_again_and_again_is_waited_for_longer_and_longer(clock: Clock) -> None:
    watched, stub = Watched(clock), Stub()
    watched.add("stub", stub)
    waits = [again_after(watched, clock, stub) for _ in range(6)]
    assert waits == sorted(waits)
    assert waits[0] <= 2
    assert waits[-1] <= 11
    clock.now += 60
    assert again_after(watched, clock, stub) <= 1


def test_a_start_that_fails_is_tried_again(clock: Clock) -> None:
    watched, stub = Watched(clock), Stub(fails=3)
    watched.add("stub", stub)
    again_after(watched, clock, stub)
    assert stub.starts == 5


def test_all_end_the_last_one_first() -> None:
    watched, ended = Watched(), []

    class Told(Stub):
        def __init__(self, name: str) -> None:
            super().__init__()
            self.name = name

        def stop(self) -> None:
            ended.append(self.name)

    for name in ("postgres", "ingest", "nginx"):
        watched.add(name, Told(name))
    watched.close()
    assert ended == ["nginx", "ingest", "postgres"]


def test_one_that_does_not_heed_is_killed_and_no_other(tmp_path: Path) -> None:
    deaf, other = Child(DEAF, tmp_path / "deaf.log", patience_s=0.2), Child(SLEEPS, tmp_path / "other.log")
    deaf.start()
    other.start()
    until(lambda: "deaf" in (tmp_path / "deaf.log").read_text())
    deaf.stop()
    assert not deaf.alive()
    assert other.alive()
    assert psutil.Process(other.pid).status() != psutil.STATUS_ZOMBIE
    other.stop()
    assert not other.alive()
    other.stop()


@pytest.mark.skipif(shutil.which("setpriv") is None, reason="setpriv is not here")
def test_a_child_is_not_left_behind_by_a_killed_parent(tmp_path: Path) -> None:
    command = [sys.executable, "-c", PARENT, str(tmp_path / "child.log")]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as parent:
        assert parent.stdout is not None
        child = psutil.Process(int(parent.stdout.readline()))
        parent.kill()
    until(lambda: gone(child))
