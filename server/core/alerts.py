"""Rules of alerts: what is measured, when an alert is raised, repeated and ended.

Pure: `judge` is handed the rules, what was measured, the alerts that stand and the clock, and answers events.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Final

from server.core.events import AlertAcknowledged, AlertEnded, AlertRaised, Entry
from server.core.units import SECOND_MS


class Metric(StrEnum):
    """What a rule measures."""

    LONGEST_WAIT = "longest_wait_minutes"
    WAITING = "waiting"
    UNSERVED = "waiting_without_counter"
    ARRIVALS = "arrivals_above_usual"
    SILENT = "device_silent_minutes"
    PRINTER = "printer_trouble"
    BACKUP = "backup_age_hours"
    CALLED = "called_too_long_minutes"
    SERVING = "serving_too_long_minutes"
    PARKED = "parked_too_long_minutes"


OF_A_FIELD: Final = frozenset(
    {Metric.LONGEST_WAIT, Metric.WAITING, Metric.UNSERVED, Metric.CALLED, Metric.SERVING, Metric.PARKED}
)
"""What can be measured of one field alone."""

USUAL_LIMITS: Final[Mapping[Metric, int]] = {
    Metric.LONGEST_WAIT: 30,
    Metric.UNSERVED: 1,
    Metric.SILENT: 10,
    Metric.PRINTER: 1,
    Metric.BACKUP: 24,
    Metric.CALLED: 10,
    Metric.SERVING: 60,
    Metric.PARKED: 60,
}
"""The limits where nobody has set another: of the rules that a new centre begins with, and of what asks for attention."""

CALM_MS: Final = 60_000
"""What goes up and down around its limit is one alert: it ends once it has been below for so long."""

Key = tuple[str, str]
"""A rule's code, and what its alert is about."""


@dataclass(frozen=True, slots=True)
class AlertRule:
    """An alert is raised when `metric` has been at `limit` or above for `for_s` seconds.

    `field` limits it to one field; empty means all. `roles` are notified, or everybody who sees the day if there are none;
    they are notified again every `repeat_s` seconds until somebody acknowledges it (0: never again).
    """

    code: str
    names: Mapping[str, str]
    metric: Metric
    limit: int
    field: str = ""
    for_s: int = 0
    roles: frozenset[str] = frozenset()
    repeat_s: int = 0
    active: bool = True

    def tells(self, role: str) -> bool:
        """Whether people of this role are told."""
        return not self.roles or role in self.roles

    def measures(self, reading: "Reading") -> bool:
        """Whether this is about what the rule is for; how many wait is counted for all fields, or for one."""
        return reading.field == self.field or (not self.field and self.metric is not Metric.WAITING)


@dataclass(frozen=True, slots=True)
class Reading:
    """A value at this moment; `about` is what it was measured of: `field:CT`, `ticket:A012`, empty for the centre."""

    about: str
    value: int
    field: str = ""


@dataclass(frozen=True, slots=True)
class OpenAlert:
    """An alert that stands. `id` is the `seq` of its raising; times are UTC milliseconds; `value` and `limit` are those of then."""

    id: int
    alert: str
    about: str
    value: int
    limit: int
    raised_at: int
    acknowledged_by: str | None = None
    acknowledged_at: int | None = None

    @property
    def key(self) -> Key:
        """The key of the alert among the open ones."""
        return self.alert, self.about


@dataclass(frozen=True, slots=True)
class Watched:
    """Since when (UTC milliseconds) values are over their limit, and alerts that stand below theirs; the newest `values`."""

    values: Mapping[Key, int] = field(default_factory=dict)
    over: Mapping[Key, int] = field(default_factory=dict)
    under: Mapping[Key, int] = field(default_factory=dict)


Measured = Mapping[Metric, Iterable[Reading]]
_Values = Mapping[Key, tuple[AlertRule, int]]


def judge(
    rules: Iterable[AlertRule],
    measured: Measured,
    standing: Mapping[Key, OpenAlert],
    watched: Watched,
    now: int,
) -> tuple[list[AlertRaised | AlertEnded], Watched]:
    """The alerts that are raised and ended at `now` (UTC milliseconds), and the values to watch from now on."""
    values = {
        (rule.code, reading.about): (rule, reading.value)
        for rule in rules
        if rule.active
        for reading in measured.get(rule.metric, ())
        if rule.measures(reading)
    }
    over = {
        key: min(watched.over.get(key, now), now)
        for key, (rule, value) in values.items()
        if value >= rule.limit
    }
    under = {key: min(watched.under.get(key, now), now) for key in standing if key not in over}
    events: list[AlertRaised | AlertEnded] = [*_raised(values, over, standing, now)]
    events += _ended(values, under, now)
    return events, Watched({key: value for key, (_, value) in values.items()}, over, under)


def _raised(
    values: _Values, over: Mapping[Key, int], standing: Mapping[Key, OpenAlert], now: int
) -> Iterator[AlertRaised]:
    for key, since in over.items():
        rule, value = values[key]
        if key not in standing and now - since >= rule.for_s * SECOND_MS:
            yield AlertRaised(*key, value, rule.limit)


def _ended(values: _Values, under: Mapping[Key, int], now: int) -> Iterator[AlertEnded]:
    """What is not measured any more, or is zero, ends at once."""
    for key, since in under.items():
        if key not in values or values[key][1] == 0 or now - since >= CALM_MS:
            yield AlertEnded(*key)


def told_at(alert: OpenAlert, repeat_s: int, now: int) -> int:
    """When people were last notified, UTC milliseconds: when it was raised, then at each repeat until it is acknowledged."""
    until = now if alert.acknowledged_at is None else alert.acknowledged_at
    if repeat_s == 0 or until < alert.raised_at:
        return alert.raised_at
    return until - (until - alert.raised_at) % (repeat_s * SECOND_MS)


def evolve(standing: Mapping[Key, OpenAlert], entry: Entry) -> dict[Key, OpenAlert]:
    """The alerts that stand after an entry of the journal."""
    now = dict(standing)
    match entry.event:
        case AlertRaised(alert, about, value, limit):
            now[alert, about] = OpenAlert(entry.seq, alert, about, value, limit, entry.at)
        case AlertAcknowledged(alert, about) if (found := now.get((alert, about))) is not None:
            now[alert, about] = replace(found, acknowledged_by=entry.actor, acknowledged_at=entry.at)
        case AlertEnded(alert, about):
            now.pop((alert, about), None)
    return now
