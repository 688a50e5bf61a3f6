"""A process is gone when nothing of it is left: only then is its port free again."""

import signal
import subprocess
import sys
from collections.abc import Iterator

import psutil
import pytest

from tests.support.program import gone
from tests.support.waiting import until

_FIRST_THREAD_ENDS = """
import ctypes, socket, threading, time
listener = socket.create_server(("127.0.0.1", 0))
threading.Thread(target=time.sleep, args=(1e6,)).start()
ctypes.CDLL(None).pthread_exit(None)
"""
"""A killed server looks so for a moment: the thread that the process is called by has ended, others have not."""


@pytest.fixture
def half_gone() -> Iterator[subprocess.Popen[bytes]]:
    with subprocess.Popen([sys.executable, "-c", _FIRST_THREAD_ENDS]) as process:
        yield process
        process.kill()


def test_one_whose_first_thread_has_ended_is_not_gone_while_it_listens(
    half_gone: subprocess.Popen[bytes],
) -> None:
    process = psutil.Process(half_gone.pid)
    until(lambda: process.status() == psutil.STATUS_ZOMBIE)

    assert not gone(process)
    process.send_signal(signal.SIGKILL)
    until(lambda: gone(process))
    assert half_gone.returncode is None  # nobody has buried it yet
    assert half_gone.wait() == -signal.SIGKILL
    assert gone(process)
