"""What a hall hears, from the journal on: in order, one at a time, and nothing that is no longer so."""

import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any

import pytest

from display.announce import Sentence
from display.speaking import Turn
from server.app import Server
from server.config import CounterPart, HallPart, VoicePart
from server.hall.announcer import Announcer
from server.hall.pace import SpeechPace
from server.hall.voice import Utterance
from server.http.rate_limit import limiter
from tests.support.api import Api
from tests.support.centre import default_settings
from tests.support.clock import SetClock
from tests.support.enrolled import enrol_everybody
from tests.support.quick_server import quick_server
from tests.support.waiting import PATIENCE_S

SHORT_S = 0.03
LONG_S = 600.0
QUICK = SpeechPace(lead_ms=0, after_a_call_ms=0, between_ms=20, message_rest_ms=0)


@dataclass
class Heard:
    """One thing that was to be heard, and when it would be over (`time.monotonic`)."""

    hall: str
    turn: Turn
    began: float
    ends: float
    hushed: bool = False

    @property
    def number(self) -> str:
        return "" if self.turn.call is None else self.turn.call.number


class Room:
    """A voice and loudspeakers that only write down what they are given."""

    def __init__(self) -> None:
        self.settings = VoicePart()
        self.lasts_s = SHORT_S
        self.fails_on: set[str] = set()
        self.anybody = True
        self.asked = 0
        self.made: list[tuple[Sentence, ...]] = []
        self.heard: list[Heard] = []
        self.gate = threading.Event()
        self.gate.set()
        self._news = threading.Condition()

    def follow(self) -> None:
        """The recordings are always the same."""

    def languages(self, field: str, own: str | None = None) -> tuple[str, ...]:
        return ("vi", "en") if field == "HT" or own else ("vi",)

    def own(self, tag: str | None, number: str, counter: int, name: str | None) -> Sentence | None:
        return Sentence("fr", f"{number} au guichet {counter}.") if tag == "fr" else None

    def make(self, sentences: tuple[Sentence, ...]) -> Utterance:
        with self._news:
            self.made.append(sentences)
            self._news.notify_all()
        self.gate.wait(PATIENCE_S)
        if any(word in sentences[0].text for word in self.fails_on):
            raise RuntimeError("no voice")
        return Utterance(None, (), self.lasts_s, 1.0, 1.0)

    def reach(self, hall: str) -> bool:
        with self._news:
            self.asked += 1
            self._news.notify_all()
        return self.anybody

    def play(self, hall: str, turn: Turn, utterance: Utterance) -> None:
        now = time.monotonic()
        with self._news:
            self.heard.append(Heard(hall, turn, now, now + utterance.length_s))
            self._news.notify_all()

    def hush(self, hall: str, turn: int) -> None:
        with self._news:
            for heard in self.heard:
                if (heard.hall, heard.turn.id) == (hall, turn):
                    heard.ends, heard.hushed = time.monotonic(), True
            self._news.notify_all()

    def close(self) -> None:
        """Nothing is open."""

    def wait(self, wanted: Callable[[], Any]) -> None:
        with self._news:
            assert self._news.wait_for(wanted, PATIENCE_S), [heard.number for heard in self.heard]

    def of_hall(self, hall: str) -> list[Heard]:
        return [heard for heard in self.heard if heard.hall == hall]

    def now_in(self, hall: str) -> str:
        """The first words of what is being heard in a hall."""
        last = self.of_hall(hall)[-1:]
        return "" if not last or last[0].hushed else last[0].turn.sentences[0].text

    def numbers(self) -> list[str]:
        return [heard.number for heard in self.heard]


@pytest.fixture
def room() -> Room:
    return Room()


@pytest.fixture
def announcer(server: Server, room: Room) -> Iterator[Announcer]:
    made = Announcer(server.context, room, room, QUICK)  # type: ignore[arg-type]
    server.publisher.subscribe("test", made.heard)
    yield made
    made.close()


pytestmark = pytest.mark.usefixtures("announcer")


def at_counter(api: Api, n: int, action: str, body: Any = None) -> dict[str, Any]:
    answer = api.admin.post(f"/counters/{n}/{action}", body)
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json
    return found


def called(api: Api, n: int = 1, field: str = "CT") -> dict[str, Any]:
    """Somebody takes a number, and counter `n` calls it."""
    if api.admin.get(f"/counters/{n}").json["state"] == "closed":
        officer = {1: "lan", 2: "minh"}.get(n)
        at_counter(api, n, "open", {"officer": officer} if officer else None)
    api.take(field)
    return at_counter(api, n, "call")


