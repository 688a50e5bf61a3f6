"""What `goiso kiosk` and `goiso screen` write, tried with a real Chromium: the script, its flags, and the policies.

Each is compared with a Chromium that was not told so, so that a flag that has lost its effect is noticed.
"""

import json
import subprocess
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
from playwright.sync_api import Browser, Page

from display.machine import POLICY, SCREEN, MachinePage, files
from server.command.kiosk_files import KIOSK
from server.command.machine_files import POLICY_FOLDERS
from tests.support.chromium import executable, whole
from tests.support.started_browser import WITHOUT_WINDOW, Machine, running
from tests.support.waiting import until

PINCH = {"x": 200, "y": 200, "scaleFactor": 2.0, "gestureSourceType": "mouse"}
PLAY = """(async () => {
  const bytes = new Uint8Array([..."RIFF\\x2c\\0\\0\\0WAVEfmt \\x10\\0\\0\\0\\x01\\0\\x01\\0\\x40\\x1f\\0\\0\\x80\\x3e\\0\\0\\x02\\0\\x10\\0data\\x08\\0\\0\\0\\0\\0\\0\\0\\0\\0\\0\\0"]
    .map((sign) => sign.charCodeAt(0)));
  const audio = new Audio(URL.createObjectURL(new Blob([bytes], { type: "audio/wav" })));
  try { await audio.play(); return "plays"; } catch (error) { return error.name; }
})()"""
FLAGS_TAKEN_AWAY = ("--disable-pinch", "--autoplay-policy=no-user-gesture-required")


class Answers(BaseHTTPRequestHandler):
    """Whatever is asked for is a small page."""

    def do_GET(self) -> None:
        body = b"<!doctype html><title>page</title><body style='height:3000px'>page"
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Nothing is told."""


@pytest.fixture(scope="module")
def url() -> Iterator[str]:
    """A server that answers."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Answers)
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()


@pytest.fixture
def shown(tmp_path: Path, url: str) -> Callable[..., AbstractContextManager[Page]]:
    """The page of a machine as Chromium shows it."""

    def show(what: MachinePage, without: tuple[str, ...] = ()) -> AbstractContextManager[Page]:
        return Machine(tmp_path / "home", url, what, executable()).started(without)

    return show


def _sound(page: Page) -> str:
    """Whether sound may be played though nobody has touched the page."""
    session = page.context.new_cdp_session(page)
    asked = {"expression": PLAY, "awaitPromise": True, "returnByValue": True, "userGesture": False}
    return str(session.send("Runtime.evaluate", asked)["result"]["value"])


def _scale_after_pinch(page: Page) -> float:
    page.context.new_cdp_session(page).send("Input.synthesizePinchGesture", PINCH)
    page.evaluate("() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)))")
    return float(page.evaluate("visualViewport.scale"))


@pytest.mark.parametrize("what", [SCREEN, KIOSK], ids=lambda what: what.name)
def test_sound_plays_without_a_touch_and_a_pinch_enlarges_nothing(
    shown: Callable[..., AbstractContextManager[Page]],
    what: MachinePage,
) -> None:
    with shown(what) as page:
        assert _sound(page) == "plays"
        assert _scale_after_pinch(page) == 1


def test_a_chromium_that_was_not_told_so_is_silent_and_can_be_pinched(
    shown: Callable[..., AbstractContextManager[Page]],
) -> None:
    with shown(SCREEN, without=FLAGS_TAKEN_AWAY) as page:
        assert _sound(page) == "NotAllowedError"
        assert _scale_after_pinch(page) > 1.5


BUBBLE = "Session.SessionCrashed.Bubble"
"""Chromium's own count of how often it asked whether pages should be restored."""
OFFERED = "new Promise((told) => chrome.settingsPrivate.getPref('translate.enabled', told))"
POLICIES = """() => {
  const rows = [];
  const walk = (node) => {
    if (node.tagName === "POLICY-ROW") rows.push(node.shadowRoot.textContent.trim().split(/\\s+/));
    for (const inner of [...(node.shadowRoot?.children ?? []), ...node.children]) walk(inner);
  };
  walk(document.body);
  return rows.filter((words) => words.includes("OK"));
}"""
"""The words of each policy that is set and that Chromium finds right."""
needs_whole = pytest.mark.skipif(whole() is None, reason="no Chromium here but its headless shell")


