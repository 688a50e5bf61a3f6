"""What another set of alerts would bring with it: which would be raised right now, by what was measured."""

import sqlite3
from collections.abc import Iterator
from typing import Final

from server.config import CentreSettings
from server.core.alerts import AlertRule, Measured, Reading
from server.core.texts import BothTexts, FilledTexts
from server.service.alerts.open_alerts import about_words
from server.service.alerts.words import alert_words
from server.service.context import Context
from server.service.settings.foretold.beside import Beside, others

_OFF: Final = BothTexts("{alert}: đang tắt, không báo.", "{alert}: switched off, it tells nobody.")
_NOT_MEASURED: Final = BothTexts(
    "{alert}: lúc này chưa có gì để đo.", "{alert}: there is nothing to measure at this moment."
)
_QUIET: Final = BothTexts(
    "{alert}: lúc này không báo. Cao nhất: {told}", "{alert}: not raised now. The highest: {told}"
)
_RAISED: Final = BothTexts("{alert}: báo ngay lúc này. {told}", "{alert}: raised right now. {told}")
_RAISED_LATER: Final = BothTexts(
    "{alert}: báo nếu còn như lúc này thêm {minutes} phút. {told}",
    "{alert}: raised if it stays as it is for {minutes} minutes. {told}",
)
_MOST: Final = 3
"""So many of what a rule would be raised for are told, the highest first."""


def of_alerts(context: Context, wanted: CentreSettings, beside: Beside) -> tuple[FilledTexts, ...]:
    """Of each rule that is new, or another one."""
    changed = others(context.centre.alerts, wanted.as_centre().alerts)
    if not changed:
        return ()
    measured = beside.measured()
    with context.store.read() as connection:
        return tuple(text for rule in changed for text in _of_rule(context, connection, rule, measured))


def _of_rule(
    context: Context, connection: sqlite3.Connection, rule: AlertRule, measured: Measured
) -> Iterator[FilledTexts]:
    if not rule.active:
        yield _OFF.filled(alert=rule.names)
        return
    found = [reading for reading in measured.get(rule.metric, ()) if rule.measures(reading)]
    highest = sorted(found, key=lambda reading: -reading.value)
    if not highest:
        yield _NOT_MEASURED.filled(alert=rule.names)
        return

    def told(reading: Reading) -> FilledTexts:
        what = about_words(context, connection, reading.about)
        return alert_words(rule.metric, what, reading.value, rule.limit)

    over = [reading for reading in highest if reading.value >= rule.limit]
    if not over:
        yield _QUIET.filled(alert=rule.names, told=told(highest[0]))
    text = _RAISED_LATER if rule.for_s else _RAISED
    for reading in over[:_MOST]:
        yield text.filled(alert=rule.names, minutes=rule.for_s // 60, told=told(reading))
