"""The rules of the queue, proved over the core alone."""

from hypothesis import settings

from tests.support.core_driver import CoreDriver
from tests.support.machine import QueueMachine


class CoreMachine(QueueMachine):
    """The queue in memory."""

    def begin(self) -> CoreDriver:
        """An empty queue."""
        return CoreDriver(self.clock)


TestTheQueueInMemory = CoreMachine.TestCase
TestTheQueueInMemory.settings = settings(max_examples=150, stateful_step_count=50)
