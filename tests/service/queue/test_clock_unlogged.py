"""A clock that is wrong is set right also when its log can be written no more: the disk is full, or nobody reads the pipe."""

import errno
from collections.abc import Iterator
from pathlib import Path
from typing import NoReturn

import pytest
import structlog

from server.core.centre import Centre
from server.operations.log import keep_safe
from server.service.context import Context
from server.store import doctor
from server.store.queue import tickets
from tests.support.clock import SetClock
from tests.support.journeys import take


@pytest.fixture(params=[errno.ENOSPC, errno.EPIPE], ids=["full disk", "pipe gone"])
def asked(request: pytest.FixtureRequest) -> Iterator[list[str]]:
    """What was to be logged, and could not."""
    told = list[str]()

    def refuse(_: object, __: str, event: structlog.types.EventDict) -> NoReturn:
        told.append(event["event"])
        raise OSError(request.param, "the log")

    kept = structlog.get_config()
    keep_safe()
    structlog.configure(**structlog.get_config() | {"processors": [refuse]})
    yield told
    structlog.configure(**kept)


@pytest.mark.parametrize(
    ("wrong", "right"),
    [("2026-11-24 08:00", "2026-11-23 08:10"), ("1970-01-01 08:00", "2026-11-23 08:10")],
    ids=["it was a day ahead", "it came up at 1970"],
)
def test_the_clock_is_set_right_and_nobody_is_lost(
    tmp_path: Path, centre: Centre, clock: SetClock, asked: list[str], *, wrong: str, right: str
) -> None:
    context = Context(tmp_path, centre, clock)
    given = [take(context)]
    context.close()
    clock.set(wrong)
    context = Context(tmp_path, centre, clock, steady=clock.steady)
    given.append(take(context))
    clock.set(right)
    given.append(take(context))
    with context.store.read() as connection:
        found = tickets.these(connection, given)
        assert list(doctor.examine(connection)) == []
    context.close()
    assert [(t.day, t.number) for t in found] == [("2026-11-23", f"A{n:03d}") for n in (1, 2, 3)]
    assert wrong.startswith("1970") or "clock_was_wrong" in asked
