"""Who may call what: every endpoint, for every kind of caller."""

import pytest

from server.app import Server
from server.service.people.devices import enrol_device, revoke_device
from server.service.people.people import NewPerson, add_person
from server.service.people.tokens import token_for
from tests.support.api import Api, Caller
from tests.support.clock import SetClock
from tests.support.enrolled import PASSWORD, Tokens

MANAGERS = {"admin", "manager"}
STAFF = MANAGERS | {"officer"}
TAKERS = STAFF | {"kiosk", "helper", "guide"}
PEOPLE = STAFF | {"guide", "viewer"}
EVERYBODY = PEOPLE | {"kiosk", "display", "helper", "counter", "rating", "nobody"}
STEPS = (
    "open close pause resume call recall serve finish no-show return next park transfer undo hand-over priority"
    " help help-done"
)
FIGURES = (
    "figures",
    "figures.csv",
    "figures.xlsx",
    "visits",
    "visits.csv",
    "visits.xlsx",
    "heatmap",
    "counters",
    "counters.csv",
    "counters.xlsx",
    "progress",
)

ROUTES = {
    ("GET", "/centre"): EVERYBODY,
    ("GET", "/procedures"): EVERYBODY,
    ("GET", "/procedures/asked"): EVERYBODY,
    ("GET", "/track/{track}"): EVERYBODY,
    ("POST", "/track/{track}/cancel"): EVERYBODY,
    ("GET", "/openapi.json"): EVERYBODY,
    ("POST", "/tickets"): TAKERS,
    ("GET", "/paper/pads"): STAFF,
    ("POST", "/paper/numbers"): STAFF,
    ("GET", "/tickets/offline"): {"kiosk"},
    ("POST", "/tickets/offline"): {"kiosk"},
    ("GET", "/tickets"): STAFF | {"helper", "guide"},
    ("GET", "/tickets/{id}"): TAKERS,
    ("GET", "/tickets/{id}/life"): STAFF | {"helper", "guide", "viewer"},
    ("POST", "/tickets/{id}/cancel"): TAKERS,
    ("POST", "/tickets/{id}/print"): TAKERS,
    ("POST", "/tickets/{id}/print/dismiss"): MANAGERS,
    ("GET", "/board"): TAKERS | {"display"},
    ("GET", "/counters/1"): STAFF,
    **{("POST", f"/counters/1/{step}"): STAFF for step in STEPS.split()},
    ("POST", "/tickets/{id}/resume"): TAKERS,  # a machine checks in who took a number from afar
    ("GET", "/speech"): {"kiosk", "helper", "guide"},
    ("GET", "/officers"): STAFF | {"counter", "viewer"},
    ("GET", "/account"): PEOPLE,
    ("POST", "/account/password"): PEOPLE,
    ("POST", "/account/pin"): PEOPLE,
    ("GET", "/people"): MANAGERS,
    ("POST", "/people"): MANAGERS,
    ("PATCH", "/people/nobody"): MANAGERS,
    ("DELETE", "/people/nobody"): MANAGERS,
    ("GET", "/reports/journal"): MANAGERS,
    **{("GET", f"/reports/{kind}"): STAFF | {"viewer"} for kind in FIGURES},
    ("GET", "/reports/calls"): MANAGERS | {"viewer"},
    ("GET", "/reports/today-text"): MANAGERS | {"viewer"},
    ("GET", "/reports/waits"): MANAGERS | {"viewer"},
    ("GET", "/reports/arrivals"): MANAGERS | {"viewer"},
    ("GET", "/journal"): MANAGERS,
    ("GET", "/changes"): MANAGERS,
    (
        "POST",
        "/changes/1/take-back",
    ): MANAGERS,  # and by the kind of change: tests/api/reports/test_taking_back.py
    ("GET", "/backups"): MANAGERS,
    ("POST", "/backups"): MANAGERS,
    ("GET", "/doctor"): MANAGERS,
    ("GET", "/doctor/bundle"): MANAGERS,
    ("POST", "/doctor/clock"): MANAGERS,
    ("GET", "/standby/snapshot"): set(),
    ("GET", "/standby/file"): set(),
    ("POST", "/standby/pull"): set(),
    ("POST", "/standby/takeover"): set(),
    ("POST", "/backups/passphrase"): MANAGERS,
    ("POST", "/backups/passphrase/remove"): MANAGERS,
    ("POST", "/backups/restored/seen"): MANAGERS,
    ("GET", "/alerts"): MANAGERS | {"viewer"},
    ("POST", "/alerts/1/acknowledge"): MANAGERS,
    ("POST", "/dossiers/ask"): EVERYBODY,
    ("GET", "/dossiers/list"): STAFF | {"viewer"},
    ("DELETE", "/dossiers/list"): MANAGERS,
    ("GET", "/dossiers/2.000815"): STAFF | {"viewer"},
    ("PUT", "/dossiers.csv"): MANAGERS,
    **{("GET", f"/reports/form06{kind}"): MANAGERS | {"viewer"} for kind in ("", ".csv", ".xlsx")},
    ("POST", "/ratings"): EVERYBODY,
    ("GET", "/reports/ratings"): MANAGERS | {"viewer"},
    ("POST", "/pairings"): EVERYBODY,
    ("POST", "/pairings/claim"): EVERYBODY,
    ("GET", "/screens/me"): {"display"},
    ("GET", "/notices"): MANAGERS,
    ("PUT", "/notices/files"): MANAGERS,
    ("POST", "/notices"): MANAGERS,
    ("PUT", "/notices/1"): MANAGERS,
    ("POST", "/notices/order"): MANAGERS,
    ("POST", "/notices/1/switch"): MANAGERS,
    ("POST", "/notices/1/remove"): MANAGERS,
    ("POST", "/notices/1/trouble"): {"display"},
    ("POST", "/notices/outages/CT"): MANAGERS,
    ("POST", "/notices/outages/CT/end"): MANAGERS,
    ("POST", "/notices/emergency"): MANAGERS,
    ("POST", "/notices/emergency/lift"): MANAGERS,
    ("GET", "/procedures/2.000815"): EVERYBODY,
    ("PUT", "/procedures/2.000815"): MANAGERS,
    ("DELETE", "/procedures/2.000815"): MANAGERS,
    ("GET", "/procedures/all"): MANAGERS,
    ("GET", "/procedures.csv"): MANAGERS,
    ("PUT", "/procedures.csv"): MANAGERS,
    ("POST", "/procedures/changes/1/take-back"): MANAGERS,
    ("GET", "/procedures/elsewhere"): MANAGERS,
    ("POST", "/procedures/elsewhere"): MANAGERS,
    ("PUT", "/procedures/elsewhere/x"): MANAGERS,
    ("DELETE", "/procedures/elsewhere/x"): MANAGERS,
    ("GET", "/voice/none.wav"): MANAGERS | {"display"},
    ("GET", "/printers"): MANAGERS,
    ("POST", "/printers/centre/test-slip"): MANAGERS,
    ("POST", "/box"): {"kiosk"},
    ("GET", "/box"): {"kiosk"},
    ("GET", "/box/procedures"): {"kiosk"},
    ("GET", "/box/release"): {"kiosk"},
    ("GET", "/box/release/none.wav"): {"kiosk"},
    ("POST", "/kiosks/help"): {"kiosk"},
    ("POST", "/kiosks/1/help-done"): STAFF | {"helper", "guide"},
    ("GET", "/settings"): MANAGERS,
    ("PUT", "/settings/display"): MANAGERS,
    ("PUT", "/logos"): MANAGERS,
    ("POST", "/settings/display/preview"): MANAGERS,
    ("PUT", "/settings/display/x"): MANAGERS,
    ("DELETE", "/settings/display/x"): MANAGERS,
    ("GET", "/settings/history"): MANAGERS,
    ("POST", "/settings/history/1/take-back"): MANAGERS,
    ("GET", "/settings/holidays"): MANAGERS,
    ("GET", "/tokens"): {"admin"},
    ("POST", "/tokens"): {"admin"},
    ("DELETE", "/tokens/1"): {"admin"},
    ("GET", "/webhooks"): {"admin"},
    ("POST", "/webhooks"): {"admin"},
    ("PATCH", "/webhooks/1"): {"admin"},
    ("DELETE", "/webhooks/1"): {"admin"},
}


