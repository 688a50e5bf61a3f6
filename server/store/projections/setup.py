"""The tables of a new centre's first steps."""

import sqlite3
from typing import Final

from server.core.events import (
    ScreenHeard,
    SetupBegun,
    SetupStepConfirmed,
    SetupStepSkipped,
    SetupStepTakenUp,
)
from server.core.setup import evolve
from server.store import setup
from server.store.projections.base import Happening, Projection, Rows


def _follow(connection: sqlite3.Connection, happening: Happening) -> None:
    before = setup.marks(connection)
    for step, mark in evolve(before, happening.entry.event).items():
        if before.get(step) is not mark:
            setup.save(connection, step, mark)


def _replay(rows: Rows, happening: Happening) -> None:
    rows.update(evolve(rows, happening.entry.event))


def _follow_heard(connection: sqlite3.Connection, happening: Happening) -> None:
    event = happening.entry.event
    assert isinstance(event, ScreenHeard)
    setup.hear(connection, event.device, event.number)


def _replay_heard(rows: Rows, happening: Happening) -> None:
    event = happening.entry.event
    assert isinstance(event, ScreenHeard)
    rows[event.device] = event.number


SETUP: Final = (
    Projection(
        "step of the setup",
        "setup_steps",
        (SetupBegun, SetupStepSkipped, SetupStepTakenUp, SetupStepConfirmed),
        _follow,
        _replay,
        setup.marks,
    ),
    Projection(
        "screen that was heard", "screens_heard", (ScreenHeard,), _follow_heard, _replay_heard, setup.heard
    ),
)
