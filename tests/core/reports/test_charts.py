"""Charts: what is drawn is in proportion, inside the drawing, and no value is left out."""

from hypothesis import given
from hypothesis import strategies as st

from server.core.reports.charts import (
    HEIGHT,
    LEVELS,
    LINE,
    MOST_BARS,
    MOST_COLUMNS,
    SMALL,
    WIDTH,
    Datum,
    bars,
    columns,
    level,
    small_columns,
)

VALUES = st.lists(st.none() | st.integers(0, 10**6) | st.floats(0, 1), min_size=1, max_size=MOST_BARS)


def data(values: list[float | None]) -> list[Datum]:
    return [Datum(str(place), value, str(value)) for place, value in enumerate(values)]


@given(VALUES)
def test_columns_stand_side_by_side_in_proportion_and_inside(values: list[float | None]) -> None:
    chart = columns(data(values))
    assert [mark.datum.value for mark in chart.marks] == values
    for mark, following in zip(chart.marks, chart.marks[1:], strict=False):
        assert mark.x + mark.width <= following.x + 0.02
    most = max((value or 0 for value in values), default=0) or 1
    for mark in chart.marks:
        assert 0 <= mark.x <= mark.end <= WIDTH + 0.01
        assert abs(mark.height / HEIGHT - (mark.datum.value or 0) / most) < 0.001
        assert abs(mark.y + mark.height - HEIGHT) < 0.02


@given(st.lists(VALUES, min_size=1, max_size=6))
def test_small_charts_stand_on_one_scale(every: list[list[float | None]]) -> None:
    charts = small_columns(map(data, every))
    most = max((value or 0 for values in every for value in values), default=0) or 1
    width, height = SMALL
    for chart, values in zip(charts, every, strict=True):
        assert [mark.datum.value for mark in chart.marks] == values
        for mark in chart.marks:
            assert 0 <= mark.x <= mark.end <= width + 0.01
            assert abs(mark.height / height - (mark.datum.value or 0) / most) < 0.001


@given(VALUES)
def test_bars_stand_below_each_other_with_room_for_their_values(values: list[float | None]) -> None:
    chart = bars(data(values))
    assert chart.height == LINE * len(values)
    assert all(0 <= mark.y < mark.y + mark.height <= chart.height for mark in chart.marks)
    assert all(mark.end <= WIDTH - 40 for mark in chart.marks)


@given(VALUES)
def test_the_text_names_the_highest_and_the_lowest(values: list[float | None]) -> None:
    chart = columns(data(values))
    told = [value for value in values if value is not None]
    assert (chart.highest is None) == (not told)
    if chart.highest and chart.lowest:
        assert (chart.highest.value, chart.lowest.value) == (max(told), min(told))


def test_more_columns_than_can_be_seen_are_not_drawn() -> None:
    assert columns(data([1.0] * (MOST_COLUMNS + 1))).marks == ()


def test_of_many_rows_the_first_are_drawn_as_bars() -> None:
    assert len(bars(data([1.0] * 400)).marks) == MOST_BARS


def test_cells_are_coloured_by_their_share_of_the_strongest() -> None:
    assert [level(value, 100) for value in (None, 0, 1, 25, 50, 70, 100)] == [0, 0, 1, 2, 3, 4, LEVELS]
    assert level(3, 0) == 0
