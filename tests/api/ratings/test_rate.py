"""Rating a visit: by a slip's code and by the tablet of its counter, once, and nobody else's."""

from typing import Any

import pytest

from server.app import Server
from server.service.people.devices import change_device, enrol_device
from server.store import doctor
from tests.support.api import Api, Caller
from tests.support.clock import SetClock


@pytest.fixture(autouse=True)
def on(api: Api) -> None:
    turn(api, enabled=True)


def turn(api: Api, **wanted: Any) -> None:
    part = api.admin.get("/settings").json["ratings"]
    answer = api.admin.put_json("/settings/ratings", part | wanted)
    assert answer.status_code == 200, answer.text


def tablet_at(server: Server, api: Api, counter: int | None, name: str = "Máy 1") -> Caller:
    device, token = enrol_device(server.context, "rating", name, "test")
    if counter is not None:
        change_device(server.context, device, name, counter, "test")
    return api.holding(token)


def served(api: Api, n: int = 1) -> dict[str, Any]:
    """A visit that ended at counter `n`."""
    ticket = api.take()
    officer = api.at_work(n)
    for step in ("call", "serve", "finish"):
        answer = officer.post(f"/counters/{n}/{step}")
        assert answer.status_code == 200, answer.text
    return ticket


def refused(caller: Caller, status: int, code: str, **body: Any) -> None:
    answer = caller.post("/ratings", {"level": 3} | body)
    assert (answer.status_code, answer.json["code"]) == (status, code), answer.text


def test_a_slip_rates_its_visit_once_without_a_token(server: Server, api: Api) -> None:
    track = served(api)["track"]
    assert api.nobody.get(f"/track/{track}").json["rating"] == "open"
    answer = api.nobody.post("/ratings", {"track": track, "level": 3, "words": "Rất tốt"})
    assert (answer.status_code, answer.json) == (201, {"number": "A001"})
    assert api.nobody.get(f"/track/{track}").json["rating"] == "given"
    refused(api.nobody, 409, "already_rated", track=track, level=1, reason="wait")
    with server.context.store.read() as connection:
        assert list(doctor.examine(connection)) == []


def test_how_somebody_rated_is_no_step_of_their_visit(api: Api) -> None:
    ticket = served(api)
    lives = [f"/tickets/{ticket['id']}/life?lang={language}" for language in ("vi", "en")]
    before = [api.admin.get(life).json for life in lives]
    rated = api.nobody.post("/ratings", {"track": ticket["track"], "level": 1, "reason": "wait"})
    assert rated.status_code == 201, rated.text
    assert [api.admin.get(life).json for life in lives] == before


def test_a_ballot_that_is_sent_again_is_one_ballot(api: Api) -> None:
    track = served(api)["track"]
    body = {"track": track, "level": 2}
    assert [api.nobody.post("/ratings", body, key="k" * 16).status_code for _ in range(2)] == [201, 201]
    assert api.admin.get("/reports/ratings").json["total"]["ballots"] == 1


def test_the_lowest_level_needs_a_reason_of_the_list(api: Api) -> None:
    track = served(api)["track"]
    refused(api.nobody, 400, "rating_reason", track=track, level=1)
    refused(api.nobody, 400, "rating_reason_unknown", track=track, level=1, reason="weather")
    assert api.nobody.post("/ratings", {"track": track, "level": 1, "reason": "wait"}).status_code == 201


def test_what_was_no_visit_is_refused_kindly(api: Api) -> None:
    waiting, missed = api.take(), api.take()
    refused(api.nobody, 409, "rating_not_yet", track=waiting["track"])
    api.nobody.post(f"/track/{waiting['track']}/cancel")
    refused(api.nobody, 409, "rating_cancelled", track=waiting["track"])
    officer = api.at_work()
    officer.post("/counters/1/call")
    officer.post("/counters/1/no-show")
    refused(api.nobody, 409, "rating_missed", track=missed["track"])
    refused(api.nobody, 404, "unknown_ticket", track="A" * 16)


