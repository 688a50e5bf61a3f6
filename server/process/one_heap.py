"""Few heaps for the many threads of a process."""

import ctypes
from contextlib import suppress
from typing import Final

_M_ARENA_MAX: Final = -8  # glibc's <malloc.h>
_ARENAS: Final = 2


def keep_heaps_few() -> None:
    """Let the C library allocate for all threads from two heaps, where it can be told so (glibc can).

    Left alone it makes up to eight a core, each of which keeps what its threads once needed. They are there for
    threads that allocate at the same time, which the interpreter's lock forbids anyway. To be called before
    there are threads.
    """
    with suppress(AttributeError, OSError):
        ctypes.CDLL(None).mallopt(_M_ARENA_MAX, _ARENAS)
