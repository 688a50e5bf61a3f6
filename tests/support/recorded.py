"""Clients of a server in this process whose every request is written down for the history checker."""

import random
from dataclasses import dataclass
from typing import Any

from werkzeug.test import TestResponse

from tests.history.record import Asking, Recorder, Said
from tests.support.api import Caller

TROUBLE = (503, 507)
"""The disk cannot now: they are told so by name."""


@dataclass
class Recorded:
    """Somebody who is called `who` in the journal. Of `lossy` in a hundred answers they hear nothing, and mostly ask again."""

    caller: Caller
    who: str
    recorder: Recorder
    dice: random.Random
    lossy: int = 0

    def post(self, path: str, body: Any = None, key: str | None = None) -> dict[str, Any]:
        """Post with a new key; returns the answer, `{}` if it was refused or nothing was heard."""
        key = key or f"key-{self.dice.getrandbits(48)}"
        if self.dice.randrange(100) < self.lossy:
            self._send("POST", path, body, key, heard=False)
            if self.dice.randrange(4) == 0:
                return {}
        return self._told(self._send("POST", path, body, key))

    def put(self, path: str, body: Any) -> dict[str, Any]:
        """Put, as the settings' page does."""
        return self._told(self._send("PUT", path, body, None))

    def get(self, path: str) -> dict[str, Any]:
        """Look."""
        return self._told(self._send("GET", path, None, None))

    def again(self, said: Said) -> None:
        """The very same request once more, with its key."""
        self._send(said.method, said.path, dict(said.body), said.key)

    def _send(
        self, method: str, path: str, body: Any, key: str | None, *, heard: bool = True
    ) -> TestResponse:
        asking = Asking(self.recorder, self.who, method, path, key=key, body=body)
        if method == "GET":
            answer = self.caller.get(path)
        elif method == "PUT":
            answer = self.caller.put_json(path, body)
        else:
            answer = self.caller.post(path, body or {}, key=key)
        if heard:
            asking.answered(answer.status_code, answer.json)
        else:
            asking.answered()
        return answer

    @staticmethod
    def _told(answer: TestResponse) -> dict[str, Any]:
        assert answer.status_code < 500 or answer.status_code in TROUBLE, answer.text
        return dict(answer.json or {}) if answer.status_code < 300 else {}
