"""Taking back the last action at a counter: each action, within a minute, unless somebody has built on it."""

from typing import Any

import pytest

from server.app import Server
from server.core.model import PrintState
from server.service.queue import slips
from tests.api.counter.desk import JOURNEYS, act, bring_to, console, everything, refused, ticket
from tests.support.api import Api
from tests.support.clock import SetClock

# what is undone, and in which state of the counter it was done
UNDONE = [
    ("closed", "open"),
    ("paused", "open"),
    ("idle", "close"),
    ("idle", "pause"),
    ("paused", "resume"),
    ("idle", "call"),
    ("idle", "next"),
    ("idle", "help"),
    ("called", "recall"),
    ("called", "serve"),
    ("called", "no-show"),
    ("called", "return"),
    ("called", "park"),
    ("called", "priority"),
    ("serving", "priority"),
    ("called", "transfer"),
    ("serving", "finish"),
    ("serving", "next"),
    ("serving", "return"),
    ("serving", "park"),
    ("serving", "transfer"),
    ("serving", "hand-over"),
]


def seen(api: Api, n: int = 1) -> dict[str, Any]:
    """The counter and everybody at it, without the journal's end and what could be undone."""
    aside = ("seq", "undo")
    view = {name: value for name, value in console(api, n).items() if name not in aside}
    return view | {"allowed": [action for action in view["allowed"] if action != "undo"]}


@pytest.mark.parametrize(("state", "action"), UNDONE)
def test_everything_is_as_it_was(api: Api, state: str, action: str) -> None:
    bring_to(api, state)
    api.take()
    counters = [seen(api, n) for n in range(1, 11)]
    tickets = [ticket(api, t["id"]) for t in all_tickets(api)]
    act(api.officer, action)
    act(api.officer, "undo")
    assert [seen(api, n) for n in range(1, 11)] == counters
    assert [ticket(api, t["id"]) for t in all_tickets(api)] == tickets


def all_tickets(api: Api) -> list[dict[str, Any]]:
    items = api.admin.get("/journal?limit=1000").json["items"]
    return [{"id": item["ticket"]} for item in items if item["type"] == "ticket_issued"]


@pytest.mark.parametrize(("state", "action"), [("idle", "close"), ("closed", "open"), ("idle", "pause")])
def test_it_answers_the_counter_when_no_ticket_was_concerned(api: Api, state: str, action: str) -> None:
    for step in JOURNEYS[state]:
        act(api.officer, step)
    act(api.officer, action)
    assert act(api.officer, "undo")["n"] == 1


def test_it_answers_the_ticket_that_it_was_about(api: Api) -> None:
    bring_to(api, "serving")
    finished = act(api.officer, "finish", outcome="received")
    undone = act(api.officer, "undo")
    assert (undone["id"], undone["state"], undone["outcome"]) == (finished["id"], "serving", None)


@pytest.mark.parametrize(("state", "action"), [("idle", "close"), ("idle", "pause"), ("serving", "finish")])
def test_what_it_answers_is_what_the_api_describes(api: Api, state: str, action: str) -> None:
    bring_to(api, state)
    act(api.officer, action)
    answer = act(api.officer, "undo")
    parts = api.nobody.get("/openapi.json").json
    schemas = parts["components"]["schemas"]
    path = parts["paths"]["/api/v1/counters/{n}/undo"]["post"]
    told = path["responses"]["200"]["content"]["application/json"]["schema"]
    options = [schemas[option["$ref"].rpartition("/")[2]] for option in _resolved(told, schemas)["anyOf"]]
    assert any(set(option["required"]) <= set(answer) <= set(option["properties"]) for option in options)


