"""Citizens and officers who load a real server over kept-alive connections and write down every answer.

Each request carries an Idempotency-Key and is sent again with it, on a new connection, until somebody
answers: what a kiosk or a console does when the line breaks. A server that dies is no reason to give up.
"""

import http.client
import json
import random
import threading
import time
import uuid
from collections.abc import Callable
from typing import Any, Self

from server.demo.crowd import CALLED_TWICE, MISSED, SERVED, People
from tests.history.record import Asking, Recorder
from tests.support.process import FIELDS, Officer, Process, Staff

PATIENCE_S = 60
_REST_S = 0.03
_TIMEOUT_S = 5
_AGAIN_LATER = (502, 503, 507)
PEOPLE = People(fields=dict.fromkeys(FIELDS, 1), visits={SERVED: 8, MISSED: 1, CALLED_TWICE: 1})
KIOSK = "kiosk:1"
"""The kiosk that `Process.enrol` makes, as the journal names it."""


class Line:
    """One person's connection: kept alive, dialled again when it breaks."""

    def __init__(self, port: int, token: str, who: str, record: Recorder) -> None:
        self._http = http.client.HTTPConnection("127.0.0.1", port, timeout=_TIMEOUT_S)
        self._token, self._who = token, who
        self._record = record

    def act(self, path: str, sent: dict[str, Any] | None = None) -> tuple[int, dict[str, Any]]:
        """Post until answered, always with the same key."""
        return self.insist(path, sent or {}, str(uuid.uuid4()))

    def insist(self, path: str, sent: dict[str, Any], key: str) -> tuple[int, dict[str, Any]]:
        """Post with this key until somebody answers; the answer is whatever it is."""
        until = time.monotonic() + PATIENCE_S
        while time.monotonic() < until:
            asking = Asking(self._record, self._who, "POST", path, key=key, body=sent)
            try:
                status, answer = self._post(path, sent, key)
            except (OSError, http.client.HTTPException):
                asking.answered()
                self._http.close()
            else:
                asking.answered(status, answer)
                if status not in _AGAIN_LATER:
                    return status, answer
            time.sleep(_REST_S)
        raise AssertionError(f"no answer to {path} in {PATIENCE_S} s")

    def close(self) -> None:
        """Hang up."""
        self._http.close()

    def _post(self, path: str, sent: dict[str, Any], key: str) -> tuple[int, dict[str, Any]]:
        headers = {"Authorization": f"Bearer {self._token}", "Idempotency-Key": key}
        self._http.request("POST", f"/api/v1{path}", json.dumps(sent), headers)
        answer = self._http.getresponse()
        return answer.status, json.loads(answer.read())


class Crowd:
    """Citizens on `citizens` connections and one officer at each counter, each a thread with its own dice.

    Together the citizens take at most `most` numbers; `pause_s` is what each rests between two of them; `port` is where they dial, by default the server's.
    `with` opens the counters and lets everybody start; leaving it lets everybody finish what they do, and
    raises the first thing that went wrong.
    """

    def __init__(
        self,
        server: Process,
        staff: Staff,
        *,
        citizens: int,
        most: int,
        seed: int,
        pause_s: float = 0,
        port: int | None = None,
    ) -> None:
        self.record = Recorder()
        self._tokens = {KIOSK: staff.kiosk} | {f"officer:{o.username}": o.token for o in staff.officers}
        self._port = port or server.port
        self._staff = staff
        self._left = most
        self._pause_s = pause_s
        self._lock = threading.Lock()
        self._stop = threading.Event()
        self._errors: list[BaseException] = []
        self._citizens = [self._thread(self._citizen, seed + i) for i in range(citizens)]
        self._officers = [self._thread(self._officer, o, seed - o.counter) for o in staff.officers]

    def __enter__(self) -> Self:
        for thread in (*self._officers, *self._citizens):
            thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        for thread in (*self._officers, *self._citizens):
            thread.join(PATIENCE_S + 10)
        if self._errors:
            raise self._errors[0]

    def until_all_issued(self) -> None:
        """Wait for the citizens to have taken the last number."""
        for thread in self._citizens:
            thread.join()

    def check(self) -> None:
        """Raise what went wrong with somebody so far."""
        if self._errors:
            raise self._errors[0]

    def line(self, who: str) -> Line:
        """One more connection of somebody, by their name in the journal; its answers are written down with everybody's."""
        return Line(self._port, self._tokens[who], who, self.record)

    def _thread(self, act: Callable[..., None], *arguments: Any) -> threading.Thread:
        def live() -> None:
            try:
                act(*arguments)
            except BaseException as error:
                self._errors.append(error)

        return threading.Thread(target=live, daemon=True)

    def _citizen(self, seed: int) -> None:
        dice, line = random.Random(seed), self.line(KIOSK)
        while self._another() and not self._stop.is_set():
            status, answer = line.act("/tickets", {"field": PEOPLE.wish(dice).field})
            assert status == 201, answer
            time.sleep(dice.uniform(0, 2 * self._pause_s))
        line.close()

    def _another(self) -> bool:
        with self._lock:
            self._left -= 1
            return self._left >= 0

    def _officer(self, officer: Officer, seed: int) -> None:
        dice, line = random.Random(seed), self.line(f"officer:{officer.username}")
        path = f"/counters/{officer.counter}"
        status, answer = line.act(f"{path}/open")
        assert status == 200, answer
        while not self._stop.is_set():
            status, answer = line.act(f"{path}/call")
            if status == 200:
                self._visit(line, path, dice)
            else:
                assert answer["code"] == "queue_empty", answer
                time.sleep(_REST_S)
            time.sleep(dice.uniform(0, 2 * self._pause_s))
        line.close()

    def _visit(self, line: Line, path: str, dice: random.Random) -> None:
        for step in PEOPLE.visit(dice):
            status, answer = line.act(f"{path}/{step}")
            assert status == 200, answer
