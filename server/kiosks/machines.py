"""The server's side of the kiosks: their slips and printers, the guidance read aloud, the release for their boxes."""

from collections.abc import Callable
from functools import partial

from server.config import CentreSettings, PrinterPart, ServerPart
from server.core.kept_secret import secret
from server.core.texts import Languages
from server.kiosks.printers import Printers
from server.kiosks.printing import Printing
from server.kiosks.read_aloud import SpokenGuidance
from server.kiosks.releases import Releases
from server.kiosks.slip_preview import slip_preview
from server.ports import PrinterPorts, ReleasePorts, SlipPorts
from server.service.context import Context
from server.service.machines.boxes import Boxes
from server.service.machines.now import DeviceNow
from server.service.views import View


class Kiosks:
    """Prints until it is closed. `machine` are this machine's own settings, `address` is how phones reach it.

    `tell` passes a slip's end on to the kiosks; `changed` hears for which live lines a printer is in another state.
    """

    def __init__(  # noqa: PLR0913, PLR0917 - where and in which languages it prints, and who hears
        self,
        context: Context,
        machine: ServerPart,
        address: Callable[[], str],
        languages: Languages,
        tell: Callable[[View], None],
        changed: Callable[..., None],
    ) -> None:
        self._context, self._machine, self._address = context, machine, address
        self._changed = partial(changed, "/admin")
        self.printing = Printing(
            self._printer, context, address, languages, tell, partial(changed, "/kiosk", "/admin")
        )
        self.speak = SpokenGuidance(machine.data).say

    def slips(self) -> SlipPorts:
        """What routes need for numbers and slips."""
        return SlipPorts(self.printing.take, self.printing.reprint, self._preview)

    def printers(self, boxes: Boxes, devices: Callable[[], list[DeviceNow]]) -> PrinterPorts:
        """What routes need for all printers."""
        return Printers(self._context, self._printer, self.printing, boxes, devices, self._changed).ports()

    def releases(self) -> ReleasePorts:
        """What routes need for the version that boxes may take, signed with this server's own key."""
        return Releases(self._machine.release, partial(secret, self._machine.data, "release.key")).ports()

    def _printer(self) -> PrinterPart:
        return self._machine.in_place_of(self._context.settings.document.printer)

    def _preview(self, wanted: CentreSettings) -> bytes:
        width = self._machine.in_place_of(wanted.printer).width
        return slip_preview(self._context, wanted, width, self._address)
