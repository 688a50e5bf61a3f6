"""gunicorn as an object: one worker of many threads."""

import errno
import socket
from collections.abc import Callable, Mapping
from typing import Any, Final

import click
from gunicorn.app.base import BaseApplication

from server.core.texts import BothTexts, in_both
from server.http.address import with_port
from server.process.gunicorn_log import Log
from server.process.worker import MOST_WAITING, bound_silence

_CANNOT: Final = BothTexts(
    "{at}: không mở được cổng ({why}). Chọn cổng khác bằng --port.",
    "{at}: {why}. Choose another port with --port.",
)
_CANNOT_LISTEN: Final = {
    errno.EADDRINUSE: BothTexts(
        "{at}: cổng này đang có chương trình khác dùng (xem: sudo ss -ltnp 'sport = :{port}'). Dừng chương trình ấy, hoặc chọn cổng khác bằng --port.",
        "{at}: Address already in use. Choose another port with --port. Which program has it: sudo ss -ltnp 'sport = :{port}'",
    ),
    errno.EADDRNOTAVAIL: BothTexts(
        "{at}: máy này không có địa chỉ {host}. Sửa [server] host hoặc --host; 0.0.0.0 là mọi địa chỉ của máy.",
        "{at}: this machine has no address {host}. Correct [server] host or --host; 0.0.0.0 is every address of it.",
    ),
    errno.EACCES: BothTexts(
        "{at}: cổng dưới 1024 chỉ root mở được. Chọn cổng khác bằng --port.",
        "{at}: ports below 1024 are root's alone. Choose another port with --port.",
    ),
}


class Embedded(BaseApplication):  # type: ignore[misc]
    """gunicorn as an object, with one worker of many threads by default; `make` makes the app in the worker."""

    def __init__(self, chosen: Mapping[str, Any], make: Callable[[], Any]) -> None:
        self._chosen, self._make = chosen, make
        super().__init__()

    def load_config(self) -> None:
        """Apply the common settings, then the chosen ones."""
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
        """Make the app; called in the worker."""
        return self._make()


def port_is_free(host: str, port: int) -> None:
    """Raise `click.ClickException` if a program already listens on the port."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        with socket.socket(family) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind((host, port))
    except OSError as error:
        text = _CANNOT_LISTEN.get(error.errno or 0, _CANNOT)
        told = text.filled(at=with_port(host, port), host=host, port=port, why=error.strerror)
        raise click.ClickException(in_both(told)) from error
