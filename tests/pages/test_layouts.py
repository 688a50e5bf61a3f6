"""Every layout at its size, with 0, 1, 20 and 60 counters and the longest names: whole, readable, accessible."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta

import pytest
from flask import render_template
from playwright.sync_api import Page, Route, expect

from display.plain import plain
from server.app import Server
from server.core.forecast.wait_words import wait_words
from tests.pages.axe import expect_accessible, faults
from tests.pages.layout import expect_well_laid_out
from tests.pages.shared import each_its_own_troubles
from tests.pages.steps import resized, role
from tests.support.browser import Visitors
from tests.support.made_boards import REAL, SIZES, Made, MadeLine, made_board, made_state

Screen = tuple[Page, MadeLine]
Hung = Callable[[str], Screen]
CROWDS = {
    "empty": Made(counters=0, fields=0, large=0),
    "quiet": Made(counters=0, fields=10, large=0),
    "one": Made(counters=1, fields=3, large=1, recalled=True),
    "twenty": Made(counters=20, fields=12, large=2, long=True, recalled=True, presence=True),
    "sixty": Made(counters=60, fields=24, large=3, long=True, missed=9, presence=True),
    "ten, two letters": Made(large=2, long=True, recalled=True, before="A"),
    "sixty, two letters": Made(counters=60, fields=24, large=3, long=True, missed=9, before="A"),
    "rooms": Made(counters=20, fields=12, large=2, missed=4, recalled=True, rooms=True),
    "thirty, one call": Made(counters=30, fields=12, missed=4, recalled=True),
    "sixty, one call": Made(counters=60, fields=24, large=1, long=True, missed=9),
    "ten, one call and every strip": Made(recalled=True, presence=True),
    "ten, two calls and every strip": Made(large=2, recalled=True, presence=True),
}
DIGITS_HIGH = """async () => {
  const pen = document.createElement("canvas").getContext("2d");
  const plates = [...document.querySelectorAll(".hall-calls .plate")].filter((plate) => plate.checkVisibility());
  await document.fonts.ready;
  return plates.map((plate) => {
    const { fontWeight, fontSize, fontFamily } = getComputedStyle(plate);
    pen.font = `${fontWeight} ${fontSize} ${fontFamily}`;
    return pen.measureText("1").actualBoundingBoxAscent / innerHeight;
  });
}"""
FITS = "() => document.documentElement.scrollHeight <= innerHeight && document.documentElement.scrollWidth <= innerWidth"
SILENCED = """() => {
  const button = document.querySelector("[data-role=sound-on]");
  button.hidden = false;
  return [button.getBoundingClientRect().bottom, document.querySelector(".hall").getBoundingClientRect().top];
}"""
"""Where the button for sound ends, and where the board begins."""
CUT = """(names) => names
  .filter((name) => name.scrollHeight > name.clientHeight + 0.5 * parseFloat(getComputedStyle(name).fontSize))
  .map((name) => name.textContent)"""
"""Names that lose a line."""
CUT_NUMBERS = """() => [...document.querySelectorAll(".plate, .hall-tile-number, .hall-call-number, .panel-number")]
  .filter((node) => node.checkVisibility() && node.textContent !== "")
  .filter((node) => {
    const box = node.getBoundingClientRect();
    const around = node.closest(".hall-newest, .hall-card, .hall-tile, .hall-call, .panel-now").getBoundingClientRect();
    return box.left < around.left || box.right > around.right || node.scrollWidth > node.clientWidth + 1;
  })
  .map((node) => node.textContent)"""
"""Tickets' numbers that are not whole."""
LYING_OVER = """() => [...document.querySelectorAll(".hall-calls .plate")]
  .filter((plate) => plate.checkVisibility())
  .filter((plate) => {
    const card = plate.closest(".hall-newest, .hall-card");
    const box = plate.getBoundingClientRect();
    const around = card.getBoundingClientRect();
    const words = card.querySelector(".hall-invite");
    return box.top < around.top || box.bottom > around.bottom
      || [...words?.querySelectorAll(".hall-what") ?? []].some((word) => word.checkVisibility()
        && word.getBoundingClientRect().bottom > box.top);
  })
  .map((plate) => plate.textContent)"""