GUIDES = {"guide": "helper", "manager": "manager", "viewer": "viewer"}
"""People whose roles the other tests do without, by what they are called here: a helper's tablet is one too."""


def of_kind(server: Server, api: Api, who: str) -> Caller:
    if who == "rating":
        return api.holding(enrol_device(server.context, who, who, "test")[1])
    if who not in GUIDES:
        found: Caller = getattr(api, who)
        return found
    add_person(server.context, NewPerson(who, who, GUIDES[who], PASSWORD), "test")
    return api.holding(token_for(server.context, who, "test"))


@pytest.fixture
def ticket(api: Api) -> dict[str, object]:
    return api.take()


@pytest.mark.parametrize("who", sorted(EVERYBODY))
def test_each_kind_may_call_its_own_routes_and_no_others(
    server: Server, api: Api, ticket: dict[str, object], who: str
) -> None:
    caller = of_kind(server, api, who)
    refused = 401 if who == "nobody" else 403
    for (method, path), kinds in ROUTES.items():
        status = getattr(caller, method.lower())(path.format(**ticket)).status_code
        assert (status != refused) == (who in kinds), (method, path, status)


def test_no_route_is_left_out(server: Server) -> None:
    described = {
        (method.upper(), path.removeprefix("/api/v1"))
        for path, methods in server.app.test_client().get("/api/v1/openapi.json").json["paths"].items()
        for method in methods
    }
    examples = {"track": "{track}", "ticket": "{id}", "n": "1", "notice": "1", "alert": "1", "field": "CT"}
    examples |= {"name": "none.wav", "username": "nobody", "printer": "centre", "device": "1", "id": "1"}
    examples |= {"part": "display", "key": "x", "seq": "1"}
    examples |= {"code": "2.000815"}
    assert {(m, p.format(**examples)) for m, p in described} == set(ROUTES) - {("GET", "/openapi.json")}


