"""What a hall's board has to show, as facts."""

from server.service.context import Context
from server.service.queue import counters
from server.service.queue.desks import desks_of
from server.service.queue.tickets import find
from server.service.screens.board import hall_facts
from tests.support.journeys import LAN, MINH, take


def test_only_the_last_missed_numbers_are_on_the_board(context: Context) -> None:
    counters.open_(context, 1, LAN, ["CT"])
    for _ in range(3):
        take(context)
        counters.call(context, 1, LAN)
        counters.no_show(context, 1, LAN)
    assert [ticket.n for ticket in hall_facts(context, "").missed] == [1, 2, 3]
    assert [ticket.n for ticket in hall_facts(context, "", most_missed=2).missed] == [2, 3]


def test_a_missed_number_is_sent_to_no_counter_that_is_closed(context: Context) -> None:
    counters.open_(context, 1, LAN, ["CT"])
    counters.open_(context, 2, MINH, ["CT"])
    missed = take(context)
    counters.call(context, 1, LAN)
    counters.no_show(context, 1, LAN)
    assert desks(context, missed) == (1,)
    counters.pause(context, 1, LAN)
    assert desks(context, missed) == (1,)
    counters.close(context, 1, LAN)
    assert desks(context, missed) == (2,)
    counters.close(context, 2, MINH)
    assert desks(context, missed) == ()


def desks(context: Context, ticket: int) -> tuple[int, ...]:
    return desks_of(context, find(context, ticket).ticket)
