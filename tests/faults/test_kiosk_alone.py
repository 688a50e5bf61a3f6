"""The drill: two kiosks in a rush, the server killed in the middle of it, and started again."""

import sqlite3
import threading
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from server import config
from server.service.context import Context
from server.service.people import devices
from server.store.store import database_path
from tests.support.agents import KioskProcess
from tests.support.long_day import long_day_clock
from tests.support.process import FIELDS, Process
from tests.support.screens import Hall

TAPS = 300
KILLED_AFTER = 100
BACK_AFTER = 220
HANDS = 2  # people at each kiosk at once


@dataclass
class Told:
    """One tap: what it was answered, and between which moments (UTC milliseconds)."""

    number: str
    field: str
    offline: bool
    before: int
    after: int


@dataclass
class Drill:
    """The server, what every tap was told, and what those were told that got no number; the `live` line's seq."""

    server: Process
    told: list[Told] = field(default_factory=list)
    refused: list[Any] = field(default_factory=list)
    live: int = 0


@pytest.fixture(scope="module")
def drill(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Drill]:
    """The whole rush, until every number has joined; the server is stopped then."""
    folder = tmp_path_factory.mktemp("drill")
    with Process(folder) as server, ExitStack() as boxes:
        tokens = [server.enrol().kiosk, _second_kiosk(folder, server)]
        server.start()
        kiosks = [
            boxes.enter_context(KioskProcess(folder / f"kiosk{n}", server.port, token))
            for n, token in enumerate(tokens)
        ]
        for kiosk in kiosks:
            kiosk.knows_its_series()
        drill = Drill(server)
        with Hall(kiosks[0].port) as hall:
            drill.live = hall.screen("/kiosk", token=tokens[0]).wait_for(bool, 15).payload["seq"]
        _rush(drill, kiosks)
        for kiosk in kiosks:
            kiosk.until({"alone": False, "to_join": 0})
        server.stop()
        yield drill


def _second_kiosk(folder: Path, server: Process) -> str:
    context = Context(server.data, config.load(folder / "centre.toml").as_centre(), long_day_clock)
    try:
        return devices.enrol_device(context, "kiosk", "Kiosk 2", "system")[1]
    finally:
        context.close()


def _rush(drill: Drill, kiosks: list[KioskProcess]) -> None:
    reached = {n: threading.Event() for n in (KILLED_AFTER, BACK_AFTER)}

    def tap(n: int) -> None:
        wanted, before = FIELDS[n % len(FIELDS)], long_day_clock()
        body = {"field": wanted, "channel": "kiosk"}
        status, said = kiosks[n % 2].ask("POST", "/api/v1/tickets", body, f"tap-{n}")
        if status == 201:
            drill.told.append(Told(said["number"], wanted, "offline" in said, before, long_day_clock()))
        else:
            drill.refused.append(said)
        for many, event in reached.items():
            if len(drill.told) + len(drill.refused) >= many:
                event.set()

    with ThreadPoolExecutor(HANDS * len(kiosks)) as people:
        taps = [people.submit(tap, n) for n in range(TAPS)]
        assert reached[KILLED_AFTER].wait(20)
        drill.server.kill()
        assert reached[BACK_AFTER].wait(20)
        drill.server.start()
        for done in taps:
            done.result(timeout=20)


@pytest.fixture(scope="module")
def queue(drill: Drill) -> list[tuple[str, str, int]]:
    """(number, field, time of issue) of everybody who waits, in the order in which they will be called."""
    query = (
        "SELECT prefix || printf('%03d', n), field, issued_at FROM tickets WHERE state = 'waiting'"
        " ORDER BY arrived, issued_at, id"
    )
    with closing(sqlite3.connect(f"{database_path(drill.server.data).as_uri()}?mode=ro", uri=True)) as line:
        return line.execute(query).fetchall()


def test_no_tap_is_lost_and_the_kiosks_were_alone_in_between(drill: Drill) -> None:
    assert drill.refused == []
    assert len(drill.told) == TAPS
    alone = sum(told.offline for told in drill.told)
    assert BACK_AFTER - KILLED_AFTER - 2 * HANDS <= alone < TAPS


def test_every_number_answered_is_in_the_queue_once_and_no_other(
    drill: Drill, queue: list[tuple[str, str, int]]
) -> None:
    assert Counter(number for number, _, _ in queue) == Counter(told.number for told in drill.told)
    assert len({told.number for told in drill.told}) == TAPS
    fields = {number: code for number, code, _ in queue}
    assert all(fields[told.number] == told.field for told in drill.told)


def test_the_queue_is_in_the_order_of_issue(drill: Drill, queue: list[tuple[str, str, int]]) -> None:
    times = [issued_at for _, _, issued_at in queue]
    assert times == sorted(times)
    issued = {number: at for number, _, at in queue}
    assert all(told.before - 50 <= issued[told.number] <= told.after + 50 for told in drill.told)


def test_the_live_line_goes_through_the_box(drill: Drill) -> None:
    assert drill.live > 0


def test_nobody_waited_long_for_a_number(drill: Drill) -> None:
    assert max(told.after - told.before for told in drill.told) < 6000


def test_the_doctor_finds_it_clean(drill: Drill) -> None:
    found = drill.server.doctor()
    assert found.returncode == 0, found.stdout + found.stderr
