"""The open alerts with their subjects, and acknowledging one."""

import sqlite3
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from server.core.alerts import AlertRule, OpenAlert, told_at
from server.core.events import AlertAcknowledged
from server.core.queue.lines import field_of, point_of
from server.core.refusal import Refusal
from server.core.texts import BothTexts, FilledTexts
from server.service.alerts.words import alert_words
from server.service.context import Context
from server.service.today import today
from server.store import Transaction, alerts
from server.store.people import devices, people, tokens
from server.store.queue import tickets

_OF_CENTRE: Final = "centre"


@dataclass(frozen=True, slots=True)
class AlertNow:
    """An alert that stands: its rule, its value now, in words; `told_at` is when people were told last, UTC milliseconds.

    `counter` is where the number is that it is about; `acknowledged_by` is who looks after it, by name.
    """

    alert: OpenAlert
    rule: AlertRule
    value: int
    text: FilledTexts
    counter: int | None
    told_at: int
    acknowledged_by: str | None


def standing(context: Context) -> list[AlertNow]:
    """The open alerts, the newest first."""
    with context.store.read() as connection:
        found = list(alerts.everything(connection).values())
        return [now for alert in reversed(found) if (now := _now(context, connection, alert)) is not None]


def acknowledge(context: Context, alert: int, role: str, actor: str) -> None:
    """Note that somebody looks after the alert; a second person changes nothing.

    Raises `unknown_alert` if it is not open, or if people of this role do not see it.
    """
    rules = {rule.code: rule for rule in context.centre.alerts}

    def write(transaction: Transaction) -> None:
        found = alerts.find(transaction.connection, alert)
        if found is None or (found.alert in rules and not rules[found.alert].tells(role)):
            raise Refusal("unknown_alert")
        if found.acknowledged_at is None:
            transaction.record(AlertAcknowledged(found.alert, found.about), actor)

    context.store.write(write)


def _now(context: Context, connection: sqlite3.Connection, alert: OpenAlert) -> AlertNow | None:
    """The alert with its rule; `None` if its rule is gone: then it ends at the next look."""
    rule = next((rule for rule in context.centre.alerts if rule.code == alert.alert), None)
    if rule is None:
        return None
    counter = _counter(context, connection, alert.about)
    value = context.readings.get(alert.key, alert.value)
    told = told_at(alert, rule.repeat_s, context.clock())
    what = about_words(context, connection, alert.about)
    text = alert_words(rule.metric, what, value, alert.limit)
    return AlertNow(alert, rule, value, text, counter, told, _who(connection, alert.acknowledged_by))


def _counter(context: Context, connection: sqlite3.Connection, about: str) -> int | None:
    kind, _, number = about.partition(":")
    if kind != "ticket":
        return None
    found = tickets.numbered(connection, today(context, connection)[2], number)
    ticket = None if found is None else tickets.find(connection, found)
    return None if ticket is None else ticket.counter or ticket.for_counter


def about_words(
    context: Context, connection: sqlite3.Connection, about: str
) -> FilledTexts | Mapping[str, str]:
    """The name of an alert's subject."""
    kind, _, key = about.partition(":")
    known: Mapping[str, Callable[[], FilledTexts | Mapping[str, str]]] = {
        "field": lambda: _field(context, key),
        "ticket": lambda: _ticket(context, key, _counter(context, connection, about)),
        "device": lambda: _device(connection, key),
        "printer": lambda: _printer(connection, key),
        "second": lambda: _second_box(connection, key),
    }
    return known[kind]() if kind in known else BothTexts("Toàn trung tâm", "The centre").filled()


def _field(context: Context, line: str) -> FilledTexts | Mapping[str, str]:
    layout, code, point = context.centre.layout, field_of(line), point_of(line)
    field = layout.fields.get(code)
    names = {"vi": code, "en": code} if field is None else field.names
    if not point:
        return names
    return BothTexts("{field} ({point})", "{field} ({point})").filled(
        field=names, point=layout.point_name(point)
    )


def _ticket(context: Context, number: str, counter: int | None) -> FilledTexts:
    place = context.centre.layout.counters.get(counter or 0)
    if place is None:
        return BothTexts("Số {number}", "Number {number}").filled(number=number)
    return BothTexts("Số {number} ({counter})", "Number {number} ({counter})").filled(
        number=number, counter=place.name
    )


def _device(connection: sqlite3.Connection, key: str) -> Mapping[str, str]:
    device = devices.find(connection, int(key))
    name = key if device is None else device.name
    return {"vi": name, "en": name}


def _printer(connection: sqlite3.Connection, key: str) -> FilledTexts:
    if key == _OF_CENTRE:
        return BothTexts("Máy in của trung tâm", "The centre's printer").filled()
    return BothTexts("Máy in của {kiosk}", "The printer of {kiosk}").filled(kiosk=_device(connection, key))


def _second_box(connection: sqlite3.Connection, key: str) -> FilledTexts:
    token = tokens.find(connection, int(key))
    name = None if token is None else token.name
    return BothTexts("Máy chủ thứ hai {name}", "The second box {name}").filled(name=name or key)


def _who(connection: sqlite3.Connection, actor: str | None) -> str | None:
    """The name of an actor in the journal."""
    if actor is None:
        return None
    username = actor.partition(":")[2]
    return next((p.name for p in people.all_of(connection) if p.username == username), username or actor)
