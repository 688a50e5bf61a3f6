"""A number that its officer left behind at the counter: the manager sees it, is told of it, and sends its person back."""

from typing import Any

from server.app import Server
from server.core.alerts import USUAL_LIMITS, Metric
from server.service.settings import changes
from tests.api.browsing import sign_in, submit
from tests.support.api import Api
from tests.support.clock import SetClock

RULE = {
    "code": "called",
    "vi": "Gọi lâu",
    "en": "Called for long",
    "metric": Metric.CALLED.value,
    "limit": USUAL_LIMITS[Metric.CALLED],
}


def managers(server: Server) -> dict[str, Any]:
    """What the manager's page is fed with."""
    found: dict[str, Any] = server.lines.broadcasters["/admin"].snapshot("all")
    return found


def test_whoever_is_left_called_stands_on_the_managers_page_and_goes_back_from_there(
    server: Server, api: Api, clock: SetClock
) -> None:
    changes.put(server.context, "alerts", [RULE], "admin:binh")
    number = api.take("CT")["number"]
    ticket = api.at_work().post("/counters/1/call").json["id"]
    browser = server.app.test_client()
    sign_in(browser, "lan")
    asked = submit(browser, "/sign-out", "/counter/1")
    assert (asked.status_code, number in asked.text) == (409, True)
    assert submit(browser, "/sign-out", "/counter/1", anyway="yes").status_code == 303
    server.watches.alerts.look()
    assert managers(server)["alerts"] == []
    clock.forward(minutes=11)
    server.watches.alerts.look()
    told = managers(server)
    counter = told["counters"][0]
    assert (counter["number"], counter["ticket_state"], counter["officer"]["username"]) == (
        number,
        "called",
        "lan",
    )
    (alert,) = told["alerts"]
    assert (alert["metric"], number in alert["text"]["vi"]) == (Metric.CALLED, True)
    assert api.admin.post("/counters/1/return").status_code == 200
    server.watches.alerts.look()
    assert api.officer.get(f"/tickets/{ticket}").json["state"] == "waiting"
    told = managers(server)
    assert (told["counters"][0]["number"], told["alerts"]) == (None, [])
