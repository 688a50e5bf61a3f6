"""People and devices of a test centre, with their tokens."""

from dataclasses import dataclass

from server.service import accounts
from server.service.accounts import NewPerson
from server.service.context import Context

PASSWORD = "mat-khau-rat-dai"


@dataclass(frozen=True)
class Tokens:
    """A bearer token for each kind of caller; `other` is a second officer."""

    kiosk: str
    display: str
    helper: str
    officer: str
    other: str
    admin: str


def enrol_everybody(context: Context) -> Tokens:
    """Enrol a device of each kind and add two officers and a manager."""
    devices = {
        kind: accounts.enrol_device(context, kind, kind, "system")[1]
        for kind in ("kiosk", "display", "helper")
    }
    return Tokens(
        **devices,
        officer=_person(context, "officer", "officer", counter=1),
        other=_person(context, "other", "officer", counter=2),
        admin=_person(context, "admin", "admin"),
    )


def _person(context: Context, username: str, role: str, counter: int | None = None) -> str:
    accounts.add_person(context, NewPerson(username, username, role, PASSWORD, counter=counter))
    return accounts.token_for(context, username)
