"""Numbers that the server gave through this box. They are sent to the server again if it was restored from a backup that lacks them."""

import json
from typing import Any, Final

from kiosk.alone.memory import Memory, kept, put

_KEPT: Final = ("field", "procedure", "priority", "language")


class Forwarded:
    """Today's numbers from the server, in the box's file, and those that must be sent to it again."""

    def __init__(self, memory: Memory) -> None:
        self._memory = memory

    def keep(self, key: str, day: str, ticket: dict[str, Any]) -> None:
        """Remember the answer to a touch and forget those of earlier days. Raises `CannotRemember`."""
        said = {name: ticket[name] for name in _KEPT if ticket.get(name) is not None}
        if ticket.get("dossiers_told") is not None:
            said["dossiers"] = ticket["dossiers_told"]
        item = {**said, "number": ticket["number"], "day": day, "issued_at": ticket["issued_at"], "key": key}
        with self._memory.changes() as line:
            line.execute("DELETE FROM forwarded WHERE day < ?", (day,))
            line.execute(
                "INSERT OR REPLACE INTO forwarded (key, day, item, waits) VALUES (?, ?, ?, 0)",
                (key, day, json.dumps(item, ensure_ascii=False)),
            )

    def met(self, restored: str | None, day: str) -> None:
        """Hear from which restore the server's data come. After a new restore, all numbers of the day are sent again.

        So are the numbers that this box gave alone and that had joined. A box that hears of a restore for the first time sends nothing.
        """
        mark = restored or ""
        with self._memory.changes() as line:
            before = kept(line, "restored")
            if before == mark:
                return
            put(line, restored=mark)
            if before is not None:
                line.execute("UPDATE forwarded SET waits = 1 WHERE day = ?", (day,))
                line.execute("UPDATE given SET joined = NULL WHERE day = ?", (day,))

    def waiting(self, most: int) -> list[dict[str, Any]]:
        """Up to `most` numbers to send, in the order in which they were given."""
        rows = self._memory.rows("SELECT item FROM forwarded WHERE waits ORDER BY rowid LIMIT ?", most)
        return [json.loads(row["item"]) for row in rows]

    def told(self, items: list[dict[str, Any]]) -> None:
        """These have reached the server."""
        with self._memory.changes() as line:
            line.executemany(
                "UPDATE forwarded SET waits = 0 WHERE key = ?", [(each["key"],) for each in items]
            )
