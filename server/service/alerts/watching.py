"""Judging the centre by its alerts' rules, again and again."""

from server.core.alerts import Measured, Watched, judge
from server.core.events import AlertEnded, AlertRaised
from server.service.alerts.measuring import Machines, measure
from server.service.context import Context
from server.store import Transaction, alerts


class Watching:
    """Looks on request; its last readings are in `context.readings`."""

    def __init__(self, context: Context, machines: Machines) -> None:
        self._context = context
        self._machines = machines
        self._watched = Watched()

    def measured(self) -> Measured:
        """Measure now, without judging."""
        return measure(self._context, self._machines)

    def look(self) -> None:
        """Raise alerts that have been at their limit long enough, and end those below it."""
        context = self._context
        rules = context.centre.alerts
        with context.store.read() as connection:
            standing = alerts.everything(connection)
        if not rules and not standing:
            return
        measured = measure(context, self._machines) if rules else {}
        events, self._watched = judge(rules, measured, standing, self._watched, context.clock())
        context.readings = self._watched.values
        if events:
            context.store.write(lambda transaction: _record(transaction, events))


def _record(transaction: Transaction, events: list[AlertRaised | AlertEnded]) -> None:
    for event in events:
        transaction.record(event, "system")
