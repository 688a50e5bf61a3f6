"""A centre in which every typed text tries to break pages: markup, scripts, template marks, right-to-left text."""

from dataclasses import dataclass
from itertools import count
from typing import Any, Final
from urllib.parse import quote

from tests.support.api import Api, Caller

MARKUP: Final = '"><img src=x onerror=hit()></script><b id=hit>'
TEMPLATE: Final = "{{7*7}}${7*7}"
WORDS: Final = f"{MARKUP}{TEMPLATE}"
SHORT: Final = "'\"><i id=hit>😀{{7*7}}"
PLAIN: Final = "'\"><i id=hit>{{7*7}}"
"""For slips, whose letters a font must have."""
ADDRESS: Final = "javascript:hit()"
OTHER_WAY: Final = "\u202e\u200f<u id=hit>𠮷"
"""Written from right to left, and with signs of four bytes."""
_TEXTS: Final = frozenset(
    {
        "name",
        "name_en",
        "ward",
        "vi",
        "en",
        "note_vi",
        "note_en",
        "go_to_vi",
        "go_to_en",
        "address_vi",
        "address_en",
    }
    | {"header", "header_en", "footer", "footer_en"}
)
_LINES: Final = 3
_ROOMS: Final[dict[str, Any]] = {
    "points": [{"code": "hamlet", "vi": "", "en": "", "address_vi": "", "address_en": ""}],
    "halls": [{"code": "1", "vi": "", "en": ""}, {"code": "2", "vi": "", "en": "", "point": "hamlet"}],
    "exceptions": [{"date": "2026-12-31", "vi": "", "en": ""}],
}
"""What a new centre has none of."""


@dataclass(frozen=True, slots=True)
class Left:
    """What pages are opened with: a number with its code, and a person's user name."""

    ticket: int
    track: str


def fill(api: Api) -> list[str]:
    """Write hostile texts wherever one may; answers the parts of the settings that took them."""
    admin = api.admin
    taken = [part for part in _settings(admin) if part]
    _people(admin)
    _programs(admin)
    _catalogue(admin)
    _notices(admin)
    _dossiers(admin)
    return taken


def work(api: Api) -> Left:
    """A morning with notes, reasons, outcomes and a rating, told in hostile words."""
    for _ in range(6):
        api.take()
    at = "/counters/1"
    for step, body in (
        ("open", {}),
        ("pause", {"reason": SHORT}),
        ("resume", {}),
        ("call", {}),
        ("park", {"reason": SHORT}),
        ("call", {}),
        ("transfer", {"field": "HT", "note": WORDS}),
        ("call", {}),
        ("no-show", {}),
        ("help", {"text": SHORT}),
    ):
        told(api.officer.post(f"{at}/{step}", body))
    last = told(api.officer.post(f"{at}/call", {}))
    told(api.officer.post(f"{at}/serve", {}))
    kept = api.take()
    return Left(last["id"], kept["track"])


def alarm(api: Api) -> None:
    """An emergency in all halls; no numbers are given any more."""
    told(api.admin.post("/notices/emergency", {"hall": "", "vi": WORDS, "en": OTHER_WAY}))


def told(answer: Any) -> dict[str, Any]:
    """What was answered; it was taken."""
    assert answer.status_code < 300, answer.text
    found: dict[str, Any] = answer.json or {}
    return found


def _settings(admin: Caller) -> list[str]:
    numbers = count(1)
    found = told(admin.get("/settings"))
    return [
        part if _taken(admin, part, _spoilt(_ROOMS.get(part) or value, numbers)) else ""
        for part, value in found.items()
        if part != "version"
    ]


def _taken(admin: Caller, part: str, value: Any) -> bool:
    return admin.put_json(f"/settings/{part}", value).status_code == 200


def _spoilt(value: Any, numbers: Any) -> Any:
    """The same with hostile texts, each another one, and with whatever can be switched on."""
    if isinstance(value, dict):
        return {key: key == "enabled" or _text(key, each, numbers) for key, each in value.items()}
    return [_spoilt(each, numbers) for each in value] if isinstance(value, list) else value


def _text(key: str, value: Any, numbers: Any) -> Any:
    if key not in _TEXTS:
        return _spoilt(value, numbers)
    if isinstance(value, list):
        return [PLAIN] * _LINES
    return f"{next(numbers)} {SHORT}"


def _people(admin: Caller) -> None:
    for username, role in (("xau", "officer"), ("xem", "viewer"), ("giup", "helper"), ("quanly", "manager")):
        person = {
            "username": username,
            "name": SHORT,
            "title": SHORT,
            "role": role,
            "password": "mat-khau-dai",
        }
        told(admin.post("/people", person))


def _programs(admin: Caller) -> None:
    told(admin.post("/tokens", {"name": SHORT, "role": "viewer"}))
    assert admin.post("/webhooks", {"url": ADDRESS}).status_code == 422
    told(admin.post("/webhooks", {"url": "http://203.0.113.7/\"'><i/id=hit>", "inside": "203.0.113.7"}))


def _catalogue(admin: Caller) -> None:
    told(admin.put_json("/procedures/2.000815", {"short_name": WORDS}))
    told(admin.post("/procedures/elsewhere", dict.fromkeys(("vi", "en", "where_vi", "where_en"), WORDS)))


def _notices(admin: Caller) -> None:
    told(admin.post("/notices", {"kind": "text", "vi": WORDS, "en": OTHER_WAY}))
    told(admin.post("/notices/outages/DD", {"vi": WORDS, "en": OTHER_WAY}))


def _dossiers(admin: Caller) -> None:
    rows = "code,procedure,state,received,due\nH26.14-261102-0002,2.000815,Đang xử lý,02/11/2026,03/11/2026\n"
    told(admin.put(f"/dossiers.csv?from=2026-11-01&to=2026-11-22&source={quote(SHORT)}", rows.encode()))
