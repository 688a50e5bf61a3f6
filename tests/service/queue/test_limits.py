"""When no further number is given, and why: too late for today, and a field's daily limit."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from server.core.centre import Centre
from server.core.model import Channel
from server.core.queue.offline_numbers import prefix_of
from server.core.refusal import Refusal
from server.service.context import Context
from server.service.people.devices import enrol_device
from server.service.queue.offline_numbers import OfflineNumber, bring_in
from server.service.queue.tickets import NumberRequest, issue
from tests.support.centre import MORNING_AND_AFTERNOON, default_centre
from tests.support.clock import SetClock

Open = Callable[..., Context]


def with_limit(centre: Centre, limit: int) -> Centre:
    fields = dict(centre.layout.fields)
    fields["CT"] = replace(fields["CT"], daily_limit=limit)
    return replace(centre, layout=replace(centre.layout, fields=fields))


@pytest.fixture
def clock() -> SetClock:
    return SetClock()


@pytest.fixture
def open_(tmp_path: Path, clock: SetClock) -> Iterator[Open]:
    """Open a centre on an empty folder."""
    opened = list[Context]()

    def at(centre: Centre) -> Context:
        opened.append(Context(tmp_path, centre, clock))
        return opened[-1]

    yield at
    for context in opened:
        context.close()


def take(context: Context, field: str = "CT", channel: Channel = Channel.KIOSK) -> str:
    return str(issue(context, NumberRequest(field, channel=channel), "kiosk:1")[0]["number"])


def refused(context: Context, field: str = "CT", channel: Channel = Channel.KIOSK) -> Refusal:
    with pytest.raises(Refusal) as refusal:
        take(context, field, channel)
    return refusal.value


def test_a_field_gives_its_daily_limit_and_no_more(open_: Open) -> None:
    context = open_(with_limit(default_centre(), 2))
    assert [take(context), take(context)] == ["A001", "A002"]
    refusal = refused(context)
    assert (refusal.code, refusal.parameters) == ("daily_limit", {"limit": 2})
    assert take(context, "HT") == "B001"


def test_an_officer_may_give_a_number_beyond_the_limit(open_: Open) -> None:
    context = open_(with_limit(default_centre(), 1))
    take(context)
    assert take(context, channel=Channel.OFFICER) == "A002"


def test_tomorrow_the_field_gives_numbers_again(open_: Open, clock: SetClock) -> None:
    context = open_(with_limit(default_centre(), 1))
    take(context)
    clock.forward(days=1)
    assert take(context) == "A001"


def test_who_could_not_be_served_before_closing_is_told_so(open_: Open, clock: SetClock) -> None:
    context = open_(default_centre(MORNING_AND_AFTERNOON))
    clock.set("2026-11-23 08:00")
    for _ in range(12):  # each takes about five minutes at the one counter there is time for
        take(context)
    clock.set("2026-11-23 16:50")
    refusal = refused(context)
    assert refusal.code == "no_time_left"
    assert refusal.parameters["closes"] == "17:00"
    assert take(context, "HT") == "B001"  # nobody waits there
    assert take(context, channel=Channel.OFFICER) == "A013"


def test_a_centre_may_choose_to_serve_everybody_who_came_in_time(open_: Open, clock: SetClock) -> None:
    context = open_(default_centre(replace(MORNING_AND_AFTERNOON, turn_away=False)))
    for _ in range(12):
        take(context)
    clock.set("2026-11-23 16:59")
    assert take(context) == "A013"


def test_numbers_that_kiosks_gave_alone_count_too(open_: Open, clock: SetClock) -> None:
    context = open_(with_limit(default_centre(), 2))
    device = enrol_device(context, "kiosk", "Kiosk", "test")[0]
    number = f"{prefix_of(device)}001"
    given = OfflineNumber(number, "2026-11-23", "CT", None, None, clock(), "touch-1", None)
    assert bring_in(context, device, clock(), [given])[0].new
    take(context)
    assert refused(context).code == "daily_limit"
