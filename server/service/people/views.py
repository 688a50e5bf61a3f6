"""People as JSON."""

from server.core.people import Person
from server.service.people.officers import OfficerNow
from server.service.views import View


def officer_view(officer: OfficerNow) -> View:
    """Somebody who may hold a counter: their usual one, and `at`, the one that they hold now.

    `here` says whether they are signed in and have their page open, `pin` whether they can sign in with one.
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
    }


def person_view(person: Person) -> View:
    """Somebody as managers see them; `pin` says whether they have one."""
    return {
        "username": person.username,
        "name": person.name,
        "role": person.role,
        "title": person.title,
        "counter": person.counter,
        "pin": person.pin,
    }
