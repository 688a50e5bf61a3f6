"""Alerts as JSON."""

from collections.abc import Iterable

from server.core.texts import LANGUAGES
from server.service.alerts.open_alerts import AlertNow
from server.service.context import Context
from server.service.views import View, iso


def alert_view(context: Context, now: AlertNow) -> View:
    """An open alert, in words in both languages; `roles` see it, an empty list means everybody."""
    return {
        "id": now.alert.id,
        "alert": now.rule.code,
        "names": dict(now.rule.names),
        "text": {language: now.text.said(language) for language in LANGUAGES},
        "metric": now.rule.metric.value,
        "about": now.alert.about,
        "value": now.value,
        "limit": now.alert.limit,
        "counter": now.counter,
        "roles": sorted(now.rule.roles),
        "raised_at": iso(context, now.alert.raised_at),
        "told_at": iso(context, now.told_at),
        "acknowledged_by": now.acknowledged_by,
        "acknowledged_at": iso(context, now.alert.acknowledged_at),
    }


def told_to(alerts: Iterable[AlertNow], role: str) -> list[AlertNow]:
    """The alerts that people of this role see."""
    return [now for now in alerts if now.rule.tells(role)]
