"""Whether a program of this machine answers."""

import time
from collections.abc import Callable
from contextlib import suppress
from http import HTTPStatus
from http.client import HTTPConnection, HTTPException
from typing import Final

_ASK_S: Final = 2.0
_LOOK_S: Final = 0.1


def answers(port: int, path: str) -> bool:
    """Whether 127.0.0.1 says 200 there."""
    line = HTTPConnection("127.0.0.1", port, timeout=_ASK_S)
    with suppress(OSError, HTTPException):
        line.request("GET", path)
        return line.getresponse().status == HTTPStatus.OK
    return False


def wait_for(ready: Callable[[], bool], patience_s: float, given_up: Callable[[], bool]) -> bool:
    """Look until it is ready; false when it is not in time, or when it is given up."""
    until = time.monotonic() + patience_s
    while not ready():
        if given_up() or time.monotonic() > until:
            return False
        time.sleep(_LOOK_S)
    return True
