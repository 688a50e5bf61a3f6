"""Whatever is lost, comes twice, late or in another order, whoever starts again or is restored: the city has the journal."""

import shutil
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from server.link.answers import Answers, Halt
from server.link.conversation import Conversation
from server.link.joined import instance_mark
from server.link.line import CityAnswer, LineBroken
from server.link.parting import Marks
from server.service.last_row import last_row
from server.store import link_rows
from tests.support.centre import default_centre
from tests.support.clock import SetClock
from tests.support.fake_city import TOKEN, FakeCity
from tests.support.journeys import a_morning, take
from tests.support.linked import SILENT, joined_to, should_hold
from tests.support.quick_server import quick_context

_ENOUGH = 60


class Wire:
    """The way to the city: requests and answers are lost, and old requests come again at any time."""

    def __init__(self, city: FakeCity) -> None:
        self.city, self.plan, self.old = city, [], []  # type: ignore[var-annotated]

    def ask(self, method: str, path: str, body: bytes | None = None) -> CityAnswer:
        plan = self.plan.pop(0) if self.plan else "through"
        if plan == "lost":
            raise LineBroken("unreachable", "lost")
        if plan == "late" and self.old:
            self.deliver(self.old[len(self.old) // 2])
        request = (method, path, body or b"")
        if path == "/sync":
            self.old = [*self.old[-6:], request]
        found = self.deliver(request)
        if plan == "answer_lost":
            raise LineBroken("timeout", "lost")
        return found

    def deliver(self, request: tuple[str, str, bytes]) -> CityAnswer:
        import json

        method, path, body = request
        status, facts, _ = self.city.take(method, f"/city/v1{path}", TOKEN, body)  # type: ignore[misc]
        return CityAnswer(status, facts if isinstance(facts, bytes) else json.dumps(facts).encode())

    def close(self) -> None:
        pass


class Linked(RuleBasedStateMachine):
    """A centre, its copies, and a city, in one thread."""

    @initialize()
    def begin(self) -> None:
        self.place = TemporaryDirectory()
        self.data = Path(self.place.name) / "data"
        self.clock, self.city = SetClock(), FakeCity()
        self.wire = Wire(self.city)
        self.copies: list[Path] = []
        self.open()
        a_morning(self.context)
        self.start()

    def open(self) -> None:
        self.context = quick_context(self.data, default_centre(), self.clock)

    def start(self) -> None:
        """The process starts: it remembers nothing of the city."""
        marks = Marks(joined_to(self.city, self.context).journal, instance_mark(self.data))
        self.talk = Conversation(self.context, marks, self.wire, SILENT, Answers(None, None))

    @rule(field=st.sampled_from(["CT", "HT", "DD"]), n=st.integers(1, 5))
    def numbers(self, field: str, n: int) -> None:
        for _ in range(n):
            self.clock.forward(seconds=1)
            take(self.context, field)

    @rule(plan=st.lists(st.sampled_from(["lost", "answer_lost", "late", "through"]), max_size=6))
    def speak(self, plan: list[str]) -> None:
        self.wire.plan = plan
        for _ in range(len(plan) + 1):
            try:
                self.talk.speak()
            except Halt as halt:
                assert halt.code in {"unreachable", "timeout"}  # noqa: PT017 - the others would be the link's own fault
        self.wire.plan = []

    @rule()
    def start_again(self) -> None:
        self.start()

    @rule(back=st.integers(0, 30))
    def the_city_forgets(self, back: int) -> None:
        self.city.forget_after(max(0, self.city.now.stored - back))

    @precondition(lambda self: len(self.copies) < 2)
    @rule()
    def a_backup(self) -> None:
        self.context.close()
        copy = Path(self.place.name) / f"copy-{len(self.copies)}"
        shutil.copytree(self.data, copy)
        self.copies.append(copy)
        self.open()
        self.start()

    @precondition(lambda self: bool(self.copies))
    @rule(which=st.integers(0, 1), wait_s=st.integers(1, 100))
    def restored(self, which: int, wait_s: int) -> None:
        self.context.close()
        shutil.rmtree(self.data)
        shutil.copytree(self.copies[which % len(self.copies)], self.data)
        self.clock.forward(seconds=wait_s)
        self.wire.old = []  # what was on its way for so long is gone
        self.open()
        take(self.context)  # what was there before never comes a second time
        self.start()

    @invariant()
    def in_the_end_the_city_has_the_journal(self) -> None:
        if not hasattr(self, "talk"):
            return
        assert self.city.wrong == []

    def teardown(self) -> None:
        if not hasattr(self, "talk"):
            return
        try:
            self.settle()
        finally:
            self.context.close()
            self.place.cleanup()

    def settle(self) -> None:
        for _ in range(_ENOUGH):
            self.talk.speak()
            if self.city.now.stored == last_row(self.context) and self.talk.stored == self.city.now.stored:
                break
        else:
            raise AssertionError("it never came to an end")
        assert self.city.rows == should_hold(self.context)
        assert self.city.wrong == []
        with self.context.store.read() as connection:
            for seq, digest in self.city.now.marks.items():
                assert link_rows.digest_of(connection, seq) == digest or seq == 0


TestLinked: Any = Linked.TestCase
TestLinked.settings = settings(max_examples=12, stateful_step_count=18)
