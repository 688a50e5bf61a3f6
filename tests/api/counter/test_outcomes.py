"""What a visit ends with: one outcome, several dossiers, or nothing that anybody wrote down."""

from typing import Any

import pytest

from tests.api.counter.desk import act, bring_to, console, everything, refused
from tests.support.api import Api

CODE = "H26.14-261123-0012"


def finished(api: Api, **result: Any) -> dict[str, Any]:
    bring_to(api, "serving")
    return act(api.officer, "finish", **result)


def dossier(**facts: Any) -> dict[str, Any]:
    return {"outcome": "received"} | facts


def test_a_visit_may_leave_several_dossiers_each_with_its_outcome(api: Api) -> None:
    first = dossier(procedure="2.000815", code=CODE)
    second = dossier(outcome="returned", channel="online_helped")
    done = finished(api, dossiers=[first, second])
    assert done["dossiers"] == [
        {"procedure": "2.000815", "outcome": "received", "channel": "direct", "code": CODE},
        {"procedure": None, "outcome": "returned", "channel": "online_helped", "code": None},
    ]
    assert done["outcome"] == "received"


def test_only_what_was_received_counts_as_a_dossier(api: Api) -> None:
    online = dossier(channel="online_helped")  # a figure of its own
    finished(api, dossiers=[dossier(), dossier(outcome="advised"), dossier(), online])
    assert console(api)["today"]["dossiers"] == 2


def test_an_outcome_alone_stands_for_one_dossier(api: Api) -> None:
    finished(api, outcome="received")
    figures = console(api)["today"]
    assert (figures["dossiers"], figures["without_outcome"]) == (1, 0)


def test_a_visit_that_ended_without_detail_is_marked(api: Api) -> None:
    done = finished(api)
    assert (done["outcome"], done["dossiers"]) == (None, [])
    figures = console(api)["today"]
    assert (figures["finished"], figures["dossiers"], figures["without_outcome"]) == (1, 0, 1)


def test_a_code_is_never_asked_for(api: Api) -> None:
    assert finished(api, dossiers=[dossier()])["state"] == "finished"


def test_a_code_is_kept_in_its_usual_form(api: Api) -> None:
    assert finished(api, dossiers=[dossier(code=f" {CODE.lower()} ")])["dossiers"][0]["code"] == CODE


@pytest.mark.parametrize("code", ["12", "H26.14-261123", "26.14-261123-0012", "H26.14-261332-0012"])
def test_what_is_no_dossier_code_is_refused_with_how_to_write_one(api: Api, code: str) -> None:
    bring_to(api, "serving")
    before = everything(api)
    problem = refused(api.officer, "finish", dossiers=[dossier(), dossier(code=code)])
    assert (problem["status"], problem["code"]) == (400, "bad_dossier_code")
    assert code in problem["detail"]
    assert "H26.14-251123-0012" in problem["action"]
    assert everything(api) == before


def test_a_day_of_receipt_that_is_still_to_come_is_refused(api: Api) -> None:
    bring_to(api, "serving")
    assert refused(api.officer, "finish", dossiers=[dossier(code="H26.14-261124-0012")])["code"] == (
        "bad_dossier_code"
    )
    assert act(api.officer, "finish", dossiers=[dossier(code="H26.14-261123-0012")])["state"] == "finished"


def test_a_procedure_that_nobody_knows_is_refused(api: Api) -> None:
    bring_to(api, "serving")
    before = everything(api)
    problem = refused(api.officer, "finish", dossiers=[dossier(procedure="9.999999")])
    assert (problem["status"], problem["code"]) == (404, "unknown_procedure")
    assert everything(api) == before


@pytest.mark.parametrize(
    "result",
    [
        {"outcome": "happy"},
        {"dossiers": [{}]},
        {"dossiers": [dossier(outcome="happy")]},
        {"dossiers": [dossier(channel="by pigeon")]},
        {"dossiers": [dossier(moon="full")]},
        {"dossiers": [dossier()] * 21},
        {"dossiers": "three"},
    ],
)
@pytest.mark.parametrize("step", ["finish", "next"])
def test_a_result_that_is_none_is_refused(api: Api, step: str, result: dict[str, Any]) -> None:
    bring_to(api, "serving")
    before = everything(api)
    assert refused(api.officer, step, **result)["code"] == "bad_request"
    assert everything(api) == before


def test_next_ends_the_visit_with_its_result_and_calls(api: Api) -> None:
    bring_to(api, "serving")
    api.take()
    assert act(api.officer, "next", dossiers=[dossier(code=CODE)])["number"] == "A002"
    assert console(api)["today"]["dossiers"] == 1


def test_next_ends_the_visit_though_nobody_else_waits(api: Api) -> None:
    bring_to(api, "serving")
    ended = act(api.officer, "next", outcome="advised")
    assert (ended["number"], ended["state"], ended["outcome"]) == ("A001", "finished", "advised")
    assert console(api)["ticket"] is None


def test_next_with_free_hands_just_calls(api: Api) -> None:
    bring_to(api, "idle")
    assert act(api.officer, "next")["number"] == "A001"


def test_next_with_free_hands_and_nobody_there_says_so(api: Api) -> None:
    act(api.officer, "open")
    problem = refused(api.officer, "next")
    assert (problem["status"], problem["code"]) == (404, "queue_empty")


def test_next_with_a_wrong_code_neither_ends_nor_calls(api: Api) -> None:
    bring_to(api, "serving")
    api.take()
    before = everything(api)
    assert refused(api.officer, "next", dossiers=[dossier(code="12")])["code"] == "bad_dossier_code"
    assert everything(api) == before
