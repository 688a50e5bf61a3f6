"""Settings in which anything may stand anywhere: taken whole and readable by every page, or refused with nothing changed."""

from typing import Any, Final

import pytest
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from server.config import CentreSettings
from tests.support.api import Api

LEAVES: Final = (
    st.none()
    | st.booleans()
    | st.integers(-5, 70)
    | st.integers()
    | st.floats()
    | st.text(max_size=12)
    | st.sampled_from(
        ("CT", "07:30", "24:00", "2026-02-30", "2026-12-31", "#0e524d", "Asia/Ho_Chi_Minh", "vi", "A")
    )
)
VALUES: Final = st.recursive(
    LEAVES,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3),
    max_leaves=6,
)
PLACES: Final = st.lists(st.floats(0, 1, exclude_max=True), min_size=1, max_size=4)
CHANGES: Final = st.lists(st.tuples(PLACES, VALUES), min_size=1, max_size=3)
PAGES: Final = ("/api/v1/centre", "/kiosk", "/sign-in", "/take", "/quiet")


def changed(value: Any, place: list[float], new: Any) -> Any:
    """The same with another value in one place, as deep as `place` leads."""
    if not place or not isinstance(value, dict | list) or not value:
        return new
    first, rest = int(place[0] * len(value)), place[1:]
    if isinstance(value, dict):
        key = list(value)[first]
        return value | {key: changed(value[key], rest, new)}
    return [*value[:first], changed(value[first], rest, new), *value[first + 1 :]]


def is_taken_or_refused(
    api: Api, client: FlaskClient, part: str, changes: list[tuple[list[float], Any]]
) -> None:
    before = api.admin.get("/settings").json
    wanted = before[part]
    for place, new in changes:
        wanted = changed(wanted, place, new)
    answer = api.admin.put_json(f"/settings/{part}", wanted)
    after = api.admin.get("/settings").json
    if answer.status_code == 200:
        assert [client.get(page).status_code for page in PAGES if client.get(page).status_code >= 500] == []
        assert api.admin.get("/board").status_code == 200
    else:
        assert answer.status_code in {400, 409, 412, 413, 422}, answer.text
        assert after == before


PARTS: Final = sorted(CentreSettings.model_fields)
WISHES: Final = st.tuples(st.sampled_from(PARTS), CHANGES)
CALM: Final = list(HealthCheck)


@settings(max_examples=60, suppress_health_check=CALM)
@given(WISHES)
def test_whatever_is_set(
    api: Api, client: FlaskClient, wish: tuple[str, list[tuple[list[float], Any]]]
) -> None:
    is_taken_or_refused(api, client, *wish)


@pytest.mark.torture
@settings(max_examples=10_000, derandomize=False, suppress_health_check=CALM)
@given(WISHES)
def test_whatever_is_set_ten_thousand_times(
    api: Api, client: FlaskClient, wish: tuple[str, list[tuple[list[float], Any]]]
) -> None:
    is_taken_or_refused(api, client, *wish)
