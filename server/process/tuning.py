"""The tuning for a small machine, in one list: each item with its reason and its moment."""

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
    """Stop structlog from loading rich, a library for drawing tracebacks that costs 3 MB."""
    sys.modules.setdefault("rich", None)  # type: ignore[arg-type]


def before_the_worker() -> None:
    """Share what is loaded so far with the worker; else the garbage collector would cause it to be copied."""
    gc.freeze()


def in_the_worker() -> None:
    """Settings before the app is imported and before there are threads.

    Socket.IO would load a Redis client of 2 MB, but a centre's server is a single process. A thread
    gives up the interpreter's lock after a millisecond, so that no other waits long.
    """
    for name in _FOR_MANY_PROCESSES:
        sys.modules.setdefault(name, None)  # type: ignore[arg-type]
    sys.setswitchinterval(_SWITCH_S)
    stay_on_one_core()
    keep_heaps_few()
    allow_lines()


@contextmanager
def loading() -> Iterator[None]:
    """Pause the garbage collector while the app is imported and built: there is little garbage, and it would scan everything repeatedly.

    What is loaded at the end is never scanned again, so no request waits for that.
    """
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()
        give_back()


def give_back() -> None:
    """Give back the memory that only the start needed, if the C library can (glibc)."""
    with suppress(AttributeError, OSError):
        ctypes.CDLL(None).malloc_trim(0)


def stay_on_one_core() -> None:
    """Keep this thread, and those that it starts, on one core.

    Under the interpreter's lock only one thread runs at a time anyway, and passing the lock from core to core
    costs as much as the work itself. Does nothing if the system cannot do this (Linux can).
    """
    if hasattr(os, "sched_setaffinity"):
        cores = sorted(os.sched_getaffinity(0))
        os.sched_setaffinity(0, {cores[os.getpid() % len(cores)]})


def keep_heaps_few() -> None:
    """Make the C library use only two heaps for all threads, if it can (glibc can).

    By default it makes up to eight for each core, and each keeps the memory that its threads once needed. They help
    threads that allocate at the same time, which the interpreter's lock prevents anyway.
    """
    with suppress(AttributeError, OSError):
        ctypes.CDLL(None).mallopt(_M_ARENA_MAX, _ARENAS)


def allow_lines() -> None:
    """Raise this process's limit of open connections and files: many systems start with 1024, and a hall needs more."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = _FILES if hard == resource.RLIM_INFINITY else min(_FILES, hard)
    if soft != resource.RLIM_INFINITY and soft < wanted:
        resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))
