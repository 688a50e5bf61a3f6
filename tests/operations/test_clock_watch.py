"""A server whose clock is minutes or years wrong is told so on the manager's page, in the log and by the doctor."""

from typing import Any

import pytest
from click.testing import CliRunner
from structlog.testing import capture_logs

from server.app import Server
from server.command.main import main
from server.core.texts import Languages
from server.operations.clock_watch import ClockWatch
from tests.support.api import Api
from tests.support.clock import SetClock
from tests.support.enrolled import Tokens

HOUR_MS = 3_600_000
MINUTE_MS = 60_000


def connect(server: Server, token: str, now: object) -> None:
    client = server.socketio.test_client(server.app, namespace="/board", auth={"token": token, "now": now})
    assert client.is_connected("/board")


def told(server: Server) -> Any:
    return server.lines.broadcasters["/admin"].snapshot("")["clock"]


def test_screens_whose_clock_is_a_day_behind_tell_of_the_servers(
    server: Server, tokens: Tokens, clock: SetClock
) -> None:
    assert told(server) is None
    with capture_logs() as lines:
        connect(server, tokens.display, clock() - 24 * HOUR_MS)
    assert told(server)["text"]["vi"] == (
        "Đồng hồ máy chủ là 08:00 23/11/2026, trong khi 1 máy nối vào có giờ khoảng 08:00 22/11/2026."
    )
    assert [line["hours"] for line in lines if line["event"] == "clock_apart"] == [-24.0]
    connect(server, tokens.display, clock())
    assert told(server) is None


@pytest.mark.parametrize("nonsense", [None, "now", True, -5, 1e300, {"at": 1}])
def test_what_is_no_time_tells_nothing(server: Server, tokens: Tokens, nonsense: object) -> None:
    connect(server, tokens.display, nonsense)
    assert told(server) is None


def test_one_wrong_screen_among_right_ones_is_no_wrong_server(server: Server, clock: SetClock) -> None:
    for n in range(3):
        server.clock_watch.compare(f"screen {n}", clock())
    server.clock_watch.compare("screen 4", clock() + 24 * HOUR_MS)
    assert told(server) is None


def test_a_start_before_the_journals_latest_row_is_told(server: Server, api: Api, clock: SetClock) -> None:
    api.take()
    clock.back(hours=20)
    watch = ClockWatch(server.context, Languages())
    found = watch.now()
    assert found is not None
    assert "08:00 23/11/2026" in found.text["en"]
    watch.compare("screen", clock())
    assert watch.now() is None


def test_the_doctor_notes_where_the_clock_went_back(server: Server, api: Api, clock: SetClock) -> None:
    api.take()
    clock.back(hours=3)
    api.take()
    answer = CliRunner().invoke(main, ["doctor", "--data", str(server.settings.server.data)])
    assert "the clock went back from 2026-11-23 01:00 UTC to 2026-11-22 22:00 UTC" in answer.output
    assert answer.exit_code == 0


def test_minutes_are_noticed_when_two_machines_agree(server: Server, clock: SetClock) -> None:
    server.clock_watch.compare("admin:binh", clock() + 4 * MINUTE_MS)
    assert told(server) is None, "one may be wrong itself"
    server.clock_watch.compare("kiosk:1", clock() + 4 * MINUTE_MS + 20_000)
    assert told(server)["text"]["vi"] == (
        "Đồng hồ máy chủ là 08:00 23/11/2026, trong khi 2 máy nối vào có giờ khoảng 08:04 23/11/2026."
    )
    assert "Kiểm tra máy" in told(server)["action"]["vi"]


def test_a_start_minutes_before_the_journals_latest_row_is_told(
    server: Server, api: Api, clock: SetClock
) -> None:
    api.take()
    clock.back(minutes=5)
    assert "08:00 23/11/2026" in told(server)["text"]["vi"]
    clock.forward(minutes=5)
    assert told(server) is None, "the time has come"


def test_a_clock_that_somebody_sets_right_is_believed_without_anybody_connecting_anew(
    server: Server, clock: SetClock
) -> None:
    steady = clock()
    watch = ClockWatch(server.context, Languages(), lambda: steady)
    for who in ("admin:binh", "kiosk:1"):
        watch.compare(who, clock() + 10 * MINUTE_MS)
    assert watch.now() is not None
    clock.forward(minutes=10)  # set, not passed: the steady clock stands still
    assert watch.now() is None
    clock.forward(minutes=30)
    found = watch.now()
    assert found is not None, "set wrong, it is doubted at once"
    assert "08:10 23/11/2026" in found.text["vi"]


@pytest.mark.parametrize("wrong", ["1970-01-01 08:00", "2099-01-01 08:00"])
def test_a_time_that_cannot_be_is_told_with_nobody_to_compare(
    server: Server, clock: SetClock, wrong: str
) -> None:
    clock.set(wrong)
    assert "không thể đúng" in told(server)["text"]["vi"]
