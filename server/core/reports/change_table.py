"""Which events of the journal are changes of the centre, and how each is told: one row for a type, or the reason why it is none."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from server.core import events
from server.core.events import Event
from server.core.reports import change_words as words
from server.core.texts import BothTexts

Facts = Mapping[str, Any]
"""What a thing is, by the names of the journal."""


@dataclass(frozen=True, slots=True)
class Telling:
    """How a type of events is told.

    `kind` is one of `change_words.KINDS`. `key` is which thing the event is about, `after` what it is then, of the event
    and of what it was; `what` the sentence, of what it was and is then.
    """

    kind: str
    key: Callable[[Any], tuple[str, Any]]
    what: Callable[[Facts, Facts], BothTexts]
    after: Callable[[Any, Facts], Facts] = lambda _, before: before


def _always(text: BothTexts) -> Callable[[Facts, Facts], BothTexts]:
    return lambda *_: text


def _new_or(new: BothTexts, changed: BothTexts) -> Callable[[Facts, Facts], BothTexts]:
    return lambda before, _: changed if before else new


def _new_gone_or(new: BothTexts, gone: BothTexts, changed: BothTexts) -> Callable[[Facts, Facts], BothTexts]:
    return lambda before, after: gone if not after else changed if before else new


def _one(family: str, name: str) -> Callable[[Any], tuple[str, Any]]:
    return lambda event: (family, getattr(event, name))


def _of(*names: str) -> Callable[[Any, Facts], Facts]:
    return lambda event, before: {**before, **{name: getattr(event, name) for name in names}}


def _added(event: Any, _before: Facts) -> Facts:
    return _of("name", "role", "usual_counter", "title")(event, {})


def _no_words(_event: Any, _before: Facts) -> Facts:
    return {"vi": "", "en": ""}


def _changed(event: Any, before: Facts) -> Facts:
    return {**before, **event.changed}


def _facts(event: Any, _before: Facts) -> Facts:
    """A notice's; when it is shown stands among the others."""
    facts = dict(event.facts)
    return facts | dict(facts.pop("schedule", None) or {})


def _after(event: Any, _before: Facts) -> Facts:
    return event.after or {}


def _person_changed(before: Facts, after: Facts) -> BothTexts:
    if before.get("active", True) == after.get("active", True):
        return words.PERSON_CHANGED
    return words.PERSON_ON if after.get("active", True) else words.PERSON_OFF


_PERSON: Final = _one("person", "username")
_DEVICE: Final = _one("device", "device")
_NOTICE: Final = _one("notice", "notice")
_OUTAGE: Final = _one("outage", "field")
_EMERGENCY: Final = _one("emergency", "hall")
_TOKEN: Final = _one("token", "token")
_WEBHOOK: Final = _one("webhook", "webhook")
_DOSSIERS: Final = _one("dossiers", "batch")
_CITY: Final = _one("city", "url")

