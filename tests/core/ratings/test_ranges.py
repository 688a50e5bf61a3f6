"""The ranges of days that are asked for most."""

from datetime import date

from server.core.ratings.ranges import presets


def test_each_range_ends_today_or_with_the_time_that_it_names() -> None:
    today = date(2026, 1, 6)  # a Tuesday
    assert presets(today) == {
        "today": (today, today),
        "yesterday": (date(2026, 1, 5), date(2026, 1, 5)),
        "week": (date(2026, 1, 5), today),
        "month": (date(2026, 1, 1), today),
        "last_month": (date(2025, 12, 1), date(2025, 12, 31)),
        "quarter": (date(2026, 1, 1), today),
        "year": (date(2026, 1, 1), today),
    }
    assert presets(date(2028, 3, 31))["last_month"] == (date(2028, 2, 1), date(2028, 2, 29))
    assert presets(date(2026, 12, 31))["quarter"][0] == date(2026, 10, 1)
