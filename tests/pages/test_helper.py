"""A helper takes numbers for people, on a tablet held either way and on a phone."""

import json

import pytest
from playwright.sync_api import Page, Route, expect

from tests.pages.axe import expect_accessible
from tests.pages.layout import expect_well_laid_out
from tests.pages.staying import Staying
from tests.pages.steps import expect_settled, hold, resized, role
from tests.support.browser import PHONE, TABLET, Visitors
from tests.support.demo import Demo

UPRIGHT = (800, 1280)
SIZES = TABLET, UPRIGHT, PHONE
PAPERS = ["Tờ khai", "Giấy chứng sinh"]


@pytest.fixture
def visitors(those_who_stay: Staying) -> Staying:
    """The tablet stays from test to test."""
    return those_who_stay


@pytest.fixture
def tablet(demo: Demo, visitors: Visitors) -> Page:
    return visitors.helper(demo.helper_token)


def at(page: Page, step: str) -> None:
    """The tablet shows this step, and touches count again."""
    expect(page.locator("[data-for]:visible")).to_have_attribute("data-for", step)
    expect(page.locator("body[data-settling]")).to_have_count(0)


def test_a_tablet_that_was_revoked_asks_to_be_paired_before_anybodys_papers_are_asked_for(
    tablet: Page, visitors: Visitors
) -> None:
    at(tablet, "find")
    visitors.forgive(r"401 .*/centre")
    refusal = {"code": "not_signed_in", "title": "", "detail": "", "action": ""}
    tablet.route("**/api/v1/centre*", lambda route: route.fulfill(status=401, json=refusal))
    tablet.reload()
    at(tablet, "enrol")
    tablet.unroute("**/api/v1/centre*")
    tablet.reload()
    at(tablet, "find")


def search(page: Page, words: str) -> None:
    role(page, "words").fill(words)
    expect(role(page, "results").locator("button").first).to_be_visible()


def choose(page: Page, field: str) -> None:
    page.locator(f'[data-field="{field}"]').click()
    at(page, "wish")


def with_papers(page: Page) -> None:
    """The catalogue knows the papers and an English name of whatever it finds."""

    def answer(route: Route) -> None:
        found = route.fetch()
        items = [
            item
            | {"papers": {"vi": PAPERS, "en": ["Form", "Birth proof"]}, "english_name": "Birth registration"}
            for item in found.json()["items"]
        ]
        route.fulfill(response=found, body=json.dumps({"items": items}))

    page.route("**/api/v1/procedures?*", answer)


def test_from_plain_words_to_a_printed_number(demo: Demo, tablet: Page) -> None:
    search(tablet, "khai sinh")
    role(tablet, "results").locator("button").first.click()
    at(tablet, "wish")
    with tablet.expect_response("**/api/v1/tickets") as answer:
        tablet.locator('[data-action="print"]').click()
    ticket = answer.value.json()
    assert (ticket["channel"], bool(ticket["procedure"])) == ("helper", True)
    at(tablet, "result")
    expect(role(tablet, "number")).to_have_text(ticket["number"])
    expect(role(tablet, "print-state")).to_have_attribute("data-state", "printed")
    expect(role(tablet, "code")).to_be_hidden()
    assert demo.ticket(ticket["id"])["print"] == "printed"
    tablet.locator('.helper-result [data-action="next"]').click()
    at(tablet, "find")
    expect(role(tablet, "words")).to_have_value("")
    expect(role(tablet, "number")).to_have_text("")
    expect(role(tablet, "recent-list")).to_contain_text(ticket["number"])


def test_a_late_answer_leaves_the_next_person_where_they_are(tablet: Page) -> None:
    held = hold(tablet, "**/api/v1/tickets")
    choose(tablet, "CT")
    with tablet.expect_request("**/api/v1/tickets"):
        tablet.locator('[data-action="show"]').click()
    tablet.locator('.helper-wish [data-action="next"]').click()
    at(tablet, "find")
    choose(tablet, "DD")
    with tablet.expect_response("**/api/v1/tickets") as answer:
        held[0].continue_()
    expect(role(tablet, "recent-list")).to_contain_text(answer.value.json()["number"])
    expect_settled(tablet)
    at(tablet, "wish")
    expect(role(tablet, "busy")).to_have_text("")


def test_a_code_to_photograph_instead_of_a_slip(demo: Demo, tablet: Page) -> None:
    choose(tablet, "CT")
    tablet.locator('[data-action="show"]').click()
    at(tablet, "result")
    qr = role(tablet, "qr")
    expect(qr).to_be_visible()
    tablet.wait_for_function("document.querySelector('[data-role=qr]').naturalWidth > 0")
    expect(role(tablet, "print-state")).to_have_attribute("data-state", "shown")


def test_a_priority_class_takes_one_touch(demo: Demo, tablet: Page) -> None:
    choose(tablet, "CT")
    tablet.locator('label:has([value="elderly"])').click()
    with tablet.expect_response("**/api/v1/tickets") as answer:
        tablet.locator('[data-action="show"]').click()
    assert answer.value.json()["priority"] == "elderly"
    at(tablet, "result")
    tablet.locator('.helper-result [data-action="next"]').click()
    at(tablet, "find")
    choose(tablet, "CT")
    expect(tablet.locator('[name="priority"][value=""]')).to_be_checked()


