"""A test slip over the API: on the centre's printer and on that of a kiosk's own box; the box's clock."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from structlog.testing import capture_logs

from kiosk.printers.virtual import Fault, VirtualPrinter
from server.app import Server
from server.core.units import SECOND_MS
from tests.support.api import Api
from tests.support.boxes import BoxClock, Kiosk
from tests.support.clock import SetClock
from tests.support.enrolled import Tokens, enrol_everybody
from tests.support.tcp_printer import TcpPrinter
from tests.support.waiting import until

HOUR_MS = 3600 * SECOND_MS
TOLD = {
    "address": "usb://04b8:0e15", "width": 576, "status": "ready", "status_s": 5, "waiting": 0, "slip_s": None,
    "answers_status": True, "answers_done": None, "nonsense": False, "one_way": False, "trial": None,
}  # fmt: skip


@pytest.fixture
def box(server: Server, tokens: Tokens, tmp_path: Path, clock: SetClock) -> Iterator[Kiosk]:
    """A kiosk whose box has a printer of its own."""
    printer = VirtualPrinter(384)
    made = Kiosk(server.app, tmp_path / "box", tokens.kiosk, BoxClock(clock), printer)
    until(lambda: made.agent.slips.health().since is not None)  # type: ignore[union-attr]
    made.look()
    yield made
    made.agent.close()


def printers(api: Api) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = api.admin.get("/printers").json["items"]
    return found


def test_the_manager_prints_a_test_slip_and_reads_what_became_of_it(
    server_with_paper: Server, paper: TcpPrinter
) -> None:
    api = Api(server_with_paper.app, enrol_everybody(server_with_paper.context))
    answer = api.admin.post("/printers/centre/test-slip")
    assert (answer.status_code, answer.json["items"][0]["address"]) == (202, paper.url)
    until(lambda: printers(api)[0]["trial"]["state"] == "printed")
    assert len(paper.pages) == 1
    paper.out_of_paper = True
    api.admin.post("/printers/centre/test-slip")
    until(lambda: printers(api)[0]["trial"]["state"] == "failed")
    assert "thay cuộn giấy mới" in printers(api)[0]["trial"]["text"]["vi"]


@pytest.mark.parametrize("who", ["officer", "helper", "kiosk", "display", "nobody"])
def test_only_a_manager_prints_a_test_slip(api: Api, who: str) -> None:
    caller = getattr(api, who)
    assert caller.post("/printers/centre/test-slip").status_code in (401, 403)
    assert caller.get("/printers").status_code in (401, 403)


def test_a_centre_without_a_printer_says_so(api: Api) -> None:
    assert [(p["state"], p["address"]) for p in printers(api)] == [("none", None)]
    assert api.admin.post("/printers/centre/test-slip").json["code"] == "no_printer"
    assert api.admin.post("/printers/7/test-slip").json["code"] == "no_printer"
    assert api.admin.post("/printers/there/test-slip").status_code == 404


def test_a_kiosks_own_printer_is_shown_and_prints_a_test_slip(api: Api, box: Kiosk) -> None:
    (_, at_kiosk) = printers(api)
    assert (at_kiosk["name"], at_kiosk["address"], at_kiosk["width"]) == ("kiosk", "virtual:", 384)
    assert at_kiosk["state"] == "ready"
    assert [said["vi"][:7] for said in at_kiosk["heard"]] == ["DLE EOT", "GS r (i"]
    for _ in range(2):  # twice is once
        assert api.admin.post(f"/printers/{at_kiosk['id']}/test-slip").status_code == 202
    assert printers(api)[1]["trial"]["state"] == "asked"
    box.look()
    until(lambda: box.agent.slips.trials.last.outcome is not None)  # type: ignore[union-attr]
    box.look()
    box.look()
    trial = printers(api)[1]["trial"]
    assert (trial["state"], "xác nhận" in trial["text"]["vi"]) == ("printed", True)
    assert printers(api)[1]["printed_at"] is not None
    assert [slip.label for slip in box.agent.slips.trials.printer.slips()] == ["Phiếu thử"]  # type: ignore[union-attr]


def test_a_test_slip_that_fails_at_the_kiosk_is_told_with_what_to_do(api: Api, box: Kiosk) -> None:
    box.agent.slips.trials.printer.fault = Fault.PAPER_OUT  # type: ignore[union-attr]
    api.admin.post(f"/printers/{printers(api)[1]['id']}/test-slip")
    box.look()
    until(lambda: box.agent.slips.trials.last.outcome is not None)  # type: ignore[union-attr]
    box.look()
    trial = printers(api)[1]["trial"]
    assert (trial["state"], "thay cuộn giấy mới" in trial["text"]["vi"]) == ("failed", True)


def test_a_kiosk_that_falls_silent_is_not_said_to_be_ready(api: Api, box: Kiosk, clock: SetClock) -> None:
    assert printers(api)[1]["state"] == "ready"
    clock.forward(minutes=2)
    assert printers(api)[1]["state"] == "lost"


@pytest.mark.parametrize("wrong", [{"status": "fine"}, {"width": 0}, {"trial": {"wish": 1}}])
def test_what_is_no_printers_word_is_refused(api: Api, wrong: dict[str, Any]) -> None:
    assert api.kiosk.post("/box", {"clock_ahead_s": 0, "printer": TOLD}).status_code == 200
    assert api.kiosk.post("/box", {"clock_ahead_s": 0, "printer": TOLD | wrong}).json["code"] == "bad_request"


def device(server: Server) -> dict[str, Any]:
    shown = server.lines.broadcasters["/admin"].snapshot("")["devices"]
    found: dict[str, Any] = next(device for device in shown if device["kind"] == "kiosk")
    return found


def test_a_box_whose_clock_is_hours_wrong_says_so_on_its_page_and_to_the_manager(
    server: Server, box: Kiosk
) -> None:
    assert device(server)["wrong_clock_s"] is None
    box.clock.wrong_ms = 5 * HOUR_MS
    assert (
        box.get("/api/v1/centre").json["agent"]["wrong_clock_s"] == 5 * 3600
    )  # at once, not at the next look
    with capture_logs() as lines:
        box.look()
        box.look()
    assert device(server)["wrong_clock_s"] == 5 * 3600
    assert [line["hours"] for line in lines if line["event"] == "clock_wrong"] == [5.0]
    box.clock.wrong_ms = -20 * 60 * SECOND_MS
    box.look()
    assert device(server)["wrong_clock_s"] == -20 * 60, "the manager is told of minutes"
    assert box.get("/api/v1/centre").json["agent"]["wrong_clock_s"] is None, "people at the kiosk are not"
    box.clock.wrong_ms = -60 * SECOND_MS
    box.look()
    assert device(server)["wrong_clock_s"] is None