def _resolved(schema: dict[str, Any], schemas: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = schemas[schema["$ref"].rpartition("/")[2]] if "$ref" in schema else schema
    return found


def test_who_serves_a_field_is_known_again_at_once(api: Api) -> None:
    act(api.officer, "open")
    act(api.officer, "close")
    act(api.officer, "undo")
    fields = {f["code"]: f["counters"] for f in api.nobody.get("/centre").json["fields"]}
    assert fields["CT"] == [1]


def test_next_is_one_step_and_is_taken_back_as_one(api: Api) -> None:
    bring_to(api, "serving")
    api.take()
    assert act(api.officer, "next", outcome="received")["number"] == "A002"
    act(api.officer, "undo")
    shown = console(api)
    assert (shown["ticket"]["number"], shown["ticket"]["state"]) == ("A001", "serving")
    assert [t["number"] for t in shown["waiting"]["items"]] == ["A002"]
    assert shown["today"]["finished"] == 0


def test_the_console_says_what_can_be_undone_and_until_when(api: Api) -> None:
    bring_to(api, "called")
    assert console(api)["undo"] == {
        "action": "call",
        "number": "A001",
        "officer": "lan",
        "until": "2026-11-23T08:01:00+07:00",
    }
    act(api.officer, "undo")
    assert console(api)["undo"] is None


def test_it_is_recorded_as_one_more_thing_that_happened(api: Api) -> None:
    bring_to(api, "called")
    call = api.admin.get("/journal").json["seq"]
    act(api.officer, "undo")
    restored = api.admin.get(f"/journal?since={call}").json["items"]
    assert [(e["type"], e["data"]["undoes"], e["actor"]) for e in restored] == [
        ("counter_restored", call, "officer:lan"),
        ("ticket_restored", call, "officer:lan"),
    ]


def test_after_sixty_seconds_it_is_too_late(api: Api, clock: SetClock) -> None:
    bring_to(api, "called")
    clock.forward(seconds=60, milliseconds=1)
    before = everything(api)
    assert before[1]["undo"] is None
    problem = refused(api.officer, "undo")
    assert (problem["code"], problem["detail"]) == (
        "undo_too_late",
        "An action can be undone for 60 seconds.",
    )
    assert everything(api) == before


def test_after_just_sixty_seconds_it_is_not(api: Api, clock: SetClock) -> None:
    bring_to(api, "called")
    clock.forward(seconds=60)
    assert act(api.officer, "undo")["state"] == "waiting"


def test_only_the_last_action_is_taken_back_and_only_once(api: Api) -> None:
    bring_to(api, "serving")
    assert act(api.officer, "undo")["state"] == "called"
    before = everything(api)
    assert refused(api.officer, "undo")["code"] == "undo_nothing"
    assert everything(api) == before


def test_the_same_request_sent_again_takes_nothing_more_back(api: Api) -> None:
    bring_to(api, "serving")
    first = act(api.officer, "undo", key="u1")
    assert act(api.officer, "undo", key="u1") == first
    assert console(api)["ticket"]["state"] == "called"


def test_an_action_sent_again_with_its_key_after_the_undo_is_not_done_again(api: Api) -> None:
    bring_to(api, "serving")
    act(api.officer, "finish", key="f1")
    act(api.officer, "undo")
    assert act(api.officer, "finish", key="f1")["state"] == "finished"  # the first answer, as it was
    assert console(api)["ticket"]["state"] == "serving"


def test_a_transfer_that_was_called_elsewhere_stays(api: Api) -> None:
    bring_to(api, "serving")
    act(api.other, "open", n=3)
    act(api.officer, "transfer", field="DD")
    act(api.other, "call", n=3)
    before = everything(api)
    problem = refused(api.officer, "undo")
    assert problem["code"] == "undo_built_upon"
    assert problem["detail"] == "Something has happened since: A001 is called, counter 3."
    assert everything(api) == before


def test_a_no_show_that_a_colleague_called_back_stays(api: Api) -> None:
    bring_to(api, "called")
    missed = act(api.officer, "no-show")["id"]
    act(api.other, "open", n=2)
    act(api.other, "call", n=2, ticket=missed)
    assert refused(api.officer, "undo")["code"] == "undo_built_upon"


def test_a_number_that_its_owner_gave_up_stays_given_up(api: Api) -> None:
    bring_to(api, "called")
    back = act(api.officer, "return")["id"]
    api.officer.post(f"/tickets/{back}/cancel")
    problem = refused(api.officer, "undo")
    assert (problem["code"], problem["detail"]) == (
        "undo_built_upon",
        "Something has happened since: A001 is cancelled.",
    )


def test_a_parked_ticket_whose_owner_is_back_stays(api: Api) -> None:
    bring_to(api, "serving")
    parked = act(api.officer, "park")["id"]
    api.officer.post(f"/tickets/{parked}/resume")
    assert refused(api.officer, "undo")["code"] == "undo_built_upon"


def test_what_became_of_the_slip_is_no_reason_against_it_and_stays(api: Api, server: Server) -> None:
    bring_to(api, "called")
    one = act(api.officer, "serve")["id"]
    slips.report(server.context, one, PrintState.PRINTED, None, "printer")
    undone = act(api.officer, "undo")
    assert (undone["state"], undone["print"]) == ("called", "printed")


def test_a_counter_that_somebody_else_opened_stays_theirs(api: Api) -> None:
    act(api.officer, "open")
    act(api.officer, "close")
    act(api.other, "open", n=1)
    before = everything(api)
    problem = refused(api.officer, "undo")
    assert (problem["code"], problem["detail"]) == (
        "counter_held",
        "Trần Văn Minh is working at counter 1.",
    )
    assert everything(api) == before


def test_an_officer_who_holds_another_counter_by_now_does_not_get_the_first_back(api: Api) -> None:
    act(api.officer, "open")
    act(api.officer, "close")
    act(api.officer, "open", n=2)
    before = everything(api)
    assert refused(api.officer, "undo", n=1)["code"] == "counter_elsewhere"
    assert everything(api) == before


def test_a_colleague_cannot_take_it_back(api: Api) -> None:
    bring_to(api, "called")
    assert refused(api.other, "undo")["code"] == "counter_held"
    act(api.officer, "return")
    act(api.officer, "close")
    assert refused(api.other, "undo")["code"] == "undo_nothing"


def test_who_was_handed_the_counter_is_not_told_that_they_hold_it(api: Api) -> None:
    bring_to(api, "called")
    act(api.officer, "hand-over", officer="minh")
    assert refused(api.other, "undo")["code"] == "undo_nothing"


def test_a_hand_over_by_mistake_is_taken_back_by_whoever_did_it(api: Api) -> None:
    bring_to(api, "called")
    act(api.officer, "hand-over", officer="minh")
    act(api.officer, "undo")
    assert console(api)["officer"]["username"] == "lan"


def test_a_manager_may_take_it_back(api: Api) -> None:
    bring_to(api, "serving")
    act(api.officer, "finish")
    assert act(api.admin, "undo")["state"] == "serving"
    assert api.admin.get("/journal").json["items"][-1]["actor"] == "admin:binh"


def test_what_changed_nothing_leaves_nothing_to_undo(api: Api) -> None:
    bring_to(api, "called")
    act(api.officer, "help-done")  # nobody had called for help
    assert act(api.officer, "undo")["state"] == "waiting"


def test_undo_is_counted_in_no_figures(api: Api) -> None:
    bring_to(api, "serving")
    act(api.officer, "finish", outcome="received")
    act(api.officer, "undo")
    figures = console(api)["today"]
    assert (figures["finished"], figures["dossiers"]) == (0, 0)
    assert api.admin.get("/reports/calls").json["items"][0]["number"] == "A001"


def test_a_call_taken_back_was_no_call(api: Api) -> None:
    bring_to(api, "called")
    act(api.officer, "undo")
    assert api.admin.get("/reports/calls").json["items"] == []
    assert ticket(api, all_tickets(api)[0]["id"])["calls"] == 0


def test_a_manager_who_answers_a_call_for_help_leaves_the_last_action_to_be_undone(api: Api) -> None:
    bring_to(api, "called")
    act(api.officer, "no-show")
    act(api.admin, "help-done")
    assert act(api.officer, "undo")["state"] == "called"


def test_help_that_was_called_for_meanwhile_was_built_upon(api: Api) -> None:
    bring_to(api, "idle")
    act(api.officer, "help")
    act(api.officer, "call")
    act(api.admin, "help-done")
    assert refused(api.officer, "undo")["code"] == "undo_built_upon"
