"""Every action in every state of a counter: done, or refused by name with nothing changed; and told beforehand."""

import pytest

from tests.api.counter.desk import BODIES, JOURNEYS, act, bring_to, console, everything, refused, ticket
from tests.support.api import Api
from tests.support.clock import SetClock

NOBODY, CLOSED, PAUSED, HELD, WRONG = (
    "no_ticket_in_hand",
    "counter_closed",
    "counter_paused",
    "ticket_in_hand",
    "wrong_state",
)
# action → what it is refused with when the counter is closed, paused, idle, has called, serves; None: done
REFUSED: dict[str, tuple[str | None, ...]] = {
    "open": (None, None, None, None, None),
    "close": (None, None, None, HELD, HELD),
    "pause": (CLOSED, None, None, HELD, HELD),
    "resume": (CLOSED, None, None, None, None),
    "call": (CLOSED, PAUSED, None, HELD, HELD),
    "next": (CLOSED, PAUSED, None, WRONG, None),
    "recall": (NOBODY, NOBODY, NOBODY, None, WRONG),
    "serve": (NOBODY, NOBODY, NOBODY, None, WRONG),
    "finish": (NOBODY, NOBODY, NOBODY, WRONG, None),
    "no-show": (NOBODY, NOBODY, NOBODY, None, WRONG),
    "return": (NOBODY, NOBODY, NOBODY, None, None),
    "park": (NOBODY, NOBODY, NOBODY, None, None),
    "transfer": (NOBODY, NOBODY, NOBODY, None, None),
    "priority": (NOBODY, NOBODY, NOBODY, None, None),
    "hand-over": (CLOSED, None, None, None, None),
    "help": (CLOSED, None, None, None, None),
    "help-done": (None, None, None, None, None),
    "undo": ("undo_nothing", None, None, None, None),
}
OTHER_FIELDS = {"fields": ["DD"]}
EVERY = [
    (a, state, code) for a, codes in REFUSED.items() for state, code in zip(JOURNEYS, codes, strict=True)
]


@pytest.mark.parametrize(("action", "state", "code"), [row for row in EVERY if row[2] is None])
def test_it_is_done_and_was_allowed_if_that_changed_anything(
    api: Api, action: str, state: str, code: None
) -> None:
    bring_to(api, state)
    allowed, before = console(api)["allowed"], everything(api)
    act(api.officer, action, **OTHER_FIELDS if action == "open" else {})
    assert (action in allowed) == (everything(api) != before)


@pytest.mark.parametrize("state", JOURNEYS)
def test_it_is_refused_by_name_and_changes_nothing(api: Api, state: str) -> None:
    codes = {action: code for action, where, code in EVERY if where == state and code is not None}
    bring_to(api, state)
    before, allowed = everything(api), console(api)["allowed"]
    assert set(allowed) & set(codes) == set()
    for action, code in codes.items():
        assert refused(api.officer, action)["code"] == code, action
        assert everything(api) == before, action


@pytest.mark.parametrize("state", JOURNEYS)
def test_whoever_holds_the_counter_is_told_of_every_action_once(api: Api, state: str) -> None:
    bring_to(api, state)
    allowed = console(api)["allowed"]
    assert len(allowed) == len(set(allowed))
    assert set(allowed) <= set(REFUSED)


def test_an_answer_tells_what_is_allowed_next_as_the_counter_does(api: Api) -> None:
    api.take()
    api.take()
    act(api.officer, "open")
    for step in ("call", "priority", "priority", "serve", "next", "undo", "finish", "call", "no-show"):
        assert act(api.officer, step)["allowed"] == console(api)["allowed"]


def test_help_that_was_called_can_be_answered(api: Api) -> None:
    act(api.officer, "open")
    act(api.officer, "help")
    assert "help-done" in console(api)["allowed"]
    act(api.officer, "help-done")
    assert "help-done" not in console(api)["allowed"]


