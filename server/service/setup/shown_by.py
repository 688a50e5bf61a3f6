"""What a centre itself shows of its first steps: nothing of it is kept to be shown here."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Final

from server.config import CentreSettings, load
from server.core.people import Person
from server.service.context import Context
from server.service.machines.now import PrinterAt
from server.store import screens
from server.store import setup as stored
from server.store.people import devices, people
from server.store.queue import tickets

_LOOKED_AT: Final = 1000
"""So many of the newest tickets are looked at: a centre that works shows it in them."""
_OFFICER: Final = "officer"


@dataclass(frozen=True, slots=True)
class SetupShown:
    """What is to be seen of the centre.

    `changed` are the parts that are not as the product ships them; `officers` who works at counters; `printed` whether a slip came out; `screens` and `kiosks` how many are
    paired; `taken`, `called` and `heard` whether a number ever was.
    """

    changed: frozenset[str]
    officers: tuple[Person, ...]
    printed: bool
    screens: int
    kiosks: int
    taken: bool
    called: bool
    heard: bool

    def done(self, step: str, *, confirmed: bool) -> bool:
        """Whether a step is done; `confirmed` says that somebody said so, which counts where only they can know."""
        match step:
            case "printer":
                return self.printed or confirmed
            case "counters":
                return bool(self.officers) or confirmed
            case "screen":
                return self.screens > 0
            case "kiosk":
                return self.kiosks > 0
            case "number":
                return self.called and (self.heard or confirmed)
        return step in self.changed or confirmed


def shown_by_the_centre(context: Context, printers: Iterable[PrinterAt]) -> SetupShown:
    """As it is at this moment; `printers` are all that there are, with their newest test slips."""
    with context.store.read() as connection:
        taken, (called, printed) = (
            tickets.any_issued(connection),
            tickets.any_of_newest(connection, _LOOKED_AT),
        )
        officers = tuple(p for p in people.all_of(connection) if p.active and p.role == _OFFICER)
        placed = screens.everything(connection)
        machines = [each for each in devices.all_of(connection) if each.revoked_at is None]
        heard = stored.heard(connection)
    return SetupShown(
        changed=_changed(context),
        officers=officers,
        printed=printed or any(p.trial is not None and p.trial.state == "printed" for p in printers),
        screens=sum(each.kind == "display" and each.id in placed for each in machines),
        kiosks=sum(each.kind == "kiosk" for each in machines),
        taken=taken,
        called=called,
        heard=bool(heard),
    )


def _changed(context: Context) -> frozenset[str]:
    """Which of these differ from a new centre's: name and address, fields, hours, backup folder."""
    now, shipped = context.settings.document, _shipped()
    differs = {
        "centre": (now.centre.name, now.centre.ward) != (shipped.centre.name, shipped.centre.ward),
        "fields": now.fields != shipped.fields,
        "hours": now.hours != shipped.hours,
        "backup": now.backup.folder is not None,
    }
    return frozenset(part for part, other in differs.items() if other)


@cache
def _shipped() -> CentreSettings:
    return load(None, {}).of_centre()
