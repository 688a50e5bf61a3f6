"""A slip is filled in from what the API says."""

from dataclasses import replace
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from kiosk.drawing import render
from kiosk.filling import SlipFiller
from kiosk.slip import Slip
from server.core.forecast.wait_words import wait_words
from tests.support.wait_cases import WAIT_CASES, WaitCase

CENTRE: dict[str, Any] = {
    "name": "Trung tâm Phục vụ hành chính công",
    "names": {"vi": "Trung tâm Phục vụ hành chính công", "en": "Public Service Centre"},
    "ward": "Phường Bến Thành",
    "timezone": "Asia/Ho_Chi_Minh",
    "fields": [{"code": "CT", "names": {"vi": "Chứng thực", "en": "Certification"}, "counters": [1, 2]}],
    "priority_classes": [{"code": "elderly", "names": {"vi": "Người cao tuổi", "en": "Elderly person"}}],
}
TICKET: dict[str, Any] = {
    "id": 17,
    "number": "A012",
    "field": "CT",
    "procedure": "2.000815",
    "priority": "elderly",
    "ahead": 3,
    "wait": {"low_s": 300, "high_s": 900},
    "issued_at": "2026-11-23T00:32:00+00:00",
    "track": "k3JxQ9vLm2RtYw8Z",
}


@pytest.fixture
def fill() -> SlipFiller:
    """A filler for the centre above."""
    return SlipFiller(
        lambda _: CENTRE, {"2.000815": "Chứng thực bản sao"}.get, lambda: "http://10.0.0.5:8000/", wait_words
    )


def test_it_fills_in_everything(fill: SlipFiller) -> None:
    """The time is the centre's, the address is where phones go."""
    assert fill(TICKET, "vi") == Slip(
        centre="Trung tâm Phục vụ hành chính công",
        ward="Phường Bến Thành",
        number="A012",
        field={"vi": "Chứng thực", "en": "Certification"},
        counters=(1, 2),
        procedure="Chứng thực bản sao",
        ahead=3,
        wait="5–15 phút",
        issued_at=datetime(2026, 11, 23, 7, 32, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh")),
        track_url="http://10.0.0.5:8000/t/k3JxQ9vLm2RtYw8Z",
        language="vi",
        priority="Người cao tuổi",
    )


LINES = {
    "header": {"vi": ["Giờ làm việc: 7:30–16:30"], "en": []},
    "footer": {"vi": ["Đường dây nóng: 1022"], "en": ["Hotline: 1022"]},
}


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_centres_own_lines_are_in_english_on_slips_in_other_languages(language: str) -> None:
    """Where there are English ones; else the Vietnamese stand."""
    fill = SlipFiller(lambda _: {**CENTRE, "slip": LINES}, {}.get, lambda: "", wait_words)
    vietnamese, other = fill(TICKET, "vi"), fill(TICKET, language)
    assert (vietnamese.header, vietnamese.footer) == (
        ("Giờ làm việc: 7:30–16:30",),
        ("Đường dây nóng: 1022",),
    )
    assert (other.header, other.footer) == (("Giờ làm việc: 7:30–16:30",), ("Hotline: 1022",))


def test_the_kiosk_alone_prints_the_centres_own_lines() -> None:
    """From the centre as it was last known."""
    fill = SlipFiller(lambda _: {**CENTRE, "slip": LINES}, {}.get, lambda: "", wait_words)
    assert fill.offline(TICKET, "vi").footer == ("Đường dây nóng: 1022",)


@pytest.mark.parametrize("told", [{}, {"track_url": None}], ids=["with a code to scan", "alone"])
def test_while_nobody_knows_the_time_a_slip_tells_none(told: dict[str, Any]) -> None:
    fill = SlipFiller(lambda _: {**CENTRE, "clock_doubtful": True}, {}.get, lambda: "http://x", wait_words)
    slip = replace(fill({**TICKET, "procedure": None}, "vi"), **told)
    assert slip.issued_at is None
    right = replace(slip, issued_at=datetime(2026, 11, 23, 7, 32, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh")))
    assert render(slip, 576).height <= render(right, 576).height


def test_a_ticket_without_procedure_or_priority_has_none_on_its_slip(fill: SlipFiller) -> None:
    """Most tickets are taken by field alone."""
    slip = fill({**TICKET, "procedure": None, "priority": None}, "vi")
    assert (slip.procedure, slip.priority) == (None, None)


def test_the_priority_class_is_in_the_slips_language(fill: SlipFiller) -> None:
    """English asked for, English given."""
    assert fill(TICKET, "en").priority == "Elderly person"


def test_a_procedure_gone_from_the_catalogue_is_left_out(fill: SlipFiller) -> None:
    """The catalogue may change during the day."""
    assert fill({**TICKET, "procedure": "9.999999"}, "vi").procedure is None


def test_an_unknown_field_is_an_error(fill: SlipFiller) -> None:
    """The print job fails, the number stays."""
    with pytest.raises(KeyError, match="ZZ"):
        fill({**TICKET, "field": "ZZ"}, "vi")


@pytest.mark.parametrize("case", WAIT_CASES, ids=lambda case: case.vi)
def test_the_wait_is_worded_as_the_table_says(fill: SlipFiller, case: WaitCase) -> None:
    """The slip rounds nothing by itself."""
    ticket = {**TICKET, "wait": {"low_s": case.rounded.low_s, "high_s": case.rounded.high_s}}
    assert (fill(ticket, "vi").wait, fill(ticket, "en").wait) == (case.vi, case.en)


def test_where_no_counter_serves_the_field_the_slip_has_no_wait(fill: SlipFiller) -> None:
    """The page says so."""
    assert fill({**TICKET, "wait": None}, "vi").wait is None


def test_where_people_go_is_filled_in_where_it_is_set() -> None:
    place = {"vi": "Tầng 2", "en": "Floor 2"}
    centre = CENTRE | {"fields": [CENTRE["fields"][0] | {"go_to": place}]}
    filler = SlipFiller(lambda _: centre, lambda _: None, lambda: "http://10.0.0.5:8000/", wait_words)
    assert filler(TICKET, "vi").go_to == filler.offline(TICKET, "vi").go_to == place


def test_a_counter_that_is_a_room_is_named_on_the_slip_also_when_the_kiosk_is_alone() -> None:
    centre = CENTRE | {"fields": [CENTRE["fields"][0] | {"counter_names": ["Phòng 203", "2"]}]}
    filler = SlipFiller(lambda _: centre, lambda _: None, lambda: "http://10.0.0.5:8000/", wait_words)
    slip = filler(TICKET, "vi")
    assert slip.counter_names == filler.offline(TICKET, "vi").counter_names == {1: "Phòng 203"}
    numbered = replace(slip, counter_names={})
    assert render(slip, 576).tobytes() != render(numbered, 576).tobytes()


def test_how_many_dossiers_they_bring_is_on_the_slip_where_it_was_asked(fill: SlipFiller) -> None:
    assert fill(TICKET, "vi").dossiers is None
    slip = fill(TICKET | {"dossiers_told": 5}, "vi")
    assert slip.dossiers == 5
    assert render(slip, 576).height > render(fill(TICKET, "vi"), 576).height
