"""A program that the tests fork behaves as one that was started."""

import signal
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.support.forked import Forked, run

SAYS = "tests.process.said"
NO_PROCESS = 2**22 + 1
"""Above the highest number that Linux gives."""


def test_its_words_its_errors_and_its_end_are_those_of_a_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WORD", "có dấu")
    first, second = (run([SAYS, "một", "hai"]) for _ in range(2))

    said, chance = first.stdout.split(" True ")
    assert (said, first.stderr, first.returncode) == ("['một', 'hai'] có dấu", "wrong\n", 3)
    assert chance != second.stdout.split(" True ")[1]


@pytest.mark.parametrize(
    ("end", "by"),
    [(Forked.terminate, signal.SIGTERM), (lambda it: it.send_signal(signal.SIGKILL), signal.SIGKILL)],
)
def test_one_that_waits_runs_until_a_signal_ends_it(
    end: Callable[[Forked], None], by: signal.Signals, tmp_path: Path
) -> None:
    with (tmp_path / "said").open("w+") as output:
        waiting = Forked([SAYS, "waits"], None, output.fileno(), output.fileno())
        with pytest.raises(subprocess.TimeoutExpired):
            waiting.wait(0)
        assert waiting.poll() is None
        end(waiting)
        assert waiting.wait() == -by
        assert waiting.poll() == -by
        end(waiting)  # nobody else gets it


def test_one_that_ends_while_it_is_signalled_is_left_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with (tmp_path / "said").open("w+") as output:
        gone = Forked([SAYS], None, output.fileno(), output.fileno())
        gone.wait()
    monkeypatch.setattr(Forked, "poll", lambda _: None)  # so it was a moment ago
    gone.pid = NO_PROCESS
    gone.send_signal(signal.SIGKILL)


def test_what_cannot_run_says_why() -> None:
    answer = run(["tests.process.nowhere"])
    assert (answer.returncode, "No module named tests.process.nowhere" in answer.stderr) == (1, True)
