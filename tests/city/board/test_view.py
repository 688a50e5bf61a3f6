"""What the board shows of a centre."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.city.board.view import CentreStanding, devices, tile
from tests.support.city_rows import health_of, name_of, shown_of, state_of

NOW = 1_800_000_000_000
MINUTE = 60_000
anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
)
KEYS = (
    *("names", "fields", "counters", "calls", "waiting", "longest_since", "visits", "day", "open"),
    *("above", "limit_s", "ratings", "kiosks", "screens", "disk_free_mb"),
)
tables = st.dictionaries(st.sampled_from(KEYS), anything)


def standing(n: int = 1, **changes: object) -> CentreStanding:
    usual = {"heard_at": NOW - 1000, "state": state_of(n), "shown": shown_of(n), "health": health_of(n)}
    return CentreStanding("W0002", name_of(n), "Khu vực", 1, 1, NOW, **(usual | changes))  # type: ignore[arg-type]


def test_a_usual_centre():
    found = tile(standing())
    assert found["names"] == {"vi": name_of(1), "en": "Ward 2"}
    assert found["counters"] == {"open": 3, "paused": 0, "all": 5}
    assert found["devices"] == {"on": 3, "all": 3, "troubles": []}
    assert found["call"]["number"] == "A011"
    assert found["ratings"] == {"good": 98, "count": 42}
    assert not found["silent"]


@pytest.mark.parametrize(("ago_ms", "silent"), [(0, False), (30_000, False), (30_001, True)])
def test_a_centre_is_silent_after_thirty_seconds(ago_ms, silent):
    found = tile(standing(heard_at=NOW - ago_ms))
    assert (found["silent"], found["silent_since"]) == (silent, NOW - ago_ms if silent else None)


def test_one_that_was_never_heard_is_silent_since_nobody_knows_when():
    found = tile(CentreStanding("W0002", "Phường Mẫu", "", 1, 0, NOW))
    assert (found["silent"], found["silent_since"], found["waiting"]) == (True, None, 0)


def test_late_is_when_the_first_field_passes_its_own_limit():
    fields = {"CT": {"longest_since": NOW}, "DD": {"longest_since": NOW - MINUTE}, "HT": {}}
    shown = {"limit_s": {"CT": 300}}
    assert tile(standing(state={"fields": fields}, shown=shown))["late_at"] == NOW + 5 * MINUTE
    assert tile(standing(state={"fields": fields}, shown={}))["late_at"] == NOW + 19 * MINUTE
    assert tile(standing(state={"fields": {}}))["late_at"] is None


def test_ratings_of_another_day_are_nobodys_news():
    assert tile(standing(state=state_of(1) | {"day": "2026-11-30"}))["ratings"] is None


def test_what_is_wrong_with_devices_is_told_once():
    kiosks = [
        {"state": "silent"},
        {"state": "on", "printer": "out", "paper": "low"},
        {"state": "on", "paper": "out"},
    ]
    found = devices({"kiosks": kiosks, "screens": {"on": 1, "silent": 2}})
    assert found == {"on": 3, "all": 6, "troubles": ["kiosk_silent", "printer", "paper", "screen_silent"]}


@given(tables, tables, tables)
def test_whatever_a_centre_says_there_is_a_tile(state, shown, health):
    found = tile(standing(state=state, shown=shown, health=health))
    assert found["waiting"] >= 0
    assert found["names"]["vi"] == name_of(1)
