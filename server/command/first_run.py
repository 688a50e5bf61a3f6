"""What a start prints while the centre has no administrator: the address to open, and the code to enter there."""

from ipaddress import ip_address
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from server.process.saying import say

if TYPE_CHECKING:
    from server.app import Server

_ANYWHERE: Final = ("trên máy này hoặc máy khác trong mạng", "here or on another machine of the network")
_ONLY_HERE: Final = (
    "trên chính máy này (máy khác không mở được; muốn vậy: --host 0.0.0.0)",
    "on this very machine (others cannot; to let them: --host 0.0.0.0)",
)


def tell(server: "Server") -> None:
    """Print the address and the code on standard output only: the server writes them into no log or file.

    Under systemd, standard output goes into the journal (`journalctl -u goiso`), where
    the machine's administrators find them. The code is useless once the centre has an administrator. If nobody can read
    the output, the server starts all the same.
    """
    code = server.first_run.code
    if code is None:
        return
    say("\n".join(words(server.url(), code)))


def words(address: str, code: str) -> list[str]:
    """The lines to print; the last one has the code."""
    vi, en = _ONLY_HERE if _only_here(address) else _ANYWHERE
    return [
        "",
        f"Chưa có người quản trị. Mở {address}/start {vi} rồi nhập mã:",
        f"There is no administrator yet. Open {address}/start {en} and type:",
        "",
        f"    {code}",
        "",
    ]


def _only_here(address: str) -> bool:
    host = urlsplit(address).hostname or ""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
