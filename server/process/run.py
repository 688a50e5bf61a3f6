"""Runs a centre's server: gunicorn's single worker makes it, or says clearly why it cannot."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final

import click

from server.config import Settings
from server.core.refusal import InUse, Refusal
from server.core.texts import BothTexts, in_both
from server.http.address import with_port
from server.process import data_folder, own_words, tuning
from server.process.centre import Make, a_server
from server.process.embedded import Embedded, port_is_free
from server.process.gunicorn_log import APP_LOAD_ERROR
from server.process.watchdog import watched

if TYPE_CHECKING:
    from server.app import Server
    from server.background.repeated import Repeated

Ready = Callable[["Server"], None]
_SPARE_THREADS: Final = 128
_RUNNING: Final = BothTexts(
    "Đã có một máy chủ Gọi Số khác chạy trên {folder}. Dừng máy chủ ấy, hoặc chọn --data khác.",
    "Another Gọi Số server is already running on {folder}. Stop it, or choose another --data.",
)


class _Centre:
    """The centre in gunicorn's worker. `make` and `ready` run there, before it answers."""

    def __init__(self, settings: Settings, ready: Ready, make: Make) -> None:
        self._settings = settings
        self._ready = ready
        self._make = make
        self._server: Server | None = None
        self._watchdog: Repeated | None = None

    def chosen(self) -> dict[str, Any]:
        """The gunicorn settings that the centre's settings decide."""
        server = self._settings.server
        return {
            "bind": with_port(server.host, server.port),
            # an open socket holds one pool thread for good; requests need threads beyond those
            "threads": 2 * server.sockets + _SPARE_THREADS,
            "forwarded_allow_ips": ",".join(map(str, server.trusted_proxies)),
            "proc_name": "goiso",
            "worker_exit": self._closed,
        }

    def load(self) -> Any:
        """Called in the worker: open the data and build the app, or say clearly why that fails."""
        tuning.in_the_worker()
        own_words.speak()
        try:
            with tuning.loading():
                self._server = server = self._make(self._settings)
                self._ready(server)
        except (Refusal, InUse, OSError) as error:
            click.echo(_explained(error, self._settings), err=True)
            raise SystemExit(APP_LOAD_ERROR) from error
        self._watchdog = watched(lambda: server.context.store.works)
        return server.app

    def _closed(self, _arbiter: Any, _worker: Any) -> None:
        if self._watchdog is not None:
            self._watchdog.close()
        if self._server is not None:
            self._server.close()


def run(settings: Settings, ready: Ready = lambda _: None, make: Make = a_server) -> None:
    """Serve until told to stop. `make` makes the server; `ready` is run on it before it answers."""
    port_is_free(settings.server.host, settings.server.port)
    tuning.before_the_worker()
    centre = _Centre(settings, ready, make)
    Embedded(centre.chosen(), centre.load).run()


def _explained(error: Refusal | InUse | OSError, settings: Settings) -> str:
    folder = settings.server.data.absolute()
    if isinstance(error, InUse):
        return in_both(_RUNNING.filled(folder=folder))
    return data_folder.sentence(error, folder)
