"""Figures for operations as Prometheus text, and the checks of a supervisor: alive and ready."""

from collections.abc import Callable, Iterable, Iterator
from http import HTTPStatus

from flask import Blueprint, Response, jsonify
from flask.typing import ResponseReturnValue
from prometheus_client import CollectorRegistry, Counter, Gauge, generate_latest
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.registry import Collector

from server.core.events import Entry, SlipReported
from server.core.refusal import Refusal
from server.ports import ports
from server.service.context import Context
from server.service.machines.now import LinesNow
from server.service.reports.now import figures

pages = Blueprint("operations", __name__)


class Metrics:
    """The counters of a running server, and the figures of `machines`."""

    def __init__(
        self, context: Context, lines: Callable[[], LinesNow], machines: Iterable[Collector]
    ) -> None:
        self.registry = CollectorRegistry()
        self._events = Counter(
            "goiso_events_total", "Journal entries since the start, by type", ["type"], registry=self.registry
        )
        live = Gauge("goiso_sockets_live", "Screens, counters and kiosks connected", registry=self.registry)
        live.set_function(lambda: lines().live)
        most = Gauge("goiso_sockets_cap", "How many may connect", registry=self.registry)
        most.set(lines().cap)
        self._slips = Counter(
            "goiso_print_jobs_total",
            "Slips that came to an end since the start",
            ["outcome"],
            registry=self.registry,
        )
        self.registry.register(_Queues(context))
        for each in machines:
            self.registry.register(each)

    def heard(self, entries: list[Entry]) -> None:
        """Count what happened: a listener for `server.background.publisher`."""
        for entry in entries:
            self._events.labels(entry.event.type).inc()
            if isinstance(entry.event, SlipReported):
                self._slips.labels(entry.event.state).inc()


class _Queues(Collector):
    """Today's tickets by field and state, read when asked."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def collect(self) -> Iterator[GaugeMetricFamily]:
        """The present figures."""
        now = figures(self._context)
        tickets = GaugeMetricFamily("goiso_tickets_today", "Today's tickets", labels=["field", "state"])
        for field in now.fields:
            for state, count in field.counted.states.items():
                tickets.add_metric([field.line, state.value], count)
        yield tickets
        seq = GaugeMetricFamily("goiso_journal_seq", "The journal's latest entry")
        seq.add_metric([], now.seq)
        yield seq


@pages.get("/healthz")
def healthz() -> ResponseReturnValue:
    """Alive: the process answers and its writer works; otherwise it must be restarted."""
    if not ports().context.store.works:
        return jsonify(status="stuck"), HTTPStatus.SERVICE_UNAVAILABLE
    return jsonify(status="ok")


@pages.get("/readyz")
def readyz() -> Response:
    """Ready: what is written to the disk can be read back. Otherwise the answer is a storage problem."""
    if not ports().context.store.works:
        raise Refusal("storage_busy")
    ports().context.store.must_be_sound()
    return jsonify(status="ready")


@pages.get("/metrics")
def metrics() -> Response:
    """Prometheus text."""
    return Response(generate_latest(ports().registry), mimetype="text/plain; version=0.0.4")
