"""The age of the latest backup as figures for operations; none if no backup folder is set."""

from collections.abc import Iterator

from prometheus_client.core import GaugeMetricFamily
from prometheus_client.registry import Collector

from server.core.units import SECOND_MS
from server.service.backups.now import backups_now
from server.service.context import Context


class BackupFigures(Collector):
    """What the journal says about backups, read when asked."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def describe(self) -> Iterator[GaugeMetricFamily]:
        """Return nothing: registering must not read the store."""
        yield from ()

    def collect(self) -> Iterator[GaugeMetricFamily]:
        """The present figures; there is no age before the first backup."""
        now = backups_now(self._context, making=False)
        if now.folder is None:
            return
        if now.made is not None:
            yield GaugeMetricFamily(
                "goiso_backup_age_seconds",
                "Seconds since the latest good backup was made",
                value=(self._context.clock() - now.made.at) / SECOND_MS,
            )
        yield GaugeMetricFamily(
            "goiso_backup_failed", "Whether the latest try made none", value=now.failed is not None
        )
        yield GaugeMetricFamily(
            "goiso_backup_late", "Whether the latest backup is older than it should be", value=now.late
        )
