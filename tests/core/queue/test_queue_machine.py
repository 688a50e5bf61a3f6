"""The rules of the queue, proved over the core alone."""

import pytest
from hypothesis import settings

from tests.support.centre import two_points_layout
from tests.support.core_driver import CoreDriver
from tests.support.machine import QueueMachine


class CoreMachine(QueueMachine):
    """The queue in memory."""

    def begin(self) -> CoreDriver:
        """An empty queue."""
        return CoreDriver(self.clock, self.layout)


class TwoPointsMachine(CoreMachine):
    """The same in a centre that receives in two places."""

    layout = two_points_layout()


TestTheQueueInMemory = CoreMachine.TestCase
TestTheQueueInMemory.settings = settings(max_examples=60, stateful_step_count=50)
TestTwoPointsInMemory = TwoPointsMachine.TestCase
TestTwoPointsInMemory.settings = settings(max_examples=15, stateful_step_count=40)


@pytest.mark.torture
class TestTheQueueInMemoryForLong(CoreMachine.TestCase):  # type: ignore[misc,valid-type]
    """More days."""

    settings = settings(max_examples=600, stateful_step_count=50)


@pytest.mark.torture
class TestTwoPointsInMemoryForLong(TwoPointsMachine.TestCase):  # type: ignore[misc,valid-type]
    """More days in two places."""

    settings = settings(max_examples=200, stateful_step_count=50)
