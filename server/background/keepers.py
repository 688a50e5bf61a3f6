"""The parts that look after the centre's data and days, each with its own thread, started and ended in one place."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from server.background.backups import BackupKeeper
from server.background.day_keeper import DayKeeper
from server.background.old_box import OldBox
from server.background.packer import Packer
from server.background.past_days import PastDays
from server.background.repeated import Repeated
from server.background.report_writer import ReportWriter
from server.background.restoring import Restoring
from server.background.standing_by import StandbyCopies
from server.config import CentreSettings
from server.ports import BackupPorts, ReportPorts
from server.service.backups.encrypting import encrypt_with
from server.service.context import Context
from server.service.queue.afar import look_after_expected
from server.service.queue.keeping import resume_due
from server.service.reports.day_files import day_files
from server.service.standby.second_boxes import SecondBoxes


class Keepers:
    """Backups, written reports, what is restored, a second box's copies; from `begin` on also the day and its packing.

    `begins` is what a centre that is restored begins with.
    """

    def __init__(
        self, context: Context, data: Path, begins: CentreSettings, second_boxes: SecondBoxes
    ) -> None:
        self._context, self._data = context, data
        self.backups = BackupKeeper(context, data)
        self.reports = ReportWriter(context, partial(day_files, context), data)
        self.restoring = Restoring(context, data, begins)
        self.standby = StandbyCopies(data, second_boxes)

    def begin(self, watch: Callable[[], None]) -> None:
        """Start looking after the day; postponed work, an old box and `watch` are checked every few seconds."""
        self.day, self.packer = DayKeeper(self._context), Packer(self._context)
        self._repeated = (
            Repeated("alert-watch", watch),
            Repeated("old-box", OldBox(self._data).look),
            Repeated("past-days", PastDays(self._context).look),
            Repeated("places-kept", partial(resume_due, self._context)),
            Repeated("numbers-from-afar", partial(look_after_expected, self._context)),
        )

    def close(self) -> None:
        """Finish what is being written, then stop."""
        parts = (self.day, self.packer, self.reports, self.backups, self.restoring, self.standby)
        for part in (*self._repeated, *parts):
            part.close()

    def backup_ports(self) -> BackupPorts:
        """What routes need for backups."""
        keeper = self.backups
        encrypt = partial(encrypt_with, self._context, self._data)
        return BackupPorts(keeper.make, keeper.making, keeper.beside_data, encrypt)

    def report_ports(self) -> ReportPorts:
        """What routes need for automatically written reports."""
        return ReportPorts(self.reports.trouble, self.reports.write_now)