def test_an_undo_is_allowed_for_its_time(api: Api, clock: SetClock) -> None:
    act(api.officer, "open")
    clock.forward(seconds=60)
    assert "undo" in console(api)["allowed"]
    clock.forward(seconds=1)
    assert "undo" not in console(api)["allowed"]
    assert refused(api.officer, "undo")["code"] == "undo_too_late"


@pytest.mark.parametrize("state", [state for state in JOURNEYS if state != "closed"])
def test_nobody_acts_at_a_counter_that_somebody_else_holds(api: Api, state: str) -> None:
    bring_to(api, state)
    before = everything(api)
    for action in [action for action in REFUSED if action != "open"]:
        problem = refused(api.other, action)
        assert (problem["status"], problem["code"]) == (409, "counter_held"), action
        assert problem["detail"] == "Nguyễn Thị Lan is working at counter 1."
        assert everything(api) == before, action


def test_a_counter_that_the_centre_lacks_is_unknown(api: Api) -> None:
    told = {action: refused(api.officer, action, n=11)["code"] for action in REFUSED}
    assert told == dict.fromkeys(REFUSED, "unknown_counter")


def test_every_action_is_the_staffs(api: Api) -> None:
    for action in REFUSED:
        for who in (api.kiosk, api.display, api.helper):
            assert refused(who, action)["code"] == "not_allowed", action
        assert refused(api.nobody, action)["code"] == "not_signed_in", action


@pytest.mark.parametrize("state", ["waiting", "called", "serving", "finished", "no_show", "cancelled"])
def test_only_a_parked_ticket_is_resumed(api: Api, state: str) -> None:
    taken = api.take()["id"]
    steps = {
        "waiting": (),
        "called": ("call",),
        "serving": ("call", "serve"),
        "finished": ("call", "serve", "finish"),
        "no_show": ("call", "no-show"),
        "cancelled": (),
    }[state]
    for step in ("open", *steps):
        act(api.officer, step)
    if state == "cancelled":
        api.kiosk.post(f"/tickets/{taken}/cancel")
    before = everything(api)
    answer = api.officer.post(f"/tickets/{taken}/resume")
    assert (answer.status_code, answer.json["code"]) == (409, "wrong_state")
    assert everything(api) == before
    assert ticket(api, taken)["state"] == state


@pytest.mark.parametrize("state", ["finished", "cancelled"])
def test_what_is_over_is_called_by_nobody(api: Api, state: str) -> None:
    taken = api.take()["id"]
    steps = ("open", "call", "serve", "finish") if state == "finished" else ("open",)
    for step in steps:
        act(api.officer, step)
    if state == "cancelled":
        api.kiosk.post(f"/tickets/{taken}/cancel")
    assert refused(api.officer, "call", ticket=taken)["code"] == "wrong_state"


def test_a_ticket_that_a_colleague_has_just_called_is_theirs_and_one_is_told_whose(api: Api) -> None:
    taken = api.take()["id"]
    act(api.officer, "open")
    act(api.other, "open", n=2)
    act(api.other, "call", n=2, ticket=taken)
    before = everything(api)
    problem = refused(api.officer, "call", ticket=taken)
    assert (problem["code"], problem["detail"]) == ("ticket_taken", "Trần Văn Minh at counter 2 has A001.")
    assert everything(api) == before


def test_after_a_hand_over_one_is_told_who_has_the_ticket_now(api: Api) -> None:
    taken = api.take()["id"]
    for step in ("open", "call"):
        act(api.officer, step)
    act(api.officer, "hand-over", officer="minh")
    act(api.officer, "open", n=2)
    assert refused(api.officer, "call", n=2, ticket=taken)["detail"] == "Trần Văn Minh at counter 1 has A001."


def test_a_body_with_something_unheard_of_is_refused(api: Api) -> None:
    bring_to(api, "serving")
    before = everything(api)
    for action in REFUSED:
        body = BODIES.get(action, {})
        assert refused(api.officer, action, **body, moon="full")["code"] == "bad_request", action
        assert everything(api) == before, action
