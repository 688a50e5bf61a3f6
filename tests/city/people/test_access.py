"""Every route of the city says who may: by a permission, by a centre's token, or that it is for everybody."""

import pytest
from werkzeug.routing import Rule

from server.city.people.access import needs
from server.city.people.roles import ADMINISTRATOR, PERMISSIONS, ROLE_NAMES, ROLES, may
from server.city.roles import BOARD, INGEST, PUBLIC, city_app
from server.city.roles import ROLES as PROCESSES
from server.city.settings import CitySettings

FILES = (
    "static",
    "kiosk_files.static",
    "display_files.static",
    "style_sheets.sheet",
    "scripts.script",
    "healthz",
    "metrics",
)
OPEN = {
    BOARD: {
        "city_sign_in.form",
        "city_sign_in.sign_in",
        "city_sign_in.sign_out",
        "city_sign_in.first",
        "city_board.first",
    },
}
"""What whoever has not signed in may use, by role."""
OWN_PROOF = {INGEST: "a centre's token or code", PUBLIC: "nothing: it is for everybody"}
"""The roles whose routes no person signs in to."""


def routes(role: str, tmp_path) -> list[tuple[Rule, object]]:
    app = city_app(CitySettings(data=tmp_path), role, live=False)
    app.extensions["goiso_city"].database.close()
    return [(rule, app.view_functions[rule.endpoint]) for rule in app.url_map.iter_rules()]


def test_every_route_of_the_board_needs_a_permission_or_is_named_here(tmp_path):
    unguarded = {
        rule.endpoint for rule, view in routes(BOARD, tmp_path) if getattr(view, "needs", None) is None
    }
    assert unguarded - set(FILES) == OPEN[BOARD]


@pytest.mark.parametrize("role", OWN_PROOF)
def test_no_route_of_centres_and_phones_asks_for_a_person(role, tmp_path):
    assert {rule.endpoint for rule, view in routes(role, tmp_path) if hasattr(view, "needs")} == set()


def test_each_role_of_processes_is_looked_at():
    assert set(PROCESSES) == {*OPEN, *OWN_PROOF}


def test_every_permission_is_of_somebody_and_every_role_has_a_name():
    assert ROLES[ADMINISTRATOR] == frozenset(PERMISSIONS)
    assert set(ROLES) == set(ROLE_NAMES)
    assert all(held <= set(PERMISSIONS) for held in ROLES.values())
    assert not may("king", "people.manage")


def test_a_permission_that_there_is_not_cannot_be_asked_for():
    with pytest.raises(ValueError, match="no permission"):
        needs("people.burn")


def test_each_role_reaches_what_it_may_and_nothing_else(office):
    pages = {
        rule.rule: view.needs
        for rule, view in (
            (r, office.app.view_functions[r.endpoint]) for r in office.app.url_map.iter_rules()
        )
        if hasattr(view, "needs") and "GET" in (rule.methods or ()) and not rule.arguments
    }
    for username, role in (("lan", ADMINISTRATOR), ("minh", "liaison"), ("hoa", "viewer")):
        browser = office.browser(username)
        for address, permission in pages.items():
            refused = browser.get(address).status_code == 403
            assert refused == (not may(role, permission)), (username, address)
    stranger = office.browser()
    sent = {address: stranger.get(address).status_code for address in pages}
    assert sent == {address: 401 if address.endswith(".json") else 302 for address in pages}


def test_a_program_that_has_not_signed_in_is_told_so_and_not_led_to_a_form(office):
    asked = office.app.test_client().post("/people", headers={"Accept": "application/json"})
    assert asked.status_code in {400, 401}


def test_without_the_database_people_are_told_what_to_do(office):
    browser = office.browser("lan")
    office.app.extensions["goiso_city"].database.close()
    asked = browser.get("/people")
    assert (asked.status_code, asked.headers["Retry-After"]) == (503, "5")
    assert "Tải lại trang" in asked.text
