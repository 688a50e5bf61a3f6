"""How long a box waits at each step of an upgrade, and how much disk space it needs."""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Limits:
    """All limits are in seconds, except `asleep` (hours of the day) and `room` (bytes).

    `look_s`: between two looks for a newer version; `again_s`: after a failure. `idle_s`: how long the page must be untouched;
    `apart_s`: the longest time by which boxes spread their starts; `asleep`: when a centre that never closes counts as closed. `room`: what must
    be free beside the files. A version on trial is checked every `watch_s`: it must work for `steady_s` within `trial_s`. After
    its end it is restarted `pause_s` later; a version that repeatedly ends within `quick_s` is given up.
    """

    look_s: float = 60.0
    again_s: float = 1800.0
    idle_s: float = 300.0
    apart_s: float = 600.0
    asleep: range = range(1, 4)
    room: int = 300 << 20
    watch_s: float = 2.0
    steady_s: float = 60.0
    trial_s: float = 600.0
    pause_s: float = 5.0
    quick_s: float = 120.0


USUAL: Final = Limits()
