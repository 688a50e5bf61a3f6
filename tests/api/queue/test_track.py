"""Following a ticket by the code on its slip: made for polling."""

from unittest.mock import ANY

import pytest
from flask.testing import FlaskClient

from server.app import Server
from server.core.forecast.hall import Expected, Forecast
from server.core.forecast.waits import Waits
from tests.support.api import Api
from tests.support.clock import SetClock


def test_whoever_holds_the_slip_sees_the_ticket(api: Api) -> None:
    ticket = api.take()
    answer = api.nobody.get(f"/track/{ticket['track']}")
    assert answer.status_code == 200
    assert answer.json == ticket | {"settings": ANY, "desks": []}


def test_nothing_new_is_304_without_a_body(api: Api) -> None:
    track = api.take()["track"]
    etag = api.nobody.get(f"/track/{track}").headers["ETag"]
    again = api.nobody.get(f"/track/{track}", if_none_match=etag)
    assert again.status_code == 304
    assert again.data == b""
    assert again.headers["ETag"] == etag


def test_what_others_do_in_another_field_is_nothing_new(api: Api) -> None:
    track = api.take("CT")["track"]
    etag = api.nobody.get(f"/track/{track}").headers["ETag"]
    api.take("HT")
    assert api.nobody.get(f"/track/{track}", if_none_match=etag).status_code == 304


def test_people_ahead_who_are_called_are_news(api: Api) -> None:
    api.take()
    track = api.take()["track"]
    etag = api.nobody.get(f"/track/{track}").headers["ETag"]
    api.at_work().post("/counters/1/call")
    news = api.nobody.get(f"/track/{track}", if_none_match=etag)
    assert news.status_code == 200
    assert news.json["ahead"] == 0
    assert news.headers["ETag"] != etag


def test_it_may_be_kept_only_when_asked_about_again(api: Api) -> None:
    assert api.nobody.get(f"/track/{api.take()['track']}").headers["Cache-Control"] == "no-cache"


def test_it_tells_the_counter_once_called(api: Api) -> None:
    track = api.take()["track"]
    api.at_work(1).post("/counters/1/call")
    seen = api.nobody.get(f"/track/{track}").json
    assert (seen["state"], seen["counter"]) == ("called", 1)


@pytest.mark.parametrize("code", ["1", "AAAAAAAAAAAAAAAA", "not-base64!", "%F0%9F%98%80", "A" * 17])
def test_a_code_that_was_never_given_is_404(api: Api, code: str) -> None:
    api.take()
    answer = api.nobody.get(f"/track/{code}")
    assert (answer.status_code, answer.json["code"]) == (404, "unknown_ticket")


def test_a_changed_letter_opens_no_other_ticket(api: Api) -> None:
    track = api.take()["track"]
    forged = ("B" if track[0] == "A" else "A") + track[1:]
    assert api.nobody.get(f"/track/{forged}").status_code == 404


def test_a_code_that_is_far_too_long_is_400(api: Api) -> None:
    assert api.nobody.get(f"/track/{'A' * 41}").json["code"] == "bad_request"


def test_whoever_holds_the_slip_may_give_the_number_up(api: Api) -> None:
    track = api.take()["track"]
    answer = api.nobody.post(f"/track/{track}/cancel")
    assert (answer.status_code, answer.json["state"]) == (200, "cancelled")
    assert api.admin.get("/journal").json["items"][-1]["actor"] == "slip"


@pytest.mark.parametrize("state", ["waiting", "parked"])
def test_a_number_that_its_day_left_behind_says_so_and_is_not_given_up(
    api: Api, clock: SetClock, client: FlaskClient, state: str
) -> None:
    api.take()
    ticket = api.take()
    if state == "parked":
        officer = api.at_work()
        for step in ("call", "serve", "finish", "call", "serve", "park"):
            assert officer.post(f"/counters/1/{step}").status_code == 200
    clock.forward(days=1)
    seen = api.nobody.get(f"/track/{ticket['track']}").json
    assert (seen["state"], seen["past_day"]) == (state, "2026-11-23")
    page = client.get(f"/t/{ticket['track']}").text
    assert 'data-standing="past"' in page
    assert "23/11" in page
    assert "Không quầy nào gọi số này nữa." in page
    kept = api.kept()
    assert api.nobody.post(f"/track/{ticket['track']}/cancel").json["code"] == "unknown_ticket"
    assert api.kept() == kept


def test_a_number_of_yesterday_that_is_over_is_told_as_that(api: Api, clock: SetClock) -> None:
    ticket = api.take()
    api.nobody.post(f"/track/{ticket['track']}/cancel")
    clock.forward(days=1)
    seen = api.nobody.get(f"/track/{ticket['track']}").json
    assert (seen["state"], "past_day" in seen) == ("cancelled", False)


def test_a_stranger_may_not(api: Api) -> None:
    ticket = api.take()
    assert api.nobody.post("/track/AAAAAAAAAAAAAAAA/cancel").status_code == 404
    assert api.kiosk.get(f"/tickets/{ticket['id']}").json["state"] == "waiting"


def foresee(server: Server, ticket: int, minutes: int) -> None:
    """A forecast by which the ticket is called in so many minutes, at the latest in twice as many."""
    now = server.context.clock()
    expected = Expected(now + minutes * 60_000, now + 2 * minutes * 60_000)
    server.context.waits = Waits(Forecast(now, {ticket: expected}))


def test_a_forecast_that_differs_by_a_little_is_nothing_new(server: Server, api: Api) -> None:
    ticket = api.take()
    api.at_work()
    foresee(server, ticket["id"], 10)
    etag = api.nobody.get(f"/track/{ticket['track']}").headers["ETag"]
    for minutes in (11, 9, 10):
        foresee(server, ticket["id"], minutes)
        again = api.nobody.get(f"/track/{ticket['track']}", if_none_match=etag)
        assert (again.status_code, again.headers["ETag"]) == (304, etag)


def test_a_little_and_again_a_little_is_news_in_the_end(server: Server, api: Api) -> None:
    ticket = api.take()
    api.at_work()
    foresee(server, ticket["id"], 10)
    etag = api.nobody.get(f"/track/{ticket['track']}").headers["ETag"]
    foresee(server, ticket["id"], 5)
    news = api.nobody.get(f"/track/{ticket['track']}", if_none_match=etag)
    assert (news.status_code, news.json["wait"]) == (200, {"low_s": 300, "high_s": 600})


def test_a_first_and_a_last_counter_are_news(api: Api) -> None:
    track = api.take()["track"]
    told = api.nobody.get(f"/track/{track}")
    assert told.json["wait"] is None
    unchanged = api.nobody.get(f"/track/{track}", if_none_match=told.headers["ETag"])
    assert unchanged.status_code == 304
    officer = api.at_work(1)
    opened = api.nobody.get(f"/track/{track}", if_none_match=told.headers["ETag"])
    assert (opened.status_code, opened.json["wait"]) == (200, {"low_s": 0, "high_s": 60})
    officer.post("/counters/1/close")
    closed = api.nobody.get(f"/track/{track}", if_none_match=opened.headers["ETag"])
    assert (closed.status_code, closed.json["wait"]) == (200, None)


@pytest.mark.parametrize(
    "etag", ['"x"', 'W/"0-0-0"', "*", '"' + "a" * 32 + '-0-0"', '"' + "a" * 32 + '-none"']
)
def test_an_etag_that_was_never_given_brings_the_ticket(api: Api, etag: str) -> None:
    ticket = api.take()
    told = ticket | {"settings": ANY, "desks": []}
    assert api.nobody.get(f"/track/{ticket['track']}", if_none_match=etag).json == told
