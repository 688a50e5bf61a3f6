"""The whole suite while other work takes the cores: `python -m tests.support.loud [TIMES]`, three times unless told.

A test that passes only on a quiet machine measures the machine. Four loops that never rest take the cores from it;
they end with this process, whatever ends it.
"""

import multiprocessing
import subprocess
import sys
import time
from typing import Final

LOOPS: Final = 4
TIMES: Final = 3
MOST_S: Final = 25 * 60
"""What the suite may take in such a machine."""


def main(times: int = TIMES) -> int:
    """Run the suite `times` times; the exit status of the first run that fails, else 0."""
    loops = [multiprocessing.Process(target=never_rest, daemon=True) for _ in range(LOOPS)]
    for loop in loops:
        loop.start()
    try:
        for run in range(1, times + 1):
            print(f"In a loud machine: run {run} of {times}", flush=True)
            began = time.monotonic()
            status = subprocess.run([sys.executable, "-m", "pytest"], check=False).returncode
            print(told(run, time.monotonic() - began, status), flush=True)
            if status:
                return status
    finally:
        for loop in loops:
            loop.terminate()
    return 0


def told(run: int, took_s: float, status: int) -> str:
    """How long a run took, beside what the suite may take."""
    minutes, seconds = divmod(round(took_s), 60)
    beside = "within" if took_s <= MOST_S else "beyond"
    return f"Run {run}: {minutes} min {seconds} s, {beside} {MOST_S // 60} min; exit status {status}"


def never_rest() -> None:
    """Take a core."""
    while True:
        pass


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
