"""What is set for a small machine, in one list: each thing with its reason and the moment when it has to be set."""

import ctypes
import gc
import os
import resource
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Final

_SWITCH_S: Final = 0.001
_M_ARENA_MAX: Final = -8  # glibc's <malloc.h>
_ARENAS: Final = 2
_FILES: Final = 8192
_FOR_MANY_PROCESSES: Final = ("redis", "valkey")


def before_imports() -> None:
    """Leave out a library that structlog loads when it finds it: rich draws tracebacks and costs 3 MB."""
    sys.modules.setdefault("rich", None)  # type: ignore[arg-type]


def before_the_worker() -> None:
    """Share what is loaded so far with the worker, instead of having it copied when the collector looks at it."""
    gc.freeze()


def in_the_worker() -> None:
    """Before the app is imported and before there are threads.

    Socket.IO loads what speaks to Redis where it finds it, 2 MB; of a centre's server there is one process. A thread
    hands on the interpreter's lock after a millisecond, so that nobody waits long for it.
    """
    for name in _FOR_MANY_PROCESSES:
        sys.modules.setdefault(name, None)  # type: ignore[arg-type]
    sys.setswitchinterval(_SWITCH_S)
    stay_on_one_core()
    keep_heaps_few()
    allow_lines()


@contextmanager
def loading() -> Iterator[None]:
    """While the app is imported and built: hardly anything of it is garbage, and the collector would look at all of it time and again.

    What is there in the end stays for good: nobody ever waits until the collector has looked at it.
    """
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()
        give_back()


def give_back() -> None:
    """Let the system have the memory that only the start needed, where the C library can do it (glibc)."""
    with suppress(AttributeError, OSError):
        ctypes.CDLL(None).malloc_trim(0)


def stay_on_one_core() -> None:
    """Keep this thread, and those that it will start, on one of the cores they may use now.

    Under the interpreter's lock only one thread runs at a time anyway, and handing the lock from core to core
    costs as much as the work itself. Does nothing where the system cannot do it (Linux can).
    """
    if hasattr(os, "sched_setaffinity"):
        cores = sorted(os.sched_getaffinity(0))
        os.sched_setaffinity(0, {cores[os.getpid() % len(cores)]})


def keep_heaps_few() -> None:
    """Let the C library allocate for all threads from two heaps, where it can be told so (glibc can).

    Left alone it makes up to eight a core, each of which keeps what its threads once needed. They are there for
    threads that allocate at the same time, which the interpreter's lock forbids anyway.
    """
    with suppress(AttributeError, OSError):
        ctypes.CDLL(None).mallopt(_M_ARENA_MAX, _ARENAS)


def allow_lines() -> None:
    """Let this process have as many lines and files open as it may: many systems begin with 1024, a hall needs more."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = _FILES if hard == resource.RLIM_INFINITY else min(_FILES, hard)
    if soft != resource.RLIM_INFINITY and soft < wanted:
        resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))
