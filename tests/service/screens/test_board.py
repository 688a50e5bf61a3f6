"""What a hall's board has to show, as facts."""

from server.service.context import Context
from server.service.queue import counters
from server.service.screens.board import hall_facts
from tests.support.journeys import LAN, take


def test_only_the_last_missed_numbers_are_on_the_board(context: Context) -> None:
    counters.open_(context, 1, LAN, ["CT"])
    for _ in range(3):
        take(context)
        counters.call(context, 1, LAN)
        counters.no_show(context, 1, LAN)
    assert [ticket.n for ticket in hall_facts(context, "").missed] == [1, 2, 3]
    assert [ticket.n for ticket in hall_facts(context, "", most_missed=2).missed] == [2, 3]
