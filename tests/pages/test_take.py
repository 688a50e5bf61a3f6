"""Numbers on people's own phones, in a centre whose every name is as long as names get."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, Request, expect

from tests.pages.axe import expect_accessible
from tests.pages.layout import expect_well_laid_out
from tests.pages.scenes import live
from tests.pages.sizes import EACH_SIZE, AtEachSize
from tests.pages.steps import resized, role
from tests.pages.wordy import WordyCentre
from tests.support.browser import HALL, Visitors

PHONE = (360, 740)
MOST_BYTES = 60_000


@pytest.fixture(scope="module")
def allowed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[WordyCentre]:
    with WordyCentre(tmp_path_factory.mktemp("phones"), more="[phone]\nenabled = true") as centre:
        yield centre


@pytest.fixture
def people(browser: Browser, allowed: WordyCentre) -> Iterator[Visitors]:
    with Visitors(browser, allowed) as visitors:
        yield visitors


def code_on_screen(people: Visitors) -> str:
    """What somebody in the hall reads."""
    hall = live(people.hall())
    expect(role(hall, "presence")).to_be_visible()
    return role(hall, "presence-code").inner_text()


def fill(phone: Page, code: str) -> None:
    phone.get_by_role("radio").first.check()
    phone.get_by_label("Mã tại sảnh").fill(code)
    phone.get_by_role("button", name="Lấy số").click()


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without"])
def test_from_the_screens_code_to_the_tracking_page(scripts: bool, people: Visitors) -> None:
    code = code_on_screen(people)
    profile = {} if scripts else {"java_script_enabled": False}
    phone = people.go(people.fresh(PHONE, **profile), "/take")
    fill(phone, code)
    expect(role(phone, "number")).to_have_text("A001" if scripts else "A002")
    assert "/t/" in phone.url
    people.go(phone, "/take")
    expect(phone.locator(".take-held a")).to_have_count(1)


def test_its_first_view_is_light(people: Visitors) -> None:
    phone = people.fresh(PHONE)
    answers: list[Request] = []

    def note(request: Request) -> None:
        answers.append(request)

    phone.context.on("requestfinished", note)
    people.go(phone, "/take")
    phone.wait_for_load_state("networkidle")
    sizes = [request.sizes() for request in answers]
    total = sum(size["responseBodySize"] + size["responseHeadersSize"] for size in sizes)
    assert 5_000 < total < MOST_BYTES


@pytest.mark.parametrize("language", ["vi", "en"])
def test_it_holds_on_a_small_phone_and_keeps_nobody_out(language: str, people: Visitors) -> None:
    phone = people.page(f"/take?lang={language}", PHONE)
    expect_well_laid_out(phone)
    expect_accessible(phone)


def test_a_wrong_code_is_told_above_the_form(people: Visitors) -> None:
    people.forgive("403")
    phone = people.page("/take", PHONE)
    fill(phone, "0 0 0 0")
    expect(phone.get_by_role("alert")).to_contain_text("màn hình")
    expect(phone.get_by_role("radio").first).to_be_checked()
    expect_well_laid_out(phone)
    expect_accessible(phone)


def test_the_hall_screen_holds_the_strip(people: Visitors) -> None:
    hall = live(people.hall(HALL))
    expect(role(hall, "presence")).to_be_visible()
    expect_well_laid_out(hall, may_shorten=True)
    expect_accessible(hall)


@EACH_SIZE
def test_the_poster_is_seen_before_it_is_printed_on_one_sheet_of_a4(
    people: Visitors, at_each_size: AtEachSize
) -> None:
    page = people.signed_in("quanly", "/poster")
    at_each_size(page, expect_accessible, expect_well_laid_out)
    page.emulate_media(media="print")
    resized(page, (794, 1123))
    expect(page.locator(".masthead")).to_be_hidden()
    height = page.evaluate("document.documentElement.scrollHeight")
    assert height <= 1123
    inside = page.locator(".poster").evaluate("(node) => node.scrollHeight - node.clientHeight")
    assert inside <= 0
