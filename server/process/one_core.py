"""One core for all threads of a process."""

import os


def stay_on_one_core() -> None:
    """Keep this thread, and those that it will start, on one of the cores they may use now.

    Under the interpreter's lock only one thread runs at a time anyway, and handing the lock from core to core
    costs as much as the work itself. Does nothing where the system cannot do it (Linux can).
    """
    if hasattr(os, "sched_setaffinity"):
        cores = sorted(os.sched_getaffinity(0))
        os.sched_setaffinity(0, {cores[os.getpid() % len(cores)]})
