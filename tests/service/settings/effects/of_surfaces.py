"""Phones, screens, the voice, kiosks, the printer, slips and ratings."""

from typing import Any, Final

from display.announce import announcement
from server.hall.loudspeakers import Loudspeakers
from server.service.ratings.asking import tablet_now
from server.service.ratings.forgetting import forget_words
from tests.service.settings.effects.ward import (
    Effect,
    Given,
    Seen,
    Ward,
    came,
    first,
    passes,
    sets,
    told,
    works,
)
from tests.support.tone_clips import pack
from tests.web.test_take import take

ON_PHONES: Final = sets("phone", {"enabled": True})
MARK: Final = "0f" * 32
FINISHED: Final = first(works(), came(), lambda w: w.at_counter("call", "serve", "finish"))


def offered_on_phones(ward: Ward) -> bool:
    """Whether somebody's phone is offered a number."""
    return 'name="key"' in ward.phone.get("/take").text


def kept_place(ward: Ward) -> int:
    """Whether somebody's page offers to go for a while."""
    return ward.phone.get(f"/t/{ward.take()['track']}/keep").status_code


def stays(ward: Ward) -> float:
    """For how many seconds a call stands in a large place, as the screens are told."""
    ward.take()
    ward.at_counter("call")
    shown = ward.board()["stage"][-1]
    ward.at_counter("serve", "finish")
    ward.clock.forward(minutes=5)
    return float(shown["until"][17:19]) - float(shown["since"][17:19])


def utterance(name: str) -> Seen:
    """How a call is heard now."""

    def seen(ward: Ward) -> Any:
        sentences = announcement("A001", 1, ("vi",), twice=False)
        return getattr(ward.server.halls.speech.voice.make(sentences), name)

    return seen


def heard_of_server(hall: str) -> Seen:
    """Whether the server's loudspeaker is heard in this hall."""

    def seen(ward: Ward) -> bool:
        voice = ward.server.halls.speech.voice
        speakers = Loudspeakers(ward.context, voice, lambda *_: None, lambda _: False)
        return speakers.reach(hall)

    return seen


def source(ward: Ward) -> Any:
    """The folder of recordings that calls are spoken from."""
    ward.server.halls.speech.voice.follow()
    return ward.server.halls.speech.voice.now().clips


def clips(ward: Ward) -> str:
    """Recordings of a voice."""
    return str(pack(ward.folder / "clips"))


def quiet(**changed: Any) -> list[dict[str, Any]]:
    """Hours of the voice."""
    return [{"from": "07:00", "until": "09:00", "volume": 0.4, "speed": 1.5} | changed]


def second_number(**asked: Any) -> Seen:
    """What a kiosk answers who asks twice."""

    def seen(ward: Ward) -> Any:
        ward.take(**asked)
        return ward.take(**asked).get("code")

    return seen


def printer(name: str) -> Seen:
    """What is told of the centre's printer."""
    return lambda ward: ward.api.admin.get("/printers").json["items"][0][name]


def rating(name: str) -> Seen:
    """How somebody's slip says that its visit can be rated."""

    def seen(ward: Ward) -> Any:
        track = ward.api.officer.get("/tickets?number=A001").json["items"][0]["track"]
        return ward.api.nobody.get(f"/track/{track}").json.get(name)

    return seen


def rates(**ballot: Any) -> Seen:
    """What somebody is answered who rates a new visit."""

    def seen(ward: Ward) -> Any:
        track = ward.take()["track"]
        ward.at_counter("call", "serve", "finish")
        return (ward.api.nobody.post("/ratings", {"track": track, **ballot}).json or {}).get("code")

    return seen


def on_tracking_page(words: str, query: str = "") -> Seen:
    """Whether the page behind a finished visit's slip has these words."""

    def seen(ward: Ward) -> bool:
        track = ward.api.officer.get("/tickets?number=A001").json["items"][0]["track"]
        return words in ward.phone.get(f"/t/{track}{query}").text

    return seen


def words_kept(ward: Ward) -> int:
    """How many words are kept, once those that are too old are gone."""
    forget_words(ward.context)
    with ward.context.store.read() as connection:
        return int(connection.execute("SELECT count(*) FROM rating_words").fetchone()[0])


def words_taken(ward: Ward) -> int:
    """How many words are kept of somebody more who writes some."""
    before = words_kept(ward)
    rates(level=3, words="Tốt")(ward)
    return words_kept(ward) - before


def tablet_asks(ward: Ward) -> Any:
    """For how long the tablet at counter 1 asks on, milliseconds."""
    asked = tablet_now(ward.context, ward.device).asked
    return 0 if asked is None else asked.left_ms


def reasons(**changed: Any) -> list[dict[str, str]]:
    """One reason alone."""
    return [{"key": "wait", "vi": "Chờ lâu", "en": "Long wait"} | changed]


def days_later(*days: int) -> Given:
    """So many days pass, with a number on each."""

    def given(ward: Ward) -> None:
        for each in days:
            ward.clock.forward(days=each)
            ward.take()

    return given


