"""One request of the box's own to its server."""

import json
from typing import Any, Final

from kiosk.alone.memory import Memory
from kiosk.alone.upstream import Answer, Gone, ServerLine

_PATIENCE_S: Final = 2.0
_JOIN_PATIENCE_S: Final = 20.0


class Asking:
    """Asks over a line to the server, in the name of this run of the box."""

    def __init__(self, memory: Memory, upstream: ServerLine) -> None:
        self._memory, self._upstream = memory, upstream

    def __call__(
        self,
        method: str,
        target: str,
        token: str | None = None,
        body: Any = None,
        known: str | None = None,
    ) -> Answer:
        """Ask and return the answer; `known` is the ETag of the copy that the box has. Raises `Gone`, also for an error without a name."""
        headers = [("Accept-Language", "vi")]
        if token is not None:
            headers.append(("Authorization", f"Bearer {token}"))
            headers.append(("X-Goiso-Run", f"{self._memory.run} {self._memory.previous_run}"))
        if known is not None:
            headers.append(("If-None-Match", known))
        if body is not None:
            headers.append(("Content-Type", "application/json"))
        sent = None if body is None else json.dumps(body).encode()
        within_s = _PATIENCE_S if body is None else _JOIN_PATIENCE_S
        answer = self._upstream.ask(method, target, headers, sent, within_s)
        if answer.unforeseen():
            raise Gone(f"the server answered {answer.status}")
        return answer