def test_after_a_power_cut_the_page_is_back(tmp_path: Path, url: str) -> None:
    machine = Machine(tmp_path, url, KIOSK, executable())
    with machine.started():
        pass
    known_by_another_name(machine)
    with machine.started() as page:
        assert page.title() == "page"


@pytest.mark.torture
@needs_whole
@pytest.mark.parametrize("what", [SCREEN, KIOSK], ids=lambda what: what.name)
def test_after_a_power_cut_the_page_is_back_and_nothing_is_asked(
    tmp_path: Path, url: str, what: MachinePage
) -> None:
    machine = Machine(tmp_path, url, what, str(whole()))
    with machine.started():
        until(lambda: seems_crashed(machine.profile))
    known_by_another_name(machine)
    with machine.started() as page:
        page.reload()
        assert page.title() == "page"
        assert asked_to_restore(page.context.browser) == 0


@pytest.mark.torture
@needs_whole
def test_a_chromium_that_is_started_bare_asks_after_a_power_cut(tmp_path: Path, url: str) -> None:
    with running(bare(tmp_path, url), tmp_path):
        until(lambda: seems_crashed(tmp_path))
    with running(bare(tmp_path, url), tmp_path) as browser:
        until(lambda: asked_to_restore(browser) == 1)


@pytest.mark.torture
@needs_whole
def test_chromium_takes_every_policy_and_offers_no_translation(tmp_path: Path, url: str) -> None:
    (policy,) = (file.text for file in files(SCREEN, url, "sanh", "/usr/local/bin/x") if file.name == POLICY)
    etc, profile = tmp_path / "etc", tmp_path / "profile"
    etc.mkdir()
    with running([*beside_etc(etc), *bare(profile, url)], profile) as browser:
        assert offers_translation(browser.contexts[0].pages[0])
    for folder in POLICY_FOLDERS:
        (etc / folder.relative_to("/etc")).mkdir(parents=True)
        (etc / folder.relative_to("/etc") / "goiso.json").write_text(policy)
    with running([*beside_etc(etc), *bare(profile, url)], profile) as browser:
        page = browser.contexts[0].pages[0]
        assert not offers_translation(page)
        page.goto("chrome://policy")
        wanted = json.loads(policy)
        until(lambda: {name: json.loads(value) for name, value, *_ in page.evaluate(POLICIES)} == wanted)


def bare(profile: Path, url: str) -> list[str]:
    """A Chromium that nobody told anything."""
    return [str(whole()), *WITHOUT_WINDOW, "--no-first-run", f"--user-data-dir={profile}", url]


def known_by_another_name(machine: Machine) -> None:
    """Its profile seems to be in use by somebody else, as after a power cut and another name of the machine."""
    (machine.profile / "SingletonLock").unlink(missing_ok=True)
    (machine.profile / "SingletonLock").symlink_to("name-before-123")


def seems_crashed(profile: Path) -> bool:
    """Whether a browser that began now would believe that the one before had crashed."""
    kept = profile / "Default" / "Preferences"
    return kept.exists() and '"exit_type":"Crashed"' in kept.read_text()


def asked_to_restore(browser: Browser | None) -> int:
    """How often somebody was asked whether to restore pages."""
    assert browser is not None
    found = browser.new_browser_cdp_session().send("Browser.getHistograms", {"query": BUBBLE})["histograms"]
    return sum(each["count"] for each in found)


def offers_translation(page: Page) -> bool:
    page.goto("chrome://settings/languages")
    return bool(page.evaluate(OFFERED)["value"])


def beside_etc(folder: Path) -> list[str]:
    """What starts a program for which this folder lies over /etc, and for nobody else; skips where that may not be."""
    over = 'mount -t overlay overlay -o "lowerdir=$0:/etc" /etc && exec "$@"'
    start = ["unshare", "--map-root-user", "--mount", "sh", "-c", over, str(folder)]
    if subprocess.run([*start, "true"], check=False, capture_output=True).returncode:
        pytest.skip("no folder may be laid over another here")
    return start