"""Numbers whose plates lie over the frame of their call or over the words above them."""
AN_EIGHTH = 0.12
A_TENTH = 0.09
"""Of a number of six signs, which must be whole beside its counter."""
WHOLE_MINUTE = datetime(2030, 11, 25, 9, 0, tzinfo=UTC)
"""Pages of a list begin with the first then."""
LOADS_ITSELF = "meta-refresh:"
"""WCAG 2.2, 2.2.1 lets a page of events in real time load itself anew; nobody reads or types in it."""


@pytest.fixture(scope="module")
def printer_url() -> str:
    return "virtual:"


@pytest.fixture
def screens(everybody: Visitors) -> Iterator[Visitors]:
    with each_its_own_troubles(everybody):
        yield everybody


@pytest.fixture(scope="module")
def hung() -> dict[str, Screen]:
    return {}


@pytest.fixture
def screen(screens: Visitors, hung: dict[str, Screen]) -> Hung:
    """The screen of a layout: it hangs there for all tests, and what it shows is each one's own."""

    def found(layout: str) -> Screen:
        if layout not in hung:
            hung[layout] = opened(screens, layout)
        page, line = hung[layout]
        show(resized(page, SIZES[layout]), line, Made())
        return page, line

    return found


def opened(screens: Visitors, layout: str, **look: object) -> Screen:
    """A screen of this layout whose boards come from the test."""
    page = screens.fresh(SIZES[layout], **look)
    page.add_init_script("localStorage.setItem('goiso.display.token', 'made')")
    line = MadeLine(page)
    line.send(made_board(Made()))
    screens.go(page, f"/display?layout={layout}&counter=1")
    expect(page.locator("body")).to_have_attribute("data-view", "live")
    return page, line


def show(page: Page, line: MadeLine, made: Made, at: datetime | None = None) -> None:
    board = made_board(made, at)
    line.send(board)
    expect(page.locator("body")).to_have_attribute("data-seq", str(board["seq"]))


@pytest.mark.parametrize("layout", [layout for layout in SIZES if layout != "plain"])
def test_a_layout_holds_every_crowd_and_is_accessible(layout: str, screen: Hung) -> None:
    page, line = screen(layout)
    for name, made in CROWDS.items():
        show(page, line, made)
        expect_well_laid_out(page, may_shorten=True)
        assert page.evaluate(FITS), name
        assert page.evaluate(CUT_NUMBERS) == [], name
        assert page.evaluate(LYING_OVER) == [], name
        if layout == "main":
            high = page.evaluate(DIGITS_HIGH)
            assert len(high) == made.large
            least = A_TENTH if made.before else AN_EIGHTH
            assert all(part >= least for part in high), f"{name}: {high}"
        if layout == "main" or (layout == "entrance" and not name.startswith("sixty")):
            assert (
                page.locator(".hall-queues, .entrance").locator('.hall-clip[lang="vi"]').evaluate_all(CUT)
                == []
            ), name
        if name in ("one", "twenty"):
            expect_accessible(page)


def test_sixty_rooms_and_the_longest_names_of_fields_stand_whole_page_by_page(screens: Visitors) -> None:
    page, line = opened(screens, "main")
    page.clock.set_fixed_time(WHOLE_MINUTE)
    made = Made(counters=60, fields=24, large=1, missed=3, real=True)
    fields, rooms = set[str](), set[str]()
    for turn, (of_rooms, of_fields) in enumerate([("1/3", "1/2"), ("2/3", "2/2"), ("3/3", "1/2")]):
        show(page, line, made, WHOLE_MINUTE + turn * timedelta(seconds=10))
        expect(role(page, "counters-page")).to_have_text(of_rooms)
        expect(role(page, "fields-page")).to_have_text(of_fields)
        assert page.locator(".hall-field:not([hidden]) .hall-clip[lang=vi]").evaluate_all(CUT) == []
        assert page.locator(".hall-tile:not([hidden]) .hall-tile-desk strong").evaluate_all(CUT) == []
        assert page.evaluate(CUT_NUMBERS) == []
        assert page.evaluate(FITS)
        fields |= set(page.locator(".hall-field:not([hidden]) [data-role=vi]").all_text_contents())
        rooms |= set(page.locator(".hall-tile:not([hidden]) .hall-tile-desk strong").all_text_contents())
        expect_well_laid_out(page)
    assert {name.replace("\u00a0", " ") for name in fields} == set(REAL[:24])
    assert rooms == {f"Phòng {200 + n}" for n in range(1, 61)}


