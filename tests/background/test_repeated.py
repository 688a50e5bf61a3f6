"""What is done every few seconds: by itself, on after a failure, and no more once its server has ended."""

import threading

from server.app import Server
from server.background.repeated import Repeated
from server.core.alerts import Metric
from server.core.refusal import Refusal
from server.service.alerts import open_alerts
from server.service.alerts.measuring import Machines
from server.service.alerts.watching import Watching
from server.service.settings import changes
from tests.support.api import Api
from tests.support.waiting import until

RULE = {
    "code": "unserved",
    "vi": "Không có quầy",
    "en": "No counter",
    "metric": Metric.UNSERVED.value,
    "limit": 1,
}


class Failing(Watching):
    """Fails when it looks first."""

    looks = 0

    def look(self) -> None:
        self.looks += 1
        if self.looks == 1:
            raise Refusal("storage_full")
        super().look()


def test_it_looks_by_itself_and_again_after_a_failure(server: Server, api: Api) -> None:
    changes.put(server.context, "alerts", [RULE], "admin:binh")
    api.take("BH")
    watching = Failing(server.context, Machines(list, list, 0))
    watch = Repeated("test", watching.look, every_s=0.01)
    until(lambda: bool(open_alerts.standing(server.context)))
    watch.close()
    assert watching.looks > 1


def test_it_ends_with_its_server(server: Server) -> None:
    names = {"alert-watch", "places-kept"}
    running = [thread for thread in threading.enumerate() if thread.name in names]
    server.close()
    assert {thread.name for thread in running if not thread.is_alive()} == names
