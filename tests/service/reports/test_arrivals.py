"""Today's arrivals beside a usual day of the same weekday, from the weeks before."""

import pytest

from server.app import Server
from server.service.reports.arrivals import arrivals_today
from server.service.reports.attention import attention
from tests.support.api import Api
from tests.support.clock import SetClock
from tests.support.enrolled import Tokens, enrol_everybody


def came(server: Server, api: Api, clock: SetClock, moment: str, people: int) -> None:
    clock.set(moment)
    for _ in range(people):
        api.take()


def anew(server: Server, clock: SetClock, moment: str) -> Api:
    """The API at another moment, weeks before or after: tokens last a day."""
    clock.set(moment)
    tokens: Tokens = enrol_everybody(server.context)
    return Api(server.app, tokens)


def test_a_usual_day_is_the_median_of_the_same_weekdays_before(server: Server, clock: SetClock) -> None:
    api = anew(server, clock, "2026-10-26 07:00")
    for day, people in (("2026-10-26", 2), ("2026-11-02", 9), ("2026-11-03", 7), ("2026-11-09", 4)):
        came(server, api, clock, f"{day} 08:10", people)
    gone = api.take()["id"]
    api.kiosk.post(f"/tickets/{gone}/cancel")
    came(server, api, clock, "2026-11-16 09:40", 3)
    clock.set("2026-11-23 08:20")
    api.take()
    answer = api.admin.get("/reports/arrivals").json
    assert (answer["day"], answer["days"]) == ("2026-11-23", 4)
    parts = {part["from"]: (part["came"], part["usual"]) for part in answer["items"]}
    assert parts["08:00"] == (1, 3.0)  # the median of 2, 9, 4 and none
    assert parts["09:30"] == (0, 0.0)
    assert len(parts) == 48


def test_the_usual_day_is_found_once_a_day(server: Server, api: Api, clock: SetClock) -> None:
    first = arrivals_today(server.context).usual
    assert arrivals_today(server.context).usual is first
    clock.set("2026-11-24 08:00")
    assert arrivals_today(server.context).usual is not first


def test_the_longest_wait_comes_first_whatever_its_field(server: Server, api: Api, clock: SetClock) -> None:
    numbers = []
    for field in ("HT", "CT", "HT", "DD", "CT", "CT"):
        numbers.append(api.take(field)["number"])
        clock.forward(minutes=1)
    found = attention(server.context, ())
    assert [one.number for one in found.longest] == numbers[:5]
    assert found.too_long == ()


@pytest.mark.parametrize(
    ("steps", "minutes"),
    [
        ({"call": "called"}, 10),
        ({"call": "called", "serve": "serving"}, 60),
        ({"call": "called", "park": "parked"}, 60),
    ],
)
def test_what_goes_on_for_too_long_is_told_with_its_counter(
    server: Server, api: Api, clock: SetClock, steps: dict[str, str], minutes: int
) -> None:
    officer = api.at_work()
    number = api.take()["number"]
    for step in steps:
        clock.forward(minutes=5)  # what went before the step counts for nothing
        assert officer.post(f"/counters/1/{step}").status_code == 200
    clock.forward(minutes=minutes - 1)
    assert attention(server.context, ()).too_long == ()
    clock.forward(minutes=1)
    (one,) = attention(server.context, ()).too_long
    assert (one.number, one.state, one.counter) == (number, [*steps.values()][-1], 1)