def test_nothing_moves_where_less_motion_is_asked(screen: Hung) -> None:
    page, line = screen("main")
    show(page, line, Made(large=2, recalled=True))
    assert page.evaluate("document.getAnimations().length") == 0


def test_the_plain_board_holds_every_crowd_and_is_accessible(screens: Visitors, server: Server) -> None:
    page = screens.fresh(SIZES["plain"])
    for name, made in CROWDS.items():
        with server.app.test_request_context("/display?layout=plain"):
            server.app.preprocess_request()
            html = render_template("display/plain.html", board=plain(made_state(made), wait_words), hall="1")
        assert ("Ưu tiên" in html) == any(desk.priority for desk in made_state(made).counters), name
        page.route("**/display?layout=plain", answering(html))
        screens.go(page, "/display?layout=plain")
        expect_well_laid_out(page, may_shorten=True)
        assert page.evaluate(FITS), name
        if name in ("one", "twenty"):
            assert [fault for fault in faults(page) if not fault.startswith(LOADS_ITSELF)] == []
        page.unroute_all()
    page.close()  # it loads itself anew


def answering(html: str) -> Callable[[Route], None]:
    """Let a page be this, whatever the server would say."""
    return lambda route: route.fulfill(body=html, content_type="text/html; charset=utf-8")


def test_the_gate_of_an_old_television_is_accessible(visitors: Visitors) -> None:
    visitors.forgive("401")
    page = visitors.page("/display?layout=plain", SIZES["plain"])
    expect(page.locator("#token")).to_be_visible()
    expect_accessible(page)


TURNED = """() => {
  window.turned = false;
  new MutationObserver(() => { window.turned ||= document.body.dataset.calling === "0"; })
    .observe(document.body, { attributes: true });
}"""
"""Whether it ever did: a page that has been silent asks anew, and is told of the same calls as if they were of now."""


def test_a_call_turns_over_by_itself_between_two_snapshots(screens: Visitors) -> None:
    page, line = opened(screens, "main", own_clock=True)
    line.send(made_board(Made(large=2)))
    expect(page.locator("body")).to_have_attribute("data-calling", "2")
    page.evaluate(TURNED)
    page.clock.fast_forward(2 * 3_600_000)
    for _ in range(60):  # whenever the page has set its timer
        page.clock.run_for(1_000)
        if page.evaluate("window.turned"):
            break
    page.wait_for_function("window.turned")
    expect(role(page, "newest-number")).not_to_be_empty()


@pytest.mark.parametrize("layout", ["main", "totem"])
def test_an_older_number_is_not_said_to_be_the_one_just_called(layout: str, screen: Hung) -> None:
    page, line = screen(layout)
    headings = [role(page, name) for name in ("invite", "called-last", "called-before")]
    for state, gone, said in (
        ("serving", False, "invite"),
        ("finished", False, "called-last"),
        ("serving", True, "called-before"),
        ("finished", True, "called-before"),
        ("called", True, "invite"),
    ):
        board = made_board(Made(large=0))
        board["calls"][0]["state"] = state
        line.send(board | ({"newest_gone": True} if gone else {}))
        expect(page.locator("body")).to_have_attribute("data-seq", str(board["seq"]))
        expect(role(page, said)).to_be_visible()
        assert sum(heading.is_visible() for heading in headings) == 1, (state, gone)


