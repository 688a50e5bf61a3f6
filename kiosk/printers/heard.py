"""What a printer has shown that it can answer, found out while it is asked; forgotten with the program's end."""

from dataclasses import dataclass

from kiosk.status import PrinterStatus


@dataclass(slots=True)
class Heard:
    """What was heard of one printer: `None` as long as it was not asked.

    `status` says whether it answers DLE EOT with anything that helps, `done` whether it answers GS r; after
    `nonsense`, bytes that answer nothing, its word is not taken for GS r either.
    """

    status: bool | None = None
    done: bool | None = None
    nonsense: bool = False

    def status_of(self, told: PrinterStatus) -> PrinterStatus:
        """What a whole answer means: one that was never anything but offline, for no reason, tells nothing."""
        if told is PrinterStatus.OFFLINE and not self.status:
            return PrinterStatus.UNHEARD
        self.status, self.nonsense = True, False
        return told
