"""Every route says who may call it."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from werkzeug.routing import Rule

from server.app import Server
from server.auth import needs
from server.config import PrinterPart
from server.core.roles import MACHINES, PERMISSIONS, PROGRAMS, ROLE_NAMES, ROLES, who_may
from server.demo import people, surfaces
from server.http.access import ALLOWED, EVERYBODY, LISTENERS, WITHIN
from server.service.people import devices
from tests.guards.tree import ROOT, files, name
from tests.support.centre import default_settings
from tests.support.clock import SetClock
from tests.support.quick_server import quick_server

PUBLIC_PAGES = {
    *(
        f"restore.{page}" for page in ("form", "take", "look", "now", "restore")
    ),  # they ask for the first run's code
    "notice_pages.file",
    "logo_files.file",
    "pages.first",
    "api_docs.home",
    "pages.kiosk",
    "pages.helper",
    "display.show",
    "display.let_in",
    "pages.enter",
    "pairing.qr",
    "screen_pages.start",
    "pages.ticket",
    "pages.cancel",
    "pages.keep",
    "pages.keep_form",
    "pages.back",
    "pages.qr",
    "messages.form",
    "messages.wish",
    "messages.withdraw",
    "sign_in.form",
    "start.form",
    "start.code",
    "start.begin",
    "sign_in.sign_in",
    "sign_in.sign_out",
    "pin.form",
    "pin.sign_in",
    "ratings_pages.tablet",
    "take.form",
    "take.shows",
    "take.take",
    "quiet.page",
    "trust.authority",
    "trust.page",
    "dossier_pages.form",
    "dossier_pages.ask",
    "operations.healthz",
    "operations.readyz",
    "operations.metrics",
}
PUBLIC_FILES = {
    "static",
    "style_sheets.sheet",
    "scripts.script",
    "kiosk_files.static",
    "display_files.static",
}
ONLY_IN_THE_DEMO = {
    "demo.sign_in",
    "demo.components",
    "paper.page",
    "paper.slips",
    "paper.picture",
    "paper.fault",
}


@pytest.fixture
def demo(tmp_path: Path, clock: SetClock) -> Iterator[Server]:
    """The demo's server, with the pages that only it has."""
    settings = default_settings(tmp_path / "demo", printer=PrinterPart(url="virtual:"))
    running = quick_server(settings, clock)
    surfaces.install(running, people.prepare(running.context, settings.server.data, "http://127.0.0.1:8000"))
    yield running
    running.close()


def rules(server: Server) -> list[Rule]:
    return list(server.app.url_map.iter_rules())


def is_api(rule: Rule) -> bool:
    return rule.rule.startswith("/api/v")  # what people read of it is a page


def test_every_api_endpoint_says_who_may_call_it(server: Server) -> None:
    assert {rule.endpoint for rule in rules(server) if is_api(rule)} - set(ALLOWED) == set()


def test_nobody_is_allowed_what_does_not_exist(server: Server) -> None:
    assert set(ALLOWED) - {rule.endpoint for rule in rules(server)} == set()


def test_only_permissions_that_exist_are_asked_for() -> None:
    assert {*ALLOWED.values(), *LISTENERS.values()} - set(PERMISSIONS) == {EVERYBODY}


def test_every_live_line_says_who_may_listen(server: Server) -> None:
    assert set(server.lines.broadcasters) == set(LISTENERS)


def unguarded(server: Server) -> set[str]:
    views = server.app.view_functions
    return {r.endpoint for r in rules(server) if not is_api(r) and not hasattr(views[r.endpoint], "needs")}


def test_every_page_is_for_signed_in_people_or_public_on_purpose(server: Server) -> None:
    assert unguarded(server) == PUBLIC_PAGES | PUBLIC_FILES


def test_the_demo_opens_only_its_own_pages(demo: Server) -> None:
    assert unguarded(demo) == PUBLIC_PAGES | PUBLIC_FILES | ONLY_IN_THE_DEMO


def test_pages_for_people_ask_for_permissions_that_exist(server: Server) -> None:
    needed = {view.needs for view in server.app.view_functions.values() if hasattr(view, "needs")}
    assert needed
    assert needed - set(PERMISSIONS) == set()


def test_a_page_cannot_ask_for_a_permission_that_there_is_not() -> None:
    with pytest.raises(ValueError, match="no permission"):
        needs("moon.reach")


def test_every_permission_is_asked_for_somewhere(server: Server) -> None:
    """By a route, a live line or a page; or within one, where the source names it."""
    pages = {view.needs for view in server.app.view_functions.values() if hasattr(view, "needs")}
    assert set(PERMISSIONS) - {*ALLOWED.values(), *LISTENERS.values(), *pages} == WITHIN
    asking = "".join(
        path.read_text(encoding="utf-8")
        for path in files(".py")
        if name(path).startswith(("server/api/", "server/web/", "server/service/"))
    )
    assert [permission for permission in WITHIN if f'"{permission}")' not in asking] == []


def test_every_permission_is_somebodys() -> None:
    assert [permission for permission in PERMISSIONS if not who_may(permission)] == []
    assert set().union(*ROLES.values(), *PROGRAMS.values(), *MACHINES.values()) == set(PERMISSIONS)


def test_every_role_has_a_name_and_the_machines_are_those_that_are_enrolled() -> None:
    assert set(ROLES) | set(PROGRAMS) == set(ROLE_NAMES)
    assert set(MACHINES) == set(devices.DEVICE_KINDS)


def test_the_page_on_security_has_the_table() -> None:
    page = (ROOT / "docs" / "security.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| `([a-z.]+)` \| ([^|]+) \| ([^|]+) \| ([^|]+) \|$", page, re.MULTILINE)
    told = [(permission, said, people, machines) for permission, said, people, machines in rows]
    assert told == [
        (
            each,
            text.en,
            *(
                ", ".join(who for who in table if each in table[who]) or "–"
                for table in ({**ROLES, **PROGRAMS}, MACHINES)
            ),
        )
        for each, text in PERMISSIONS.items()
    ]


def test_no_page_that_is_read_changes_anything(server: Server) -> None:
    reading = {rule.endpoint for rule in rules(server) if "GET" in (rule.methods or ())}
    writing = {rule.endpoint for rule in rules(server) if "POST" in (rule.methods or ())}
    assert reading & writing == set()
