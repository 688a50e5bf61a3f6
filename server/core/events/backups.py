"""What happens to the centre's data as a whole."""

from dataclasses import dataclass

from server.core.events.base import Event


@dataclass(frozen=True, slots=True)
class BackupMade(Event):
    """A backup was made and read again: `file` in `folder`, `size` in bytes, with the journal up to row `up_to`."""

    folder: str
    file: str
    size: int
    up_to: int


@dataclass(frozen=True, slots=True)
class BackupFailed(Event):
    """A backup could not be made; `said` is what the command said of it."""

    folder: str
    said: str


@dataclass(frozen=True, slots=True)
class CentreRestored(Event):
    """The data were restored from a backup that was made at `made_at` (UTC milliseconds) and ended with row `up_to`.

    `pads` is the newest pad of paper numbers that the replaced folder knew; 0 for none.
    """

    made_at: int
    up_to: int
    pads: int = 0


@dataclass(frozen=True, slots=True)
class RestoreSeen(Event):
    """Somebody has read on the manager's page what the restore that is entry `restored` did."""

    restored: int


@dataclass(frozen=True, slots=True)
class SeriesLifted(Event):
    """After a restore, or after time was held: numbers up to `n` of this day's series may be in people's hands, and are given to nobody more."""

    day: str
    prefix: str
    n: int


@dataclass(frozen=True, slots=True)
class CentreHandedOver(Event):
    """A second box takes over from here: this box gives no number and takes no call any more. It is its journal's last row."""

    to: str


@dataclass(frozen=True, slots=True)
class CentreTakenOver(Event):
    """A second box goes on after row `up_to`, the last one there was where it is `proven`, else the last that it was sent."""

    up_to: int
    proven: bool
