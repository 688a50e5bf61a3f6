"""When something has gone on for too long, where no alert's rule says so."""

from collections.abc import Iterable

from server.core.alerts import USUAL_LIMITS, AlertRule, Metric
from server.core.units import MINUTE_MS


def too_long_ms(rules: Iterable[AlertRule], metric: Metric) -> int:
    """From which length on, in milliseconds, the manager is shown it: the lowest limit of the rules for all fields, else the usual one."""
    set_ = [rule.limit for rule in rules if rule.active and rule.metric is metric and not rule.field]
    return min(set_, default=USUAL_LIMITS[metric]) * MINUTE_MS
