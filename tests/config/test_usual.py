"""What a new centre begins with is what the rules have where nobody has set anything else."""

import tomllib
from typing import Any, get_args

import pytest

from server.config import AlertPart, Settings
from server.core.alerts import USUAL_LIMITS, Metric
from server.core.attention import too_long_ms
from server.core.backups import Keep
from server.core.queue.policy import Policy
from server.core.roles import ROLES, who_may
from server.core.units import MINUTE_MS
from tests.guards.tree import ROOT

BEGUN: dict[str, Any] = tomllib.loads((ROOT / "server/config/data/centre.toml").read_text(encoding="utf-8"))
GOES_ON = (Metric.CALLED, Metric.SERVING, Metric.PARKED, Metric.SILENT)


def test_a_new_centres_calling_order_is_the_rules_own() -> None:
    calling = Settings.model_fields["calling"].annotation
    assert calling is not None
    assert calling(**BEGUN["calling"]).as_policy({}) == calling().as_policy({}) == Policy()


def test_a_phone_takes_two_numbers_a_day_whatever_the_calling_order_says() -> None:
    phone = Settings.model_fields["phone"].annotation
    assert phone is not None
    assert phone().per_phone_per_day == BEGUN["phone"]["per_phone_per_day"] == 2
    text = (ROOT / "server/config/centre.py").read_text(encoding="utf-8")
    assert text.count("_USUAL.most_in_a_row") == 1  # a priority rule, of [calling] alone


@pytest.mark.parametrize("rule", BEGUN["alerts"], ids=lambda rule: rule["code"])
def test_a_new_centres_alerts_have_the_usual_limits(rule: dict[str, Any]) -> None:
    part = AlertPart(**rule)
    assert part.limit == USUAL_LIMITS[part.metric]


@pytest.mark.parametrize("metric", GOES_ON)
def test_the_day_shows_what_goes_on_for_as_long_as_an_alert_would_tell(metric: Metric) -> None:
    rules = [AlertPart(**rule).as_rule() for rule in BEGUN["alerts"]]
    assert too_long_ms([], metric) == too_long_ms(rules, metric) == USUAL_LIMITS[metric] * MINUTE_MS


def test_as_many_backups_are_kept_as_the_rules_say() -> None:
    backup = Settings.model_fields["backup"].annotation
    assert backup is not None
    assert backup().keep == Keep()


def test_alerts_may_be_told_to_whoever_sees_the_day() -> None:
    annotation = AlertPart.model_fields["roles"].annotation
    listed = get_args(get_args(annotation)[0])
    assert sorted(listed) == [role for role in who_may("overview.read") if role in ROLES]
