"""Devices and people with tokens, one of each kind."""

from dataclasses import dataclass, fields

from server.service.context import Context
from server.service.people.devices import NewDevice, enrol
from server.service.people.people import NewPerson, adding_of
from server.service.people.tokens import issue, new_token
from server.store import Transaction

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
    """Add two officers and a manager, all with `PASSWORD`; enrol a device of each kind. All in one transaction."""
    tokens = Tokens(*(new_token() for _ in fields(Tokens)))
    adding = [adding_of(context, person, "test") for person in (OFFICER, OTHER, MANAGER)]

    def enrol_all(transaction: Transaction) -> None:
        for add in adding:
            add(transaction)
        for kind in ("kiosk", "display", "helper", "counter"):
            enrol(transaction, NewDevice(kind, kind), getattr(tokens, kind), "test")
        for person, token in ((OFFICER, tokens.officer), (OTHER, tokens.other), (MANAGER, tokens.admin)):
            issue(transaction, token, "test", username=person.username)

    context.store.write(enrol_all)
    return tokens
