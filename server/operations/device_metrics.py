"""The printer's, the devices' and second boxes' health as Prometheus figures, from what is known: nothing is asked for them."""

from collections.abc import Callable, Iterator

from prometheus_client.core import GaugeMetricFamily
from prometheus_client.registry import Collector

from kiosk.health import PrinterHealth
from kiosk.status import PrinterStatus
from server.service.machines.now import DeviceNow
from server.service.screens.now import ScreenNow
from server.service.standby.second_boxes import SecondBoxNow


class HealthFigures(Collector):
    """`printer` tells the printer's health, `None` without one; `devices` and `screens` list them as they are now."""

    def __init__(
        self,
        printer: Callable[[], PrinterHealth | None],
        devices: Callable[[], list[DeviceNow]],
        screens: Callable[[], list[ScreenNow]],
    ) -> None:
        self._printer = printer
        self._devices = devices
        self._screens = screens

    def describe(self) -> Iterator[GaugeMetricFamily]:
        """Return nothing: registering must not read the store."""
        yield from ()

    def collect(self) -> Iterator[GaugeMetricFamily]:
        """The present figures."""
        health = self._printer()
        if health is not None:
            yield from _printer(health)
        yield from _devices([device for device in self._devices() if not device.revoked])
        yield from _screens(self._screens())


class SecondBoxFigures(Collector):
    """`boxes` lists the second boxes as they are now."""

    def __init__(self, boxes: Callable[[], list[SecondBoxNow]]) -> None:
        self._boxes = boxes

    def describe(self) -> Iterator[GaugeMetricFamily]:
        """Return nothing: registering must not read the store."""
        yield from ()

    def collect(self) -> Iterator[GaugeMetricFamily]:
        """The present figures."""
        pulled = GaugeMetricFamily(
            "goiso_second_box_last_pull_timestamp_seconds",
            "When a second box last took what there was",
            labels=["name"],
        )
        silent = GaugeMetricFamily(
            "goiso_second_box_silent", "Whether that was more than a minute ago", labels=["name"]
        )
        for box in self._boxes():
            pulled.add_metric([box.name], box.heard_at / 1000)
            silent.add_metric([box.name], box.silent)
        yield from (pulled, silent)


def _printer(health: PrinterHealth) -> Iterator[GaugeMetricFamily]:
    state = GaugeMetricFamily("goiso_printer_state", "1 for the state that it is in", labels=["state"])
    for status in PrinterStatus:
        state.add_metric([status.value], status is health.status)
    yield state
    low = health.status is PrinterStatus.PAPER_LOW
    yield GaugeMetricFamily("goiso_printer_paper_low", "Whether its roll is near its end", value=low)
    yield GaugeMetricFamily(
        "goiso_print_jobs_waiting", "Slips not over, with the one in print", value=health.waiting
    )
    if health.printed_at is not None:
        yield GaugeMetricFamily(
            "goiso_printer_last_printed_timestamp_seconds",
            "When a slip last came out",
            value=health.printed_at / 1000,
        )


def _devices(devices: list[DeviceNow]) -> Iterator[GaugeMetricFamily]:
    labels = ["id", "kind", "name"]
    seen = GaugeMetricFamily(
        "goiso_device_last_seen_timestamp_seconds", "Its last sign of life since the start", labels=labels
    )
    here = GaugeMetricFamily("goiso_device_connected", "Whether it is connected now", labels=labels)
    for device in devices:
        which = [str(device.id), device.kind, device.name]
        here.add_metric(which, device.connected)
        if device.last_seen is not None:
            seen.add_metric(which, device.last_seen / 1000)
    yield here
    yield seen


def _screens(screens: list[ScreenNow]) -> Iterator[GaugeMetricFamily]:
    labels = ["id", "name"]
    behind = GaugeMetricFamily(
        "goiso_screen_behind_entries",
        "Journal entries that it had yet to show at its last report",
        labels=labels,
    )
    frames = GaugeMetricFamily("goiso_screen_frames_per_second", "At its last report", labels=labels)
    wrong = GaugeMetricFamily(
        "goiso_screen_trouble", "1 for each thing wrong with it", labels=[*labels, "trouble"]
    )
    for screen in screens:
        which = [str(screen.device.id), screen.device.name]
        if (report := screen.report) is not None:
            behind.add_metric(which, report.behind)
            frames.add_metric(which, report.told.fps)
        for trouble in screen.troubles:
            wrong.add_metric([*which, trouble], 1)
    yield from (behind, frames, wrong)
