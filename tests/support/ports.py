"""Free ports on the loopback address."""

import os
import socket
from collections.abc import Iterator
from itertools import count, islice
from typing import Final

_PORTS: Final = range(11_000, 20_000)
"""Linux takes the ports of outgoing connections from 32768 on: one of those can be gone before a server listens on it.

None of these is among those that browsers refuse.
"""
_APART: Final = 5563
"""So that processes whose numbers lie close begin far from each other."""
_of_process: Final[dict[int, Iterator[int]]] = {}


def free_port() -> int:
    """A TCP port that nobody listens on just now, and that this process has not been given before.

    Processes that ask side by side begin far from each other.
    """
    mine = _of_process.setdefault(os.getpid(), count(os.getpid() * _APART))
    return next(port for n in islice(mine, len(_PORTS)) if _is_free(port := _PORTS[n % len(_PORTS)]))


def _is_free(port: int) -> bool:
    with socket.socket() as probe:
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True
