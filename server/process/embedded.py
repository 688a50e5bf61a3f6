"""gunicorn as an object: one worker of many threads."""

import socket
from collections.abc import Callable, Mapping
from typing import Any

import click
from gunicorn.app.base import BaseApplication

from server.http.address import with_port
from server.process.gunicorn_log import Log
from server.process.worker import MOST_WAITING, bound_silence


class Embedded(BaseApplication):  # type: ignore[misc]
    """gunicorn as an object, one worker of many threads unless more are chosen; `make` makes the app in the worker."""

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
