"""What the manager reads of kiosks that were alone: numbers that could not join, and what each machine runs."""

import pytest
from flask.testing import FlaskClient

from server.app import Server
from server.core.events import NumberLeftOut
from server.store.doctor import examine
from tests.api.browsing import sign_in
from tests.api.queue.test_offline_numbers import Box
from tests.support.api import Api
from tests.support.clock import SetClock


@pytest.fixture
def manager(server: Server, api: Api) -> FlaskClient:
    browser = server.app.test_client()
    assert sign_in(browser, "binh").status_code in (302, 303)
    return browser


def test_a_number_that_could_not_join_is_named_once_with_the_reason(
    server: Server, api: Api, manager: FlaskClient, clock: SetClock
) -> None:
    box = Box(api.kiosk, clock)
    assert "/admin/left-out" not in manager.get("/admin").text
    good, bad = box.give(), box.give(field="NO")
    for _ in range(2):
        assert [item["code"] for item in box.bring()] == [None, "unknown_field"]
    assert "/admin/left-out" in manager.get("/admin").text
    page = manager.get("/admin/left-out").text
    assert page.count(bad["number"]) == 1
    hour, day = bad["issued_at"][11:16], bad["issued_at"][:10].split("-")
    assert f"{hour} · {day[2]}/{day[1]}/{day[0]}" in page
    assert good["number"] not in page
    assert "Không có lĩnh vực này" in page
    with server.context.store.read() as connection:
        assert list(examine(connection)) == []


def test_one_that_could_not_be_read_is_named_too(api: Api, manager: FlaskClient, clock: SetClock) -> None:
    box = Box(api.kiosk, clock)
    box.give(field=["CT"])
    box.bring()
    page = manager.get("/admin/left-out").text
    assert "LA001" in page
    assert "Yêu cầu không đúng" in page


@pytest.mark.parametrize("issued_at", [-(10**15), 10**15])
def test_a_time_that_no_calendar_holds_does_not_hide_the_pages(
    server: Server, manager: FlaskClient, issued_at: int
) -> None:
    event = NumberLeftOut(1, "LA001", "2026-11-23", "CT", issued_at, "unknown_series")
    server.context.store.write(lambda transaction: transaction.record(event, "kiosk:1"))
    assert manager.get("/admin").status_code == 200
    assert "LA001" in manager.get("/admin/left-out").text


def test_without_any_the_page_says_that_all_is_well(manager: FlaskClient) -> None:
    page = manager.get("/admin/left-out").text
    assert "Không cần làm gì" in page
    assert 'data-role="live"' not in page, "nothing keeps this page up to date"


def test_the_manager_sees_what_a_kiosks_page_and_box_run(api: Api, manager: FlaskClient) -> None:
    api.kiosk.get("/tickets/offline", x_goiso_page="0.0.9", x_goiso_box="0.0.8")
    api.kiosk.get("/tickets/offline", x_goiso_page="<b>")
    page = manager.get("/admin").text
    assert "Trang bản 0.0.9 (cũ, cần tải lại)" in page
    assert "hộp máy bản 0.0.8" in page
