"""Where a hall screen stands and what it shows: its place, the rules for places, and its address."""

from dataclasses import dataclass
from typing import Final
from urllib.parse import urlencode

from server.core.model import Layout
from server.core.queue.halls import hall_shown
from server.core.refusal import Refusal

LAYOUTS: Final = ("main", "counter", "totem", "entrance", "plain")
PANEL: Final = "counter"
"""The layout of the small screen above one counter."""

PLAIN: Final = "plain"
"""The layout for browsers without scripts: its page tells nothing of itself and moves only by hand."""


@dataclass(frozen=True, slots=True)
class ScreenPlace:
    """A screen's hall, its layout, the counter of a counter panel, and whether it speaks."""

    hall: str
    layout: str
    counter: int | None = None
    sound: bool = False

    @property
    def address(self) -> str:
        """The path of the page that shows this place."""
        asked = {"hall": self.hall, "layout": self.layout}
        if self.counter is not None:
            asked["counter"] = str(self.counter)
        return f"/display?{urlencode(asked | {'sound': 'on' if self.sound else 'off'})}"


def check_layout(name: str) -> None:
    """Raise `unknown_layout` unless screens have this layout."""
    if name not in LAYOUTS:
        raise Refusal("unknown_layout", layout=name, layouts=", ".join(LAYOUTS))


def check_place(place: ScreenPlace, layout: Layout) -> None:
    """Raise unless the centre has this place: `unknown_layout`, `unknown_hall`, `counter_needed`, `unknown_counter`."""
    check_layout(place.layout)
    hall_shown(layout, place.hall)
    if place.layout == PANEL and place.counter is None:
        raise Refusal("counter_needed")
    if place.counter is not None and place.counter not in layout.counters:
        raise Refusal("unknown_counter", counter=place.counter)
