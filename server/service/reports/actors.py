"""Names the actors of the journal: a person, a machine, a program, the system."""

import sqlite3
from collections.abc import Callable
from functools import cache

from server.core.reports.life_words import MACHINES
from server.core.texts import Language
from server.service.context import Context
from server.store.people import devices, people
from server.store.reports import former

Named = Callable[[str], str]
"""What an actor of the journal is called."""


def actors(connection: sqlite3.Connection, language: Language) -> Named:
    """The names of actors in this language; a person who is no longer known has their user name."""
    persons = {person.username: person.name for person in people.all_of(connection)}
    machines = {f"{device.kind}:{device.id}": device.name for device in devices.all_of(connection)}

    @cache
    def named(actor: str) -> str:
        kind, _, key = actor.partition(":")
        if actor in machines:
            return machines[actor]
        if kind in MACHINES:
            return language.say(MACHINES[kind])
        return persons.get(key) or former.name_of(connection, key) or key or actor

    return named


def named_now(context: Context, language: Language) -> Named:
    """What actors are called at this moment."""

    def named(actor: str) -> str:
        with context.store.read() as connection:
            return actors(connection, language)(actor)

    return named
