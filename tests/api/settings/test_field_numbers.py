"""A field's numbers: where a day begins, how many it has, and that no change ever prints a number twice."""

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from server.app import Server
from server.core.queue.offline_numbers import prefix_of
from server.service.queue.paper_pads import print_next
from server.store import doctor
from tests.support.api import Api
from tests.support.clock import SetClock
from tests.web.manage.test_home import of_field

PREFIXES = ["A", "B", "A1", "1", "10", "AB", "L", "L1", "LA", "K"]
CODES = ["CT", "HT", "DD"]
KIOSKS = {prefix_of(device) for device in range(1, 400)}

changes = st.tuples(
    st.sampled_from(CODES), st.sampled_from(PREFIXES), st.sampled_from([1, 10, 999, 1001, 9000])
)


def change(api: Api, code: str, **changed: Any) -> int:
    fields = api.admin.get("/settings").json["fields"]
    field = next(each for each in fields if each["code"] == code)
    return api.admin.put_json(f"/settings/fields/{code}", field | changed).status_code


def test_a_day_begins_with_the_first_number_and_a_change_only_goes_on(api: Api, clock: SetClock) -> None:
    assert change(api, "CT", first_number=500) == 200
    assert [api.take()["number"] for _ in range(2)] == ["A500", "A501"]
    change(api, "CT", first_number=1000)
    assert api.take()["number"] == "A1000"
    change(api, "CT", first_number=1)
    assert api.take()["number"] == "A1001"
    clock.forward(hours=24)
    assert api.take()["number"] == "A001"


def test_a_field_may_take_the_letter_d_while_paper_numbers_wait(api: Api, server: Server) -> None:
    print_next(server.context, 100, "manager:binh")
    rows = {"items": [{"number": "DPA001", "field": "CT", "at": "07:30"}]}
    assert api.officer.post("/paper/numbers", rows).json["recorded"]
    assert [change(api, "XD", prefix="M"), change(api, "CT", prefix="D")] == [200, 200]
    assert api.take()["number"] == "D001"


def test_the_daily_limit_counts_numbers_and_not_how_high_they_are(api: Api) -> None:
    change(api, "CT", first_number=500, daily_limit=2)
    assert [api.take()["number"] for _ in range(2)] == ["A500", "A501"]
    refused = api.kiosk.post("/tickets", {"field": "CT"})
    assert (refused.status_code, refused.json["code"]) == (409, "daily_limit")


def test_a_first_number_beyond_what_a_screen_holds_is_refused_in_words(api: Api) -> None:
    fields = api.admin.get("/settings").json["fields"]
    refused = api.admin.put_json("/settings/fields/CT", fields[0] | {"first_number": 9001})
    assert refused.status_code == 422
    assert "first_number: nhiều nhất 9000 · at most 9000" in refused.json["detail"]


def test_the_limit_of_real_waits_is_not_that_of_the_suggestion(api: Api, server: Server) -> None:
    assert change(api, "CT", real_wait_limit_minutes=5, wait_limit_minutes=40) == 200
    field = server.context.centre.layout.fields["CT"]
    assert (field.real_wait_limit_s, field.wait_limit_s) == (300, 2400)
    assert of_field(server, "CT")["limit_s"] == 300


def test_no_number_is_printed_twice_whatever_is_changed_during_a_day(
    api: Api, server: Server, clock: SetClock
) -> None:
    @settings(max_examples=12)
    @given(st.lists(changes, min_size=1, max_size=12))
    def on_a_day(steps: list[tuple[str, str, int]]) -> None:
        clock.forward(hours=24)
        given = [api.take(code)["number"] for code in CODES]
        for code, prefix, first in steps:
            assert change(api, code, prefix=prefix, first_number=first) in {200, 409, 422}
            given += [api.take(each)["number"] for each in CODES]
        assert len(set(given)) == len(given)
        assert not any(number[:-3].startswith(tuple(KIOSKS)) for number in given)

    on_a_day()
    with server.context.store.read() as connection:
        assert list(doctor.examine(connection)) == []
