"""Settings of alerts: the rules by which the manager is told that something takes too long."""

from typing import Literal

from pydantic import Field, model_validator

from server.config.part import Part, WrongSetting
from server.core.alerts import OF_A_FIELD, USUAL_LIMITS, AlertRule, Metric


class AlertPart(Part):
    """One `[[alerts]]`: what is measured, its limit, for how long, who is told, how often."""

    code: str = Field(pattern=r"^[a-z][a-z0-9_-]{0,30}$")
    vi: str = Field(min_length=1, max_length=60)
    en: str = Field(min_length=1, max_length=60)
    metric: Metric = Metric.LONGEST_WAIT
    limit: int = Field(default=USUAL_LIMITS[Metric.LONGEST_WAIT], ge=1, le=10_000)
    field: str = Field(default="", max_length=8)
    for_minutes: int = Field(default=0, ge=0, le=240)
    roles: tuple[Literal["viewer", "manager", "admin"], ...] = ()
    repeat_minutes: int = Field(default=0, ge=0, le=480)
    active: bool = True

    @model_validator(mode="after")
    def _field_is_measured(self) -> "AlertPart":
        if self.field and self.metric not in OF_A_FIELD:
            raise WrongSetting(
                "field: việc được đo này không thuộc riêng lĩnh vực nào",
                f"field: {self.metric.value} is not measured by field",
            )
        return self

    def as_rule(self) -> AlertRule:
        """The rule in the form that alerts use."""
        return AlertRule(
            code=self.code,
            names={"vi": self.vi, "en": self.en},
            metric=self.metric,
            limit=USUAL_LIMITS[Metric.PRINTER] if self.metric is Metric.PRINTER else self.limit,
            field=self.field,
            for_s=self.for_minutes * 60,
            roles=frozenset(self.roles),
            repeat_s=self.repeat_minutes * 60,
            active=self.active,
        )
