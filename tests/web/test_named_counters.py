"""A counter that goes by a name of its own, like a room, is shown and called by it everywhere."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from display.announce import announcement
from kiosk.paper.phrases import counter_words
from server.app import Server
from server.config import CounterPart, Settings
from server.hall.board import board_of
from tests.support.api import Api
from tests.support.centre import default_settings
from tests.support.clock import SetClock
from tests.support.enrolled import Tokens
from tests.support.modules import on_a_stub
from tests.support.quick_server import quick_server

ROOM = "Phòng 203"


def with_rooms(folder: Path) -> Settings:
    settings = default_settings(folder)
    counters = tuple(
        counter.model_copy(update={"name": ROOM} if counter.n == 1 else {}) for counter in settings.counters
    )
    return settings.model_copy(update={"counters": counters})


@pytest.fixture
def server(tmp_path: Path, clock: SetClock) -> Iterator[Server]:
    running = quick_server(with_rooms(tmp_path / "data"), clock)
    running.forecaster.close()
    yield running
    running.close()


@pytest.fixture
def called(api: Api) -> Any:
    """A ticket that counter 1, which is a room, has called."""
    api.take()
    counter = api.at_work()
    found: Any = counter.post("/counters/1/call").json
    return found


def test_the_board_shows_the_room(server: Server, called: dict[str, Any]) -> None:
    view = board_of(server.context, server.halls.large_places, "").view
    assert [call["counter_name"] for call in view["calls"]] == [ROOM]
    assert view["counters"][0]["own_name"] == ROOM
    assert "own_name" not in view["counters"][1]


def test_the_plain_board_shows_the_room(server: Server, called: dict[str, Any], tokens: Tokens) -> None:
    television = server.app.test_client()
    television.get(f"/display/enter?token={tokens.display}&hall=1")
    page = television.get("/display?layout=plain&hall=1").text
    assert f">{ROOM}</b>" in page


def test_the_phone_shows_the_room(server: Server, called: dict[str, Any]) -> None:
    page = server.app.test_client().get(f"/t/{called['track']}").text
    assert page.count(ROOM) >= 1
    assert called["counter_name"] == ROOM


def test_the_kiosk_and_the_slip_name_the_room(server: Server, api: Api) -> None:
    api.at_work()
    centre: Any = api.kiosk.get("/centre").json
    fields = {field["code"]: field for field in centre["fields"]}
    assert fields["CT"]["counter_names"][0] == ROOM
    assert counter_words([1, 2, 3], names={1: ROOM}) == {
        "vi": f"{ROOM}, Quầy 2, 3",
        "en": f"{ROOM}, Counters 2, 3",
    }
    assert counter_words([1], names={1: ROOM}) == {"vi": ROOM, "en": ROOM}


def test_the_kiosks_page_names_the_room() -> None:
    """On the field's tile, and where a number is confirmed and given."""
    found = on_a_stub(
        f"""
        const {{ countersText }} = await load("/kiosk/static/facts.js");
        const answer = [["{ROOM}", "2", "3"], ["{ROOM}"]].map((names) =>
          countersText({{ counters: [1, 2, 3].slice(0, names.length), counter_names: names }}));
        """,
        {"counter_n": {"vi": "Quầy {n}"}, "counters": {"vi": "Quầy {list}"}},
    )
    assert found == [f"{ROOM}, Quầy 2, 3", ROOM]


def test_the_voice_says_the_room(server: Server, called: dict[str, Any]) -> None:
    spoken = announcement("A012", 1, ("vi", "en"), twice=False, counter_name=ROOM)
    assert [sentence.text for sentence in spoken] == [
        f"Mời công dân có số a, không, một, hai, đến {ROOM}.",
        f"Number A, zero, one, two, please go to {ROOM}.",
    ]


def test_the_console_bears_the_room(server: Server, api: Api) -> None:
    view: Any = api.at_work().get("/counters/1").json
    assert view["name"] == ROOM


@pytest.mark.parametrize("n", [100, 999])
def test_counters_over_99_are_accepted_and_spoken(n: int) -> None:
    assert CounterPart(n=n, fields=("CT",)).as_place("").own_name is None
    assert announcement("A012", n, ("vi", "en"))


@pytest.mark.parametrize(
    ("n", "vi", "en"),
    [
        (100, "một trăm", "one hundred"),
        (101, "một trăm linh một", "one hundred and one"),
        (115, "một trăm mười lăm", "one hundred and fifteen"),
        (221, "hai trăm hai mươi mốt", "two hundred and twenty one"),
        (905, "chín trăm linh năm", "nine hundred and five"),
    ],
)
def test_a_number_over_99_is_said_as_people_say_it(n: int, vi: str, en: str) -> None:
    first, _, third = announcement("A012", n, ("vi", "en"))
    assert first.text.endswith(f"đến quầy số {vi}.")
    assert third.text.endswith(f"counter {en}.")


def test_whoever_missed_their_call_is_shown_the_room(
    server: Server, api: Api, called: dict[str, Any]
) -> None:
    api.officer.post("/counters/1/no-show")
    assert [missed["counter_name"] for missed in api.display.get("/board").json["missed"]] == [ROOM]
    assert ROOM in server.app.test_client().get(f"/t/{called['track']}").text


def test_the_manager_and_whoever_is_kept_a_place_are_told_the_room(
    server: Server, api: Api, called: dict[str, Any]
) -> None:
    snapshot = server.lines.broadcasters["/admin"].snapshot("")
    assert next(counter["name"] for counter in snapshot["counters"] if counter["n"] == 1) == ROOM
    api.officer.post("/counters/1/serve")
    api.officer.post("/counters/1/park")
    assert api.nobody.get(f"/track/{called['track']}").json["for_counter_name"] == ROOM
    assert f'data-role="desks">{ROOM}<' in server.app.test_client().get(f"/t/{called['track']}").text


def test_a_counters_note_is_told_to_its_own_screen(server: Server, api: Api) -> None:
    counter = next(each for each in api.admin.get("/settings").json["counters"] if each["n"] == 1)
    wrong = api.admin.put_json("/settings/counters/1", counter | {"note_en": "Originals only"})
    assert "phải có ghi chú bằng tiếng Việt · note_vi is needed beside note_en" in wrong.json["detail"]
    api.admin.put_json("/settings/counters/1", counter | {"note_vi": "Chỉ nhận bản chính"})
    first, second = api.display.get("/board").json["counters"][:2]
    assert first["note"] == {"vi": "Chỉ nhận bản chính", "en": "Chỉ nhận bản chính"}
    assert "note" not in second