@pytest.mark.parametrize("path", ["/journal", "/counters/1", "/board", "/tickets/1"])
def test_nobody_is_asked_who_they_are(api: Api, path: str) -> None:
    answer = api.nobody.get(path)
    assert (answer.status_code, answer.json["code"]) == (401, "not_signed_in")


@pytest.mark.parametrize("token", ["", "x", "a" * 5000, "\xe9", "' OR 1=1 --"])
def test_a_token_that_was_never_given_opens_nothing(api: Api, token: str) -> None:
    answer = api.holding(token).get("/board")
    assert (answer.status_code, answer.json["code"]) == (401, "not_signed_in")


@pytest.mark.parametrize("scheme", ["Basic", "Token", "bearer-ish"])
def test_another_scheme_opens_nothing(server: Server, tokens: Tokens, scheme: str) -> None:
    answer = server.app.test_client().get(
        "/api/v1/board", headers={"Authorization": f"{scheme} {tokens.display}"}
    )
    assert answer.status_code == 401


def test_the_scheme_may_be_written_either_way(server: Server, tokens: Tokens) -> None:
    answer = server.app.test_client().get(
        "/api/v1/board", headers={"Authorization": f"bearer {tokens.display}"}
    )
    assert answer.status_code == 200


def test_a_token_ends_when_its_time_is_up(server: Server, api: Api, clock: SetClock) -> None:
    _, token = enrol_device(server.context, "display", "Màn hình mượn", "test", lasts_s=3600)
    screen = api.holding(token)
    clock.forward(minutes=59)
    assert screen.get("/board").status_code == 200
    clock.forward(minutes=1)
    answer = screen.get("/board")
    assert (answer.status_code, answer.json["code"]) == (401, "token_expired")


def test_a_persons_token_ends_when_its_time_is_up(server: Server, api: Api, clock: SetClock) -> None:
    script = api.holding(token_for(server.context, "lan", "test", lasts_s=60))
    assert script.get("/counters/1").status_code == 200
    clock.forward(minutes=1)
    assert script.get("/counters/1").json["code"] == "token_expired"


def test_a_revoked_token_ends_at_once(server: Server, api: Api) -> None:
    device, token = enrol_device(server.context, "kiosk", "Kiosk cũ", "test")
    kiosk = api.holding(token)
    assert kiosk.post("/tickets", {"field": "CT"}).status_code == 201
    revoke_device(server.context, device, "test")
    answer = kiosk.post("/tickets", {"field": "CT"})
    assert (answer.status_code, answer.json["code"]) == (401, "token_expired")


def test_other_devices_go_on_when_one_is_revoked(server: Server, api: Api) -> None:
    device, _ = enrol_device(server.context, "kiosk", "Kiosk cũ", "test")
    revoke_device(server.context, device, "test")
    assert api.take()["number"] == "A001"


def test_a_bad_token_is_asked_about_only_where_one_is_needed(api: Api) -> None:
    assert api.holding("x").get("/centre").status_code == 200
    assert api.holding("x").get("/counters/1").status_code == 401