def raised(api: Api, vi: str, *, en: str = "", hall: str = "") -> None:
    answer = api.admin.post("/notices/emergency", {"hall": hall, "vi": vi, "en": en})
    assert answer.status_code < 300, answer.text


def lifted(api: Api, hall: str = "") -> None:
    answer = api.admin.post("/notices/emergency/lift", {"hall": hall})
    assert answer.status_code < 300, answer.text


def turned(api: Api, room: Room, *, on: bool) -> None:
    """The manager turns the voice on or off."""
    room.settings = VoicePart(enabled=on)
    voice = api.admin.get("/settings").json["voice"] | {"enabled": on}
    answer = api.admin.put_json("/settings/voice", voice)
    assert answer.status_code == 200, answer.text


def test_a_call_is_heard_with_its_number_counter_and_languages(api: Api, room: Room) -> None:
    ticket = called(api, field="HT")
    room.wait(lambda: room.heard)
    turn = room.heard[0].turn
    assert turn.call is not None
    assert (turn.call.number, turn.call.counter, turn.call.recall) == (ticket["number"], 1, False)
    assert [sentence.language for sentence in turn.sentences] == ["vi", "vi", "en"]
    assert turn.sentences[0].text == "Mời công dân có số bê, không, không, một, đến quầy số một."


