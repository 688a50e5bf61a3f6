"""Which parts of the journal may leave the centre, by type and field. Anything not named here stays.

What else may leave is listed in `allowed_now.py`; there is no third list.

People's names, what they typed, reasons, dossiers' own codes and who did something stay at home, also inside `was` and
settings. A field without which there is no such event, and which stays at home, is sent as a fixed blank.
docs/privacy.md says the same for people.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from server.core.link.allowed_settings import narrowed_change, narrowed_settings
from server.core.link.allowed_was import counter_was, dossiers_without_codes, ticket_was

Facts = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Leaving:
    """For one event type: the fields that leave unchanged, those that leave as a fixed `blank`, and those that are narrowed."""

    kept: frozenset[str] = frozenset()
    blank: Mapping[str, Any] = field(default_factory=dict)
    narrowed: Mapping[str, Callable[[Any], Any]] = field(default_factory=dict)

    @property
    def fields(self) -> frozenset[str]:
        """All that it names."""
        return self.kept | self.blank.keys() | self.narrowed.keys()

    def of(self, data: Facts) -> dict[str, Any]:
        """What leaves of these facts."""
        narrow, blank = self.narrowed, self.blank
        return {
            name: value if name in self.kept else blank[name] if name in blank else narrow[name](value)
            for name, value in data.items()
            if name in self.fields
        }


def _kept(*names: str, blank: Facts | None = None, **narrowed: Callable[[Any], Any]) -> Leaving:
    return Leaving(frozenset(names), blank or {}, narrowed)


_ISSUED: Final = (
    "day",
    "prefix",
    "n",
    "field",
    "channel",
    "procedure",
    "priority",
    "language",
    "dossiers_told",
    "point",
)
_NOTHING: Final = Leaving()

LEAVES: Final[Mapping[str, Leaving]] = {
    "ticket_issued": _kept(*_ISSUED, "to_print", "low_s", "high_s", "request"),
    "ticket_brought_in": _kept(*_ISSUED, "issued_at", "device", "kiosk_day", "after", "slip", "instead_of"),
    "ticket_called": _kept("rule", blank={"why": None, "reason": None}),
    "ticket_recalled": _NOTHING,
    "service_started": _NOTHING,
    "ticket_finished": _kept("outcome", dossiers=dossiers_without_codes),
    "ticket_missed": _NOTHING,
    "ticket_returned": _NOTHING,
    "ticket_parked": _kept(blank={"reason": None}),
    "ticket_place_kept": _kept("until"),
    "ticket_resumed": _NOTHING,
    "ticket_transferred": _kept("field", "for_counter", "point", blank={"note": None}),
    "ticket_rerouted": _kept("field"),
    "priority_corrected": _kept("priority"),
    "ticket_lapsed": _NOTHING,
    "ticket_redated": _kept("day", "n", "late_ms"),
    "ticket_restored": _kept("undoes", was=ticket_was),
    "ticket_cancelled": _kept("lapsed"),
    "served_on_paper": _kept("called_at", "ended_at", "outcome", blank={"officer": None}),
    "slip_requested": _kept("marked"),
    "slip_reported": _kept("state", blank={"reason": None}),
    "slip_dismissed": _NOTHING,
    "counter_opened": _kept("fields", "helps", blank={"officer": ""}),
    "counter_closed": _NOTHING,
    "counter_paused": _kept(blank={"reason": None}),
    "counter_resumed": _NOTHING,
    "counter_handed_over": _kept(blank={"officer": ""}),
    "counter_restored": _kept("undoes", was=counter_was),
    "help_called": _kept(blank={"text": None}),
    "help_answered": _NOTHING,
    "outage_declared": _kept("field", blank={"vi": "", "en": ""}),
    "outage_ended": _kept("field"),
    "day_packed": _kept(
        "day", "visits", "rows", "series", blank=dict.fromkeys(("first", "last", "gone", "kept", "blind"), "")
    ),
    "centre_restored": _kept("made_at", "up_to", "pads"),
    "series_lifted": _kept("day", "prefix", "n"),
    "centre_handed_over": _kept(blank={"to": ""}),
    "centre_taken_over": _kept("up_to", "proven"),
    "clock_set": _kept("was", "now"),
    "clock_held": _kept("machine"),
    "clock_followed": _kept("since"),
    "settings_begun": _kept(settings=narrowed_settings),
    "setting_changed": _kept("part", "key", "before", "after", "takes_back"),
}
"""By type what leaves. Ticket and counter are columns, and leave with each of these."""

AT_HOME: Final = frozenset(
    {
        "alert_acknowledged",
        "alert_ended",
        "alert_raised",
        "backup_failed",
        "backup_made",
        "city_joined",
        "city_left",
        "device_changed",
        "device_enrolled",
        "device_revoked",
        "dossiers_deleted",
        "dossiers_imported",
        "elsewhere_changed",
        "emergency_lifted",
        "emergency_raised",
        "kiosk_help_answered",
        "kiosk_help_called",
        "notice_placed",
        "notice_removed",
        "number_left_out",
        "pad_printed",
        "password_set",
        "person_added",
        "person_changed",
        "person_removed",
        "pin_removed",
        "pin_set",
        "procedure_changed",
        "restore_seen",
        "screen_heard",
        "screen_placed",
        "session_begun",
        "session_ended",
        "setup_begun",
        "setup_step_confirmed",
        "setup_step_skipped",
        "setup_step_taken_up",
        "sign_in_locked_out",
        "sign_in_released",
        "token_issued",
        "token_revoked",
        "visit_rated",
        "webhook_placed",
        "webhook_removed",
    }
)
"""The types of which nothing leaves. Ratings leave as counts alone, from five on (`shown`)."""


def leaving(type_: str, data: Facts) -> dict[str, Any] | None:
    """What leaves of an event of this type with these facts; `None` where nothing of it does."""
    allowed = LEAVES.get(type_)
    if allowed is None:
        return None
    if type_ == "setting_changed":
        return narrowed_change(data)
    return allowed.of(data)
