"""What stands in the way of a change of a person, as things are in the transaction that would make it."""

from server.core.people import Person
from server.core.refusal import Refusal
from server.core.roles import ADMINISTRATOR, may
from server.service.context import Context
from server.store import Transaction
from server.store.people import people as stored
from server.store.people import tokens
from server.store.queue import counters

By = str | int | None
"""Who changes somebody: a person by their user name, a program by its token's id; `None` is this machine itself, or
somebody who changes only what is their own."""


def may_touch(transaction: Transaction, by: By, *roles: str) -> None:
    """Check that `by` may change a person who has, or will have, one of these `roles`.

    The present rights of `by` count: they may have lost them while the request waited.
    Raises `not_allowed`, `administrators_only`.
    """
    if by is None:
        return
    role = _role_now(transaction, by)
    if not may(role, "people.manage"):
        raise Refusal("not_allowed")
    if ADMINISTRATOR in roles and not may(role, "administrators.manage"):
        raise Refusal("administrators_only")


def _role_now(transaction: Transaction, by: str | int) -> str:
    """The role of `by`; an empty one, without permissions, if they are gone."""
    if isinstance(by, int):
        token = tokens.find(transaction.connection, by)
        return "" if token is None or not token.holds(transaction.now) else token.role or ""
    person = stored.find(transaction.connection, by)
    return "" if person is None or not person.active else person.role


def unmoved(person: Person, seen: int | None) -> None:
    """Raise `person_moved` unless the person is still in the version that was `seen`."""
    if seen is not None and seen != person.version:
        raise Refusal("person_moved", name=person.name)


def nobody_administers(transaction: Transaction) -> None:
    """Raise `setup_over` when somebody who can sign in can do everything."""
    if any(p.role == ADMINISTRATOR and p.active for p in stored.all_of(transaction.connection)):
        raise Refusal("setup_over")


def leave_an_administrator(transaction: Transaction, person: Person) -> None:
    """Raise `last_manager` when nobody who can sign in could do everything without this person."""
    everybody = stored.all_of(transaction.connection)
    left = [each.username for each in everybody if each.role == ADMINISTRATOR and each.active]
    if left == [person.username]:
        raise Refusal("last_manager", name=person.name)


def leave_nobody_at_a_counter(
    context: Context, transaction: Transaction, person: Person, after: Person | None
) -> None:
    """Raise `person_at_counter` when somebody holds a counter who may not hold one `after` this."""
    if after is not None and after.active and after.works_at_counters:
        return
    held = counters.held_by(transaction.connection, person.username)
    if held is not None:
        place = context.centre.layout.counters.get(held.n)
        name = place.name if place else f"Quầy {held.n}"
        raise Refusal("person_at_counter", name=person.name, counter=name)
