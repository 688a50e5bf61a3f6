"""Fields, counters, priority classes and the calling order."""

import re
from typing import Any, Final

from server.service.queue.standby import suggestions
from tests.service.settings.effects.ward import (
    Effect,
    Ward,
    answered,
    came,
    dig,
    first,
    passes,
    sets,
    told,
    told_of_field,
    works,
)

NEW: Final = {"code": "ZZ", "prefix": "W", "vi": "Mới", "en": "New"}


def console_page(ward: Ward) -> bool:
    """Whether the officer's one key at CT writes down that advice was given."""
    found = re.search(r'"code": "CT".*?"usual_outcome": "(\w+)"', ward.page("lan", "/counter/1"))
    return found is not None and found[1] == "advised"


def above_limit(ward: Ward) -> Any:
    """How many have waited above the limit, once somebody more has waited fifteen minutes."""
    ward.take()
    ward.clock.forward(minutes=15)
    ward.at_counter("call", "serve", "finish")
    day = "from=2026-11-23&to=2026-11-23"
    return ward.api.admin.get(f"/reports/figures?by=total&{day}").json["total"]["above_limit"]


def named_standby(ward: Ward) -> int:
    """How many standby counters the manager is told to open."""
    return len(suggestions(ward.context))


def spoken_in(ward: Ward) -> tuple[str, ...]:
    """The languages in which calls of CT are spoken."""
    return ward.server.halls.speech.voice.languages("CT")


def of_class(ward: Ward) -> Any:
    """The class of whoever would be called."""
    return ward.next_called()["priority"]


def field_called(ward: Ward) -> Any:
    """The field of whoever would be called."""
    return ward.next_called()["field"]


def opened(name: str) -> Any:
    """What counter 1 serves when its officer opens it."""

    def seen(ward: Ward) -> Any:
        found = ward.at_counter("open")[name]
        ward.at_counter("close")
        return found

    return seen


def code_of(*steps: str) -> Any:
    """What counter 1's last step is answered with: nothing, or the code of a refusal."""

    def seen(ward: Ward) -> Any:
        *before, last = steps
        for step in before:
            ward.api.officer.post(f"/counters/1/{step}")
        return (ward.api.officer.post(f"/counters/1/{last}").json or {}).get("code")

    return seen


def called_back(ward: Ward) -> Any:
    """Whether A001, a no-show, is called back."""
    ticket = ward.api.officer.get("/tickets?number=A001").json["items"][0]["id"]
    return (ward.api.officer.post("/counters/1/call", {"ticket": ticket}).json or {}).get("code")


def classes(name: str) -> Any:
    """What kiosks are told of elderly people."""
    every = told("priority_classes")
    return lambda ward: dig(next(each for each in every(ward) if each["code"] == "elderly"), [name])


MANY: Final = {"asks_dossiers": True, "many_from": 10, "many_field": "HT"}
HALLS: Final = sets("halls", [{"code": "a", "vi": "A", "en": "A"}, {"code": "b", "vi": "B", "en": "B"}])


def field(**changed: Any) -> Any:
    """CT so before."""

    def given(ward: Ward) -> None:
        name, *also = changed
        ward.set(f"fields.{name}", changed[name], {each: changed[each] for each in also})

    return given


def hours(**changed: Any) -> list[dict[str, Any]]:
    """CT's own hours."""
    return [{"weekday": 1, "from": "07:00", "until": "12:00"} | changed]


