"""Kiosks of every size, 20 fields, large letters, contrast, three languages, low keys: all can be seen and pressed."""

from collections.abc import Iterator
from itertools import product

import httpx
import pytest
from playwright.sync_api import Browser, Page, expect

from server.core.notices import LONGEST_LINE
from tests.api.dossiers.lists import HEAD, ROWS, SAVE
from tests.pages.kiosk_sizes import EVERY_LOOK, SIZES, Look, apart, faults
from tests.pages.steps import choose, expect_step, hold, role, scan
from tests.pages.wordy import WordyCentre
from tests.support.browser import WIDEST_DAY, Visitors

MORE = 12
LETTERS = "JKLMNPQRSTUV"
STRIP_LOOKS = (("vi", False, False, False), ("vi", True, False, False))
STRIP_STAYS = """() => {
  const strip = document.querySelector(".stale[data-role=stale]");
  strip.hidden = false;
  Object.defineProperty(strip, "hidden", { configurable: true, get: () => false, set: () => {} });
}"""
"""As without a server, however often this one says that it is there."""
STRIP_GOES = """() => {
  const strip = document.querySelector(".stale[data-role=stale]");
  delete strip.hidden;
  strip.hidden = true;
}"""
FEW_LOOKS = STRIP_LOOKS
"""As it begins, and in large letters: of steps that few people see."""
LARGE = STRIP_LOOKS[1:]
"""Where it fits in large letters, it fits in smaller ones."""
DOSSIER = {
    "code": "H26.14-261123-0012",
    "state": "processing",
    "state_text": "Đang giải quyết",
    "states": {"vi": "Đang giải quyết", "en": "In progress"},
    "due": "2026-11-20",
    "overdue": True,
    "as_of": "2026-11-23",
    "age_days": 9,
}
OF_A_LONG_MESSAGE = 60
"""From so many letters on it is written smaller."""
RATE_PARTS = ".kiosk-head, [data-for=rate] > *, .kiosk-foot"
CUT_BY_THE_SCREEN = """(large) => {
  document.documentElement.toggleAttribute("data-large", large);
  const cut = [...document.querySelectorAll(".kiosk-emergency, .kiosk-emergency > p, .kiosk-emergency > .icon")].filter((part) => {
    const box = part.getBoundingClientRect();
    return box.top < 0 || box.left < 0 || box.bottom > innerHeight || box.right > innerWidth
      || part.scrollHeight > part.clientHeight + 1 && part.tagName !== "svg";
  });
  document.documentElement.toggleAttribute("data-large", false);
  return cut.map((part) => part.className.baseVal ?? part.className);
}"""
"""What of the message over the page is not whole."""
AWAY_MS = 61_000
CLASS = (
    '[[priority_classes]]\ncode = "small_child"\nvi = "Người có con nhỏ"\nen = "Person with a small child"'
)


@pytest.fixture(scope="module")
def twenty(tmp_path_factory: pytest.TempPathFactory) -> Iterator[WordyCentre]:
    fields = (
        f'[[fields]]\ncode = "M{n}"\nprefix = "{LETTERS[n]}"\nvi = "Lĩnh vực {n}"\nen = "Field {n}"'
        for n in range(MORE)
    )
    more = "\n\n".join([*fields, CLASS, "[ratings]\nenabled = true"])
    with WordyCentre(tmp_path_factory.mktemp("twenty"), more=more, guidance="NN") as centre:
        file = "\n".join((HEAD, ROWS[-1])).encode()
        manager = {"Authorization": f"Bearer {centre.staff.admin}", "Content-Type": "text/csv"}
        httpx.put(f"{centre.url}/api/v1{SAVE}", content=file, headers=manager).raise_for_status()
        centre.act("open")
        for field in ("NN", "NN", "LD", "M3"):
            centre.take(field)
        yield centre


@pytest.fixture(scope="module")
def visitors(browser: Browser, twenty: WordyCentre) -> Iterator[Visitors]:
    with Visitors(browser, twenty) as visitors:
        yield visitors


