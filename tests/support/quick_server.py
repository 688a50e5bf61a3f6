"""The whole server, and a centre's data, without the work that is the same for every test: tables, the shipped procedures,
routes and templates are made once, and passwords are hashed quickly."""

import gc
from collections.abc import Callable
from pathlib import Path

from flask import Flask

from server import config
from server.app import Server
from server.core.centre import Centre
from server.http.described import Described
from server.service.context import Context
from server.service.procedures.shipped import shipped_catalogue
from tests.support.begun_data import found_catalogue, with_catalogue, with_tables
from tests.support.clock import SetClock
from tests.support.kept_rules import KeptRule
from tests.support.kept_templates import keep_templates
from tests.support.quick_passwords import QUICK

Flask.url_rule_class = Described.url_rule_class = KeptRule
keep_templates()
gc.set_threshold(20_000, 20, 20)  # each start makes so much that the collector took a sixth of it


def quick_server(settings: config.Settings, clock: Callable[[], int]) -> Server:
    """A running centre; whoever makes it closes it."""
    set_clock = clock.to if isinstance(clock, SetClock) else _never
    catalogue = found_catalogue if with_catalogue(settings.server.data) else shipped_catalogue
    return Server(settings, clock, passwords=QUICK, catalogue=catalogue, set_clock=set_clock)


def _never(_: int) -> None:
    raise AssertionError("the machine's own clock is nobody's to set in a test")


def quick_context(folder: Path, centre: Centre, clock: Callable[[], int]) -> Context:
    """What use cases need, over the data in `folder`."""
    with_tables(folder)
    return Context(folder, centre, clock, passwords=QUICK)
