"""The shapes of the machines: printers for the manager, and what a kiosk's box tells."""

from datetime import datetime
from typing import Annotated, Literal

from pydantic import Field

from server.api.schemas.common import LARGEST, Names
from server.http.shapes import Shape

_Ago = Annotated[int, Field(ge=0, le=LARGEST)]
_Word = Annotated[str, Field(min_length=1, max_length=20, pattern=r"^[a-z_]+$")]
_A_CENTURY_S = 100 * 366 * 24 * 3600


class Trial(Shape):
    """The newest test slip of a printer: what became of it, and what to do now. `asked`: its kiosk has not begun it."""

    asked_at: datetime
    state: Literal["asked", "printing", "printed", "failed", "unknown"]
    text: Names


class PrinterAt(Shape):
    """A printer: the centre's own (`id` is "centre") or a kiosk's (its number), and what it can answer, in words."""

    id: str
    name: str | None
    address: str | None
    width: int
    state: str
    text: Names
    since: datetime | None
    waiting: int
    printed_at: datetime | None
    heard: list[Names]
    trial: Trial | None


class Printers(Shape):
    """All printers, the centre's own first, also where it has none."""

    items: list[PrinterAt]


class PrinterPath(Shape):
    """Which printer."""

    printer: str = Field(max_length=20)


class ToldTrial(Shape):
    """A box's newest test slip; `end` is null while it prints."""

    wish: int = Field(ge=0, le=LARGEST)
    ago_s: _Ago
    end: _Word | None
    reason: _Word | None


class ToldPrinter(Shape):
    """A box's printer, as the box knows it; times are seconds ago."""

    address: str = Field(max_length=200)
    width: int = Field(ge=1, le=10_000)
    status: _Word
    status_s: _Ago | None
    waiting: int = Field(ge=0, le=10_000)
    slip_s: _Ago | None
    answers_status: bool | None
    answers_done: bool | None
    nonsense: bool
    one_way: bool
    trial: ToldTrial | None


class ToldUpgrade(Shape):
    """The newer version that a box is taking: it is `waiting`, `working`, on `trial`, or `failed` and why."""

    version: str = Field(max_length=40, pattern=r"^[0-9][0-9A-Za-z.+!-]*$")
    state: _Word
    why: _Word | None


class ToldBox(Shape):
    """The report of a kiosk's box: by how many seconds its clock is ahead of the server's, its printer, a newer version."""

    clock_ahead_s: int = Field(ge=-_A_CENTURY_S, le=_A_CENTURY_S)
    printer: ToldPrinter | None
    upgrade: ToldUpgrade | None = None


class ReleaseFile(Shape):
    """One wheel of a release."""

    name: str
    size: int
    sha256: str


class Release(Shape):
    """The release that a kiosk's box may take. `signature` is Ed25519's over version and files, `key` the server's own."""

    version: str
    files: list[ReleaseFile]
    key: str
    signature: str


class ReleasePath(Shape):
    """Which wheel."""

    name: str = Field(max_length=204)


class BoxNews(Shape):
    """`centre_tag` changes when `GET /centre` changes in more than the clock and the queues, `names_tag` when a name changes."""

    centre_tag: str
    names_tag: str


class ShortName(Shape):
    """What a procedure is called on slips."""

    code: str
    short_name: str


class ShortNames(Shape):
    """All procedures, by their codes."""

    items: list[ShortName]


class BoxAnswer(Shape):
    """`test_slip` names a test slip that the box should print now."""

    test_slip: int | None


class KioskPath(Shape):
    """Which kiosk."""

    device: int = Field(ge=0, le=LARGEST)