def test_an_hour_late_is_in_time_unless_the_centre_says_otherwise(api: Api, clock: SetClock) -> None:
    early, late = served(api)["track"], served(api)["track"]
    clock.forward(hours=1)
    assert api.nobody.post("/ratings", {"track": early, "level": 3}).status_code == 201
    turn(api, late_minutes=30)
    refused(api.nobody, 409, "rating_too_late", track=late)
    assert api.nobody.get(f"/track/{late}").json["rating"] == "over"


def test_tomorrow_is_too_late(api: Api, clock: SetClock) -> None:
    track = served(api)["track"]
    clock.forward(hours=24)
    refused(api.nobody, 409, "rating_too_late", track=track)


def test_nothing_is_rated_while_ratings_are_off(server: Server, api: Api) -> None:
    track = served(api)["track"]
    turn(api, enabled=False)
    refused(api.nobody, 403, "ratings_off", track=track)
    refused(tablet_at(server, api, 1), 403, "ratings_off", counter=1)
    assert "rating" not in api.nobody.get(f"/track/{track}").json


@pytest.mark.parametrize(
    "body",
    [
        {"level": 3},
        {"level": 0, "track": "x"},
        {"level": 4, "track": "x"},
        {"level": 3, "track": "x", "counter": 1},
        {"level": 3, "track": "x", "ticket": 1},
        {"level": 3, "track": "x", "words": "x" * 501},
        {"level": 3, "track": "x", "name": "Lan"},
    ],
)
def test_a_body_that_is_none(api: Api, body: dict[str, Any]) -> None:
    assert api.nobody.post("/ratings", body).status_code == 400


def test_a_tablet_rates_the_visit_that_ended_last_at_its_own_counter(server: Server, api: Api) -> None:
    ticket = served(api)
    tablet = tablet_at(server, api, 1)
    answer = tablet.post("/ratings", {"counter": 1, "level": 2, "ticket": ticket["id"]})
    assert (answer.status_code, answer.json["number"]) == (201, "A001")
    refused(api.nobody, 409, "already_rated", track=ticket["track"])


def test_of_two_tablets_on_one_counter_the_first_ballot_wins(server: Server, api: Api) -> None:
    one, two = tablet_at(server, api, 1), tablet_at(server, api, 1, "Máy 2")
    served(api)
    assert one.post("/ratings", {"counter": 1, "level": 3}).status_code == 201
    refused(two, 409, "already_rated", counter=1)
    assert api.admin.get("/reports/ratings").json["total"]["ballots"] == 1


def test_a_tablet_rates_at_no_other_counter_and_nobody_else_there(server: Server, api: Api) -> None:
    served(api)
    refused(tablet_at(server, api, 2), 403, "not_allowed", counter=1)
    refused(tablet_at(server, api, None, "Máy 2"), 403, "not_allowed", counter=1)
    refused(api.nobody, 401, "not_signed_in", counter=1)
    for caller in (api.officer, api.kiosk, api.admin, api.display):
        refused(caller, 403, "not_allowed", counter=1)


def test_a_tablet_whose_visit_is_not_the_last_any_more_rates_nobody(
    server: Server, api: Api, clock: SetClock
) -> None:
    tablet = tablet_at(server, api, 1)
    refused(tablet, 409, "rating_nobody", counter=1)
    first, second = served(api), served(api)
    refused(tablet, 409, "rating_too_late", counter=1, ticket=first["id"])
    assert tablet.post("/ratings", {"counter": 1, "level": 3, "ticket": second["id"]}).status_code == 201
    third = served(api)
    clock.forward(hours=1)
    refused(tablet, 409, "rating_too_late", counter=1, ticket=third["id"])
    clock.forward(hours=24)
    refused(tablet, 409, "rating_nobody", counter=1)


