"""The API's description: OpenAPI 3.1, whole, and true of what is answered."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from flask.testing import FlaskClient
from flask_openapi3.models import APISpec

from server.api.former_paths import FORMER_PATHS
from server.api.schemas import board, centre, changes, counters, people, procedures, ratings, reports, tickets
from server.api.schemas import notices as notice_schemas
from server.api.schemas import tokens as token_schemas
from server.api.schemas.common import Problem
from server.app import Server
from server.core.roles import who_may
from server.http.access import ALLOWED
from tests.support.api import Api

Json = dict[str, Any]


@pytest.fixture
def description(client: FlaskClient) -> Json:
    answer = client.get("/api/v1/openapi.json")
    assert answer.status_code == 200
    found: Json = answer.json
    return found


def operations(description: Json) -> Iterator[tuple[str, str, Json]]:
    """(method, path, operation) of everything described."""
    for path, methods in description["paths"].items():
        for method, operation in methods.items():
            yield method.upper(), path, operation


def routes(server: Server) -> dict[tuple[str, str], str]:
    """(method, path as described) → endpoint of every API route, the description's own aside."""
    return {
        (method, re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", rule.rule)): rule.endpoint
        for rule in server.app.url_map.iter_rules()
        for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}
        if rule.rule.startswith("/api/v1") and rule.endpoint != "description.show"
    }


def references(part: object) -> Iterator[str]:
    if isinstance(part, dict):
        if isinstance(part.get("$ref"), str):
            yield part["$ref"]
        for value in part.values():
            yield from references(value)
    elif isinstance(part, list):
        for value in part:
            yield from references(value)


def test_it_is_openapi_3_1_of_this_version(description: Json, server: Server) -> None:
    assert re.fullmatch(r"3\.1\.\d+", description["openapi"])
    assert description["info"]["title"] == "Gọi Số"
    assert re.fullmatch(r"\d+\.\d+\.\d+.*", description["info"]["version"])


def test_it_has_the_shape_that_the_standard_asks_for(description: Json) -> None:
    APISpec.model_validate(description)
    for _, _, operation in operations(description):
        assert operation["responses"]
        assert all(answer["description"] for answer in operation["responses"].values())


def test_every_reference_leads_somewhere(description: Json) -> None:
    kinds = ("schemas", "examples")
    known = {f"#/components/{kind}/{name}" for kind in kinds for name in description["components"][kind]}
    assert set(references(description)) <= known


def test_every_operation_has_a_name_of_its_own(description: Json) -> None:
    names = [operation["operationId"] for _, _, operation in operations(description)]
    assert len(names) == len(set(names))


def test_every_part_of_an_address_is_explained(description: Json) -> None:
    for method, path, operation in operations(description):
        explained = {p["name"] for p in operation.get("parameters", []) if p["in"] == "path"}
        assert explained == set(re.findall(r"{(\w+)}", path)), (method, path)


def test_it_describes_every_route_and_no_other(description: Json, server: Server) -> None:
    described = {(method, path) for method, path, _ in operations(description)}
    assert described == {route for route in routes(server) if route[1] not in FORMER_PATHS}


def test_it_says_who_may_call_what(description: Json, server: Server) -> None:
    endpoints = routes(server)
    for method, path, operation in operations(description):
        needed = ALLOWED[endpoints[method, path]]
        assert bool(operation["security"]) == bool(needed)
        assert all(kind in operation["description"] for kind in who_may(needed))
        assert {name for way in operation["security"] for name in way} <= set(
            description["components"]["securitySchemes"]
        )


def test_every_problem_is_described_as_it_is_sent(description: Json) -> None:
    for _, _, operation in operations(description):
        assert "default" in operation["responses"]
        for status, answer in operation["responses"].items():
            if not status.startswith("2"):
                assert list(answer["content"]) == ["application/problem+json"]


def test_what_changes_something_takes_a_key(description: Json) -> None:
    for method, _, operation in operations(description):
        keyed = "Idempotency-Key" in {p["name"] for p in operation.get("parameters", [])}
        assert keyed == (method == "POST")


def test_a_body_is_asked_for_only_where_one_is_needed(description: Json) -> None:
    needed = {path for _, path, o in operations(description) if o.get("requestBody", {}).get("required")}
    counter = "/api/v1/counters/{n}"
    wanted = {f"{counter}/hand-over", f"{counter}/priority"}
    wanted |= {"/api/v1/pairings/claim", "/api/v1/people", "/api/v1/account/password", "/api/v1/account/pin"}
    wanted |= {"/api/v1/tokens", "/api/v1/webhooks", "/api/v1/settings/{part}/preview"}
    wanted |= {"/api/v1/procedures/elsewhere", "/api/v1/procedures/elsewhere/{key}"}
    wanted |= {
        "/api/v1/ratings",
        "/api/v1/paper/numbers",
        "/api/v1/dossiers/ask",
        "/api/v1/doctor/clock",
        "/api/v1/standby/pull",
        "/api/v1/backups/passphrase",
    }
    notices = "/api/v1/notices"
    wanted |= {notices}
    wanted |= {
        f"{notices}/{{notice}}",
        f"{notices}/order",
        f"{notices}/{{notice}}/switch",
        f"{notices}/emergency",
    }
    assert needed == {"/api/v1/tickets", "/api/v1/tickets/offline", "/api/v1/box"} | wanted


ANSWERS = {
    "/centre": centre.Centre,
    "/procedures?q=khai sinh": procedures.Procedures,
    "/tickets/{id}": tickets.Ticket,
    "/track/{track}": tickets.Tracked,
    "/board": board.Board,
    "/counters/1": counters.Console,
    "/procedures/2.000815": procedures.ManagedProcedure,
    "/procedures/all": procedures.ManagedProcedures,
    "/procedures/elsewhere": procedures.Signposts,
    "/officers": people.Officers,
    "/people": people.People,
    "/tokens": token_schemas.ProgramTokens,
    "/reports/journal": reports.JournalEnd,
    "/reports/calls": reports.ExplainedCalls,
    "/reports/waits": reports.WaitsReport,
    "/reports/ratings": ratings.RatingsReport,
    "/journal": reports.Journal,
    "/changes": changes.Changes,
    "/notices": notice_schemas.Standing,
}


@pytest.mark.parametrize("path", ANSWERS)
def test_answers_have_the_shape_described(api: Api, path: str) -> None:
    ticket = api.take()
    api.take()
    api.at_work().post("/counters/1/call")
    answer = api.admin.get(path.format(**ticket)).json
    shape = ANSWERS[path]
    assert shape.model_validate(answer).model_dump(mode="json", by_alias=True) == answer


@pytest.mark.parametrize(
    ("step", "shape"),
    [
        ("open", counters.Console),
        ("pause", counters.Console),
        ("resume", counters.Console),
        ("call", tickets.ActedOn),
        ("serve", tickets.ActedOn),
        ("finish", tickets.ActedOn),
    ],
)
def test_steps_at_a_counter_answer_with_the_shape_described(api: Api, step: str, shape: Any) -> None:
    api.take()
    for earlier in ("open", "pause", "resume", "call", "serve", "finish"):
        answer = api.officer.post(f"/counters/1/{earlier}").json
        if earlier == step:
            break
    assert shape.model_validate(answer).model_dump(mode="json") == answer


def test_a_problem_has_the_shape_described(api: Api) -> None:
    answer = api.nobody.get("/journal").json
    assert Problem.model_validate(answer).model_dump() == answer
