"""The box's clock: wall time that may be wrong, and the time since the machine was switched on, which is not."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

_BOOT_ID = Path("/proc/sys/kernel/random/boot_id")


@dataclass(frozen=True, slots=True)
class ClockReading:
    """One look at the clock: wall time (UTC milliseconds), which start of the machine, milliseconds since then."""

    wall_ms: int
    boot: str
    up_ms: int


Clock = Callable[[], ClockReading]

WRONG_MS: Final = 3_600_000
"""A clock that differs by an hour or more is reported as wrong."""


def box_clock() -> Clock:
    """The clock of this machine."""
    boot = _BOOT_ID.read_text().strip() if _BOOT_ID.exists() else ""
    counter = getattr(time, "CLOCK_BOOTTIME", time.CLOCK_MONOTONIC)
    return lambda: ClockReading(
        time.time_ns() // 1_000_000, boot, time.clock_gettime_ns(counter) // 1_000_000
    )


def steady(then: ClockReading, now: ClockReading) -> bool:
    """Whether the machine ran all the time in between, so that the time passed is known for sure."""
    return bool(then.boot) and then.boot == now.boot


def passed_ms(then: ClockReading, now: ClockReading) -> int:
    """How many milliseconds passed; measured by the wall clock only if the machine was off in between."""
    return now.up_ms - then.up_ms if steady(then, now) else now.wall_ms - then.wall_ms


def between(one: ClockReading, other: ClockReading) -> ClockReading:
    """The middle of two readings: about when a question asked between them was answered."""
    half = (other.up_ms - one.up_ms) // 2
    return ClockReading(one.wall_ms + half, one.boot, one.up_ms + half)
