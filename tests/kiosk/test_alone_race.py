"""A kiosk that is touched in the very moment when its server comes back goes on giving numbers, each once."""

import sqlite3
from collections.abc import Iterator
from contextlib import AbstractContextManager
from pathlib import Path

import pytest
from structlog.testing import capture_logs

from server.app import Server
from tests.support.boxes import BoxClock, Kiosk
from tests.support.clock import SetClock
from tests.support.enrolled import Tokens


@pytest.fixture
def kiosk(server: Server, tokens: Tokens, tmp_path: Path, clock: SetClock) -> Iterator[Kiosk]:
    """A kiosk that has met its server, and lost it."""
    made = Kiosk(server.app, tmp_path / "box", tokens.kiosk, BoxClock(clock))
    made.look()
    made.cable.cut = True
    yield made
    made.agent.close()


def touched_as_it_is_accepted(kiosk: Kiosk, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Let a person take a number right before the server's word is written down; it is in the list afterwards."""
    memory, accept = kiosk.agent.memory, kiosk.agent.link.accept
    begin, given = memory.changes, list[str]()
    accepting = False

    def accept_and_note(*said: object) -> None:
        nonlocal accepting
        accepting = True
        accept(*said)  # type: ignore[arg-type]

    def changes() -> AbstractContextManager[sqlite3.Connection]:
        nonlocal accepting
        if accepting:
            accepting = False
            given.append(kiosk.number())
        return begin()

    monkeypatch.setattr(kiosk.agent.link, "accept", accept_and_note)
    monkeypatch.setattr(memory, "changes", changes)
    return given


def test_a_person_who_touches_as_the_server_comes_back_and_all_after_get_numbers(
    kiosk: Kiosk, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert [kiosk.number(), kiosk.number()] == ["LA001", "LA002"]
    meanwhile = touched_as_it_is_accepted(kiosk, monkeypatch)
    kiosk.agent.link.up = False
    kiosk.cable.cut = False
    kiosk.look()
    kiosk.cable.cut = True
    assert meanwhile == ["LA003"]
    assert [kiosk.number(), kiosk.number()] == ["LA004", "LA005"]


def test_a_box_whose_count_fell_behind_earlier_goes_on_above_what_it_gave(kiosk: Kiosk) -> None:
    numbers = [kiosk.number() for _ in range(3)]
    series = kiosk.agent.memory.fact("series")
    kiosk.agent.memory.keep(series=series | {"n": 1})
    assert kiosk.number() not in numbers


def test_a_box_whose_server_is_a_day_behind_gives_no_number_twice(kiosk: Kiosk, clock: SetClock) -> None:
    clock.set("2026-11-24 08:00")
    numbers = [kiosk.number(), kiosk.number()]
    series = kiosk.agent.memory.fact("series")
    kiosk.agent.memory.keep(series=series | {"day": "2026-11-23", "n": 0})
    numbers.append(kiosk.number())
    assert numbers == ["LA001", "LA002", "LA003"]


def test_a_number_that_cannot_be_kept_is_in_the_boxs_log(kiosk: Kiosk) -> None:
    kiosk.number()
    (pages,) = kiosk.agent.memory.rows("PRAGMA page_count")[0]
    kiosk.agent.memory.rows(f"PRAGMA max_page_count = {pages}")
    with capture_logs() as lines:
        answers = [kiosk.touch(procedure="x" * 40, key=f"{n:0200}") for n in range(20)]
    assert answers[-1].status_code == 507
    assert {"event": "number_not_remembered", "code": "storage_full"}.items() <= lines[-1].items()