def test_a_visit_that_goes_on_keeps_its_rating_which_counts_where_it_ends(server: Server, api: Api) -> None:
    """The finish was undone after the ballot: it is the service's that was the last."""
    track = served(api)["track"]
    assert api.nobody.post("/ratings", {"track": track, "level": 3}).status_code == 201
    assert api.officer.post("/counters/1/undo").status_code == 200
    refused(api.nobody, 409, "rating_not_yet", track=track)
    assert api.other.post("/counters/2/open").status_code == 200
    assert api.officer.post("/counters/1/transfer", {"counter": 2}).status_code == 200
    for step in ("call", "serve", "finish"):
        assert api.other.post(f"/counters/2/{step}").status_code == 200, step
    refused(api.nobody, 409, "already_rated", track=track)
    items = api.admin.get("/reports/ratings").json["items"]
    assert [(row["by"], row["key"], row["ballots"]) for row in items] == [
        ("counter", "2", 1),
        ("officer", "minh", 1),
    ]
    with server.context.store.read() as connection:
        assert list(doctor.examine(connection)) == []


def credited(server: Server, api: Api) -> list[str]:
    """The officers of the table, which the journal bears out."""
    with server.context.store.read() as connection:
        assert list(doctor.examine(connection)) == []
    items = api.admin.get("/reports/ratings?from=2026-11-23").json["items"]
    return [row["key"] for row in items if row["by"] == "officer"]


def test_a_ballot_is_of_the_officer_who_took_the_counter_over(server: Server, api: Api) -> None:
    ticket, officer = api.take(), api.at_work()
    for caller, step in (
        (officer, "call"),
        (officer, "hand-over"),
        (api.other, "serve"),
        (api.other, "finish"),
    ):
        body = {"officer": "minh"} if step == "hand-over" else None
        assert caller.post(f"/counters/1/{step}", body).status_code == 200, step
    assert api.nobody.post("/ratings", {"track": ticket["track"], "level": 3}).status_code == 201
    assert credited(server, api) == ["minh"]


def test_a_manager_who_calls_at_somebodys_counter_does_not_take_the_ballot(server: Server, api: Api) -> None:
    ticket = api.take()
    api.at_work()
    for step in ("call", "serve", "finish"):
        assert api.admin.post(f"/counters/1/{step}").status_code == 200, step
    assert api.nobody.post("/ratings", {"track": ticket["track"], "level": 3}).status_code == 201
    assert credited(server, api) == ["lan"]


@pytest.mark.parametrize("lapses", [False, True])
def test_a_finish_that_was_undone_is_of_whoever_held_the_counter_at_last(
    server: Server, api: Api, clock: SetClock, *, lapses: bool
) -> None:
    track = served(api)["track"]
    assert api.nobody.post("/ratings", {"track": track, "level": 3}).status_code == 201
    assert api.officer.post("/counters/1/undo").status_code == 200
    assert api.officer.post("/counters/1/hand-over", {"officer": "minh"}).status_code == 200
    assert credited(server, api) == ["lan"]
    if lapses:
        clock.forward(hours=24)
        server.keepers.day.look()
        assert api.admin.get("/counters/1").json["state"] == "closed"
    else:
        assert api.other.post("/counters/1/finish").status_code == 200
    assert credited(server, api) == ["minh"]


def test_a_visit_that_ended_by_a_clock_ahead_is_not_the_last_for_ever(
    server: Server, api: Api, clock: SetClock
) -> None:
    tablet = tablet_at(server, api, 1)
    clock.forward(hours=24 * 30)
    ahead = served(api)
    clock.back(hours=24 * 30)
    now = api.take()  # whatever is written sets the days of the others right
    refused(tablet, 409, "rating_too_late", counter=1, ticket=ahead["id"])
    for step in ("call", "serve", "finish"):
        assert api.officer.post(f"/counters/1/{step}").status_code == 200, step
    answer = tablet.post("/ratings", {"counter": 1, "level": 3, "ticket": now["id"]})
    assert (answer.status_code, answer.json) == (201, {"number": now["number"]})


def test_a_stranger_who_guesses_is_slowed_down_and_a_tablet_is_not(server: Server, api: Api) -> None:
    tablet = tablet_at(server, api, 1)
    answers = [api.nobody.post("/ratings", {"track": "x", "level": 3}).status_code for _ in range(21)]
    assert answers == [404] * 20 + [429]
    refused(tablet, 409, "rating_nobody", counter=1)
