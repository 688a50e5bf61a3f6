"""Rules of alerts."""

from typing import Any, Final

from tests.service.settings.effects.ward import Effect, Given, Seen, Ward, came, first, passes

RULE: Final = {"code": "rule", "vi": "Đông", "en": "Crowd", "metric": "waiting", "limit": 2}


def rule(**changed: Any) -> Given:
    """This rule alone, and three people who wait."""

    def given(ward: Ward) -> None:
        ward.put("alerts", [RULE | changed])
        came(3)(ward)

    return given


def raised(ward: Ward) -> list[Any]:
    """The alerts that the manager sees."""
    ward.server.watches.alerts.look()
    found: list[Any] = ward.api.admin.get("/alerts").json["items"]
    return found


def of_the_first(*names: str) -> Seen:
    """A fact of the alert that stands."""

    def seen(ward: Ward) -> Any:
        found = raised(ward)[0]
        for name in names:
            found = found[name]
        return found

    return seen


def codes(ward: Ward) -> list[str]:
    """Which alerts stand."""
    return [each["alert"] for each in raised(ward)]


ALERTS: Final = {
    "alerts.code": Effect(RULE | {"code": "other"}, codes, ["other"], rule(active=False)),
    "alerts.vi": Effect("Đông quá", of_the_first("names", "vi"), "Đông quá", rule()),
    "alerts.en": Effect("Too many", of_the_first("names", "en"), "Too many", rule()),
    "alerts.metric": Effect("waiting_without_counter", codes, ["rule"], rule(metric="longest_wait_minutes")),
    "alerts.limit": Effect(2, codes, ["rule"], rule(limit=9)),
    "alerts.field": Effect("HT", codes, [], rule()),
    "alerts.for_minutes": Effect(0, codes, ["rule"], rule(for_minutes=60)),
    "alerts.roles": Effect(["viewer"], codes, [], rule()),
    "alerts.repeat_minutes": Effect(
        10, of_the_first("told_at"), "2026-11-23T08:20:00+07:00", first(rule(), raised, passes(25))
    ),
    "alerts.active": Effect(value=False, seen=codes, then=[], given=rule()),
}
