"""The printer's and the devices' health as Prometheus figures, from what is known: nothing is asked for them."""

from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any

from prometheus_client.core import GaugeMetricFamily
from prometheus_client.registry import Collector

from kiosk.health import Health
from kiosk.status import PrinterStatus


class HealthFigures(Collector):
    """`printer` tells the printer's health, `None` without one; `devices` lists devices as the manager sees them."""

    def __init__(
        self, printer: Callable[[], Health | None], devices: Callable[[], list[dict[str, Any]]]
    ) -> None:
        self._printer = printer
        self._devices = devices

    def describe(self) -> Iterator[GaugeMetricFamily]:
        """Nothing beforehand: registering must not read the store."""
        yield from ()

    def collect(self) -> Iterator[GaugeMetricFamily]:
        """The present figures."""
        health = self._printer()
        if health is not None:
            yield from _printer(health)
        yield from _devices([device for device in self._devices() if not device["revoked"]])


def _printer(health: Health) -> Iterator[GaugeMetricFamily]:
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


def _devices(devices: list[dict[str, Any]]) -> Iterator[GaugeMetricFamily]:
    labels = ["id", "kind", "name"]
    seen = GaugeMetricFamily(
        "goiso_device_last_seen_timestamp_seconds", "Its last sign of life since the start", labels=labels
    )
    here = GaugeMetricFamily("goiso_device_connected", "Whether it is connected now", labels=labels)
    for device in devices:
        which = [str(device["id"]), device["kind"], device["name"]]
        here.add_metric(which, device["connected"])
        if device["last_seen"] is not None:
            seen.add_metric(which, datetime.fromisoformat(device["last_seen"]).timestamp())
    yield here
    yield seen
