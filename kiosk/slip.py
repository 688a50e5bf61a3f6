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
    """The content of one slip.

    Centre, ward, procedure and priority class are in the given language; `language` says which
    language goes first in the rest: for a further language `texts` translate from Vietnamese, and missing texts
    are in English. `reprint` marks a slip that may not be the first. `wait` is the wait in words, in the slip's
    language; `None` if no counter serves the field, and the slip says so.
    `issued_at` is aware, in the centre's zone; `None` if the time is unknown. An `offline` number was given while the kiosk was alone: its slip
    says so, in place of the unknown people ahead and waits. `counter_names` are the names of counters that are not known
    by their number; `go_to` is where people of the field should go, `dossiers` is how many
    the person said they bring. Without `track_url` there is no code to scan. `header` and `footer` are the
    centre's own lines, below its name and at the foot; `logo` its picture, a PNG or a JPEG, above it.
    `place` and its `address` say where the number is called, in a centre with several places.
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
