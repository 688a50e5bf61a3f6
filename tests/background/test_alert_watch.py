"""The thread that looks for alerts: it looks by itself, goes on after a failure, and ends with the server."""

import threading

from server.app import Server
from server.background.alert_watch import AlertWatch
from server.core.alerts import Metric
from server.core.refusal import Refusal
from server.service.alerts import standing
from server.service.alerts.watching import Watching
from server.service.settings import changes
from tests.support.api import Api
from tests.support.waiting import until

RULE = {"code": "unserved", "vi": "Không có quầy", "en": "No counter", "metric": Metric.UNSERVED.value}


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
    watching = Failing(server.context, server.watching._machines)
    watch = AlertWatch(watching, every_s=0.01)
    until(lambda: bool(standing.standing(server.context)))
    watch.close()
    assert watching.looks > 1


def test_it_ends_with_its_server(server: Server) -> None:
    server.close()
    assert "alert-watch" not in {thread.name for thread in threading.enumerate()}
