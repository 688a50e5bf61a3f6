"""Devices and people with tokens, one of each kind."""

from dataclasses import dataclass

from server.service.context import Context
from server.service.people.devices import enrol_device
from server.service.people.people import NewPerson, add_person
from server.service.people.tokens import token_for

PASSWORD = "mat-khau-dai"
OFFICER = NewPerson("lan", "Nguyễn Thị Lan", "officer", PASSWORD, "123456", 1)
OTHER = NewPerson("minh", "Trần Văn Minh", "officer", PASSWORD, None, 2)
MANAGER = NewPerson("binh", "Trần Thị Bình", "admin", PASSWORD)


@dataclass(frozen=True)
class Tokens:
    """Bearer tokens by who holds them."""

    kiosk: str
    display: str
    helper: str
    counter: str
    officer: str
    other: str
    admin: str


def enrol_everybody(context: Context) -> Tokens:
    """Enrol a device of each kind; add two officers and a manager, all with `PASSWORD`."""
    for person in (OFFICER, OTHER, MANAGER):
        add_person(context, person, "test")
    return Tokens(
        *(enrol_device(context, kind, kind, "test")[1] for kind in ("kiosk", "display", "helper", "counter")),
        *(token_for(context, person.username, "test") for person in (OFFICER, OTHER, MANAGER)),
    )