def test_a_call_to_a_counter_with_a_name_is_heard_with_that_name(
    server: Server, api: Api, room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = server.context.centre.layout.counters[1]
    named = {**server.context.centre.layout.counters, 1: replace(place, name="Phòng 203")}
    layout = replace(server.context.centre.layout, counters=named)
    monkeypatch.setattr(server.context.settings, "centre", replace(server.context.centre, layout=layout))
    called(api)
    room.wait(lambda: room.heard)
    assert room.heard[0].turn.sentences[0].text.endswith(", đến Phòng 203.")


def test_whoever_reads_another_language_is_called_in_english_too(api: Api, room: Room) -> None:
    at_counter(api, 1, "open")
    api.kiosk.post("/tickets", {"field": "CT", "language": "en"})
    at_counter(api, 1, "call")
    room.wait(lambda: room.heard)
    assert [sentence.language for sentence in room.heard[0].turn.sentences] == ["vi", "vi", "en"]


def test_a_recall_is_heard_again(api: Api, room: Room) -> None:
    called(api)
    room.wait(lambda: len(room.heard) == 1)
    at_counter(api, 1, "recall")
    room.wait(lambda: len(room.heard) == 2)
    assert [h.turn.call.recall for h in room.heard if h.turn.call] == [False, True]


def test_thirty_calls_are_each_heard_in_order_and_never_two_at_once(api: Api, room: Room) -> None:
    at_counter(api, 1, "open")
    wanted = []
    for _ in range(30):
        api.take()
    for n in range(30):
        wanted.append(at_counter(api, 1, "call")["number"])
        at_counter(api, 1, "no-show" if n % 2 else "serve")
        if n % 2 == 0:
            at_counter(api, 1, "finish")
    room.wait(lambda: len(room.heard) == 30)
    assert room.numbers() == wanted
    assert all(a.ends <= b.began for a, b in zip(room.heard, room.heard[1:], strict=False))


def test_a_call_undone_while_it_is_heard_falls_silent(api: Api, room: Room) -> None:
    room.lasts_s = LONG_S
    called(api)
    room.wait(lambda: room.heard)
    at_counter(api, 1, "undo")
    room.wait(lambda: room.heard[0].hushed)
    room.lasts_s = SHORT_S
    other = at_counter(api, 1, "call")
    room.wait(lambda: len(room.heard) == 2)
    assert room.heard[1].number == other["number"]


def test_a_call_undone_while_its_sound_is_made_is_never_heard(api: Api, room: Room) -> None:
    room.gate.clear()
    first = called(api)
    room.wait(lambda: room.made)
    at_counter(api, 1, "undo")
    api.take("HT")
    second = at_counter(api, 1, "call", {"ticket": api.take("HT")["id"], "reason": "x"})
    room.gate.set()
    room.wait(lambda: room.heard)
    assert first["number"] not in room.numbers()
    assert room.numbers() == [second["number"]]


@pytest.mark.parametrize(
    ("action", "body"), [("return", None), ("transfer", {"field": "DD"}), ("park", None), ("undo", None)]
)
def test_what_takes_a_number_from_its_counter_silences_it(
    api: Api, room: Room, action: str, body: dict[str, str] | None
) -> None:
    room.lasts_s = LONG_S
    called(api)
    room.wait(lambda: room.heard)
    if action == "park":
        at_counter(api, 1, "serve")
    at_counter(api, 1, action, body)
    room.wait(lambda: room.heard[0].hushed)


def test_a_return_taken_back_is_heard_again(api: Api, room: Room) -> None:
    ticket = called(api)
    room.wait(lambda: room.heard)
    at_counter(api, 1, "return")
    at_counter(api, 1, "undo")
    room.wait(lambda: len(room.heard) == 2)
    assert room.numbers() == [ticket["number"]] * 2


def test_a_recall_taken_back_falls_silent_and_the_call_stands(api: Api, room: Room) -> None:
    called(api)
    room.wait(lambda: room.heard)
    room.lasts_s = LONG_S
    at_counter(api, 1, "recall")
    room.wait(lambda: len(room.heard) == 2)
    at_counter(api, 1, "undo")
    room.wait(lambda: room.heard[1].hushed)
    assert not room.heard[0].hushed


def test_what_cannot_be_made_does_not_hold_up_the_next(api: Api, room: Room) -> None:
    room.fails_on = {"không, không, một"}
    called(api)
    at_counter(api, 1, "serve")
    at_counter(api, 1, "finish")
    second = called(api)
    room.wait(lambda: room.heard)
    assert room.numbers() == [second["number"]]


def test_nothing_is_made_where_nobody_could_hear_it(api: Api, room: Room) -> None:
    room.anybody = False
    called(api)
    quiet = called(api, 2, "HT")
    at_counter(api, 2, "serve")
    room.wait(lambda: room.asked == 2)
    room.anybody = True
    at_counter(api, 1, "recall")
    room.wait(lambda: room.heard)
    assert len(room.made) == 1
    assert quiet["number"] not in room.numbers()


def test_a_message_goes_before_everything_until_it_is_lifted(api: Api, room: Room) -> None:
    room.lasts_s = LONG_S
    called(api)
    room.wait(lambda: room.heard)
    room.lasts_s = SHORT_S
    raised(api, "Mời rời sảnh.", en="Please leave.")
    room.wait(lambda: room.heard[0].hushed and len(room.heard) >= 3)
    assert [sentence.text for sentence in room.heard[1].turn.sentences] == ["Mời rời sảnh.", "Please leave."]
    assert set(room.numbers()[1:]) == {""}
    lifted(api)
    at_counter(api, 1, "recall")
    room.wait(lambda: room.numbers()[-1] == "A001")


def test_an_emergency_message_is_heard_until_it_is_lifted(api: Api, room: Room) -> None:
    said = ["Có cháy. Xin mọi người bình tĩnh.", "Fire. Please stay calm."]
    raised(api, said[0], en=said[1])
    room.wait(lambda: room.heard)
    assert [sentence.text for sentence in room.heard[0].turn.sentences] == said
    lifted(api)
    called(api)
    room.wait(lambda: room.numbers()[-1] == "A001")


def test_a_voice_that_is_off_says_nothing(api: Api, room: Room) -> None:
    room.settings = VoicePart(enabled=False)
    called(api)
    room.settings = VoicePart()
    at_counter(api, 1, "recall")
    room.wait(lambda: room.heard)
    assert len(room.heard) == 1


@pytest.fixture
def halls(tmp_path_factory: pytest.TempPathFactory, clock: SetClock, room: Room) -> Iterator[Api]:
    """A centre with the halls `down` and `up`, one counter in each."""
    settings = default_settings(
        tmp_path_factory.mktemp("halls"),
        halls=tuple(HallPart(code=code, vi=code, en=code) for code in ("down", "up")),
        counters=tuple(CounterPart(n=n, fields=("CT",), hall=hall) for n, hall in ((1, "down"), (2, "up"))),
    )
    server = quick_server(settings, clock)
    limiter.reset()
    made = Announcer(server.context, room, room, QUICK)  # type: ignore[arg-type]
    server.publisher.subscribe("test", made.heard)
    yield Api(server.app, enrol_everybody(server.context))
    made.close()
    server.close()


def test_two_halls_have_a_voice_each(halls: Api, room: Room) -> None:
    room.lasts_s = LONG_S
    numbers = {called(halls, n)["number"]: hall for n, hall in ((1, "down"), (2, "up"))}
    room.wait(lambda: len(room.heard) == 2)
    assert {heard.number: heard.hall for heard in room.heard} == numbers


def test_a_hall_hears_the_newest_message_that_stands_for_it_and_the_older_one_when_that_is_lifted(
    halls: Api, room: Room
) -> None:
    room.lasts_s = LONG_S
    raised(halls, "Toàn trung tâm.")
    room.wait(lambda: room.now_in("down") == room.now_in("up") == "Toàn trung tâm.")
    raised(halls, "Tầng dưới.", hall="down")
    room.wait(lambda: room.now_in("down") == "Tầng dưới.")
    lifted(halls, "down")
    room.wait(lambda: room.now_in("down") == "Toàn trung tâm.")
    assert len(room.of_hall("up")) == 1
    raised(halls, "Tầng trên.", hall="up")
    raised(halls, "Tất cả.")
    room.wait(lambda: room.now_in("down") == room.now_in("up") == "Tất cả.")
    lifted(halls)
    room.wait(lambda: room.now_in("up") == "Tầng trên.")
    room.wait(lambda: room.now_in("down") == "")


def test_a_voice_turned_off_during_an_emergency_falls_silent_and_does_not_say_it_after_it_was_lifted(
    api: Api, room: Room
) -> None:
    room.lasts_s = LONG_S
    raised(api, "Có cháy.")
    room.wait(lambda: room.heard)
    turned(api, room, on=False)
    room.wait(lambda: room.heard[0].hushed)
    lifted(api)
    turned(api, room, on=True)
    number = called(api)["number"]
    room.wait(lambda: len(room.heard) == 2)
    assert room.heard[1].number == number


def test_a_voice_turned_on_during_an_emergency_says_it(api: Api, room: Room) -> None:
    turned(api, room, on=False)
    raised(api, "Có cháy.")
    turned(api, room, on=True)
    room.wait(lambda: room.heard)
    assert room.heard[0].turn.sentences[0].text == "Có cháy."


def test_calls_that_wait_when_the_voice_is_turned_off_are_not_heard_when_it_is_turned_on(
    api: Api, room: Room
) -> None:
    room.lasts_s = LONG_S
    called(api)
    called(api, 2, "HT")
    room.wait(lambda: room.heard)
    turned(api, room, on=False)
    room.wait(lambda: room.heard[0].hushed)
    turned(api, room, on=True)
    at_counter(api, 2, "serve")
    third = at_counter(api, 1, "recall")["number"]
    room.wait(lambda: len(room.heard) == 2)
    assert room.heard[1].number == third


def test_a_hall_added_during_an_emergency_hears_it(halls: Api, room: Room) -> None:
    raised(halls, "Có cháy.")
    added = halls.admin.put_json("/settings/halls/side", {"code": "side", "vi": "Cánh", "en": "Wing"})
    assert added.status_code < 300, added.text
    room.wait(lambda: room.of_hall("side"))
    assert room.of_hall("side")[0].turn.sentences[0].text == "Có cháy."


def test_an_emergency_message_is_heard_again_after_a_restart(
    api: Api, server: Server, room: Room, announcer: Announcer
) -> None:
    announcer.close()
    raised(api, "Có cháy.")
    before = len(room.heard)
    again = Announcer(server.context, room, room, QUICK)  # type: ignore[arg-type]
    room.wait(lambda: len(room.heard) > before)
    again.close()
    assert [sentence.text for sentence in room.heard[-1].turn.sentences] == ["Có cháy."]


def test_somebody_is_called_in_their_own_language_too(api: Api, room: Room) -> None:
    api.kiosk.post("/tickets", {"field": "CT", "language": "fr"})
    api.at_work().post("/counters/1/call")
    room.wait(lambda: room.heard)
    assert [sentence.language for sentence in room.heard[0].turn.sentences] == ["vi", "vi", "fr"]


def test_vietnamese_said_aloud_asks_for_nothing_more(server: Server) -> None:
    assert server.halls.speech.voice.languages("CT", "vi") == ("vi",)
    assert server.halls.speech.voice.languages("CT", "zh") == ("vi", "en")


def test_a_no_show_called_back_by_mistake_falls_silent(api: Api, room: Room) -> None:
    missed = called(api)
    at_counter(api, 1, "no-show")
    room.wait(lambda: room.heard)
    room.lasts_s = LONG_S
    at_counter(api, 1, "call", {"ticket": missed["id"], "reason": "x"})
    room.wait(lambda: len(room.heard) == 2)
    at_counter(api, 1, "undo")
    room.wait(lambda: room.heard[1].hushed)


def test_a_counter_that_is_a_room_is_called_by_its_name_from_the_moment_it_is_set(
    api: Api, room: Room
) -> None:
    called(api)
    room.wait(lambda: len(room.made) == 1)
    counter = next(each for each in api.admin.get("/settings").json["counters"] if each["n"] == 1)
    assert api.admin.put_json("/settings/counters/1", counter | {"name": "Phòng 203"}).status_code == 200
    at_counter(api, 1, "no-show")
    called(api)
    room.wait(lambda: len(room.made) == 2)
    texts = [sentences[0].text for sentences in room.made]
    assert [text.rpartition("đến ")[2] for text in texts] == ["quầy số một.", "Phòng 203."]
