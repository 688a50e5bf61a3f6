"""The API's description is whole: in words, with examples that fit, and with every way to be refused."""

import importlib
import pkgutil
from collections.abc import Iterator
from typing import Any

import pytest
from flask.testing import FlaskClient
from pydantic import BaseModel

from server.api import schemas
from server.api.told import TOLD, examples
from server.app import Server
from server.core.refusals.catalogue import CATALOGUE
from server.http.access import ALLOWED, EVERYBODY

Json = dict[str, Any]
PROBLEM = "application/problem+json"
NO_ROUTE_OF_THE_API = {
    **dict.fromkeys(
        (
            "backup_unreadable",
            "backup_newer",
            "backup_unsound",
            "passphrase_wrong",
            "numbers_and_none",
            "number_of_no_field",
        ),
        "the first-run pages, and the command that restores",
    ),
    "storage_second_box": "a start",
    **dict.fromkeys(
        (
            "city_catalogue_empty",
            "city_catalogue_same",
            "unknown_city_catalogue",
            "city_catalogue_over",
            "city_catalogue_untried",
            "city_catalogue_nobody",
            "city_person_there",
            "unknown_city_person",
            "city_person_moved",
            "last_city_administrator",
            "city_sign_in_braked",
            "storage_of_city_gone",
        ),
        "the pages of a city's own people",
    ),
    "address_too_long": "before any route is found",
    "headers_too_long": "before any route is found",
    "method_not_allowed": "where there is no such operation",
    "not_found": "where there is no such address",
    "sign_in_failed": "the page for signing in",
    "sign_in_locked": "the page for signing in",
    "pin_failed": "the page for PINs",
    "pin_locked": "the page for PINs",
    "pin_machine_locked": "the page for PINs",
    "phones_off": "the page for numbers on phones",
    "phone_limit": "the page for numbers on phones",
    "keep_place_off": "the page of a number on a phone",
    "keep_place_over": "the page of a number on a phone",
    "keep_place_late": "the page of a number on a phone",
    "presence_old": "the page for numbers on phones",
    "messages_off": "the page of a number on a phone",
    "messages_too_late": "the page of a number on a phone",
    "messages_not_agreed": "the page of a number on a phone",
    "phone_not_mobile": "the page of a number on a phone",
    "phone_has_its_fill": "the page of a number on a phone",
    "presence_wrong": "the page for numbers on phones",
    "afar_off": "the city, which is answered",
    "afar_share": "the city, which is answered",
    "afar_too_late": "the city, which is answered",
    "check_in_at_kiosk": "the page of a number on a phone",
    "unknown_series": "the code of one item in the answer of POST /tickets/offline",
    "number_taken": "the code of one item in the answer of POST /tickets/offline",
    "given_too_long_ago": "the code of one item in the answer of POST /tickets/offline",
    "counter_needed": "the page of screens",
    "unknown_device": "the page of devices",
    "unknown_layout": "the page of screens",
    "too_many_screens": "Socket.IO",
    "account_off": "the page for signing in",
    "no_report_folder": "the page of the day's report",
    "pairing_used": "the page of devices",
    "pairing_other_kind": "the page of devices",
    "setup_code_wrong": "the page of the first run",
    "setup_code_old": "the page of the first run",
    "setup_locked": "the page of the first run",
    "setup_over": "the page of the first run",
    "fields_file_unreadable": "the page of first steps",
    "unknown_step": "the page of first steps",
    "storage_settings": "the server does not start",
    "storage_settings_newer": "the server does not start",
    "storage_newer": "the server does not start",
    "storage_upgrade": "the server does not start",
    "storage_key": "the server does not start",
}
"""The codes that no operation of the API is refused with, and where they come from."""

ALSO_BY_TOKEN = {"ratings.rate"}
"""What everybody may with a slip's code, and a machine by its token."""


@pytest.fixture
def description(client: FlaskClient) -> Json:
    found: Json = client.get("/api/v1/openapi.json").json or {}
    return found


@pytest.fixture
def operations(description: Json, server: Server) -> list[tuple[str, Json]]:
    """(endpoint, operation) of everything described."""
    from server.api.description import operations as described

    return [(endpoint, operation) for endpoint, _, operation in described(server.app, description)]  # type: ignore[arg-type]