@pytest.fixture(scope="module")
def page(visitors: Visitors) -> Page:
    """One page for all: it is resized, not loaded again."""
    kiosk = visitors.kiosk(SIZES[0])
    kiosk.clock.install()
    kiosk.add_init_script(WIDEST_DAY)
    kiosk.reload()
    expect(kiosk.locator(".tile")).to_have_count(20)
    return kiosk


@pytest.fixture(
    params=[
        pytest.param(None, id="chosen"),
        pytest.param(EVERY_LOOK, id="every", marks=pytest.mark.torture),
    ]
)
def looks(request: pytest.FixtureRequest) -> tuple[Look, ...] | None:
    """The looks in which a step is measured; with `make torture` every one there is."""
    found: tuple[Look, ...] | None = request.param
    return found


@pytest.fixture
def kiosk(page: Page) -> Iterator[Page]:
    yield page
    page.evaluate(
        "document.querySelector('[data-for]:not([hidden]) [data-action=start], [data-for]:not([hidden]) [data-action=done], [data-for=confirm]:not([hidden]) [data-action=back]')?.click()"
    )
    expect_step(page, "start")


def test_every_field_and_every_switch_can_be_reached_at_the_start(
    kiosk: Page, looks: tuple[Look, ...] | None
) -> None:
    found = faults(kiosk, "[data-for=start] [data-action=find], [data-for=start] [data-action=unsure]", looks)
    assert not found, "\n".join(found)


BROKEN = """() => {
  document.querySelector('[data-for="start"] [data-action="find"]').style.translate = "-3000px";
  const over = document.body.appendChild(document.createElement("div"));
  over.id = "over";
  Object.assign(over.style, { position: "fixed", inset: "0 0 auto", height: "9rem", zIndex: 99 });
}"""
"""The way to the search is away from the screen, and something lies over the languages."""
WHOLE = """() => {
  document.querySelector('[data-for="start"] [data-action="find"]').style.translate = "";
  document.querySelector("#over").remove();
}"""


def test_a_fault_would_be_found_at_every_size(kiosk: Page) -> None:
    kiosk.evaluate(BROKEN)
    found = faults(kiosk, "[data-for=start] [data-action=find]", [EVERY_LOOK[0]])
    kiosk.evaluate(WHOLE)
    for size in SIZES:
        here = [fault for fault in found if fault.startswith(f"{size[0]}×{size[1]} ")]
        assert any("Tìm theo tên việc" in fault for fault in here), here
        assert any("English" in fault for fault in here), here


def test_back_and_every_letter_stay_in_the_search(kiosk: Page, looks: tuple[Look, ...] | None) -> None:
    kiosk.locator('[data-for="start"] [data-action="find"]').click()
    expect_step(kiosk, "search")
    expect(kiosk.locator(".found-row")).to_have_count(5)
    found = faults(kiosk, "[data-for=search] .press, .letter, #words", looks)
    assert not found, "\n".join(found)


def test_the_button_that_takes_a_number_is_always_on_the_screen(
    kiosk: Page, looks: tuple[Look, ...] | None
) -> None:
    choose(kiosk, "NN")
    found = faults(kiosk, "[data-for=confirm] .presses > .press", looks)
    assert not found, "\n".join(found)


def test_the_number_and_the_way_on_are_always_on_the_screen(
    kiosk: Page, looks: tuple[Look, ...] | None
) -> None:
    choose(kiosk, "NN")
    kiosk.locator('[data-action="take"]').click()
    expect_step(kiosk, "result")
    expect(role(kiosk, "qr")).to_be_visible()
    found = faults(kiosk, "[data-for=result] .presses > .press, [data-role=number]", looks)
    assert not found, "\n".join(found)


def test_what_the_number_was_taken_for_covers_nothing_and_nothing_covers_it(
    kiosk: Page, looks: tuple[Look, ...] | None
) -> None:
    kiosk.locator('[data-for="start"] [data-action="find"]').click()
    kiosk.locator(".found-row").first.click()
    expect_step(kiosk, "confirm")
    kiosk.locator('[data-class="small_child"]').click()
    kiosk.locator('[data-action="take"]').click()
    expect_step(kiosk, "result")
    expect(role(kiosk, "qr")).to_be_visible()
    expect(role(kiosk, "result-wish")).to_contain_text("Ưu tiên: Người có con nhỏ")
    found = faults(kiosk, "[data-for=result] .presses > .press, [data-role=number]", looks)
    found += apart(kiosk, ".step-result .step-body > *", looks)
    assert not found, "\n".join(found)


