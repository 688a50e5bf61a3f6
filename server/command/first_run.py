"""What a start says while nobody administers the centre: where to go on, and the code to type there."""

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
    """Print the address and the code, to standard output alone: the server writes them into no log and no file of its own.

    Whoever reads its standard output gets them: under systemd they stand in the journal (`journalctl -u goiso`), where
    the machine's administrators find them. The code opens nothing once somebody administers the centre. Nobody reading is
    no reason not to start.
    """
    code = server.first_run.code
    if code is None:
        return
    say("\n".join(words(server.url(), code)))


def words(address: str, code: str) -> list[str]:
    """The lines; the last one holds the code."""
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
