"""Adding somebody from the city's machine: by command, or by the program that sets up a demo."""

from server.city.database import Transaction
from server.city.people import acts, audit, people
from server.city.people.passwords import hashed
from server.city.people.people import Person, PersonSaid


def add_person(transaction: Transaction, username: str, said: PersonSaid, password: str) -> Person:
    """A new person with this password. Raises `bad_request`, `city_person_there`."""
    people.check_password(password)
    added = people.add(transaction, username, said, hashed(password))
    facts = {"username": username, "role": said.role}
    audit.record(transaction, audit.MACHINE, acts.PERSON_ADDED, None, facts)
    return added
