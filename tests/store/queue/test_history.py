"""From which visits service times are learnt."""

from collections.abc import Iterator
from datetime import time
from pathlib import Path

import pytest

from server.core.events import PersonAdded
from server.core.model import Outcome
from server.service.context import Context
from server.service.queue import counters, paper_numbers
from server.service.queue.counters import Officer
from server.service.queue.paper_pads import print_next
from server.service.queue.paper_rows import PaperRow, Served
from server.store.queue import history
from tests.service.reports.histories import new_centre
from tests.support.clock import SetClock
from tests.support.journeys import take

LAN = Officer("lan")


@pytest.fixture
def context(tmp_path: Path, clock: SetClock) -> Iterator[Context]:
    opened = new_centre(tmp_path / "data", clock)
    opened.store.write(lambda transaction: transaction.record(PersonAdded("lan", "Lan", "officer"), "test"))
    yield opened
    opened.close()


def test_it_is_not_learnt_from_times_that_were_typed_off_paper(context: Context, clock: SetClock) -> None:
    take(context)
    counters.open_(context, 1, LAN)
    counters.call(context, 1, LAN)
    clock.forward(minutes=5)
    counters.serve(context, 1, LAN)
    counters.finish(context, 1, LAN)
    pad = print_next(context, 10, "manager:hoa").prefix
    served = Served(2, time(7, 0), time(7, 59), "lan", Outcome.RECEIVED)
    rows = [PaperRow(f"{pad}1", "CT", time(7, 0), served=served)]
    (brought,) = context.store.write(lambda tr: paper_numbers.bring_in(context, tr, rows, "officer:lan"))
    assert brought.refusal is None
    with context.store.read() as connection:
        lasted = [visit.ended_at - visit.called_at for visit in history.visits(connection)]
    assert lasted == [5 * 60_000]
