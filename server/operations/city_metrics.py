"""The line to the city as figures for operations; none if the centre belongs to no city."""

from collections.abc import Callable, Iterator

from prometheus_client.core import GaugeMetricFamily
from prometheus_client.registry import Collector

from server.core.link.now import LinkNow


class CityFigures(Collector):
    """The state of `line`, read when asked."""

    def __init__(self, line: Callable[[], LinkNow | None]) -> None:
        self._line = line

    def collect(self) -> Iterator[GaugeMetricFamily]:
        """The present figures; unknown ones are left out."""
        line = self._line()
        if line is None:
            return
        yield GaugeMetricFamily(
            "goiso_city_silent",
            "Whether the city takes nothing from this centre now",
            value=line.silent_since is not None or line.parted is not None,
        )
        if line.heard_at is not None:
            yield GaugeMetricFamily(
                "goiso_city_last_answer_timestamp_seconds",
                "When the city last answered",
                value=line.heard_at / 1000,
            )
        if line.to_send is not None:
            yield GaugeMetricFamily(
                "goiso_city_rows_to_send",
                "Journal entries that the city does not have yet",
                value=line.to_send,
            )
