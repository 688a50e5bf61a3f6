"""The shapes of alerts."""

from datetime import datetime

from pydantic import Field

from server.api.schemas.common import LARGEST, Names
from server.core.alerts import Metric
from server.http.shapes import Shape


class AlertPath(Shape):
    """Which alert the address names."""

    alert: int = Field(ge=1, le=LARGEST, description="the alert's `id`")


class Alert(Shape):
    """An open alert: by the rule `alert`, `about` has reached its limit; `told_at` is when people were last told.

    `roles` see it, or everybody if there are none; `counter` is the counter of the number that it is about.
    """

    id: int
    alert: str
    names: Names
    text: Names
    metric: Metric
    about: str
    value: int
    limit: int
    counter: int | None
    roles: list[str]
    raised_at: datetime
    told_at: datetime
    acknowledged_by: str | None
    acknowledged_at: datetime | None


class Alerts(Shape):
    """Alerts that stand, the newest first."""

    items: list[Alert]
