"""Numbers that a kiosk gave while it was alone join the queue where they belong, once."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from server.api.schemas import offline_numbers as schemas
from server.app import Server
from server.service.people import devices
from server.store.doctor import examine
from tests.support.api import Api, Caller
from tests.support.clock import HANOI, SetClock

Json = dict[str, Any]
BATCH = 200


def iso(at_ms: int) -> str:
    return datetime.fromtimestamp(at_ms / 1000, HANOI).isoformat(timespec="milliseconds")


class Box:
    """A kiosk that was alone, with a clock of its own that may be wrong by `wrong`."""

    def __init__(self, caller: Caller, clock: SetClock, wrong: timedelta = timedelta()) -> None:
        self.caller, self.clock = caller, clock
        self.wrong_ms = int(wrong.total_seconds() * 1000)
        self.prefix = caller.get("/tickets/offline").json["prefix"]
        self.given: list[Json] = []

    def now(self) -> int:
        return self.clock() + self.wrong_ms

    def give(self, field: str = "CT", **facts: Any) -> Json:
        n = len(self.given) + 1
        at = iso(self.now())
        item = {"number": f"{self.prefix}{n:03d}", "day": at[:10], "field": field, "issued_at": at}
        self.given.append(item | {"key": f"{self.prefix}-touch-{n}"} | facts)
        return self.given[-1]

    def bring(self, items: list[Json] | None = None) -> list[Json]:
        body = {"now": iso(self.now()), "items": self.given if items is None else items}
        answer = self.caller.post("/tickets/offline", body)
        assert answer.status_code == 200, answer.text
        found: list[Json] = answer.json["items"]
        return found


@pytest.fixture
def box(api: Api, clock: SetClock) -> Box:
    return Box(api.kiosk, clock)


@pytest.fixture
def second(server: Server, api: Api, clock: SetClock) -> Box:
    _, token = devices.enrol_device(server.context, "kiosk", "Kiosk 2", "test")
    return Box(api.holding(token), clock, timedelta(days=1))


def waiting(api: Api) -> list[str]:
    """The numbers that wait at counter 1, in calling order."""
    view = api.officer.get("/counters/1").json
    return [ticket["number"] for ticket in view["waiting"]["items"]]


def called(api: Api) -> str:
    """Call the next at counter 1, serve them to the end; answers the number."""
    number: str = api.officer.post("/counters/1/call").json["number"]
    api.officer.post("/counters/1/serve")
    api.officer.post("/counters/1/finish")
    return number


def left_out(api: Api) -> list[Json]:
    """What the journal says of numbers that could not join."""
    items = api.admin.get("/journal").json["items"]
    return [entry["data"] for entry in items if entry["type"] == "number_left_out"]


def clean(server: Server) -> bool:
    with server.context.store.read() as connection:
        return list(examine(connection)) == []


def test_they_stand_where_their_people_came(server: Server, api: Api, box: Box, clock: SetClock) -> None:
    api.at_work()
    api.take()
    clock.forward(minutes=1)
    box.give()
    clock.forward(minutes=1)
    box.give()
    clock.forward(minutes=1)
    api.take()

    items = box.bring()

    assert [(item["new"], item["state"]) for item in items] == [(True, "waiting")] * 2
    assert waiting(api) == ["A001", "LA001", "LA002", "A002"]
    assert [called(api) for _ in range(4)] == ["A001", "LA001", "LA002", "A002"]
    assert clean(server)


def test_they_keep_what_their_people_read(server: Server, api: Api, box: Box) -> None:
    box.give(language="en")
    ticket = api.kiosk.get(f"/tickets/{box.bring()[0]['ticket']}").json
    assert ticket["language"] == "en"
    assert clean(server)


def test_two_kiosks_that_were_alone_together_join_in_one_order(
    server: Server, api: Api, box: Box, second: Box, clock: SetClock
) -> None:
    api.at_work()
    for giver in (box, second, second, box):
        giver.give()
        clock.forward(seconds=20)
    late, numbers = second.bring(), [item["number"] for item in second.given]
    box.bring()

    assert [item["number"] for item in late] == numbers
    assert waiting(api) == ["LA001", f"{second.prefix}001", f"{second.prefix}002", "LA002"]
    assert clean(server)


@pytest.mark.parametrize("wrong", [timedelta(days=1), timedelta(days=-1), timedelta(minutes=-7)])
def test_a_wrong_clock_of_the_kiosk_does_no_harm(api: Api, clock: SetClock, wrong: timedelta) -> None:
    box = Box(api.kiosk, clock, wrong)
    box.give()
    given_at = clock()
    clock.forward(minutes=10)

    (item,) = box.bring()

    ticket = api.kiosk.get(f"/tickets/{item['ticket']}").json
    assert datetime.fromisoformat(ticket["issued_at"]).timestamp() == given_at / 1000
    assert api.kiosk.get("/centre").json["fields"][0]["waiting"] == 1


def test_a_time_to_come_is_now(api: Api, box: Box, clock: SetClock) -> None:
    item = box.give() | {"issued_at": iso(clock() + 3_600_000)}
    (joined,) = box.bring([item])
    assert api.kiosk.get(f"/tickets/{joined['ticket']}").json["issued_at"] == iso(clock()).replace(".000", "")


def test_they_join_once_however_often_they_are_sent(server: Server, api: Api, box: Box) -> None:
    for _ in range(3):
        box.give()
    first = box.bring()
    again = box.bring()

    assert [item["new"] for item in again] == [False] * 3
    assert [item["ticket"] for item in again] == [item["ticket"] for item in first]
    assert waiting(api) == [item["number"] for item in first]
    assert clean(server)


def test_a_touch_that_the_server_had_answered_leaves_one_ticket(server: Server, api: Api, box: Box) -> None:
    lost = api.kiosk.post("/tickets", {"field": "CT"}, key="the-touch").json
    box.give(key="the-touch")
    box.bring()
    box.bring()

    assert waiting(api) == ["LA001"]
    assert api.kiosk.get(f"/tickets/{lost['id']}").json["state"] == "cancelled"
    cancelled = [e for e in api.admin.get("/journal").json["items"] if e["type"] == "ticket_cancelled"]
    assert len(cancelled) == 1
    assert clean(server)


def test_a_visit_that_goes_on_under_the_other_number_leaves_that_one(
    server: Server, api: Api, box: Box
) -> None:
    api.kiosk.post("/tickets", {"field": "CT"}, key="the-touch")
    officer = api.at_work()
    officer.post("/counters/1/call")
    officer.post("/counters/1/serve")
    box.give(key="the-touch")

    (item,) = box.bring()

    assert (item["new"], item["state"]) == (True, "cancelled")
    assert waiting(api) == []
    assert clean(server)


def test_a_request_that_arrives_after_its_offline_number_gives_no_second_one(api: Api, box: Box) -> None:
    box.give(key="the-touch")
    box.bring()
    late = api.kiosk.post("/tickets", {"field": "CT"}, key="the-touch")
    assert (late.status_code, late.json["code"]) == (422, "idempotency_mismatch")
    assert waiting(api) == ["LA001"]


def test_what_is_brought_in_after_midnight_stays_in_its_own_day(
    server: Server, api: Api, box: Box, clock: SetClock
) -> None:
    clock.set("2026-11-23 23:58")
    box.give()
    clock.set("2026-11-24 00:03")
    api.take()

    (item,) = box.bring()

    assert item["state"] == "waiting"
    assert waiting(api) == ["A001"]
    with server.context.store.read() as connection:
        days = connection.execute("SELECT day FROM tickets ORDER BY arrived, issued_at, id").fetchall()
    assert days == [("2026-11-23",), ("2026-11-24",)]
    assert clean(server)


def test_each_is_answered_by_itself(api: Api, box: Box) -> None:
    items = [
        box.give(),
        box.give(field="ZZ"),
        box.give(priority="martian"),
        box.give(procedure="9.9"),
        box.give(),
    ]
    stranger = box.give() | {"number": "QQ001"}
    answers = {item["number"]: item["code"] for item in box.bring([*items, stranger])}
    assert answers == {
        "LA001": None,
        "LA002": "unknown_field",
        "LA003": "unknown_priority",
        "LA004": None,
        "LA005": None,
        "QQ001": "unknown_series",
    }
    assert waiting(api) == ["LA001", "LA004", "LA005"]


UNREADABLE: list[Json] = [
    {"procedure": 5},
    {"procedure": "9" * 41},
    {"priority": True},
    {"language": "EN"},
    {"key": "x" * 201},
    {"slip": "eaten"},
    {"nickname": "Lan"},
    {"field": ["CT"]},
    {"issued_at": "yesterday"},
    {"day": "2026-02-30"},
]


@pytest.mark.parametrize("wrong", UNREADABLE, ids=lambda wrong: next(iter(wrong)))
def test_one_that_cannot_be_read_holds_up_no_other(server: Server, api: Api, box: Box, wrong: Json) -> None:
    box.give()
    item = box.give(**wrong)
    box.give()
    answers = box.bring()
    assert [(a["number"], a["code"]) for a in answers if a["code"]] == [("LA002", "bad_request")]
    assert waiting(api) == ["LA001", "LA003"]
    (entry,) = left_out(api)
    assert (entry["number"], entry["code"]) == ("LA002", "bad_request")
    assert entry["kiosk_day"] == ("" if "day" in wrong else item["day"])
    assert entry["field"] == ("" if "field" in wrong else "CT")
    assert clean(server)


@pytest.mark.parametrize("item", [5, None, [], {}, {"number": 7}, {"number": "L" * 13}])
def test_what_has_no_number_at_all_is_answered_and_not_recorded(api: Api, box: Box, item: Any) -> None:
    box.give()
    answers = box.bring([*box.given, item])
    assert sorted((a["number"], a["code"]) for a in answers) == [("", "bad_request"), ("LA001", None)]
    assert waiting(api) == ["LA001"]
    assert left_out(api) == []


@pytest.mark.parametrize(
    "said", ["0001-01-01T00:00:00+00:00", "1970-01-01T00:00:00Z", "2026-11-08T08:00:00+07:00"]
)
def test_a_number_of_another_age_is_left_out_with_a_time_that_can_be(
    server: Server, api: Api, box: Box, clock: SetClock, said: str
) -> None:
    box.give()
    box.give(issued_at=said)
    answers = {a["number"]: a["code"] for a in box.bring()}
    assert answers == {"LA001": None, "LA002": "given_too_long_ago"}
    (entry,) = left_out(api)
    assert entry["issued_at"] == clock() - 14 * 24 * 3_600_000
    assert clean(server)


def test_a_kiosk_that_was_switched_off_over_tet_brings_its_numbers_all_the_same(
    api: Api, box: Box, clock: SetClock
) -> None:
    box.give()
    clock.forward(days=10)
    assert [a["code"] for a in box.bring()] == [None]


@pytest.mark.parametrize("now", ["9999-12-31T23:59:59+00:00", "0001-01-01T00:00:00+14:00"])
def test_a_clock_that_is_wrong_by_ages_breaks_nothing(server: Server, api: Api, box: Box, now: str) -> None:
    items = [box.give(), box.give() | {"number": "QQ001"}, box.give(issued_at=now)]
    answer = api.kiosk.post("/tickets/offline", {"now": now, "items": items})
    assert answer.status_code == 200
    codes = {item["number"]: item["code"] for item in answer.json["items"]}
    assert codes["LA003"] is None, "given at this very moment, by its own clock"
    assert codes["QQ001"] == "unknown_series"
    assert codes["LA001"] == ("given_too_long_ago" if now.startswith("9") else None)
    assert clean(server)


def test_a_number_that_another_day_of_the_kiosks_clock_gave_already_is_refused(api: Api, box: Box) -> None:
    item = box.give()
    box.bring()
    (answer,) = box.bring([item | {"day": "2026-11-24", "key": "another-touch"}])
    assert answer["code"] == "number_taken"
    assert waiting(api) == ["LA001"]


def test_what_a_kiosk_gave_before_its_token_was_taken_back_still_joins(
    server: Server, api: Api, box: Box, second: Box
) -> None:
    item = box.give()
    second.wrong_ms = 0
    (refused,) = second.bring([item])
    device = box.caller.get("/tickets/offline").json["device"]
    devices.revoke_device(server.context, device, "test")

    (joined,) = second.bring([item])

    assert (refused["code"], joined["code"]) == ("unknown_series", None)
    assert second.bring([item]) == [joined | {"new": False}], "the answer was lost on the way"
    (another,) = second.bring([item | {"key": "of another person"}])
    assert another["code"] == "number_taken"
    assert waiting(api) == ["LA001"]


def test_the_centre_being_closed_turns_nobody_away_who_holds_a_number(api: Api, box: Box) -> None:
    box.give(slip="printed")
    (item,) = box.bring()
    assert api.kiosk.get(f"/tickets/{item['ticket']}").json["print"] == "printed"


def test_a_batch_of_two_hundred_is_taken_and_no_larger_one(api: Api, box: Box, clock: SetClock) -> None:
    for _ in range(BATCH):
        box.give()
    assert len(box.bring()) == BATCH
    box.give()
    answer = api.kiosk.post("/tickets/offline", {"now": iso(clock()), "items": box.given})
    assert (answer.status_code, answer.json["code"]) == (400, "bad_request")


def test_the_series_says_how_far_it_has_come_today(api: Api, box: Box, clock: SetClock) -> None:
    box.give()
    box.give()
    box.bring()
    assert api.kiosk.get("/tickets/offline").json["last"] == 2
    clock.forward(days=1)
    assert api.kiosk.get("/tickets/offline").json["last"] == 0


def test_the_manager_finds_the_call_of_an_offline_number(api: Api, box: Box) -> None:
    box.give()
    box.bring()
    api.at_work().post("/counters/1/call")
    found = api.admin.get("/reports/calls?number=la001").json
    assert [call["number"] for call in found["items"]] == ["LA001"]
    assert api.kiosk.get("/board").json["calls"][0]["number"] == "LA001"


def test_answers_have_the_shape_described(api: Api, box: Box) -> None:
    box.give()
    series = api.kiosk.get("/tickets/offline").json
    assert schemas.OfflineSeries.model_validate(series).model_dump(mode="json").keys() == series.keys()
    (item,) = box.bring()
    assert schemas.BroughtIn.model_validate(item).model_dump(mode="json").keys() == item.keys()