def test_the_desk_of_those_who_guide_is_whole(kiosk: Page, looks: tuple[Look, ...] | None) -> None:
    kiosk.locator('[data-for="start"] [data-action="unsure"]').click()
    expect_step(kiosk, "helper")
    expect(role(kiosk, "guidance-line")).to_contain_text("người chờ hướng dẫn")
    found = faults(
        kiosk,
        "[data-for=helper] .presses > .press, #helper-title, [data-role=guidance-counters], [data-role=guidance-line]",
        looks,
    )
    assert not found, "\n".join(found)


@pytest.mark.torture
def test_what_went_wrong_and_the_ways_on_are_whole(kiosk: Page, visitors: Visitors) -> None:
    visitors.forgive("net::ERR_FAILED")
    kiosk.route("**/api/v1/tickets", lambda route: route.abort())
    choose(kiosk, "NN")
    kiosk.locator('[data-action="take"]').click()
    expect_step(kiosk, "error")
    found = faults(kiosk, "[data-role=error-presses] .press, #error-title", EVERY_LOOK)
    kiosk.unroute("**/api/v1/tickets")
    expect_step(kiosk, "result")  # it asks again by itself
    assert not found, "\n".join(found)


ROOM_BESIDE = """([tag, large]) => {
  document.querySelector(`button[data-language="${tag}"]`).click();
  document.documentElement.toggleAttribute("data-large", large);
  const letters = document.createRange();
  return [...document.querySelectorAll("button[data-language]:not([hidden])")].map((button) => {
    letters.selectNodeContents(button);
    const [text, box] = [letters.getBoundingClientRect(), button.getBoundingClientRect()];
    return Math.min(text.left - box.left, box.right - text.right) / parseFloat(getComputedStyle(button).fontSize);
  });
}"""
"""How far each language's letters are from the ends of its part of the switch, in heights of a letter."""


@pytest.mark.parametrize("size", SIZES)
def test_no_language_runs_into_the_edge_of_its_part_of_the_switch(kiosk: Page, size: tuple[int, int]) -> None:
    kiosk.set_viewport_size({"width": size[0], "height": size[1]})
    for look in (("vi", False), ("vi", True), ("vi", False)):
        room = kiosk.evaluate(ROOM_BESIDE, list(look))
        assert len(room) == 3
        assert min(room) >= 0.5


def test_low_keys_are_offered_only_where_a_screen_stands_upright(kiosk: Page) -> None:
    low = kiosk.locator('[data-ease="low"]')
    for width, height in SIZES:
        kiosk.set_viewport_size({"width": width, "height": height})
        expect(low).to_be_visible(visible=height > width)


def test_pages_of_fields_are_turned_and_turn_back_for_the_next_person(kiosk: Page) -> None:
    kiosk.set_viewport_size({"width": 1366, "height": 768})
    turner = kiosk.locator(".tiles + .turner")
    place = role(turner, "turner-place")
    expect(place).to_have_text("1/4")
    first, last = kiosk.locator('[data-field="NN"]'), kiosk.locator(f'[data-field="M{MORE - 1}"]')
    expect(last).not_to_be_in_viewport()
    for page in ("2/4", "3/4", "4/4"):
        turner.locator('[data-turn="1"]').click()
        expect(place).to_have_text(page)
    expect(last).to_be_in_viewport(ratio=0.99)
    expect(turner.locator('[data-turn="1"]')).to_be_disabled()
    kiosk.clock.run_for(AWAY_MS)
    expect(place).to_have_text("1/4")
    expect(first).to_be_in_viewport(ratio=0.99)


