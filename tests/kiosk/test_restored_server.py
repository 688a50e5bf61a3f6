"""The drill: a backup of the morning is restored at noon, and a kiosk's box gave numbers in between.

No number comes twice, and whoever holds a slip is called.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from server.app import Server
from server.command.centre import Parts
from server.command.main import main
from server.service.people import devices
from server.service.queue.offline_numbers import left_out
from server.store.doctor import examine
from tests.command.test_main import goiso
from tests.support.api import Api
from tests.support.boxes import BoxClock, Kiosk
from tests.support.centre import default_settings
from tests.support.clock import SetClock
from tests.support.enrolled import Tokens
from tests.support.quick_server import quick_context, quick_server


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    (tmp_path / "stick").mkdir()
    return tmp_path / "stick"


class Hall:
    """A server that can be restored from the stick's one backup, while the kiosk's box keeps what it remembers."""

    def __init__(self, server: Server, kiosk: Kiosk, tokens: Tokens, clock: SetClock) -> None:
        self.server, self.kiosk, self.tokens, self.clock = server, kiosk, tokens, clock
        self.data = server.settings.server.data

    def restore(self, *options: str) -> None:
        """Yesterday's stick, at noon."""
        self.server.close()
        (file,) = (self.data.parent / "stick").iterdir()
        parts = Parts(open=lambda folder, centre: quick_context(folder, centre, self.clock))
        said = ["restore", str(file), "--data", str(self.data), *options]
        answer = CliRunner().invoke(main, said, obj=parts)
        assert answer.exit_code == 0, answer.output
        self.server = quick_server(default_settings(self.data), self.clock)
        self.server.forecaster.close()
        self.kiosk.cable.plug(self.server.app)

    def waiting(self) -> set[str]:
        view = Api(self.server.app, self.tokens).admin.get("/counters/1").json
        return {ticket["number"] for ticket in view["waiting"]["items"]}


@pytest.fixture
def hall(server: Server, tokens: Tokens, tmp_path: Path, clock: SetClock) -> Iterator[Hall]:
    box = Kiosk(server.app, tmp_path / "box", tokens.kiosk, BoxClock(clock))
    box.look()
    made = Hall(server, box, tokens, clock)
    yield made
    box.agent.close()
    made.server.close()


def test_no_number_comes_twice_and_every_slip_is_called(hall: Hall, stick: Path) -> None:
    kiosk = hall.kiosk
    held = {kiosk.number() for _ in range(2)}
    kiosk.cable.cut = True
    held.add(kiosk.number())
    kiosk.cable.cut = False
    kiosk.look()
    assert goiso("backup", "--data", hall.data, "--to", stick).exit_code == 0
    held |= {kiosk.number(), kiosk.number("HT")}
    kiosk.cable.cut = True
    held |= {kiosk.number(), kiosk.number()}
    kiosk.cable.cut = False
    kiosk.look()
    held.add(kiosk.number())
    assert len(held) == 8

    hall.restore()
    assert hall.waiting() < held
    new = Api(hall.server.app, hall.tokens).take()["number"]
    kiosk.look()
    kiosk.look()
    assert hall.waiting() == held | {new}
    later = {kiosk.number(), kiosk.number("HT")}
    assert not later & (held | {new})
    assert left_out(hall.server.context) == []
    with hall.server.context.store.read() as connection:
        assert list(examine(connection)) == []


def test_a_number_that_the_box_gave_and_a_slip_does_not_tell_lifts_the_series(
    hall: Hall, stick: Path
) -> None:
    assert goiso("backup", "--data", hall.data, "--to", stick).exit_code == 0
    numbers = [hall.kiosk.number() for _ in range(3)]
    hall.restore("--last", numbers[0])
    hall.kiosk.look()
    assert hall.waiting() == set(numbers)
    assert hall.kiosk.number() == "A004"


def test_what_the_box_passed_on_under_a_former_token_is_nobodys_loss(hall: Hall, stick: Path) -> None:
    kiosk, context = hall.kiosk, hall.server.context
    held = {kiosk.number(), kiosk.number("HT")}
    (former,) = (each.id for each in devices.devices(context) if each.kind == "kiosk")
    devices.revoke_device(context, former, "test")
    kiosk.look()
    _, kiosk.token = devices.enrol_device(context, "kiosk", "Kiosk again", "test")
    kiosk.look()
    held.add(kiosk.number())
    assert goiso("backup", "--data", hall.data, "--to", stick).exit_code == 0

    hall.restore()
    kiosk.look()
    kiosk.look()
    assert left_out(hall.server.context) == []
    assert hall.waiting() == held


def test_what_the_box_tells_moves_the_series_where_nothing_lifted_it(hall: Hall, stick: Path) -> None:
    assert goiso("backup", "--data", hall.data, "--to", stick).exit_code == 0
    numbers = [hall.kiosk.number() for _ in range(3)]
    hall.restore("--nothing-since")
    hall.kiosk.look()
    assert hall.waiting() == set(numbers)
    assert hall.kiosk.number() == "A004"
    with hall.server.context.store.read() as connection:
        assert list(examine(connection)) == []


def test_a_number_given_again_before_the_box_told_of_it_is_left_out_for_the_manager(
    hall: Hall, stick: Path
) -> None:
    assert goiso("backup", "--data", hall.data, "--to", stick).exit_code == 0
    hall.kiosk.number()
    hall.restore("--nothing-since")
    Api(hall.server.app, hall.tokens).take()
    hall.kiosk.look()
    assert [(each.number, each.code) for each in left_out(hall.server.context)] == [("A001", "number_taken")]


def test_without_a_restore_no_number_of_the_server_is_taken_in(hall: Hall, api: Api) -> None:
    items = [
        {
            "number": "A009",
            "day": "2026-11-23",
            "field": "CT",
            "issued_at": "2026-11-23T08:00:00+07:00",
            "key": "k",
        }
    ]
    answer = api.kiosk.post("/tickets/offline", {"now": "2026-11-23T08:00:00+07:00", "items": items})
    assert answer.json["items"][0]["code"] == "unknown_series"
