"""All printers for the manager: the centre's own and those of kiosks' boxes, and test slips on them."""

from collections.abc import Callable
from typing import Final

from kiosk.outcome import Outcome, PrintEnd, Reason
from kiosk.printers.heard import Heard
from kiosk.status import PrinterStatus
from kiosk.trial_slip import told
from kiosk.trials import Trial
from server.config import PrinterPart
from server.core.box_upgrades import BoxUpgrade
from server.core.refusal import Refusal
from server.kiosks.printing import NO_PRINTER, Printing
from server.ports import PrinterPorts
from server.service.context import Context
from server.service.machines.boxes import Boxes, BoxNow, BoxPrinter, BoxTrial, ago
from server.service.machines.now import DeviceNow, PrinterAt, TrialNow

CENTRE: Final = "centre"
SILENT_MS: Final = 60_000
"""If a kiosk's box is silent for this long, the state of its printer is unknown."""

_LOST: Final = {
    "vi": "Máy lấy số này đã lâu không báo tin. Hãy xem máy có bật và có mạng không.",
    "en": "This kiosk has not been heard for a while. Look whether it is on and has a network.",
}
_ASKED: Final = {
    "vi": "Đang chờ máy lấy số nhận việc, thường dưới 15 giây…",
    "en": "Waiting for the kiosk to begin, usually under 15 seconds…",
}
_PRINTING: Final = {"vi": "Đang in phiếu thử…", "en": "Printing the test slip…"}


class Printers:
    """Knows every printer; `settings` says which printer the centre has; `devices` lists the kiosks, `boxes` what their boxes told, `changed` hears of news."""

    def __init__(  # noqa: PLR0913, PLR0917 - two kinds of printers, what is known of each, and who hears
        self,
        context: Context,
        settings: Callable[[], PrinterPart],
        printing: Printing,
        boxes: Boxes,
        devices: Callable[[], list[DeviceNow]],
        changed: Callable[[], None],
    ) -> None:
        self._context, self._settings, self._printing = context, settings, printing
        self._boxes, self._devices, self._changed = boxes, devices, changed

    def all(self) -> list[PrinterAt]:
        """The centre's printer, even if it has none, then the known printer of each kiosk."""
        return [self._centre(), *self._at_kiosks()]

    def trial(self, printer: str) -> None:
        """Print a test slip on the centre's printer or on that of a kiosk, named by its number. Raises `no_printer`."""
        if printer == CENTRE:
            self._printing.follow()
            if self._printing.trials is None:
                raise Refusal("no_printer")
            self._printing.trials.print()
        elif printer.isascii() and printer.isdecimal():
            self._boxes.wish(int(printer))
        else:
            raise Refusal("not_found")
        self._changed()

    def told(
        self, device: int, clock_ahead_s: int, printer: BoxPrinter | None, upgrade: BoxUpgrade | None
    ) -> int | None:
        """Take in the report of a kiosk's box; returns the test slip that it should print, if any."""
        if printer is not None:
            _must_be_known(printer)
        wish = self._boxes.told(device, clock_ahead_s, printer, upgrade)
        self._changed()
        return wish

    def ports(self) -> PrinterPorts:
        """What routes need."""
        return PrinterPorts(self.all, self.trial, self.told)

    def _centre(self) -> PrinterAt:
        health, printer = self._printing.health(), self._printing.printer
        if health is None or printer is None:
            return PrinterAt(CENTRE, None, None, self._settings().width, "none", NO_PRINTER)
        trials = self._printing.trials
        return PrinterAt(
            CENTRE,
            None,
            self._settings().url,
            self._settings().width,
            health.status.value,
            health.status.text,
            since=health.since,
            waiting=health.waiting,
            printed_at=health.printed_at,
            heard=printer.heard().texts,
            trial=None if trials is None else _trial(trials.last),
        )

    def _at_kiosks(self) -> list[PrinterAt]:
        known = [(device, self._boxes.of(device.id)) for device in self._devices() if not device.revoked]
        return [
            self._at_kiosk(device, box, box.printer)
            for device, box in known
            if box is not None and box.printer is not None
        ]

    def _at_kiosk(self, device: DeviceNow, box: BoxNow, printer: BoxPrinter) -> PrinterAt:
        lost = self._context.clock() - box.told_at > SILENT_MS
        heard = Heard(printer.answers_status, printer.answers_done, printer.nonsense, printer.one_way)
        return PrinterAt(
            str(device.id),
            device.name,
            printer.address,
            printer.width,
            "lost" if lost else printer.status,
            _LOST if lost else PrinterStatus(printer.status).text,
            since=box.told_at if lost else ago(box.told_at, printer.status_s),
            waiting=printer.waiting,
            printed_at=ago(box.told_at, printer.slip_s),
            heard=heard.texts,
            trial=_box_trial(box, printer.trial),
        )


def _must_be_known(printer: BoxPrinter) -> None:
    """Raise `bad_request` for words that are not the name of a printer's state, a slip's end or a reason."""
    try:
        PrinterStatus(printer.status)
        if printer.trial is not None:
            _outcome(printer.trial)
    except ValueError as error:
        raise Refusal("bad_request", reason=str(error)) from error


def _trial(trial: Trial | None) -> TrialNow | None:
    if trial is None:
        return None
    return _told(round(trial.asked_at.timestamp() * 1000), trial.outcome)


def _box_trial(box: BoxNow, trial: BoxTrial | None) -> TrialNow | None:
    if box.wish is not None:
        return TrialNow(box.wish, "asked", _ASKED)
    if trial is None:
        return None
    return _told(ago(box.told_at, trial.ago_s) or 0, _outcome(trial))


def _outcome(trial: BoxTrial) -> Outcome | None:
    if trial.end is None or trial.reason is None:
        return None
    return Outcome(PrintEnd(trial.end), Reason(trial.reason))


def _told(asked_at: int, outcome: Outcome | None) -> TrialNow:
    if outcome is None:
        return TrialNow(asked_at, "printing", _PRINTING)
    return TrialNow(asked_at, outcome.end.value, told(outcome))
