"""The clock of every page is the centre's from the first moment on, wherever the machine thinks that it is."""

import pytest

from tests.support.browser import Visitors

NOT_SYNCED = 'async () => (await import("/static/js/clock.js")).createClock().time(0)'


@pytest.mark.parametrize("zone", ["America/New_York", "Asia/Ho_Chi_Minh"])
def test_it_shows_the_centres_time_before_it_has_heard_from_the_server(zone: str, visitors: Visitors) -> None:
    page = visitors.page("/kiosk", timezone_id=zone)
    assert page.evaluate(NOT_SYNCED) == "07:00"


def test_without_a_centre_it_shows_the_machines_own_time(visitors: Visitors) -> None:
    page = visitors.page("/kiosk", timezone_id="Asia/Tokyo")
    page.evaluate("document.documentElement.removeAttribute('data-zone')")
    assert page.evaluate(NOT_SYNCED) == "09:00"
