"""A simulated centre's line to its city: the protocol as every centre speaks it, over plain HTTP."""

import gzip
import json
from collections.abc import Mapping
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException
from typing import Any, Final
from urllib.parse import urlsplit

SYNC: Final = "/city/v1/sync"
_TIMEOUT_S: Final = 15.0
_QUICKLY: Final = 1
"""How hard gzip tries: the sender's time counts more than its bytes."""


@dataclass(frozen=True, slots=True)
class CityAnswer:
    """What the city said: the status, 0 where it could not be reached, and the body's object."""

    status: int
    body: Mapping[str, Any]


class WardLine:
    """A connection that stays open, for one centre after another; of one thread alone."""

    def __init__(self, url: str) -> None:
        address = urlsplit(url)
        self._http = HTTPConnection(address.hostname or "", address.port, timeout=_TIMEOUT_S)

    def post(self, path: str, token: str | None, body: Mapping[str, Any]) -> CityAnswer:
        """Send a body and read what the city says; never raises."""
        packed = gzip.compress(json.dumps(body, ensure_ascii=False).encode(), _QUICKLY)
        headers = {"Content-Type": "application/json", "Content-Encoding": "gzip"}
        if token is not None:
            headers["Authorization"] = f"Bearer {token}"
        try:
            self._http.request("POST", path, packed, headers)
            answer = self._http.getresponse()
            said = json.loads(answer.read())
            return CityAnswer(answer.status, said if isinstance(said, dict) else {})
        except (OSError, HTTPException, ValueError):
            self._http.close()
            return CityAnswer(0, {})

    def close(self) -> None:
        """Hang up."""
        self._http.close()
