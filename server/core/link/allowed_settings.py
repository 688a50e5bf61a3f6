"""What of the settings may leave the centre, by part and setting. What is not named stays at home.

Parts and settings are those of centre.toml. A change of a part that stays at home does not leave at all.
"""

from collections.abc import Mapping, Sequence
from typing import Any, Final

_HOURS: Final = frozenset({"weekday", "from", "until"})

LEAVES: Final[Mapping[str, frozenset[str]]] = {
    "centre": frozenset(
        {
            "name",
            "name_en",
            "ward",
            "timezone",
            "guidance_field",
            "languages",
            "latitude",
            "longitude",
            "address",
        }
    ),
    "hours": frozenset({"weekdays", "sessions", "days", "turn_away"}),
    "exceptions": frozenset({"date", "sessions"}),
    "fields": frozenset(
        {
            "code",
            "prefix",
            "vi",
            "en",
            "service_s",
            "usual_outcome",
            "wait_limit_minutes",
            "real_wait_limit_minutes",
            "daily_limit",
            "first_number",
            "helper_only",
            "card_only",
            "icon",
            "asks_dossiers",
            "many_from",
            "many_field",
            "hours",
        }
    ),
    "counters": frozenset({"n", "name", "fields", "helps", "hall"}),
    "points": frozenset({"code", "vi", "en", "address_vi", "address_en", "hours", "exceptions"}),
    "halls": frozenset({"code", "vi", "en", "point"}),
    "priority_classes": frozenset({"code", "vi", "en", "weight_minutes", "from_age"}),
    "calling": frozenset(
        {
            "most_priority_in_a_row",
            "longest_wait_minutes",
            "help_after_minutes",
            "recalls_before_no_show",
            "call_back_minutes",
        }
    ),
    "remote": frozenset({"share", "keep_minutes"}),
    "phone": frozenset({"enabled", "presence_minutes", "per_phone_per_day", "keep_place_minutes"}),
}
"""By part the settings that leave."""

AT_HOME: Final[Mapping[str, frozenset[str]]] = {
    "centre": frozenset({"colour", "logo"}),
    "exceptions": frozenset({"vi", "en"}),
    "fields": frozenset({"go_to_vi", "go_to_en", "announce"}),
    "counters": frozenset({"note_vi", "note_en"}),
    "priority_classes": frozenset({"basis"}),
}
"""By part that leaves the settings that stay."""

PARTS_AT_HOME: Final = frozenset(
    {
        "alerts",
        "backup",
        "catalogue",
        "display",
        "dossiers",
        "kiosk",
        "messages",
        "printer",
        "ratings",
        "reports",
        "retention",
        "slip",
        "voice",
    }
)
"""The parts of which nothing leaves."""

ROWS: Final[Mapping[tuple[str, str], frozenset[str]]] = {
    ("hours", "days"): _HOURS,
    ("fields", "hours"): _HOURS,
    ("points", "hours"): _HOURS,
    ("points", "exceptions"): frozenset({"day", "from", "until"}),
}
"""Settings that are rows of their own: what leaves of each row. Reasons stay."""


def narrowed_settings(settings: Any) -> dict[str, Any]:
    """What leaves of all settings, by part."""
    if not isinstance(settings, Mapping):
        return {}
    return {part: _part(part, value) for part, value in settings.items() if part in LEAVES}


def narrowed_change(data: Mapping[str, Any]) -> dict[str, Any] | None:
    """What leaves of a change of one part; `None` where the part stays at home."""
    part = str(data.get("part"))
    if part not in LEAVES:
        return None
    before, after = (_part(part, data.get(side)) for side in ("before", "after"))
    return {
        "part": part,
        "key": data.get("key"),
        "before": before,
        "after": after,
        "takes_back": data.get("takes_back"),
    }


def _part(part: str, value: Any) -> Any:
    if isinstance(value, Mapping):
        return _entry(part, value)
    if isinstance(value, Sequence) and not isinstance(value, str):
        return [_entry(part, each) for each in value if isinstance(each, Mapping)]
    return None


def _entry(part: str, entry: Mapping[str, Any]) -> dict[str, Any]:
    return {name: _setting(part, name, value) for name, value in entry.items() if name in LEAVES[part]}


def _setting(part: str, name: str, value: Any) -> Any:
    row = ROWS.get((part, name))
    if row is None or not isinstance(value, Sequence):
        return value
    return [
        {of: said for of, said in each.items() if of in row} for each in value if isinstance(each, Mapping)
    ]