def test_papers_are_looked_through_together_and_kept_nowhere(tablet: Page) -> None:
    with_papers(tablet)
    search(tablet, "khai sinh")
    role(tablet, "results").locator("button").first.click()
    at(tablet, "wish")
    expect(role(tablet, "papers-left")).to_have_text("Đã có 0 trên 2 loại giấy tờ")
    tablet.locator("label", has_text=PAPERS[1]).click()
    expect(role(tablet, "papers-left")).to_have_text("Đã có 1 trên 2 loại giấy tờ")
    with tablet.expect_request("**/api/v1/tickets") as asked:
        tablet.locator('[data-action="show"]').click()
    assert "papers" not in (asked.value.post_data or "")
    assert tablet.evaluate("Object.keys(localStorage)") == ["goiso.helper.token"]


def test_without_papers_in_the_catalogue_the_list_is_not_there(tablet: Page) -> None:
    choose(tablet, "HT")
    expect(role(tablet, "papers")).to_be_hidden()


def test_taps_faster_than_any_finger_make_one_ticket(demo: Demo, tablet: Page) -> None:
    choose(tablet, "CT")
    tablet.locator('[data-action="show"]').evaluate("(take) => { take.click(); take.click(); take.click(); }")
    at(tablet, "result")
    assert demo.waiting("CT") == 1


def test_an_answer_that_was_lost_makes_no_second_ticket(demo: Demo, tablet: Page, visitors: Visitors) -> None:
    visitors.forgive("net::ERR_FAILED")
    lost: list[str] = []

    def lose_four(route: Route) -> None:
        if len(lost) >= 4:
            return route.continue_()
        lost.append(route.fetch().json()["number"])
        return route.abort()

    tablet.route("**/api/v1/tickets", lose_four)
    choose(tablet, "CT")
    tablet.locator('[data-action="show"]').click()
    expect(role(tablet, "trouble")).to_contain_text("vẫn là một số")
    expect(tablet.locator('[data-action="print"]')).to_be_disabled()
    tablet.locator('[data-action="show"]').click()
    at(tablet, "result")
    expect(role(tablet, "number")).to_have_text(lost[0])
    assert demo.waiting("CT") == 1


def test_a_refusal_says_what_to_do_and_another_way_stays_open(tablet: Page, visitors: Visitors) -> None:
    visitors.forgive("409")
    problem = {
        "code": "centre_closed",
        "detail": "Trung tâm hiện không cấp số.",
        "action": "Giờ làm việc: 7–11.",
    }
    tablet.route(
        "**/api/v1/tickets",
        lambda route: route.fulfill(
            status=409, content_type="application/problem+json", body=json.dumps(problem)
        ),
    )
    choose(tablet, "CT")
    tablet.locator('[data-action="show"]').click()
    expect(role(tablet, "trouble-action")).to_have_text("Giờ làm việc: 7–11.")
    expect(tablet.locator('[data-action="print"]')).to_be_enabled()


def test_a_tablet_that_is_not_enrolled_asks_to_be(visitors: Visitors) -> None:
    page = visitors.page("/helper", TABLET)
    expect(role(page, "enrol")).to_be_visible()
    expect_accessible(page)
    expect_well_laid_out(page)


def test_a_number_taken_a_moment_ago_can_be_shown_again(tablet: Page) -> None:
    choose(tablet, "CT")
    tablet.locator('[data-action="print"]').click()
    at(tablet, "result")
    number = role(tablet, "number").inner_text()
    tablet.locator('.helper-result [data-action="next"]').click()
    at(tablet, "find")
    role(tablet, "recent-list").get_by_role("button").first.click()
    at(tablet, "result")
    expect(role(tablet, "number")).to_have_text(number)
    expect(role(tablet, "qr")).to_be_visible()


@pytest.mark.parametrize("everywhere", [False, pytest.param(True, marks=pytest.mark.torture)])
@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_step_holds_and_keeps_nobody_out(
    language: str, everywhere: bool, visitors: Staying, tablet: Page
) -> None:
    """Axe looks at each step at another size, or everywhere."""
    lying, upright, phone = ({size} if not everywhere else {*SIZES} for size in SIZES)
    looks = (phone, upright, lying) if language == "vi" else (lying, phone, upright)
    if language == "en":
        visitors.leaves(tablet)
        tablet.get_by_role("link", name="English").click()
        expect(tablet.locator("html")).to_have_attribute("lang", "en")
    with_papers(tablet)
    search(tablet, "khai sinh")
    look(tablet, looks[0])
    role(tablet, "results").locator("button").first.click()
    at(tablet, "wish")
    look(tablet, looks[1])
    tablet.locator('[data-action="show"]').click()
    at(tablet, "result")
    look(tablet, looks[2])


def look(page: Page, by_axe: set[tuple[int, int]]) -> None:
    for size in SIZES:
        resized(page, size)
        expect_well_laid_out(page)
        if size in by_axe:
            expect_accessible(page)
    resized(page, TABLET)


def test_the_helper_reads_where_a_thing_is_done_that_is_not_done_here(tablet: Page) -> None:
    role(tablet, "words").fill("ly lich tu phap")
    expect(role(tablet, "elsewhere")).to_contain_text("Công an")
    expect(role(tablet, "nothing")).to_be_hidden()
