"""The whole server, and a centre's data, without the work that makes passwords safe: its strength is a library's matter."""

from collections.abc import Callable
from pathlib import Path

from argon2 import PasswordHasher

from server import config
from server.app import Server
from server.core.centre import Centre
from server.service.context import Context
from server.service.people.passwords import Passwords

QUICK = Passwords(PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))


def quick_server(settings: config.Settings, clock: Callable[[], int]) -> Server:
    """A running centre; whoever makes it closes it."""
    return Server(settings, clock, passwords=QUICK)


def quick_context(folder: Path, centre: Centre, clock: Callable[[], int]) -> Context:
    """What use cases need, over the data in `folder`."""
    return Context(folder, centre, clock, passwords=QUICK)
