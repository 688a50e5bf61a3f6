"""People as JSON."""

from server.core.people import Person, Token
from server.service.context import Context
from server.service.people.officers import PersonNow
from server.service.views import View, iso


def officer_view(officer: PersonNow) -> View:
    """A person who may work at a counter: their usual one, and `at`, their present one.

    `here` says whether they are signed in and have their page open, `pin` whether they can sign in with one; whoever
    is not `active` was switched off.
    """
    person = officer.person
    return {
        "username": person.username,
        "name": person.name,
        "role": person.role,
        "counter": person.counter,
        "at": officer.at,
        "here": officer.here,
        "pin": person.pin,
        "active": person.active,
    }


def person_view(person: Person) -> View:
    """Somebody as managers see them; `pin` says whether they have one, `version` goes into If-Match."""
    return {
        "username": person.username,
        "name": person.name,
        "role": person.role,
        "title": person.title,
        "counter": person.counter,
        "pin": person.pin,
        "active": person.active,
        "version": person.version,
    }


def person_now_view(context: Context, now: PersonNow) -> View:
    """The same with where they are now: `at` is the counter that they hold, `last_seen` an ISO time."""
    seen = None if now.last_seen is None else iso(context, now.last_seen)
    return person_view(now.person) | {"at": now.at, "here": now.here, "last_seen": seen}


def token_view(context: Context, token: Token, last_used: int | None) -> View:
    """A program and its token, without the token itself; `last_used` is in UTC milliseconds."""
    return {
        "id": token.id,
        "name": token.name,
        "role": token.role,
        "made_at": iso(context, token.issued_at),
        "expires_at": iso(context, token.expires_at),
        "ended_at": iso(context, token.ended_at(context.clock())),
        "last_used_at": iso(context, last_used),
    }


def new_token_view(context: Context, token: Token) -> View:
    """The same of a token just made, which nobody has used; the token itself is not kept with the answer."""
    return token_view(context, token, None)
