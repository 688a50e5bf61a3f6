"""Machines with a token: enrolling one, and taking its token back."""

from typing import Final

from server.core.events import DeviceEnrolled, DeviceRevoked
from server.core.people import Device
from server.core.refusal import Refusal
from server.service.context import Context
from server.service.people import tokens
from server.service.people.rules import NAME_RULE, is_name
from server.store import Transaction
from server.store.people import devices as stored

__all__ = ["Device"]

DEVICE_KINDS: Final = ("kiosk", "display", "helper", "counter")


def enrol_device(
    context: Context, kind: str, name: str, actor: str, lasts_s: int | None = None
) -> tuple[int, str]:
    """Enrol a machine: answers its id and its token, which is shown once and never again.

    `lasts_s` is the token's life in seconds; without it, until revoked. Raises `bad_request`.
    """
    if kind not in DEVICE_KINDS:
        raise Refusal("bad_request", reason=f"kind: {' | '.join(DEVICE_KINDS)}")
    if not is_name(name):
        raise Refusal("bad_request", reason=NAME_RULE)
    token = tokens.new_token()
    return context.store.write(lambda tr: enrol(tr, kind, name.strip(), token, actor, lasts_s)), token


def enrol(  # noqa: PLR0913, PLR0917 - a machine's facts, and who answers for them
    transaction: Transaction, kind: str, name: str, token: str, actor: str, lasts_s: int | None = None
) -> int:
    """Enrol a machine that holds `token`, inside a transaction; answers its id."""
    device = stored.next_id(transaction.connection)
    transaction.record(DeviceEnrolled(device, kind, name), actor)
    tokens.issue(transaction, token, actor, device=device, lasts_s=lasts_s)
    return device


def check_name(transaction: Transaction, kind: str, name: str) -> None:
    """Raise `device_name_taken` if a machine in use has it: two of one name cannot be told apart."""
    for other in stored.all_of(transaction.connection):
        same = other.kind == kind and other.name.casefold() == name.casefold()
        if same and other.revoked_at is None:
            raise Refusal("device_name_taken", name=other.name)


def revoke_device(context: Context, device: int, actor: str) -> None:
    """Take a machine's token back, at once. Raises `unknown_device`."""

    def revoke(transaction: Transaction) -> None:
        found = stored.find(transaction.connection, device)
        if found is None:
            raise Refusal("unknown_device")
        if found.revoked_at is None:
            transaction.record(DeviceRevoked(device), actor)
            tokens.revoke_all(transaction, actor, device=device)

    context.store.write(revoke)


def devices(context: Context) -> list[Device]:
    """Every device ever enrolled."""
    with context.store.read() as connection:
        return stored.all_of(connection)
