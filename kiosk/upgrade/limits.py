"""How long a box waits at each step of an upgrade, and how much disk space it needs."""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Limits:
    """Seconds, but for `asleep` (hours of the day) and `room` (bytes).

    `look_s`: between two looks for a newer version; `again_s`: after one that failed. `idle_s`: so long nobody has touched the page;
    `apart_s`: boxes begin at moments so far apart at most; `asleep`: when a centre that never closes counts as closed. `room`: what must
    be free beside the files. On trial a version is looked at every `watch_s`: it must have worked for `steady_s` within `trial_s`. After
    its end it is started anew `pause_s` later; one that ends within `quick_s` again and again is given up.
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
