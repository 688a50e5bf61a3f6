"""A real centre's real sender, over a wire that loses, repeats and reorders, to the city's real ingest: all in one process."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from flask.testing import FlaskClient

from server.link.answers import Answers, Halt
from server.link.conversation import Conversation
from server.link.joined import Joined, instance_mark, journal_mark
from server.link.line import CityAnswer, LineBroken
from server.link.link import Link
from server.link.parting import Marks
from server.service.context import Context
from server.service.last_row import last_row
from server.store import journal
from tests.city.whole.newer import Newer
from tests.support.linked import SILENT
from tests.support.waiting import until

PASSING = frozenset({"unreachable", "timeout", "another_instance"})
"""What may stop an exchange here: the wire, and a city that has just heard the other machine."""
_KEPT, _ENOUGH = 8, 4
Request = tuple[str, str, bytes]


class Wire:
    """A line to the ingest in this process. `plan` says what becomes of the next requests, one by one; then all come through.

    `lost` never arrives, `answer_lost` arrives, `late` comes after an older one that comes once more, `twice` comes twice. `newer`
    makes of what is sent what a centre of a later version would send.
    """

    def __init__(self, client: FlaskClient, token: str, newer: Newer) -> None:
        self._client, self._token, self._newer = client, token, newer
        self.plan: list[str] = []
        self.old: list[Request] = []
        self.statuses: set[int] = set()

    def ask(self, method: str, path: str, body: bytes | None = None) -> CityAnswer:
        """As the link's line does."""
        plan = self.plan.pop(0) if self.plan else "through"
        request = (method, path, body or b"")
        if plan == "lost":
            raise LineBroken("unreachable", plan)
        if plan == "late" and self.old:
            self._deliver(self.old[len(self.old) // 2])
        if path == "/sync":
            self.old = [*self.old[1 - _KEPT :], request]
        if plan == "twice":
            self._deliver(request)
        found = self._deliver(request)
        if plan == "answer_lost":
            raise LineBroken("timeout", plan)
        return found

    def again(self, which: int) -> None:
        """An older request comes once more, long after its sender has gone on."""
        if self.old:
            self._deliver(self.old[which % len(self.old)])

    def close(self) -> None:
        """Nothing stays open."""

    def _deliver(self, request: Request) -> CityAnswer:
        method, path, body = request
        headers = {"Authorization": f"Bearer {self._token}"}
        if body:
            headers |= {"Content-Type": "application/json", "Content-Encoding": "gzip"}
        sent = self._newer.sent(path, body)
        answer = self._client.open(f"/city/v1{path}", method=method, data=sent, headers=headers)
        assert answer.status_code in {200, 409}, f"{path}: {answer.status_code} {answer.text}"
        self.statuses.add(answer.status_code)
        return CityAnswer(answer.status_code, answer.data, answer.headers.get("Retry-After"))


class Sending:
    """A centre's senders: the first is its own, the second another one that was never ended. Killed, they remember nothing."""

    def __init__(self, wire: Wire, folder: Path, context: Callable[[], Context]) -> None:
        self.wire, self._folder, self._context = wire, folder, context
        self.begin()

    def begin(self) -> None:
        """Both start: all they know is what the city and the folder say."""
        self._talks = [self._talk(), self._talk()]

    def kill(self, which: int) -> None:
        """One is killed between two exchanges, and started again."""
        self._talks[which] = self._talk()

    def speak(self, which: int, times: int = 1) -> None:
        """So many exchanges; what is lost on the way is no news."""
        for _ in range(times):
            try:
                self._talks[which].speak()
            except Halt as halt:
                assert halt.code in PASSING, halt  # noqa: PT017 - the others would be the link's own fault

    def to_the_end(self) -> None:
        """By the real link with its thread, its beat and its back-off, until the city has everything.

        Its look at today's series may be the first that notices a wrong clock: what is written then goes with the next one.
        """
        for _ in range(_ENOUGH):
            link = Link(
                self._context(), self._folder, self._joined(), SILENT, line=self.wire, dice=lambda: 0.0
            )
            try:
                until(partial(_has_sent_all, link))
            finally:
                link.close()
            if _has_sent_all(link):
                return
        raise AssertionError("it never came to an end")

    def instance(self) -> str:
        """What tells this folder on this machine from another one."""
        return instance_mark(self._folder)

    def has_all(self, stored: int) -> bool:
        """Whether row `stored` is the last there is."""
        return last_row(self._context()) == stored

    def _talk(self) -> Conversation:
        marks = Marks(self._joined().journal, instance_mark(self._folder))
        return Conversation(self._context(), marks, self.wire, SILENT, Answers(None, None))

    def _joined(self) -> Joined:
        with self._context().store.read() as connection:
            mark = journal_mark(journal.first_digest(connection))
        return Joined("http://127.0.0.1:1", "W0001", "Phường Mẫu", "token", mark, 1, "test")


def _has_sent_all(link: Link) -> bool:
    now = link.now()
    return now.to_send == 0 and now.trouble is None
