"""Synthetic people for the demo: citizens take numbers, officers call and serve, all through the API.

It runs as a separate process, so that it uses the same API as everybody else.
"""

import json
import os
import subprocess
import sys
import threading
import time
from collections import Counter
from functools import partial
from http import HTTPStatus
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from random import Random
from typing import Any, Final
from urllib.parse import urlsplit

from server.demo.crowd import MISSED_TWICE, SERVED, People

_WALK_S: Final = (1.5, 4.0)
_PAUSES: Final = {
    "recall": _WALK_S,
    "serve": _WALK_S,
    "no-show": _WALK_S,
    "finish": (5.0, 12.0),
    "call": (1.0, 3.0),
}
_FIRST_RUSH: Final = 14
CROWD: Final = 24
"""At most this many people wait: anybody who sees a longer line at the door goes away."""
OUTCOMES: Final = {"received": 55, "returned": 30, "advised": 10, "supplement": 5}
_PATIENCE: Final = 50


def keep_busy(file: Path) -> None:
    """Start the synthetic people; they leave when this process does."""
    command = [sys.executable, "-P", "-m", "server.demo.busy", str(file.absolute())]
    subprocess.Popen(command)  # noqa: S603 - our own module


class Api:
    """One person's line to the API."""

    def __init__(self, url: str, token: str) -> None:
        self._address = urlsplit(url)
        self._headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}

    def post(self, path: str, body: dict[str, Any] | None = None) -> tuple[int, dict[str, Any]]:
        """Status and answer; (0, {}) if the server is not there."""
        return self._ask("POST", path, json.dumps(body or {}))

    def waiting(self) -> int:
        """How many people wait in all fields; `None` if the server is not there."""
        _, centre = self._ask("GET", "/centre", None)
        return sum(field["waiting"] for field in centre.get("fields", ()))

    def _ask(self, method: str, path: str, body: str | None) -> tuple[int, dict[str, Any]]:
        line = HTTPConnection(self._address.hostname or "", self._address.port, timeout=5)
        try:
            line.request(method, f"/api/v1{path}", body, self._headers)
            answer = line.getresponse()
            return answer.status, json.loads(answer.read())
        except (OSError, HTTPException, ValueError):
            return 0, {}
        finally:
            line.close()


def people_for(fields: list[str]) -> People:
    """A crowd in fast motion for these fields, each as often as it is listed; five officers can serve it."""
    return People(
        fields=Counter(fields),
        visits={SERVED: 92, MISSED_TWICE: 8},
        pauses=_PAUSES,
        arrive_s=(2.0, 5.0),
    )


def citizens(api: Api, people: People, dice: Random) -> None:
    """People come: a small crowd at the door, then one by one."""
    for _ in range(_FIRST_RUSH):
        api.post("/tickets", {"field": people.wish(dice).field})
    while True:
        time.sleep(people.until_next_s(dice))
        if api.waiting() < CROWD:
            api.post("/tickets", {"field": people.wish(dice).field})


def officer(api: Api, n: int, people: People, dice: Random) -> None:
    """One officer: call, wait for the person, serve, finish; now and then nobody comes."""
    while True:
        status, _ = api.post(f"/counters/{n}/call")
        if status == HTTPStatus.OK:
            for step in people.visit(dice):
                time.sleep(people.pause_s(step, dice))
                api.post(f"/counters/{n}/{step}", said_at(step, dice))
        elif not _put_right(api, n):
            time.sleep(people.pause_s("call", dice))


def said_at(step: str, dice: Random) -> dict[str, Any]:
    """What an officer writes down with a step: how the visit ended."""
    if step != "finish":
        return {}
    return {"outcome": dice.choices(list(OUTCOMES), list(OUTCOMES.values()))[0]}


def _put_right(api: Api, n: int) -> bool:
    """Clear a counter that an earlier run left with a ticket."""
    return any(api.post(f"/counters/{n}/{step}")[0] == HTTPStatus.OK for step in ("finish", "no-show"))


def _wait_for(url: str) -> None:
    address = urlsplit(url)
    for _ in range(_PATIENCE):
        line = HTTPConnection(address.hostname or "", address.port, timeout=2)
        try:
            line.request("GET", "/readyz")
            if line.getresponse().status == HTTPStatus.OK:
                return
        except (OSError, HTTPException):
            time.sleep(0.2)
        finally:
            line.close()


def main(file: Path) -> None:
    """Run until the server's process, our parent, is gone."""
    parent = os.getppid()
    demo = json.loads(file.read_text(encoding="utf-8"))
    url = demo["url"]
    _wait_for(url)
    at_work = demo["officers"][:5]
    people = people_for([field for person in at_work for field in person["fields"]])
    lives = [partial(citizens, Api(url, demo["kiosk_token"]), people, Random())]
    lives += [partial(officer, Api(url, o["token"]), o["counter"], people, Random()) for o in at_work]
    for life in lives:
        threading.Thread(target=life, daemon=True).start()
    while os.getppid() == parent:
        time.sleep(1)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
