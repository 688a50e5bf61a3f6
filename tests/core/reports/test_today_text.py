"""The words of the 15:00 report."""

from datetime import datetime

import pytest

from server.core.reports.today_text import DayTotals, about, today_text
from tests.support.clock import HANOI

THREE = datetime(2025, 7, 7, 15, tzinfo=HANOI)


def test_the_report_of_7_july_in_the_press_s_own_words() -> None:
    assert today_text(DayTotals(2825, 1658, 1766, 1034), THREE) == {
        "vi": "Tính đến 15 giờ ngày 7/7, Trung tâm tiếp nhận 2.825 lượt công dân, giải quyết được 1.658 lượt hồ sơ,"
        " tiếp nhận mới 1.766 hồ sơ và tư vấn, hướng dẫn cho hơn 1.000 lượt người dân.",
        "en": "As of 15:00 on 7 July, the Centre received 2,825 visits, settled 1,658 dossiers,"
        " took in 1,766 new dossiers and advised over 1,000 people.",
    }


@pytest.mark.parametrize(
    ("n", "told"),
    [
        (0, "0"),
        (1, "1"),
        (99, "99"),
        (100, "100"),
        (101, "hơn 100"),
        (999, "hơn 900"),
        (1000, "1.000"),
        (1001, "hơn 1.000"),
        (12345, "hơn 12.300"),
    ],
)
def test_more_than_a_hundred_is_rounded_down_only_when_it_is_not_exact(n: int, told: str) -> None:
    assert about(n, "vi") == told


def test_nothing_is_said_as_a_zero() -> None:
    said = today_text(DayTotals(3, 0, 0, 0), datetime(2026, 12, 1, 7, 30, tzinfo=HANOI))
    assert said["vi"] == (
        "Tính đến 7 giờ 30 ngày 1/12, Trung tâm tiếp nhận 3 lượt công dân, chưa giải quyết xong lượt hồ sơ nào,"
        " chưa tiếp nhận mới hồ sơ nào và chưa tư vấn, hướng dẫn lượt người dân nào."
    )
    assert " 0 " not in said["vi"] + said["en"]


def test_a_day_without_a_visit_is_one_short_sentence() -> None:
    assert today_text(DayTotals(0, 0, 0, 0), THREE) == {
        "vi": "Tính đến 15 giờ ngày 7/7, Trung tâm chưa tiếp nhận lượt công dân nào.",
        "en": "As of 15:00 on 7 July, the Centre had no visits yet.",
    }


def test_one_is_singular_in_english() -> None:
    assert today_text(DayTotals(1, 1, 1, 1), THREE)["en"] == (
        "As of 15:00 on 7 July, the Centre received 1 visit, settled 1 dossier, took in 1 new dossier and advised 1 person."
    )