GONE: Final = frozenset(
    {
        events.PersonRemoved,
        events.DeviceRevoked,
        events.NoticeRemoved,
        events.TokenRevoked,
        events.WebhookRemoved,
        events.DossiersDeleted,
        events.CityLeft,
    }
)
"""After these the thing is there no more; what comes by the same name is another one, or the same begun again."""
TABLE: Final[Mapping[type[Event], Telling]] = {
    events.SettingsBegun: Telling("settings", lambda _: ("settings", ""), _always(words.BEGAN)),
    events.SettingChanged: Telling(
        "settings", lambda event: ("settings", (event.part, event.key)), _always(words.SET)
    ),
    events.PersonAdded: Telling("people", _PERSON, _always(words.PERSON_ADDED), _added),
    events.PersonChanged: Telling("people", _PERSON, _person_changed, _changed),
    events.PersonRemoved: Telling("people", _PERSON, _always(words.PERSON_REMOVED)),
    events.PasswordSet: Telling("people", _PERSON, _always(words.PASSWORD_SET)),
    events.PinSet: Telling("people", _PERSON, _always(words.PIN_SET)),
    events.PinRemoved: Telling("people", _PERSON, _always(words.PIN_REMOVED)),
    events.SignInReleased: Telling("people", _DEVICE, _always(words.RELEASED)),
    events.DeviceEnrolled: Telling(
        "devices", _DEVICE, _always(words.DEVICE_ENROLLED), _of("name", "kind", "at_counter", "hall")
    ),
    events.DeviceChanged: Telling("devices", _DEVICE, _always(words.DEVICE_CHANGED), _changed),
    events.DeviceRevoked: Telling("devices", _DEVICE, _always(words.DEVICE_REVOKED)),
    events.ScreenPlaced: Telling(
        "devices", _DEVICE, _always(words.SCREEN_PLACED), _of("hall", "layout", "panel", "sound")
    ),
    events.ProcedureChanged: Telling(
        "procedures",
        _one("procedure", "code"),
        _new_gone_or(words.PROCEDURE_ADDED, words.PROCEDURE_GONE, words.PROCEDURE_CHANGED),
        _after,
    ),
    events.ElsewhereChanged: Telling(
        "procedures",
        _one("elsewhere", "key"),
        _new_gone_or(words.ELSEWHERE_ADDED, words.ELSEWHERE_GONE, words.ELSEWHERE_CHANGED),
        _after,
    ),
    events.NoticePlaced: Telling(
        "notices", _NOTICE, _new_or(words.NOTICE_PLACED, words.NOTICE_CHANGED), _facts
    ),
    events.NoticeRemoved: Telling("notices", _NOTICE, _always(words.NOTICE_REMOVED)),
    events.OutageDeclared: Telling("notices", _OUTAGE, _always(words.OUTAGE), _of("vi", "en")),
    events.OutageEnded: Telling("notices", _OUTAGE, _always(words.OUTAGE_ENDED), _no_words),
    events.EmergencyRaised: Telling("notices", _EMERGENCY, _always(words.EMERGENCY), _of("vi", "en")),
    events.EmergencyLifted: Telling("notices", _EMERGENCY, _always(words.EMERGENCY_LIFTED), _no_words),
    events.TokenIssued: Telling(
        "programs", _TOKEN, _always(words.TOKEN_MADE), _of("name", "role", "expires_at")
    ),
    events.TokenRevoked: Telling("programs", _TOKEN, _always(words.TOKEN_ENDED)),
    events.WebhookPlaced: Telling(
        "programs",
        _WEBHOOK,
        _new_or(words.WEBHOOK_PLACED, words.WEBHOOK_CHANGED),
        _of("url", "types", "inside", "active"),
    ),
    events.WebhookRemoved: Telling("programs", _WEBHOOK, _always(words.WEBHOOK_REMOVED)),
    events.DossiersImported: Telling(
        "other", _DOSSIERS, _always(words.DOSSIERS_IN), _of("source", "first", "last", "rows")
    ),
    events.DossiersDeleted: Telling("other", _DOSSIERS, _always(words.DOSSIERS_OUT)),
    events.ClockSet: Telling(
        "other", lambda _: ("clock", ""), _always(words.CLOCK_SET), lambda event, _: {"now": event.now}
    ),
    events.CityJoined: Telling("other", _CITY, _always(words.CITY_JOINED)),
    events.CityLeft: Telling("other", _CITY, _always(words.CITY_LEFT)),
}
"""Every change of the centre; the migration of the journal's index of changes names the same types."""

_VISIT: Final = "a step of a visit or of a counter: told where the visit and the day are told"
_SELF: Final = "nobody changed anything: it is what happened, told where it is looked after"
LEFT_OUT: Final[Mapping[str, str]] = {
    "queue": _VISIT,
    "keeping": _VISIT,
    "slips": _VISIT,
    "ratings": _VISIT,
    "paper": _VISIT,
    "kiosks": _VISIT,
    "alerts": _SELF,
    "backups": _SELF,
    "retention": _SELF,
    "setup": "a step of the first day: what it changed is a change of its own",
    "session_begun": "signing in changes nothing of the centre",
    "session_ended": "signing out changes nothing of the centre",
    "sign_in_locked_out": _SELF,
    "screen_heard": _SELF,
    "clock_held": _SELF,
    "clock_followed": _SELF,
}
"""What is no change, and why: whole areas (the modules of `server.core.events`) and single types."""


def told(event: Event) -> bool:
    """Whether this event is told as a change: not what an upgrade only found there."""
    return type(event) in TABLE and not getattr(event, "found", False)
