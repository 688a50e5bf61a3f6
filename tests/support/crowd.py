"""Citizens and officers who load a real server over kept-alive connections and record every answer.

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
_BETWEEN_CHANGES_S = 0.05
PEOPLE = People(fields=dict.fromkeys(FIELDS, 1), visits={SERVED: 8, MISSED: 1, CALLED_TWICE: 1})
KIOSK = "kiosk:1"
"""The kiosk that `Process.enrol` makes, as the journal names it."""
MANAGER = "admin:quanly"
"""The manager that it makes."""


class Line:
    """One person's connection: kept alive, dialled again when it breaks."""

    def __init__(self, port: int, token: str, who: str, record: Recorder) -> None:
        self._http = http.client.HTTPConnection("127.0.0.1", port, timeout=_TIMEOUT_S)
        self._token, self._who = token, who
        self._record = record

    def act(self, path: str, sent: dict[str, Any] | None = None) -> tuple[int, dict[str, Any]]:
        """Post until answered, always with the same key."""
        return self.insist(path, sent or {}, str(uuid.uuid4()))

    def insist(
        self, path: str, sent: dict[str, Any] | None, key: str, method: str = "POST"
    ) -> tuple[int, dict[str, Any]]:
        """Ask with this key until there is any answer."""
        until = time.monotonic() + PATIENCE_S
        while time.monotonic() < until:
            if (answer := self.ask(path, sent, key, method)) is not None:
                return answer
            time.sleep(_REST_S)
        raise AssertionError(f"no answer to {path} in {PATIENCE_S} s")

    def ask(
        self, path: str, sent: dict[str, Any] | None, key: str, method: str = "POST"
    ) -> tuple[int, dict[str, Any]] | None:
        """Ask once; `None` if there is no answer, or only the answer to ask again."""
        asking = Asking(self._record, self._who, method, path, key=key, body=sent)
        try:
            status, answer = self._send(method, path, sent, key)
        except (OSError, http.client.HTTPException):
            asking.answered()
            self._http.close()
            return None
        asking.answered(status, answer)
        return None if status in _AGAIN_LATER else (status, answer)

    def close(self) -> None:
        """Hang up."""
        self._http.close()

    def _send(
        self, method: str, path: str, sent: dict[str, Any] | None, key: str
    ) -> tuple[int, dict[str, Any]]:
        headers = {"Authorization": f"Bearer {self._token}", "Idempotency-Key": key}
        headers |= {} if sent is None else {"Content-Type": "application/json"}
        self._http.request(method, f"/api/v1{path}", None if sent is None else json.dumps(sent), headers)
        answer = self._http.getresponse()
        return answer.status, json.loads(answer.read())


class FieldsChanged:
    """Changes the fields' prefixes and names, each time to what was never set before, and looks at what is set then.

    What was acknowledged holds, whatever happened meanwhile; what was not is set whole or not at all; all else stays.
    """

    def __init__(self, line: Line, dice: random.Random) -> None:
        self._line, self._dice, self._changes = line, dice, 0
        self._set = self._look()

    def change(self) -> None:
        """One change, and what became of it."""
        self._changes += 1
        at = self._dice.randrange(len(FIELDS))
        field = self._set["fields"][at]
        wanted = field | {"prefix": self._other(at, field), "vi": f"Lĩnh vực {self._changes}"}
        before = self._set
        after = before | {"fields": [*before["fields"][:at], wanted, *before["fields"][at + 1 :]]}
        path, key = f"/settings/fields/{field['code']}", str(uuid.uuid4())
        answer = self._line.ask(path, wanted, key, "PUT")
        self._set = self._look()
        if answer is None:
            assert self._set in (before, after), (self._set, before, after)
            answer = self._line.insist(path, wanted, key, "PUT")
            self._set = self._look()
        assert answer[0] == 200, answer
        assert self._set == after, (self._set, after)

    def _look(self) -> dict[str, Any]:
        """All that is set."""
        status, told = self._line.insist("/settings", None, str(uuid.uuid4()), "GET")
        assert status == 200, told
        return {name: part for name, part in told.items() if name != "version"}

    def _other(self, at: int, field: dict[str, Any]) -> str:
        """The other one of a field's two prefixes."""
        own = ("ABCD"[at], "EFGH"[at])
        return own[field["prefix"] == own[0]]


class Crowd:
    """Citizens on `citizens` connections and one officer at each counter, each a thread with its own dice.

    Together the citizens take at most `most` numbers; `pause_s` is what each rests between two of them; `port` is where they dial, by default the server's.
    With `manager` somebody changes settings all the while.
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
        manager: bool = False,
    ) -> None:
        self.record = Recorder()
        self._tokens = {KIOSK: staff.kiosk, MANAGER: staff.admin}
        self._tokens |= {f"officer:{o.username}": o.token for o in staff.officers}
        self._port = port or server.port
        self._staff = staff
        self._left = most
        self._pause_s = pause_s
        self._lock = threading.Lock()
        self._stop = threading.Event()
        self._errors: list[BaseException] = []
        self._citizens = [self._thread(self._citizen, seed + i) for i in range(citizens)]
        self._officers = [self._thread(self._officer, o, seed - o.counter) for o in staff.officers]
        self._managers = [self._thread(self._manager, seed)] if manager else []

    def __enter__(self) -> Self:
        for thread in (*self._officers, *self._citizens, *self._managers):
            thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        for thread in (*self._officers, *self._citizens, *self._managers):
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
        """Another connection for an actor, by their name in the journal; its answers are recorded with the others."""
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

    def _manager(self, seed: int) -> None:
        dice, line = random.Random(seed), self.line(MANAGER)
        manager = FieldsChanged(line, dice)
        while not self._stop.is_set():
            manager.change()
            time.sleep(dice.uniform(0, 2 * _BETWEEN_CHANGES_S))
        line.close()

    def _visit(self, line: Line, path: str, dice: random.Random) -> None:
        for step in PEOPLE.visit(dice):
            status, answer = line.act(f"{path}/{step}")
            assert status == 200, answer
