"""The kiosk's page beside its own box: it works when the server is gone, after a restart of the box too."""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect
from playwright.sync_api import TimeoutError as PlaywrightTimeout

from server import config
from server.service.context import Context
from server.service.people import devices
from tests.pages.axe import expect_accessible
from tests.pages.steps import expect_print, expect_settled, expect_step, role, take
from tests.support.agents import KioskProcess
from tests.support.browser import Visitors
from tests.support.long_day import long_day_clock
from tests.support.process import Process
from tests.support.tcp_printer import TcpPrinter


@dataclass(frozen=True)
class BoxCentre:
    """A centre as the browser on a kiosk's box finds it."""

    url: str
    kiosk_token: str
    display_token: str = ""
    passwords: dict[str, str] = field(default_factory=dict)


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Process]:
    with Process(tmp_path) as server:
        yield server


@pytest.fixture
def box(tmp_path: Path, server: Process, printer: TcpPrinter, printer_url: str) -> Iterator[KioskProcess]:
    token = server.enrol().kiosk
    server.start()
    with KioskProcess(tmp_path / "kiosk", server.port, token, printer_url) as box:
        box.knows_its_series()
        yield box


@pytest.fixture
def visitors(browser: Browser, box: KioskProcess) -> Iterator[Visitors]:
    with Visitors(browser, BoxCentre(box.url, box.token)) as visitors:
        visitors.forgive_lost_line()
        yield visitors


def test_it_gives_and_prints_numbers_before_during_and_after_an_outage(
    server: Process, box: KioskProcess, visitors: Visitors, printer: TcpPrinter
) -> None:
    kiosk, already = visitors.kiosk(), len(printer.pages)
    assert take(kiosk, "CT")["number"] == "A001"
    expect_print(kiosk, "printed")
    expect(role(kiosk, "offline-number")).to_be_hidden()
    kiosk.locator('[data-action="done"]').click()

    server.kill()
    assert take(kiosk, "CT")["number"] == "LA001"
    expect(role(kiosk, "number")).to_have_text("LA001")
    expect(role(kiosk, "result-ahead")).to_have_text("–")
    expect(role(kiosk, "offline-number")).to_be_visible()
    expect_print(kiosk, "printed")
    expect(role(kiosk, "alone")).to_be_visible()
    expect(role(kiosk, "stale")).to_be_hidden()
    expect_accessible(kiosk)
    assert len(printer.pages) == already + 2
    kiosk.locator('[data-action="done"]').click()

    server.start()
    expect(role(kiosk, "alone")).to_be_hidden()
    box.until({"alone": False, "to_join": 0})
    ticket = take(kiosk, "CT")
    assert (ticket["number"], ticket["ahead"]) == ("A002", 2)
    expect_print(kiosk, "printed")
    visitors.forgive("503")


def test_it_opens_with_the_server_gone_after_a_restart_of_the_box(
    server: Process, box: KioskProcess, visitors: Visitors
) -> None:
    visitors.forgive("503")
    visitors.kiosk()
    server.kill()
    box.kill()
    box.spawn()
    box.until({"alone": True, "ready": True})

    kiosk = visitors.kiosk()
    expect_step(kiosk, "start")
    assert take(kiosk, "CT")["number"] == "LA001"
    expect(role(kiosk, "alone")).to_be_visible()


def test_it_says_plainly_that_its_token_was_taken_back(
    server: Process, box: KioskProcess, visitors: Visitors, tmp_path: Path
) -> None:
    visitors.forgive("401", "503")
    kiosk = visitors.kiosk()
    server.stop()
    _revoke(server, tmp_path)
    server.start()
    with suppress(PlaywrightTimeout):  # the page may have heard of it before anybody touches it
        kiosk.locator('[data-field="CT"]').click(timeout=2000)
        kiosk.locator('[data-action="take"]').click(timeout=2000)
        kiosk.locator('[data-action="done"]').click(
            timeout=2000
        )  # a box that had not heard yet gave one of its own
    expect_step(kiosk, "error")
    expect(role(kiosk, "enrol")).to_be_visible()
    box.until({"refused": True})

    server.kill()
    kiosk.reload()
    expect_step(kiosk, "error")
    expect(role(kiosk, "enrol")).to_be_visible()
    expect(role(kiosk, "alone")).to_be_hidden()
    by_hand = kiosk.locator('[data-role="enrol"] summary')
    by_hand.focus()
    with kiosk.expect_response("**/api/v1/centre"):
        pass  # the page asks its box how it is
    expect_settled(kiosk)
    expect(by_hand).to_be_focused()


def _revoke(server: Process, folder: Path) -> None:
    context = Context(server.data, config.load(folder / "centre.toml").as_centre(), long_day_clock)
    try:
        (kiosk,) = (device for device in devices.devices(context) if device.kind == "kiosk")
        devices.revoke_device(context, kiosk.id, "test")
    finally:
        context.close()
