"""The same rules of the queue, proved over the real store, restarts included; the doctor has the last word."""

import shutil
import tempfile
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis.stateful import rule

from tests.support.centre import two_points_layout
from tests.support.machine import QueueMachine, counters, steps
from tests.support.store_driver import StoreDriver


class StoreMachine(QueueMachine):
    """The queue in SQLite."""

    driver: StoreDriver

    def begin(self) -> StoreDriver:
        """An empty store in a folder of its own."""
        self.folder = Path(tempfile.mkdtemp(prefix="goiso-"))
        return StoreDriver(self.folder, self.clock, self.layout)

    @rule()
    def the_server_is_restarted(self) -> None:
        """Everything is as it was."""
        before = self.driver.state()
        self.driver.restart()
        assert self.driver.state() == before

    @rule(n=counters, name=steps)
    def somebody_acts_at_anothers_counter(self, n: int, name: str) -> None:
        """It is refused and changes nothing."""
        before, held = self.driver.state(), self.counter(n).officer
        assert self.driver.meddle(n, name) == ("no_ticket_in_hand" if held is None else "counter_held")
        assert self.driver.state() == before

    @rule(n=counters)
    def somebody_undoes_what_another_did(self, n: int) -> None:
        """It is refused and changes nothing."""
        before = self.driver.state()
        assert self.driver.meddle(n, "undo") in ("counter_held", "undo_nothing", "undo_too_late")
        assert self.driver.state() == before

    def teardown(self) -> None:
        """The doctor finds nothing."""
        try:
            assert self.driver.differences() == []
        finally:
            self.driver.context.close()
            shutil.rmtree(self.folder)


class TwoPointsMachine(StoreMachine):
    """The same in a centre that receives in two places."""

    layout = two_points_layout()


TestTheQueueInTheStore = StoreMachine.TestCase
TestTheQueueInTheStore.settings = settings(max_examples=10, stateful_step_count=50)


TestTwoPointsInTheStore = TwoPointsMachine.TestCase
TestTwoPointsInTheStore.settings = settings(max_examples=4, stateful_step_count=30)


@pytest.mark.torture
class TestTheQueueInTheStoreForLong(StoreMachine.TestCase):  # type: ignore[misc,valid-type]
    """More days."""

    settings = settings(max_examples=60, stateful_step_count=50)


@pytest.mark.torture
class TestTwoPointsForLong(TwoPointsMachine.TestCase):  # type: ignore[misc,valid-type]
    """More days in two places."""

    settings = settings(max_examples=60, stateful_step_count=50)
