"""The ranges by name on the pages of figures: one of them is marked, the one that was asked for."""

import re

import pytest
from flask.testing import FlaskClient

from tests.api.browsing import sign_in
from tests.support.clock import SetClock
from tests.support.enrolled import Tokens


def marked(client: FlaskClient, address: str) -> list[str]:
    page = client.get(address).text
    ranges = page[page.index('class="report-presets"') :].partition("</nav>")[0]
    return re.findall(r'aria-current="true">([^<]+)</a>', ranges)


@pytest.fixture
def monday(client: FlaskClient, tokens: Tokens, clock: SetClock) -> FlaskClient:
    """The manager's browser on a Monday that begins a month."""
    clock.set("2027-02-01 09:00")
    sign_in(client, "binh")
    return client


@pytest.mark.parametrize("path", ["/admin/reports", "/admin/reports/visits", "/admin/reports/counters"])
@pytest.mark.parametrize(
    ("asked", "shown"),
    [
        ("", "Hôm nay"),
        ("preset=today", "Hôm nay"),
        ("preset=this_week", "Tuần này"),
        ("preset=this_month", "Tháng này"),
        ("from=2027-02-01&to=2027-02-01", "Hôm nay"),
        ("preset=yesterday&from=2027-02-01&to=2027-02-01", "Hôm qua"),
    ],
)
def test_one_range_is_marked_where_several_are_the_same_days(
    monday: FlaskClient, path: str, asked: str, shown: str
) -> None:
    assert marked(monday, f"{path}?{asked}") == [shown]
