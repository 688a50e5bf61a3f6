"""The centre's logo on the kiosk's own box: fetched with the centre, for slips and for the page when the server is gone."""

from typing import Any, Final

from kiosk.alone.memory import Memory
from kiosk.alone.upstream import ServerLine

LOGOS: Final = "/logos/"
_PATIENCE_S: Final = 5.0
_OK: Final = 200
_MOST_BYTES: Final = 4 * 2**20


def learn_logo(memory: Memory, upstream: ServerLine, centre: dict[str, Any]) -> None:
    """Fetch the centre's present logo unless it is kept already. Raises `Gone`, `CannotRemember`."""
    address = centre.get("logo")
    if not address or not address.startswith(LOGOS) or kept_logo(memory, address) is not None:
        return
    answer = upstream.ask("GET", address, [], None, _PATIENCE_S)
    if answer.status != _OK or len(answer.body) > _MOST_BYTES:
        return
    kind = answer.header("content-type") or "image/png"
    with memory.changes() as line:
        line.execute("DELETE FROM pages WHERE address LIKE ?", (f"{LOGOS}%",))
        line.execute("INSERT INTO pages VALUES (?, ?, '[]', ?)", (address, kind, answer.body))


def kept_logo(memory: Memory, address: str) -> bytes | None:
    """The kept picture for this address; `None` if there is none."""
    found = memory.rows("SELECT body FROM pages WHERE address = ?", address)
    return found[0]["body"] if found else None
