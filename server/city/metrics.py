"""Figures of one of the city's processes as Prometheus text, at `/metrics`; nginx does not pass it on."""

import time
from collections.abc import Callable, Iterator
from typing import Any, Final

from flask import Flask, Response, g, request
from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.registry import Collector

from server.city.database import Database, DatabaseGone

_BUCKETS: Final = (0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1.0, 2.0, 5.0)
_NOBODYS: Final = "none"
"""The route of what no route answers: addresses that strangers make up are no labels."""
_CENTRES = (
    "SELECT CASE WHEN halted IS NOT NULL THEN 'halted' WHEN heard_at IS NULL THEN 'never'"
    " WHEN heard_at < now() - interval '30 seconds' THEN 'silent' ELSE 'live' END, count(*), sum(stored), sum(stored - folded)"
    " FROM centre WHERE retired_at IS NULL GROUP BY 1"
)


def install(app: Flask, role: str, database: Database) -> None:
    """Count the app's answers from now on, and serve `/metrics`."""
    registry = CollectorRegistry()
    answered = Counter(
        "goiso_city_answers_total",
        "Requests answered since the start",
        ["role", "route", "status"],
        registry=registry,
    )
    took = Histogram(
        "goiso_city_answer_seconds", "How long answers took", ["role"], buckets=_BUCKETS, registry=registry
    )
    registry.register(_City(database))

    @app.before_request
    def begun() -> None:
        g.begun = time.monotonic()

    @app.after_request
    def ended(response: Response) -> Response:
        route = _NOBODYS if request.url_rule is None else request.url_rule.rule
        answered.labels(role, route, response.status_code).inc()
        if (since := g.pop("begun", None)) is not None:
            took.labels(role).observe(time.monotonic() - since)
        return response

    app.add_url_rule("/metrics", "metrics", _text(registry))


def _text(registry: CollectorRegistry) -> Callable[[], Response]:
    return lambda: Response(generate_latest(registry), mimetype="text/plain; version=0.0.4")


class _City(Collector):
    """What the database says when it is asked: centres by how they are, and what there is still to fold."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def collect(self) -> Iterator[Any]:
        """The present figures; without the database only that it is gone."""
        up = GaugeMetricFamily("goiso_city_database_up", "1 while the database answers")
        centres = GaugeMetricFamily("goiso_city_centres", "Centres by how they are", labels=["state"])
        stored = GaugeMetricFamily("goiso_city_rows_stored", "Rows of the centres' journals that are here")
        behind = GaugeMetricFamily("goiso_city_rows_behind", "Rows that the followers have yet to fold")
        try:
            with self._database.transaction() as transaction:
                found = transaction.execute(_CENTRES).fetchall()
        except DatabaseGone:
            up.add_metric([], 0)
            yield up
            return
        up.add_metric([], 1)
        for state, many, _, _ in found:
            centres.add_metric([state], many)
        stored.add_metric([], sum(int(row[2]) for row in found))
        behind.add_metric([], sum(int(row[3]) for row in found))
        yield from (up, centres, stored, behind)
