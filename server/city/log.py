"""The log of the city's processes: one JSON object a line on standard output, for journald or a collector. Writing one never fails."""

import sys
import traceback
from collections.abc import Mapping, MutableMapping
from contextlib import suppress
from typing import Any, Final

import structlog

_Bound: Any = structlog.make_filtering_bound_logger(20)
_FRAMES: Final = 12


class _Sure(_Bound):  # type: ignore[misc] # structlog makes the class
    """A logger whose lines are lost rather than raised: what is logged is mostly an error that is being handled."""

    def _proxy_to_logger(self, method_name: str, event: str | None = None, **facts: Any) -> Any:
        with suppress(Exception):
            return super()._proxy_to_logger(method_name, event, **facts)
        return None


def speak_json(**always: str) -> None:
    """Let every logger of this process write JSON with these facts in every line: {"at", "level", "event", …}, `at` in ISO 8601, UTC."""
    structlog.configure(
        wrapper_class=_Sure,
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True, key="at"),
            _with(always),
            _traced,
            structlog.processors.JSONRenderer(ensure_ascii=False, default=str),
        ],
        logger_factory=structlog.PrintLoggerFactory(),
        cache_logger_on_first_use=False,
    )


def _with(always: Mapping[str, str]) -> structlog.types.Processor:
    def added(_: Any, __: str, line: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
        return {**always, **line}

    return added


def _traced(_: Any, __: str, line: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """An error's type and place, but never its message or variables: they could contain what somebody typed."""
    error = line.pop("exc_info", None)
    if error is True:
        error = sys.exc_info()[1]
    if isinstance(error, tuple):
        error = error[1]
    if isinstance(error, BaseException):
        line["error"] = type(error).__name__
        frames = traceback.extract_tb(error.__traceback__)[-_FRAMES:]
        line["from"] = [
            f"{frame.filename.rpartition('/')[2]}:{frame.lineno} {frame.name}" for frame in frames
        ]
    return line
