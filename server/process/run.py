"""Running the server: gunicorn as an embedded object, one worker of many threads."""

import socket
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, Final

import click
from gunicorn.app.base import BaseApplication

from server.config import Settings
from server.core.refusal import InUse, Refusal
from server.http.address import with_port
from server.process import data_folder, own_words, tuning
from server.process.centre import Make, a_server
from server.process.gunicorn_log import APP_LOAD_ERROR, Log
from server.process.watchdog import watched
from server.process.worker import MOST_WAITING, bound_silence

if TYPE_CHECKING:
    from server.app import Server
    from server.background.repeated import Repeated

Ready = Callable[["Server"], None]
_SPARE_THREADS: Final = 128


class Embedded(BaseApplication):  # type: ignore[misc]
    """gunicorn as an object, one worker of many threads; `make` makes the app in the worker."""

    def __init__(self, chosen: Mapping[str, Any], make: Callable[[], Any]) -> None:
        self._chosen, self._make = chosen, make
        super().__init__()

    def load_config(self) -> None:
        """Set what is the same everywhere, then what was chosen."""
        always: dict[str, Any] = {
            "worker_class": "server.process.worker.Worker",
            "workers": 1,
            # what is handed over is bounded by its places, so that nobody is ever left outside
            "worker_connections": MOST_WAITING + 4 * self._chosen["threads"],
            "graceful_timeout": 3,
            "timeout": 60,
            "keepalive": 30,
            "control_socket_disable": True,
            # whom a proxy speaks for is found out in one place, server.http.proxies
            "forwarded_allow_ips": "",
            "secure_scheme_headers": {},
            "forwarder_headers": "",
            "loglevel": "warning",
            "logger_class": Log,
            "when_ready": bound_silence,
        }
        for name, value in (always | dict(self._chosen)).items():
            self.cfg.set(name, value)

    def load(self) -> Any:
        """Called in the worker."""
        return self._make()


class _Centre:
    """The centre in gunicorn's worker. `make` and `ready` run there, before it answers."""

    def __init__(self, settings: Settings, ready: Ready, make: Make) -> None:
        self._settings = settings
        self._ready = ready
        self._make = make
        self._server: Server | None = None
        self._watchdog: Repeated | None = None

    def chosen(self) -> dict[str, Any]:
        """What a centre sets of gunicorn's settings."""
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
        """Called in the worker: open the data and build the app, or say plainly why it cannot be done."""
        tuning.in_the_worker()
        own_words.speak()
        try:
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


def port_is_free(host: str, port: int) -> None:
    """Raise `click.ClickException` when somebody listens there already."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        with socket.socket(family) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind((host, port))
    except OSError as error:
        raise click.ClickException(
            f"{with_port(host, port)}: {error.strerror}. Choose another port with --port."
        ) from error


def _explained(error: Refusal | InUse | OSError, settings: Settings) -> str:
    folder = settings.server.data.absolute()
    if isinstance(error, InUse):
        return f"Another Gọi Số server is already running on {folder}. Stop it, or choose another --data."
    return data_folder.sentence(error, folder)
