"""The user's own account: they change their own password and PIN after giving the present password."""

from dataclasses import dataclass

from server.core.people import Person
from server.core.refusal import Refusal
from server.service.context import Context
from server.service.people.password_tries import PasswordTries
from server.service.people.people import Changes, change_person


@dataclass(frozen=True, slots=True)
class Own:
    """Who changes something of their own: their user name, their name in the journal, their session (none by token)."""

    username: str
    actor: str
    session: int | None


def change_own(context: Context, tries: PasswordTries, own: Own, old: str, changes: Changes) -> Person:
    """Change one's own password or PIN; `old` is the present password. All other sessions and all tokens end.

    A wrong one is counted like a wrong sign-in, for this session alone: nobody elsewhere is locked out by it.
    Raises `wrong_password`, `sign_in_locked`, `bad_request`.
    """
    try:
        tries.sign_in(own.username, old, f"session {own.session}")
    except Refusal as refusal:
        if refusal.code != "sign_in_failed":
            raise
        raise Refusal("wrong_password") from refusal
    return change_person(context, own.username, changes, own.actor, own.session)