def test_a_closed_hall_invites_nobody_and_says_when_it_opens(screen: Hung) -> None:
    page, line = screen("main")
    shut = made_board(Made(large=0, counters=0))
    reason = {"vi": "Nghỉ Tết Nguyên đán", "en": "Closed for Tết, the Lunar New Year"}
    opens = {
        "vi": "Mở cửa lại 07:30 thứ Hai, 25/11/2030.",
        "en": "Opens again at 07:30 on Monday, 25/11/2030.",
    }
    shut |= {"open": False, "closed_reason": reason, "opens_text": opens}
    line.send(shut)
    expect(page.locator("body")).to_have_attribute("data-seq", str(shut["seq"]))
    expect(page.locator(".hall-invitation")).to_be_hidden()
    expect(page.locator(".hall-shut")).to_be_visible()
    expect(role(page, "shut-vi")).to_have_text("Nghỉ Tết Nguyên đán")
    expect(role(page, "opens-vi")).to_have_text("Mở cửa lại 07:30 thứ Hai, 25/11/2030.")
    expect_well_laid_out(page, may_shorten=True)
    resized(page, SIZES["totem"])
    expect(page.locator("body")).to_have_attribute("data-shape", "upright")
    assert page.locator(".hall-name").evaluate_all(CUT) == []
    expect_well_laid_out(page, may_shorten=True)


@pytest.mark.parametrize("layout", ["main", "totem", "counter", "entrance"])
def test_the_button_for_sound_covers_nothing_of_the_board(layout: str, screen: Hung) -> None:
    page, _ = screen(layout)
    button, board = page.evaluate(SILENCED)
    assert button > 0
    assert button <= board
    expect_well_laid_out(page, may_shorten=True)
    role(page, "sound-on").evaluate("(button) => { button.hidden = true; }")


@pytest.mark.parametrize(("layout", "size"), [("main", (1366, 768)), ("totem", (768, 1366))])
def test_a_recall_keeps_its_words(layout: str, size: tuple[int, int], screen: Hung) -> None:
    page, line = screen(layout)
    resized(page, size)
    words = page.locator('.hall-calls .hall-desk .bilingual > [lang="vi"]:visible')
    for large in (1, 2, 3):
        show(page, line, Made(large=large, recalled=True))
        expect(words).to_have_text(["đến quầy"] * large)
        expect_well_laid_out(page, may_shorten=True)


def test_as_many_missed_numbers_are_shown_as_fit_and_the_others_counted(screen: Hung) -> None:
    page, line = screen("main")
    show(page, line, Made(counters=0, missed=0))
    many = made_board(Made(counters=10, missed=49)) | {"counters": [], "calls": [], "stage": []}
    line.send(many)
    expect(page.locator("body")).to_have_attribute("data-seq", str(many["seq"]))
    shown = page.locator(".hall-missed-list li")
    expect(role(page, "missed-more")).to_have_text(f"+{49 - shown.count()}")
    assert shown.count() > 4
    expect_well_laid_out(page, may_shorten=True)


NEAR_THE_EDGE = """(edge) => {
  const words = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const letters = document.createRange();
  const near = [];
  while (words.nextNode()) {
    const { currentNode: said, currentNode: { parentElement: around } } = words;
    if (!said.textContent.trim() || !around.checkVisibility() || around.closest(".visually-hidden")) continue;
    letters.selectNodeContents(said);
    for (const { top, bottom, left, right } of letters.getClientRects())
      if (Math.min(top / innerHeight, left / innerWidth, 1 - bottom / innerHeight, 1 - right / innerWidth) < edge)
        near.push(`${around.className}: ${said.textContent.trim()}`);
  }
  return near;
}"""
"""What is written so near to an edge of the screen, in parts of its height or width."""


@pytest.mark.parametrize("layout", [layout for layout in SIZES if layout != "plain"])
def test_an_overscanning_television_cuts_nothing_that_is_written(layout: str, screen: Hung) -> None:
    page, line = screen(layout)
    for made in (Made(), CROWDS["quiet"], CROWDS["sixty"], CROWDS["ten, one call and every strip"]):
        show(page, line, made)
        assert page.evaluate(NEAR_THE_EDGE, 0.02) == []


def test_the_entrance_uses_its_room_for_long_names(screen: Hung) -> None:
    page, line = screen("entrance")
    show(page, line, Made(counters=3, fields=5, long=True))
    assert page.locator('.entrance-name [lang="vi"]').evaluate_all(CUT) == []