RATED: Final = sets("ratings", {"enabled": True})
PHONE: Final = {
    "phone.enabled": Effect(value=True, seen=offered_on_phones, then=True),
    "phone.presence_minutes": Effect(0, lambda w: w.board().get("presence"), None, ON_PHONES),
    "phone.per_phone_per_day": Effect(
        value=1, seen=offered_on_phones, then=False, given=first(ON_PHONES, lambda w: take(w.phone, w.server))
    ),
    "phone.keep_place_minutes": Effect(0, kept_place, 302),
}
DISPLAY: Final = {
    "display.call_stays_seconds": Effect(20, stays, lambda before, after: after - before == 12, works()),
    "display.officer_names": Effect(
        value=True, seen=lambda w: w.counter_shown().get("officer"), then="Nguyễn Thị Lan", given=works()
    ),
    "display.priority_shown": Effect(
        value=True,
        seen=lambda w: w.counter_shown().get("priority"),
        then=True,
        given=first(works(), came(priority="elderly"), lambda w: w.at_counter("call")),
    ),
}
VOICE: Final = {
    "voice.enabled": Effect(value=False, seen=lambda w: w.server.halls.speech.voice.on_screens, then=False),
    "voice.where": Effect("server", heard_of_server(""), then=True),
    "voice.hall": Effect(
        "b",
        heard_of_server("b"),
        then=True,
        given=first(
            sets("halls", [{"code": "a", "vi": "A", "en": "A"}, {"code": "b", "vi": "B", "en": "B"}]),
            sets("voice", {"where": "server"}),
        ),
    ),
    "voice.speed": Effect(1.5, utterance("speed"), 1.5),
    "voice.volume": Effect(0.5, utterance("volume"), 0.5),
    "voice.english": Effect(
        value=True, seen=lambda w: w.server.halls.speech.voice.languages("CT"), then=("vi", "en")
    ),
    "voice.clips": Effect(clips, source, lambda _, after: after.endswith("clips")),
    "voice.hours.from": Effect(
        quiet(**{"from": "08:30"}), utterance("volume"), 1.0, sets("voice", {"hours": quiet()})
    ),
    "voice.hours.until": Effect(
        quiet(until="07:30"), utterance("volume"), 1.0, sets("voice", {"hours": quiet()})
    ),
    "voice.hours.volume": Effect(
        quiet(volume=0.2), utterance("volume"), 0.2, sets("voice", {"hours": quiet()})
    ),
    "voice.hours.speed": Effect(quiet(speed=0.5), utterance("speed"), 0.5, sets("voice", {"hours": quiet()})),
}
KIOSK: Final = {
    "kiosk.numbers_per_card_per_day": Effect(1, second_number(card=MARK), "card_limit"),
    "kiosk.numbers_per_minute": Effect(1, second_number(), "ask_a_helper"),
}
PRINTER: Final = {
    "printer.url": Effect("virtual:", printer("address"), "virtual:", comes=True),
    "printer.width": Effect(384, printer("width"), 384, sets("printer", {"url": "virtual:"}), comes=True),
}
SLIP: Final = {
    "slip.header": Effect(["Giờ làm việc"], told("slip", "header", "vi"), ["Giờ làm việc"]),
    "slip.header_en": Effect(["Hours"], told("slip", "header", "en"), ["Hours"]),
    "slip.footer": Effect(["Gọi 1022"], told("slip", "footer", "vi"), ["Gọi 1022"]),
    "slip.footer_en": Effect(["Call 1022"], told("slip", "footer", "en"), ["Call 1022"]),
}
RATINGS: Final = {
    "ratings.enabled": Effect(value=True, seen=rating("rating"), then="open", given=FINISHED),
    "ratings.reasons.key": Effect(
        reasons(key="moi"), rates(level=1, reason="moi"), None, first(RATED, works())
    ),
    "ratings.reasons.vi": Effect(
        reasons(vi="Quá lâu"), on_tracking_page("Quá lâu"), then=True, given=first(RATED, FINISHED)
    ),
    "ratings.reasons.en": Effect(
        reasons(en="Far too long"),
        on_tracking_page("Far too long", "?lang=en"),
        then=True,
        given=first(RATED, FINISHED),
    ),
    "ratings.words": Effect(value=False, seen=words_taken, then=0, given=first(RATED, works())),
    "ratings.words_days": Effect(
        7, words_kept, 0, first(RATED, works(), rates(level=3, words="Tốt"), days_later(10, 1))
    ),
    "ratings.tablet_seconds": Effect(
        300,
        tablet_asks,
        lambda before, after: (before, after) == (0, 240_000),
        first(RATED, lambda w: w.machine("rating", counter=1), FINISHED, passes(1)),
    ),
    "ratings.late_minutes": Effect(10, rating("rating"), "over", first(RATED, FINISHED, passes(20))),
}
SURFACES: Final = {**PHONE, **DISPLAY, **VOICE, **KIOSK, **PRINTER, **SLIP, **RATINGS}