FIELDS: Final = {
    "fields.code": Effect(NEW, lambda w: "ZZ" in [each["code"] for each in told("fields")(w)], then=True),
    "fields.prefix": Effect("W", lambda w: w.take()["number"][0], "W"),
    "fields.vi": Effect("Sao y", told_of_field("names", "vi"), "Sao y"),
    "fields.en": Effect("Copies", told_of_field("names", "en"), "Copies"),
    "fields.service_s": Effect(
        3600,
        told_of_field("wait", "high_s"),
        lambda before, after: after > 5 * before,
        first(works(), came(2)),
    ),
    "fields.usual_outcome": Effect("advised", console_page, then=True),
    "fields.wait_limit_minutes": Effect(480, named_standby, 0, first(works(), came(15))),
    "fields.real_wait_limit_minutes": Effect(10, above_limit, 1, works()),
    "fields.daily_limit": Effect(1, answered("code"), "daily_limit"),
    "fields.first_number": Effect(500, answered("number"), "A500"),
    "fields.helper_only": Effect(value=True, seen=answered("code"), then="by_helper_only"),
    "fields.card_only": Effect(value=True, seen=answered("code"), then="card_needed"),
    "fields.go_to_vi": Effect("Tầng 2", told_of_field("go_to", "vi"), "Tầng 2"),
    "fields.go_to_en": Effect("Floor 2", told_of_field("go_to", "en"), "Floor 2", field(go_to_vi="Tầng 2")),
    "fields.icon": Effect("leaf", told_of_field("icon"), "leaf"),
    "fields.asks_dossiers": Effect(value=True, seen=answered("dossiers_told", dossiers=3), then=3),
    "fields.many_from": Effect(3, answered("field", dossiers=5), "HT", field(**MANY)),
    "fields.many_field": Effect("DD", answered("field", dossiers=12), "DD", field(**MANY)),
    "fields.announce": Effect(["en", "vi"], spoken_in, ("en", "vi")),
    "fields.hours.weekday": Effect(hours(weekday=2), answered("code"), "field_closed", field(hours=hours())),
    "fields.hours.from": Effect(
        hours(**{"from": "09:00"}), answered("code"), "field_closed", field(hours=hours())
    ),
    "fields.hours.until": Effect(
        hours(until="07:30"), answered("code"), "field_closed", field(hours=hours())
    ),
}
COUNTERS: Final = {
    "counters.n": Effect(
        {"n": 77, "fields": ["CT"]}, lambda w: w.api.admin.get("/counters/77").status_code, 200
    ),
    "counters.name": Effect("Phòng 203", lambda w: w.counter_shown()["name"], "Phòng 203", works()),
    "counters.fields": Effect(["DD"], opened("fields"), ["DD"]),
    "counters.helps": Effect(["DD"], opened("helps"), ["DD"]),
    "counters.hall": Effect(
        "b", lambda w: 1 in [each["n"] for each in w.board("b")["counters"]], then=True, given=HALLS
    ),
    "counters.note_vi": Effect(
        "Mời ngồi", lambda w: dig(w.counter_shown().get("note"), ["vi"]), "Mời ngồi", works()
    ),
    "counters.note_en": Effect(
        "Please sit",
        lambda w: dig(w.counter_shown().get("note"), ["en"]),
        "Please sit",
        works(),
        {"note_vi": "Mời ngồi"},
    ),
}
VETERAN: Final = {"code": "veteran", "vi": "Cựu chiến binh", "en": "Veteran"}
PRIORITY_CLASSES: Final = {
    "priority_classes.code": Effect(VETERAN, answered("priority", priority="veteran"), "veteran"),
    "priority_classes.vi": Effect("Từ 75 tuổi", lambda w: classes("names")(w)["vi"], "Từ 75 tuổi"),
    "priority_classes.en": Effect("From 75", lambda w: classes("names")(w)["en"], "From 75"),
    "priority_classes.weight_minutes": Effect(
        0, of_class, None, first(works(), came(), passes(10), came(priority="elderly"))
    ),
    "priority_classes.from_age": Effect(75, classes("from_age"), 75),
    "priority_classes.basis": Effect("Luật 39", classes("basis"), "Luật 39"),
}
IN_A_ROW: Final = first(
    sets("calling", {"most_priority_in_a_row": 1}), works(), came(), came(2, priority="elderly")
)
CALLING: Final = {
    "calling.most_priority_in_a_row": Effect(
        2, of_class, "elderly", first(IN_A_ROW, lambda w: w.at_counter("call", "serve", "finish"))
    ),
    "calling.longest_wait_minutes": Effect(
        20, of_class, None, first(works(), came(), passes(20), came(priority="elderly"), passes(5))
    ),
    "calling.help_after_minutes": Effect(
        5, field_called, "KQ", first(works(), came(field="KQ"), passes(8), came(), passes(2))
    ),
    "calling.recalls_before_no_show": Effect(
        0,
        code_of("no-show"),
        None,
        first(
            sets("calling", {"recalls_before_no_show": 1}), works(), came(), lambda w: w.at_counter("call")
        ),
    ),
    "calling.call_back_minutes": Effect(
        30,
        called_back,
        None,
        first(
            sets("calling", {"call_back_minutes": 10}),
            works(),
            came(),
            lambda w: w.at_counter("call", "no-show"),
            passes(20),
        ),
    ),
}
