"""The printer's and the devices' health in the figures for operations, and live on the manager's page."""

from typing import Any

import pytest
from flask.testing import FlaskClient

from server.app import Server
from tests.operations.test_operations import metrics
from tests.support.api import Api
from tests.support.clock import SetClock
from tests.support.tcp_printer import TcpPrinter
from tests.support.waiting import until


@pytest.fixture
def server(server_with_paper: Server) -> Server:
    return server_with_paper


def state_of(client: FlaskClient) -> list[str]:
    """The states that the printer is in: one."""
    found = metrics(client).items()
    return [labels[0] for (name, labels), value in found if name == "goiso_printer_state" and value]


def the_manager_sees(server: Server) -> dict[str, Any]:
    """The printer on the manager's page."""
    printer: dict[str, Any] = server.lines.broadcasters["/admin"].snapshot("")["printer"]
    return printer


def test_the_printers_state_is_in_the_metrics(server: Server, client: FlaskClient, paper: TcpPrinter) -> None:
    until(lambda: the_manager_sees(server)["state"] == "ready")
    assert state_of(client) == ["ready"]
    assert metrics(client)["goiso_printer_paper_low", ()] == 0
    paper.near_end = True
    until(lambda: metrics(client)["goiso_printer_paper_low", ()] == 1)
    assert state_of(client) == ["paper_low"]


def test_slips_are_counted_by_how_they_ended(
    server: Server, client: FlaskClient, api: Api, paper: TcpPrinter
) -> None:
    api.take()
    until(lambda: metrics(client).get(("goiso_print_jobs_total", ("printed",))) == 1)
    paper.out_of_paper = True
    api.take()
    until(lambda: metrics(client).get(("goiso_print_jobs_total", ("failed",))) == 1)
    seen = metrics(client)
    assert seen["goiso_print_jobs_waiting", ()] == 0
    assert seen["goiso_printer_last_printed_timestamp_seconds", ()] == server.context.clock() / 1000


def test_the_manager_sees_since_when_what_waits_and_when_it_last_printed(
    server: Server, api: Api, paper: TcpPrinter, clock: SetClock
) -> None:
    until(lambda: the_manager_sees(server)["state"] == "ready")
    clock.forward(minutes=5)
    number = api.take()["number"]
    until(lambda: the_manager_sees(server)["printed_at"] is not None)
    paper.out_of_paper = True
    clock.forward(minutes=5)
    until(lambda: the_manager_sees(server)["state"] == "out_of_paper")
    seen = the_manager_sees(server)
    assert seen["since"].startswith("2026-11-23T08:10")
    assert seen["printed_at"].startswith("2026-11-23T08:05")
    assert seen["waiting"] == 0
    assert server.lines.broadcasters["/admin"].snapshot("")["slips"] == []
    failed = api.take()["number"]
    until(lambda: bool(server.lines.broadcasters["/admin"].snapshot("")["slips"]))
    [slip] = server.lines.broadcasters["/admin"].snapshot("")["slips"]
    assert (slip["number"], slip["print"], slip["marked"]) == (failed, "failed", False)
    assert number != failed


def test_a_cover_left_open_is_an_error_and_the_number_is_valid(
    server: Server, client: FlaskClient, api: Api, paper: TcpPrinter
) -> None:
    paper.cover_open = True
    ticket = api.take()
    until(lambda: api.kiosk.get(f"/tickets/{ticket['id']}").json["print"] == "failed")
    until(lambda: state_of(client) == ["error"])
    paper.cover_open = False
    until(lambda: state_of(client) == ["ready"])
    assert paper.pages == []


def test_each_devices_last_sign_of_life_is_in_the_metrics(
    server: Server, client: FlaskClient, api: Api, clock: SetClock
) -> None:
    api.take()
    kiosk = next(device for device in server.life.devices() if device.kind == "kiosk")
    which = (str(kiosk.id), "kiosk", "kiosk")
    seen = metrics(client)
    assert seen["goiso_device_last_seen_timestamp_seconds", which] == clock() / 1000
    assert seen["goiso_device_connected", which] == 0
    assert not any(name.startswith("goiso_device_last") and "display" in labels for name, labels in seen)