def test_a_counter_that_is_a_room_is_shown_by_its_name_everywhere_in_the_hall(screen: Hung) -> None:
    rooms = Made(large=1, missed=1, rooms=True)
    page, line = screen("main")
    show(page, line, rooms)
    expect(role(page, "newest-counter")).to_have_text("Phòng 201")
    tiles = role(page.locator(".hall-tile"), "n")
    expect(tiles).to_have_text([f"Phòng {200 + n}" if n % 2 else str(n) for n in range(1, 11)])
    assert {"Phòng 203", "2"} <= {*role(role(page, "earlier"), "counter").all_text_contents()}
    expect(role(role(page, "missed"), "counter")).to_have_text("Phòng 201")
    page, line = screen("entrance")
    show(page, line, rooms)
    expect(role(page.locator(".entrance-field"), "desks").filter(has_text="Phòng 201")).not_to_have_count(0)


FITTED = """(role) => {
  globalThis.fitted = 0;
  const list = document.querySelector(`[data-role=${role}]`);
  new MutationObserver((seen) => { globalThis.fitted += seen.length; }).observe(list, { attributeFilter: ["data-names"] });
}"""
"""Count from now on how often the names of a list are fitted anew: a step that is tried is set, even the same one."""


def test_a_call_fits_no_name_of_a_counter_anew(screen: Hung) -> None:
    page, line = screen("main")
    made = Made(counters=20, fields=12, large=1, rooms=True)
    show(page, line, made)
    page.evaluate("document.fonts.ready")
    show(page, line, made)
    grid = role(page, "grid")
    before = [grid.get_attribute(name) for name in ("data-names", "style", "data-paged")]
    page.evaluate(FITTED, "grid")
    for now in [
        {"number": None, "ticket_state": None},
        {"number": "A001", "ticket_state": "called", "priority": True},
        {"number": "B12", "ticket_state": "serving"},
        {"state": "paused", "number": None, "ticket_state": None},
    ]:
        board = made_board(made)
        board["counters"] = [
            counter if counter["state"] == "closed" else counter | {"state": "open"} | now
            for counter in board["counters"]
        ]
        line.send(board)
        expect(page.locator("body")).to_have_attribute("data-seq", str(board["seq"]))
        expect_well_laid_out(page, may_shorten=True)
    assert page.evaluate("fitted") == 0
    assert [grid.get_attribute(name) for name in ("data-names", "style", "data-paged")] == before


def test_names_that_nothing_keeps_whole_are_shortened_not_spread_over_many_pages(screens: Visitors) -> None:
    page, line = opened(screens, "main")
    page.clock.set_fixed_time(WHOLE_MINUTE)
    board = made_board(Made(counters=60, fields=24, rooms=True), WHOLE_MINUTE)
    board["counters"] = [counter | {"own_name": "M" * 80} for counter in board["counters"]]
    line.send(board)
    expect(page.locator("body")).to_have_attribute("data-seq", str(board["seq"]))
    expect(role(page, "counters-page")).to_have_text("1/3")
    expect(page.locator(".hall-tile:not([hidden])")).to_have_count(20)
    assert page.evaluate(CUT_NUMBERS) == []
    assert page.evaluate(FITS)
    expect_well_laid_out(page, may_shorten=True)


def test_the_door_says_which_counters_serve_somebody_with_priority(screen: Hung) -> None:
    page, line = screen("entrance")
    show(page, line, Made(counters=3, fields=5, long=True))
    field = page.locator(".entrance-field").first
    assert role(field, "priority").text_content() != ""
    expect(role(field, "priority-desks")).to_have_text("3")
    expect(role(field, "desks")).to_have_text("2")
    show(page, line, Made(counters=3, fields=5))
    expect(role(field, "priority")).to_be_hidden()


def test_a_counter_that_is_gone_says_so(screen: Hung) -> None:
    page, line = screen("counter")
    show(page, line, Made(counters=0))
    expect(role(page, "gone")).to_be_visible()


def test_what_is_over_a_weekend_old_says_so_with_its_date(screens: Visitors) -> None:
    page, line = opened(screens, "main")
    page.clock.install()
    page.reload()
    expect(page.locator("body")).to_have_attribute("data-view", "live")
    line.cut()
    page.clock.fast_forward(60 * 3_600_000)
    page.clock.run_for(2_000)
    expect(role(page, "stale")).to_be_visible()
    expect(role(page, "stale-since")).to_contain_text("/")
