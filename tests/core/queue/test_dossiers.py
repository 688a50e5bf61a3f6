"""Dossier codes: checked when there is one, never asked for."""

from contextlib import suppress
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.core.queue.dossiers import checked_code
from server.core.refusal import Refusal

TODAY = date(2026, 11, 23)


def refused(code: str, today: date = TODAY) -> bool:
    with pytest.raises(Refusal) as refusal:
        checked_code(code, today)
    assert refusal.value.code == "bad_dossier_code"
    return True


@pytest.mark.parametrize(
    "code",
    [
        "H26.14-261123-0012",  # a ward: province, then unit
        "H26-261123-0012",  # the province itself
        "000.00.14.H26-261123-0012",  # the older order, from the smallest unit up
        "000.01.02.H26-261123-0012",
        "G01.899.02-261123-123456",  # a ministry, a longer number
    ],
)
def test_it_is_a_dossier_code(code: str) -> None:
    assert checked_code(code, TODAY) == code


def test_it_is_written_in_one_way_however_it_was_typed() -> None:
    assert checked_code("  h26.14-261123-0012 ", TODAY) == "H26.14-261123-0012"


@pytest.mark.parametrize(
    "code",
    [
        "",
        "0012",
        "H26.14",
        "H26.14-261123",
        "H26.14-0012-261123",
        "H26.14-261123-012",  # the number has at least four digits
        "H26.14-261123-0012-1",
        "H26.14-20261123-0012",
        "H26.14 261123 0012",
        "Họ và tên",
    ],
)
def test_it_is_no_dossier_code(code: str) -> None:
    assert refused(code)


@pytest.mark.parametrize(
    "agency", ["", "26.14", "000.00.14", "14", "HN", "H2.14", "H.26", "H26.1234", "H26..14"]
)
def test_the_agency_has_the_letter_and_two_digits_of_its_ministry_or_province(agency: str) -> None:
    assert refused(f"{agency}-261123-0012")


@pytest.mark.parametrize("day", ["261323", "260230", "260229", "261100", "000000", "269999"])
def test_a_day_that_is_none_is_refused(day: str) -> None:
    assert refused(f"H26.14-{day}-0012")


def test_the_twenty_ninth_of_february_is_a_day_every_fourth_year() -> None:
    assert checked_code("H26.14-240229-0012", TODAY)


def test_a_day_of_receipt_is_today_at_the_latest() -> None:
    assert checked_code("H26.14-261123-0012", TODAY)
    assert refused("H26.14-261124-0012")


@pytest.mark.parametrize("digits", ["２６１１２３", "٢٦١١٢٣"])
def test_digits_of_other_scripts_are_no_digits_here(digits: str) -> None:
    assert refused(f"H26.14-{digits}-0012")
    assert refused(f"H26.14-261123-{digits}")


@given(st.dates(date(2000, 1, 1), date(2050, 1, 1)), st.integers(-400, 400))
def test_a_day_is_taken_when_it_is_not_still_to_come(today: date, ahead: int) -> None:
    day = today + timedelta(days=ahead)
    code = f"H26.14-{day:%y%m%d}-0012"
    assert refused(code, today) if ahead > 0 else checked_code(code, today) == code


@given(st.text(max_size=40))
def test_whatever_is_typed_is_a_code_or_refused_by_name(text: str) -> None:
    with suppress(Refusal):
        assert checked_code(text, TODAY).isascii()
