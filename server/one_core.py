"""One core for all threads of a process, in turns."""

import os
from contextlib import suppress


def take_turns_on_one_core() -> None:
    """Keep this thread, and those that it will start, on one of the cores they may use now.

    Under the interpreter's lock only one thread runs at a time anyway, and handing the lock from core to core
    costs as much as the work itself. For the same reason a thread that is woken waits for its turn: it would
    interrupt the one that woke it only to find the lock held. Where the system cannot do it or does not allow
    it (Linux can), all stays as it was.
    """
    if not hasattr(os, "sched_setaffinity"):
        return
    cores = sorted(os.sched_getaffinity(0))
    with suppress(OSError):
        os.sched_setaffinity(0, {cores[os.getpid() % len(cores)]})
        os.sched_setscheduler(0, os.SCHED_BATCH, os.sched_param(0))
