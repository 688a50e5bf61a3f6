"""The log: lines on standard output, for journald or a file. Writing one never fails, whatever became of where it goes."""

from contextlib import suppress
from typing import Any

import structlog

_Bound: Any = structlog.make_filtering_bound_logger(0)


class _Sure(_Bound):  # type: ignore[misc] # structlog makes the class
    """A logger whose lines are lost rather than raised: on a full disk, or when nobody reads the pipe any more.

    What is logged is mostly an error that is being handled; raising here would end the thread that handles it.
    """

    def _proxy_to_logger(self, method_name: str, event: str | None = None, **facts: Any) -> Any:
        with suppress(Exception):
            return super()._proxy_to_logger(method_name, event, **facts)
        return None


def never_fail() -> None:
    """Let every logger of this process, those made before too, lose a line rather than raise."""
    structlog.configure(wrapper_class=_Sure)
