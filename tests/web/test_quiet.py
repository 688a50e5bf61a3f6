"""Quiet hours on phones: in words and as a table, in three languages, made once a day, and on the poster."""

import re

import pytest
from flask.testing import FlaskClient

from server.app import Server
from server.service.queue import counters
from server.service.queue.counters import Officer
from server.service.queue.tickets import NumberRequest, issue
from server.service.settings import changes
from server.store.queue import past_waits
from tests.api.browsing import sign_in
from tests.support.api import Api
from tests.support.clock import SetClock
from tests.support.enrolled import Tokens

LAN = Officer("lan")
HOURS = [["07:00", "11:30"], ["13:00", "17:00"]]


@pytest.fixture
def past(server: Server, tokens: Tokens, clock: SetClock) -> None:
    """Last Wednesday from ten people waited 4 minutes, last Monday from eight ten waited 25."""
    hours = server.context.settings.document.hours.model_dump(mode="json")
    changes.put(server.context, "hours", hours | {"weekdays": [1, 2, 3, 4, 5, 6], "sessions": HOURS}, "test")
    for moment, minutes in (("2026-11-16 08:10", 25), ("2026-11-18 10:05", 4)):
        clock.set(moment)
        for _ in range(10):
            issue(server.context, NumberRequest("CT"), "kiosk:1")
        clock.forward(minutes=minutes)
        counters.open_(server.context, 1, LAN)
        for _ in range(10):
            counters.call(server.context, 1, LAN)
            counters.no_show(server.context, 1, LAN)
        counters.close(server.context, 1, LAN)
    clock.set("2026-11-23 08:00")


@pytest.mark.usefixtures("past")
def test_the_page_says_when_it_is_quiet(client: FlaskClient) -> None:
    page = client.get("/quiet").text
    assert "Vắng nhất: sáng thứ Tư 10–11 giờ, thường chờ khoảng 4 phút." in page
    assert "Đông nhất: sáng thứ Hai 8–9 giờ, thường chờ khoảng 25 phút." in page
    cells = re.findall(r'<td data-level="(\w+)"><span aria-hidden="true">(.*?)</span>', page)
    assert len(cells) == 10 * 6
    assert ("quiet", "4") in cells
    assert ("busy", "25") in cells
    assert cells.count(("closed", "")) == 6  # noon
    assert cells.count(("few", "–")) == 52
    assert "chưa đủ số liệu" in page


@pytest.mark.usefixtures("past")
def test_it_is_said_in_every_language_that_is_offered(client: FlaskClient) -> None:
    assert "Quietest: Wednesday morning, 10–11 o&#39;clock, usually" in client.get("/quiet?lang=en").text
    client.delete_cookie("lang")
    chinese = client.get("/quiet?lang=zh").text
    assert "人最少：星期三上午10–11点" in chinese
    assert '<html lang="zh">' in chinese
    assert '<html lang="vi">' in client.get("/quiet?lang=xx").text


def test_where_nothing_is_known_it_says_so(client: FlaskClient) -> None:
    page = client.get("/quiet").text
    assert "Chưa đủ số liệu để nói giờ nào vắng." in page
    assert 'data-level="quiet"></span>dưới 10 phút' in page


def test_it_is_made_once_a_day_and_a_phone_that_has_it_is_told_nothing(
    server: Server, client: FlaskClient, clock: SetClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[str] = []
    found = past_waits.usual
    monkeypatch.setattr(past_waits, "usual", lambda *asked: made.append(asked[1]) or found(*asked))
    answers = [client.get("/quiet") for _ in range(5)]
    assert len({answer.data for answer in answers}) == 1
    assert made == ["2026-11-23"]
    tag = answers[0].headers["ETag"]
    assert not tag.startswith("W/")
    again = client.get("/quiet", headers={"If-None-Match": tag})
    assert (again.status_code, again.data) == (304, b"")
    clock.set("2026-11-24 08:00")
    client.get("/quiet")
    assert made == ["2026-11-23", "2026-11-24"]


def test_other_hours_are_another_page_at_once(server: Server, client: FlaskClient) -> None:
    before = client.get("/quiet").headers["ETag"]
    hours = server.context.settings.document.hours.model_dump(mode="json")
    changes.put(server.context, "hours", hours | {"weekdays": [1, 2], "sessions": HOURS}, "test")
    answer = client.get("/quiet", headers={"If-None-Match": before})
    assert answer.status_code == 200
    assert answer.text.count("<abbr") == 2


@pytest.mark.usefixtures("past")
def test_the_poster_is_for_whoever_looks_after_the_machines(client: FlaskClient) -> None:
    assert client.get("/quiet/poster").status_code == 302
    sign_in(client, "binh")
    poster = client.get("/quiet/poster").text
    assert "Vắng nhất: sáng thứ Tư 10–11 giờ" in poster
    assert "Quietest: Wednesday morning" in poster


def test_phones_are_led_there(api: Api, client: FlaskClient) -> None:
    phone = api.admin.get("/settings").json["phone"] | {"enabled": True}
    api.admin.put_json("/settings/phone", phone)
    for page in ("/take", f"/t/{api.take()['track']}/keep"):
        assert 'href="/quiet"' in client.get(page).text
