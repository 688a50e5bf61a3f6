"""A kiosk's box whose disk was copied: the second one is refused in words, and nobody who holds a number is lost."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from server.app import Server
from server.service.queue.offline_numbers import left_out
from tests.support.api import Api
from tests.support.boxes import BoxClock, Kiosk
from tests.support.clock import SetClock


@pytest.fixture
def copy(server: Server, kiosk: Kiosk, tmp_path: Path, clock: SetClock) -> Iterator[Kiosk]:
    """A second box with a copy of the first one's disk."""
    kiosk.agent.memory.rows("PRAGMA wal_checkpoint(TRUNCATE)")
    shutil.copytree(tmp_path / "box", tmp_path / "copy")
    made = Kiosk(server.app, tmp_path / "copy", kiosk.token, BoxClock(clock))
    made.touches = 1000  # its touches have keys of their own
    yield made
    made.agent.close()


def waiting(api: Api) -> list[str]:
    view = api.admin.get("/counters/1").json
    assert view is not None
    return [ticket["number"] for ticket in view["waiting"]["items"]]


def test_the_second_box_is_refused_in_words_and_the_first_goes_on(kiosk: Kiosk, copy: Kiosk) -> None:
    copy.look()
    kiosk.look()
    copy.look()
    copy.cable.cut = kiosk.cable.cut = True
    answer = copy.touch()
    assert (answer.status_code, answer.json["code"]) == (403, "kiosk_cloned")
    assert "Enrol this box" in answer.json["action"]
    assert kiosk.number() == "LA001"


def test_nobody_vanishes_who_got_the_same_number_from_both(
    kiosk: Kiosk, copy: Kiosk, api: Api, server: Server, clock: SetClock
) -> None:
    copy.look()
    kiosk.cable.cut = copy.cable.cut = True
    mine = [kiosk.number() for _ in range(3)]
    clock.forward(minutes=2)
    theirs = [copy.number() for _ in range(3)]
    assert mine == theirs
    for box in (kiosk, copy):
        box.cable.cut = False
        box.look()
    assert waiting(api) == mine
    assert sorted((left.number, left.code) for left in left_out(server.context)) == [
        (number, "number_taken") for number in theirs
    ]


def test_a_box_that_is_started_again_is_itself(kiosk: Kiosk) -> None:
    for boot in ("boot-2", "boot-3"):
        kiosk.restart(boot)
        kiosk.look()
    kiosk.cable.cut = True
    assert kiosk.number() == "LA001"


def test_runs_that_the_server_never_heard_of_make_no_copy_of_a_box(kiosk: Kiosk, clock: SetClock) -> None:
    kiosk.look()
    kiosk.cable.cut = True
    for boot in ("boot-2", "boot-3", "boot-4"):
        kiosk.restart(boot)
        kiosk.look()
        clock.forward(minutes=0.4)
    kiosk.cable.cut = False
    kiosk.look()
    kiosk.cable.cut = True
    assert kiosk.number() == "LA001"


def test_a_run_that_never_heard_that_it_was_accepted_makes_no_copy_of_a_box(kiosk: Kiosk) -> None:
    kiosk.look()
    kiosk.restart("boot-2")
    kiosk.cable.deaf = True
    kiosk.look()
    kiosk.restart("boot-3")
    kiosk.cable.deaf = False
    kiosk.look()
    kiosk.cable.cut = True
    assert kiosk.number() == "LA001"


def test_a_box_restored_from_a_backup_takes_its_place_when_the_other_is_off(
    kiosk: Kiosk, copy: Kiosk, clock: SetClock
) -> None:
    kiosk.restart("boot-2")
    kiosk.look()
    clock.forward(minutes=3)
    copy.look()
    copy.cable.cut = True
    assert copy.number() == "LA001"


def test_a_number_sent_again_is_still_the_same_and_nobodys_loss(
    kiosk: Kiosk, api: Api, server: Server, clock: SetClock
) -> None:
    kiosk.cable.cut = True
    kiosk.number()
    kiosk.cable.cut = False
    kiosk.look()
    with kiosk.agent.memory.changes() as line:
        line.execute("UPDATE given SET joined = NULL")
    kiosk.look()
    assert left_out(server.context) == []