def shapes() -> dict[str, type[BaseModel]]:
    """Every schema of the API by its name."""
    found: dict[str, type[BaseModel]] = {}
    for module in pkgutil.iter_modules(schemas.__path__):
        known = importlib.import_module(f"{schemas.__name__}.{module.name}")
        found |= {n: c for n, c in vars(known).items() if isinstance(c, type) and issubclass(c, BaseModel)}
    return found


def contents(operation: Json) -> Iterator[tuple[str, Json]]:
    """What is sent and what is answered as JSON: (where, its content)."""
    if body := operation.get("requestBody"):
        yield "request", body["content"]["application/json"]
    for status, answer in operation["responses"].items():
        if status < "3" and "application/json" in answer.get("content", {}):
            yield status, answer["content"]["application/json"]


def test_every_operation_is_told_and_no_other() -> None:
    assert set(TOLD) == set(ALLOWED) - {"description.show"}, "an entry in server/api/told for each route"
    assert set(examples()) <= set(TOLD), "run python -m tests.api_examples"


def test_every_operation_says_what_it_does_and_for_whom(operations: list[tuple[str, Json]]) -> None:
    for endpoint, operation in operations:
        assert operation["summary"].endswith("."), endpoint
        text, _, who = operation["description"].partition("\n\n")
        assert len(text) > 20, endpoint
        assert who.startswith("For "), endpoint


def test_every_parameter_is_explained(operations: list[tuple[str, Json]]) -> None:
    unexplained = {
        (endpoint, parameter["name"])
        for endpoint, operation in operations
        for parameter in operation.get("parameters", [])
        if not parameter.get("description")
    }
    assert unexplained == set(), "a description in its schema, or by its name in server/api/told/shared.py"


def test_every_body_and_answer_has_an_example_that_fits(operations: list[tuple[str, Json]]) -> None:
    known = shapes()
    without = []
    for endpoint, operation in operations:
        for where, content in contents(operation):
            shape = content["schema"].get("$ref", "").rsplit("/", 1)[-1]
            if "example" not in content:
                without.append((endpoint, where))
            elif shape in known:
                known[shape].model_validate(content["example"])
    left = [(e, w) for e, w in without if w != "request" or not _all_may_be_left_out(e, operations, known)]
    assert left == [], "a step in tests/api_examples.py, then python -m tests.api_examples"


def _all_may_be_left_out(endpoint: str, operations: list[tuple[str, Json]], known: dict[str, Any]) -> bool:
    content = dict(contents(dict(operations)[endpoint]))["request"]
    shape = known.get(content["schema"]["$ref"].rsplit("/", 1)[-1])
    return shape is None or not shape.model_fields


def test_no_example_holds_a_secret() -> None:
    secrets = {"token": "kQ3v…", "secret": "…", "password": "mat-khau-dai"}

    def said(value: Any) -> Iterator[tuple[str, Any]]:
        if isinstance(value, dict):
            for name, item in value.items():
                yield name, item
                yield from said(item)
        elif isinstance(value, list):
            for item in value:
                yield from said(item)

    told = [(name, value) for name, value in said(examples()) if name in secrets and isinstance(value, str)]
    assert told
    assert all(value == secrets[name] for name, value in told)


def test_every_way_to_be_refused_is_told_with_its_status(operations: list[tuple[str, Json]]) -> None:
    for endpoint, operation in operations:
        told = {s: a for s, a in operation["responses"].items() if s >= "4" and s != "default"}
        assert "500" in told, endpoint
        known = ALLOWED[endpoint] is not EVERYBODY or endpoint in ALSO_BY_TOKEN
        assert ("401" in told and "403" in told) == known, endpoint
        for status, answer in told.items():
            codes = answer["content"][PROBLEM]["examples"]
            assert codes, endpoint
            assert all(
                str(CATALOGUE[code].status) == status and f"`{code}`" in answer["description"]
                for code in codes
            )


def test_every_code_is_told_of_an_operation_or_comes_from_elsewhere(
    operations: list[tuple[str, Json]],
) -> None:
    told = {
        code
        for _, operation in operations
        for status, answer in operation["responses"].items()
        if status >= "4"
        for code in answer["content"][PROBLEM].get("examples", {})
    }
    assert set(CATALOGUE) - told - set(NO_ROUTE_OF_THE_API) == set(), "name it in server/api/told"


def test_every_problem_has_an_example(description: Json) -> None:
    told = description["components"]["examples"]
    assert set(told) == set(CATALOGUE)
    for code, example in told.items():
        assert example["value"]["code"] == code
        assert example["value"]["detail"]