@pytest.mark.parametrize(
    "strip_looks",
    [
        pytest.param(STRIP_LOOKS, id="chosen"),
        pytest.param(EVERY_LOOK, id="every", marks=pytest.mark.torture),
    ],
)
def test_the_strip_of_a_lost_line_leaves_the_switches_in_reach(
    kiosk: Page, strip_looks: tuple[Look, ...]
) -> None:
    kiosk.evaluate(STRIP_STAYS)
    found = faults(kiosk, "[data-role=stale]", strip_looks)
    kiosk.evaluate(STRIP_GOES)
    assert not found, "\n".join(found)


def test_the_seconds_in_which_a_number_is_given_are_whole(kiosk: Page) -> None:
    held = hold(kiosk, "**/api/v1/tickets")
    choose(kiosk, "NN")
    kiosk.locator('[data-action="take"]').click()
    expect_step(kiosk, "issuing")
    found = faults(kiosk, "#issuing-title, [data-role=issuing-hint]", LARGE)
    held[0].continue_()
    kiosk.unroute("**/api/v1/tickets")
    expect_step(kiosk, "result")
    assert not found, "\n".join(found)


def test_a_visit_is_rated_on_a_kiosk_of_any_size(kiosk: Page, twenty: WordyCentre) -> None:
    track = twenty.take("NN")["track"]
    while twenty.act("call")["track"] != track:
        twenty.act("serve")
        twenty.act("finish")
    twenty.act("serve")
    twenty.act("finish")
    kiosk.locator('[data-action="rate"]').click()
    expect_step(kiosk, "rate")
    waits = "[data-for=rate] .press, #rate-title"
    found = faults(kiosk, f"{waits}, [data-role=rate-said]", LARGE)
    scan(kiosk, f"{twenty.url}/t/{track}")
    expect(kiosk.locator("[data-level]").first).to_be_visible()
    found += faults(kiosk, f"{waits}, [data-level]", LARGE)
    found += apart(kiosk, RATE_PARTS, FEW_LOOKS)
    kiosk.locator('[data-level="1"]').click()
    expect(kiosk.locator(".rating-reason").first).to_be_visible()
    found += faults(kiosk, f"{waits}, .rating-reason, [data-rating-back=level]", LARGE)
    found += apart(kiosk, RATE_PARTS, FEW_LOOKS)
    assert not found, "\n".join(found)


def test_a_dossier_is_asked_for_and_told_on_a_kiosk_of_any_size(kiosk: Page) -> None:
    kiosk.route("**/api/v1/dossiers/ask", lambda route: route.fulfill(json=DOSSIER))
    kiosk.locator('[data-role="dossier-open"]').click()
    expect_step(kiosk, "dossier")
    ways = "[data-for=dossier] .press, #dossier-title"
    found = faults(kiosk, f"{ways}, #dossier-code, [data-for=dossier] .letter", LARGE)
    kiosk.locator("#dossier-code").fill(DOSSIER["code"])
    kiosk.locator('[data-role="dossier-form"] [type="submit"]').click()
    expect(role(kiosk, "dossier-late")).to_be_visible()
    found += faults(kiosk, f"{ways}, [data-role=dossier-told] > p", LARGE)
    kiosk.unroute("**/api/v1/dossiers/ask")
    assert not found, "\n".join(found)


def test_the_longest_emergency_message_is_whole_on_a_kiosk_of_any_size(
    kiosk: Page, twenty: WordyCentre
) -> None:
    manager, cut = twenty.staff.admin, []
    for length in (OF_A_LONG_MESSAGE - 1, LONGEST_LINE):
        said = ("Mời nghiêng " * 14)[:length].strip()
        twenty.process.post("/api/v1/notices/emergency", manager, {"vi": said, "en": said})
        expect(role(kiosk, "emergency-vi")).to_have_text(said)
        for (width, height), large in product(SIZES, (False, True)):
            kiosk.set_viewport_size({"width": width, "height": height})
            cut += [(length, width, height, large, part) for part in kiosk.evaluate(CUT_BY_THE_SCREEN, large)]
    twenty.process.post("/api/v1/notices/emergency/lift", manager, {})
    expect(role(kiosk, "emergency")).to_be_hidden()
    assert cut == []
