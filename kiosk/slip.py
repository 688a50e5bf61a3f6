"""What a slip says, and how wide its paper may be.

`kiosk.filling` fills it in, `kiosk.paper.page` sets it on the paper, `kiosk.drawing` is what printers ask for the picture.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field as attribute
from datetime import datetime
from typing import Final

from kiosk.texts import Language, Text

Width = int
"""Dots across, a multiple of 8: 576 are 72 mm of an 80 mm roll, 384 are 48 mm of a 58 mm roll, at 203 dpi."""
NARROWEST: Final = 256
WIDEST: Final = 1280


def fits_a_printer(width: int) -> bool:
    """Whether paper may be so many dots wide."""
    return NARROWEST <= width <= WIDEST and width % 8 == 0


@dataclass(frozen=True, slots=True)
class Slip:
    """What one slip says.

    Centre, ward, procedure and priority class are in the language they are given in; `language` says which
    language goes first in the rest: for a further language `texts` lead to it from Vietnamese, and what they lack
    is in English. `reprint` marks a slip that may not be the first. `wait` is the wait in words, in the slip's
    language; `None` when no counter serves the field, and the slip says so.
    `issued_at` is aware, in the centre's zone; `None` while nobody knows what time it is. An `offline` number was given while the kiosk was alone: its slip
    says so, in place of people and waits that nobody knew. `counter_names` is what people know counters by that go
    by another name than their number; `go_to` is where people of the field are told to go, `dossiers` how many
    their person said they bring. Without `track_url` there is no code to scan. `header` and `footer` are the
    centre's own lines, below its name and at the foot; `logo` its picture, a PNG or a JPEG, above it.
    `place` and its `address` say where the number is called, in a centre that receives in several places.
    """

    centre: str
    ward: str
    number: str
    field: Text
    counters: tuple[int, ...]
    procedure: str | None
    ahead: int
    wait: str | None
    issued_at: datetime | None
    track_url: str | None
    language: Language = "vi"
    priority: str | None = None
    reprint: bool = False
    offline: bool = False
    texts: Mapping[str, str] = attribute(default_factory=dict)
    counter_names: Mapping[int, str] = attribute(default_factory=dict)
    go_to: Text | None = None
    dossiers: int | None = None
    header: tuple[str, ...] = ()
    footer: tuple[str, ...] = ()
    logo: bytes | None = None
    place: Text | None = None
    address: Text | None = None
