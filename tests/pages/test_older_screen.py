"""A hall screen that was loaded from an earlier release goes on once the server under it is upgraded."""

import json
import subprocess
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest
from playwright.sync_api import Browser

from server.http.build import build
from tests.pages.steps import expect_newest, expect_not_reloaded, mark
from tests.support.browser import Visitors
from tests.support.older import Older
from tests.support.process import FIELDS, Process
from tests.support.program import Program

ENROL = """
import json, sys
from dataclasses import asdict
from pathlib import Path
from tests.support.process import Process
folder, data = map(Path, sys.argv[1:])
print(json.dumps(asdict(Process(folder, data=data).enrol(officers=1))))
"""
STAYS = "build => sessionStorage.setItem('goiso.reloaded', build)"
"""The page has loaded itself anew for that build already and is still the older one: what stood before it kept its files."""


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Process]:
    with Process(tmp_path) as running:
        yield running


@pytest.fixture
def before(release: Older, server: Process, tmp_path: Path) -> Iterator[Program]:
    """The earlier release's own server, on the same folder and at the same address."""
    serve = ["tests.support.goiso", "serve", "--config", str(tmp_path / "centre.toml")]
    program = Program(serve, server.port, tmp_path / "older.txt", tree=release.tree, python=release.python)
    yield program
    program.kill()


def enrolled(release: Older, server: Process, folder: Path) -> dict[str, str]:
    """Tokens by whom they are of, as the earlier release gave them."""
    command = [release.python, "-c", ENROL, folder, server.data]
    done = subprocess.run(command, cwd=release.tree, check=True, capture_output=True, text=True)
    staff = json.loads(done.stdout)
    return {"kiosk": staff["kiosk"], "display": staff["display"], "officer": staff["officers"][0]["token"]}


def act(server: Process, tokens: dict[str, str], what: str) -> None:
    status, said = server.post(f"/api/v1/counters/1/{what}", tokens["officer"])
    assert status == 200, said


def called(server: Process, tokens: dict[str, str]) -> str:
    """The number of somebody who comes and is called to counter 1."""
    status, ticket = server.post("/api/v1/tickets", tokens["kiosk"], {"field": FIELDS[1]})
    assert status == 201, ticket
    act(server, tokens, "call")
    number: str = ticket["number"]
    return number


@pytest.mark.torture
def test_it_shows_with_its_own_page_what_is_called_after_the_upgrade(
    browser: Browser, release: Older, before: Program, server: Process, tmp_path: Path
) -> None:
    (folder := tmp_path / "enrolling").mkdir()
    tokens = enrolled(release, server, folder)
    before.start()
    centre = SimpleNamespace(url=f"http://127.0.0.1:{server.port}", display_token=tokens["display"])
    act(server, tokens, "open")
    with Visitors(browser, centre) as visitors:  # type: ignore[arg-type]
        visitors.forgive_lost_line()
        hall = visitors.hall()
        expect_newest(hall, called(server, tokens), 1)
        hall.evaluate(STAYS, build())
        mark(hall)
        before.kill()
        server.start()
        act(server, tokens, "serve")
        act(server, tokens, "finish")
        expect_newest(hall, called(server, tokens), 1)
        expect_not_reloaded(hall)
        assert hall.locator("body").get_attribute("data-version") != build()
