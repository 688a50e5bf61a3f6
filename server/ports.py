"""What the app gives to routes and pages: the use cases' context and the services of other rooms."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from flask import current_app
from flask.typing import ResponseReturnValue
from prometheus_client import CollectorRegistry

from server.config import CentreSettings
from server.core.alerts import Measured
from server.core.backups import OnPaper
from server.core.box_upgrades import BoxUpgrade
from server.core.certificates import Authority
from server.core.doctor.finding import Finding
from server.core.link.now import LinkNow
from server.core.link.ties import Tie
from server.core.messages.kinds import MessengerAnswer, Way, WayHealth
from server.core.reports.troubles import ReportTrouble
from server.service.backups.found import BackupFile, RestoreNow
from server.service.context import Context
from server.service.machines.boxes import BoxPrinter
from server.service.machines.now import DeviceNow, PrinterAt
from server.service.machines.offered import Offered
from server.service.machines.pairing import Pairings
from server.service.notices.uploads import Incoming
from server.service.people.last_seen import LastSeen
from server.service.people.password_tries import PasswordTries
from server.service.people.pins import Pins
from server.service.procedures.search import Catalogue
from server.service.queue.tickets import NumberRequest, Once
from server.service.screens.now import Hello, ScreenNow
from server.service.screens.views import HallBoard
from server.service.screens.voice_now import ScreenSound, VoiceNow
from server.service.setup.first_run import FirstRun
from server.service.standby.second_boxes import SecondBoxNow

Language = str
"""A language's tag."""
Ticket = Mapping[str, Any]
"""A ticket in its first answer, given again to repeated requests."""


@dataclass(frozen=True, slots=True)
class SlipPorts:
    """`take` gives a number and prints its slip, `reprint` prints a ticket's slip by hand.

    `preview` draws a slip as it would be under other settings, a PNG.
    """

    take: Callable[[NumberRequest, str, Once | None, Language], Ticket]
    reprint: Callable[[int, str, Once | None, Language], Ticket]
    preview: Callable[[CentreSettings], bytes]


@dataclass(frozen=True, slots=True)
class DevicePorts:
    """`all` lists devices with their last signs of life, `seen` notes one, with the versions of its page and box."""

    all: Callable[[], list[DeviceNow]]
    seen: Callable[[int, str | None, str | None], None]


@dataclass(frozen=True, slots=True)
class PrinterPorts:
    """`all` lists printers, `trial` prints a test slip on one, `told` hears what a kiosk's box tells of itself."""

    all: Callable[[], list[PrinterAt]]
    trial: Callable[[str], None]
    told: Callable[[int, int, BoxPrinter | None, BoxUpgrade | None], int | None]


@dataclass(frozen=True, slots=True)
class ReleasePorts:
    """What kiosks' boxes may take: `offered` the release with its signature, `file` where one of its files lies."""

    offered: Callable[[], Offered]
    file: Callable[[str], Path | None]


@dataclass(frozen=True, slots=True)
class ProgramPorts:
    """`used` notes that a program used its token, `last` is when each did so last, UTC milliseconds by the token's id."""

    used: Callable[[int], None]
    last: Callable[[], dict[int, int]]


@dataclass(frozen=True, slots=True)
class MessagePorts:
    """The `health` of each way of messages; `try_out` sends an example to one number; `anew` says that the keys have changed."""

    health: Callable[[], Mapping[Way, WayHealth]]
    try_out: Callable[[str, str], MessengerAnswer]
    anew: Callable[[], None]


@dataclass(frozen=True, slots=True)
class BackupPorts:
    """`make` lets a backup be made now, `making` says whether one is being made.

    `beside_data` says whether a folder is on the disk of the data themselves; `encrypt` lets backups open with a
    passphrase alone, by whom.
    """

    make: Callable[[], None]
    making: Callable[[], bool]
    beside_data: Callable[[Path], bool]
    encrypt: Callable[[str, str], None]


@dataclass(frozen=True, slots=True)
class RestorePorts:
    """Restoring a backup in place of a centre that has not begun.

    `files` are those on sticks, `take` keeps an uploaded one (with the length that is promised), `look` begins to look at
    one by its path, or at the uploaded one, with a passphrase; `now` tells how far it is, `restore` does it, `give_up`
    throws away what was not restored.
    """

    files: Callable[[], list[BackupFile]]
    take: Callable[[Incoming, int | None], None]
    look: Callable[[str | None, str], None]
    now: Callable[[], RestoreNow]
    restore: Callable[[OnPaper], None]
    give_up: Callable[[], None]


