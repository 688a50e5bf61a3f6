"""What a start says while nobody administers the centre: where to go on, and the code to type there."""

from contextlib import suppress
from ipaddress import ip_address
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import click

if TYPE_CHECKING:
    from server.app import Server


def tell(server: "Server") -> None:
    """Print the address and the code, to standard output alone: no log and no file gets them.

    Nobody reading is no reason not to start.
    """
    code = server.first_run.code
    if code is None:
        return
    with suppress(OSError):
        click.echo("\n".join(words(server.url(), code)))


def words(address: str, code: str) -> list[str]:
    """The lines; the last one holds the code."""
    lines = [
        "",
        f"Chưa có người quản trị. Mở {address}/start trên máy này hoặc máy khác trong mạng rồi nhập mã:",
        f"There is no administrator yet. Open {address}/start, here or on another machine of the network, and type:",
    ]
    if _only_here(address):
        lines.append(
            "(Địa chỉ này chỉ mở được trên máy này; muốn mở từ máy khác: --host 0.0.0.0 · only this machine can open it)"
        )
    return [*lines, "", f"    {code}", ""]


def _only_here(address: str) -> bool:
    host = urlsplit(address).hostname or ""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