@dataclass(frozen=True, slots=True)
class StandbyPorts:
    """What a second box needs: the data `folder`, a `snapshot` of it as a backup, and this server's end once it is replaced.

    `pulled` notes that the box with this token has a row, of how many; `boxes` lists those that have ever followed.
    """

    folder: Path
    snapshot: Callable[[], IO[bytes]]
    end_soon: Callable[[], None]
    pulled: Callable[[int, int, int], None]
    boxes: Callable[[], list[SecondBoxNow]]


@dataclass(frozen=True, slots=True)
class CityPorts:
    """The city that the centre belongs to: how the line to it is `now`, `None` for no city; `leave` ends it, by whom.

    `lost` is the one that the journal knows and this machine has no token of.
    """

    now: Callable[[], LinkNow | None]
    lost: Callable[[], Tie | None]
    leave: Callable[[str], None]


@dataclass(frozen=True, slots=True)
class DoctorPorts:
    """`look` lists what is not as it should be, the most serious first; `bundle` makes a support bundle, a zip.

    `set_clock` sets this machine's clock to UTC milliseconds; it raises `clock_synchronised` or
    `clock_not_allowed` with the command for a technician.
    """

    look: Callable[[], list[Finding]]
    bundle: Callable[[], bytes]
    set_clock: Callable[[int], None]


@dataclass(frozen=True, slots=True)
class ScreenPorts:
    """`all` lists hall screens with their health, `hello` greets one.

    `board` draws a hall, `plain` draws it for browsers without scripts.
    """

    all: Callable[[], list[ScreenNow]]
    hello: Callable[[int | None], Hello]
    board: Callable[[str], HallBoard]
    plain: Callable[[str], Any]


@dataclass(frozen=True, slots=True)
class VoicePorts:
    """The halls' voice as it is `now`, and which `screens` say that they can be heard.

    `file` finds an announcement by name, `sample` makes one to try; `on_screens` says whether screens are meant
    to be heard; `spoken` words a call: the sentences, each once, of a number to a counter (by its own name, if any) in languages.
    """

    now: Callable[[], VoiceNow]
    screens: Callable[[], list[ScreenSound]]
    file: Callable[[str], Path | None]
    sample: Callable[[], Path | None]
    on_screens: bool
    spoken: Callable[[str, int, str | None, tuple[str, ...]], tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class ReportPorts:
    """`trouble` is why due reports are not written; `write_now` writes one, and returns why that failed."""

    trouble: Callable[[], ReportTrouble | None]
    write_now: Callable[[], ReportTrouble | None]


@dataclass(frozen=True, slots=True)
class Ports:
    """What the app hands out.

    First what is asked alone: `context` is what use cases need, `catalogue` finds procedures, `pins` lets officers
    in at counter machines, `password_tries` people anywhere, `first_run` the first administrator of all; `pairings` waits with machines for their code. Then what the machines do: print slips,
    give signs of life, show a hall, speak in it. `speak` makes a WAV of a text in a language; `registry` holds the
    figures for operations; `last_seen` tells when people last did something; `public_url` says how phones reach this server;
    `first_page` makes what `/` shows; `reports` writes those of set times; `authority` is the certificate that machines are told to trust; `releases`
    has what kiosks' boxes may take; `measured` is what alerts measure now; `city` is the line to the city that the centre belongs to.
    """

    context: Context
    catalogue: Catalogue
    pins: Pins
    password_tries: PasswordTries
    first_run: FirstRun
    pairings: Pairings
    slips: SlipPorts
    printers: PrinterPorts
    devices: DevicePorts
    programs: ProgramPorts
    messages: MessagePorts
    backups: BackupPorts
    doctor: DoctorPorts
    restoring: RestorePorts
    standby: StandbyPorts
    screens: ScreenPorts
    voice: VoicePorts
    speak: Callable[[str, str], bytes]
    registry: CollectorRegistry
    last_seen: LastSeen
    public_url: Callable[[], str]
    first_page: Callable[[], ResponseReturnValue]
    reports: ReportPorts
    authority: Callable[[], Authority | None]
    releases: ReleasePorts
    measured: Callable[[], Measured]
    city: CityPorts


def ports() -> Ports:
    """The running app's ports."""
    found: Ports = current_app.extensions["goiso"]
    return found
