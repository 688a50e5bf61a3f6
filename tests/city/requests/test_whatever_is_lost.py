"""Whatever is lost, sent twice or late on the line: no number is given twice, none is lost, none is given after its time untold."""

import shutil
import tempfile
from dataclasses import replace
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import psycopg
import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from server.city.requests.asking import RemoteWish, RequestNow, ask, cancel, find
from server.city.requests.refusals import Sorry
from server.core.centre import PhoneRules, RemoteRules
from server.core.refusal import Refusal
from server.link.answer import answer
from server.service.queue import afar
from server.store import doctor
from tests.city.requests.stand import a_centre, sync, time_passes
from tests.support.centre import small_centre
from tests.support.clock import SetClock
from tests.support.quick_server import quick_context

CONNINFO = ""
"""Of the city that all examples share; each has a centre of its own."""


class Line(RuleBasedStateMachine):
    """A centre, its city and the line between them."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(prefix="goiso-line-"))
        self.clock = SetClock()
        centre = replace(small_centre(), remote=RemoteRules(share=50), phone=PhoneRules())
        self.context = quick_context(self.folder / "data", centre, self.clock)
        self.code = f"W{uuid4().hex[:8]}"
        a_centre(CONNINFO, self.code)
        self.connection = psycopg.connect(CONNINFO, autocommit=True)
        self.wishes: list[RemoteWish] = []
        self.answers: list[dict[str, Any]] = []
        self.old: list[list[dict[str, Any]]] = []
        self.given_late: set[UUID] = set()

    def teardown(self) -> None:
        self._heal()
        self.connection.close()
        self.context.close()
        shutil.rmtree(self.folder)

    @rule()
    def somebody_asks(self) -> None:
        if len(self.wishes) < 12:
            self.wishes.append(RemoteWish(self.code, uuid4(), "CT", None, "vi", uuid4().bytes))
            self._ask(self.wishes[-1])

    @precondition(lambda self: self.wishes)
    @rule(data=st.data())
    def a_phone_asks_again(self, data: st.DataObject) -> None:
        self._ask(data.draw(st.sampled_from(self.wishes)))

    @precondition(lambda self: self.wishes)
    @rule(data=st.data())
    def somebody_gives_it_up(self, data: st.DataObject) -> None:
        wish = data.draw(st.sampled_from(self.wishes))
        try:
            with self.connection.transaction():
                cancel(self.connection, find(self.connection, self.code, wish.id), uuid4())
        except Sorry:
            pass

    @rule(
        lost=st.sampled_from(["nothing", "the request", "the answer", "the centre's work"]),
        reverse=st.booleans(),
    )
    def a_beat(self, lost: str, *, reverse: bool) -> None:
        """The centre sends and is answered; some of it is lost, some comes twice."""
        if lost == "the request":
            return
        with self.connection.transaction():
            asked = sync(self.connection, self.code, self.context, self.answers)
        self.old.append(self.answers)
        self.answers = []
        if lost == "the answer":
            return
        answers = answer(self.context, asked[::-1] if reverse else asked)
        if lost == "nothing":
            self.answers = answers

    @precondition(lambda self: self.old)
    @rule(data=st.data())
    def an_old_request_comes_once_more(self, data: st.DataObject) -> None:
        with self.connection.transaction():
            sync(self.connection, self.code, None, data.draw(st.sampled_from(self.old)))

    @rule(seconds=st.sampled_from([1, 60, 121]))
    def time_goes_by(self, seconds: int) -> None:
        self.clock.forward(seconds=seconds)
        time_passes(self.connection, seconds, self.code)

    @rule()
    def the_city_forgets_what_it_heard_last(self) -> None:
        """A fail-over to a replica that lagged: answers are gone, requests stand."""
        self.connection.execute(
            "UPDATE request SET state = 'handed', ticket = NULL, number = NULL, told = '{}' WHERE centre = %s"
            " AND state IN ('issued', 'refused') AND id IN (SELECT id FROM request WHERE centre = %s ORDER BY id LIMIT 1)",
            (self.code, self.code),
        )

    @rule()
    def the_centre_starts_again_after_a_day_of_answers(self) -> None:
        self.context.store.write(lambda tr: tr.connection.execute("DELETE FROM answers WHERE actor = 'city'"))

    @rule(minutes=st.sampled_from([1, 40]))
    def nobody_comes(self, minutes: int) -> None:
        self.clock.forward(minutes=minutes)
        self.context.serving = lambda: {"CT": (1,)}
        afar.look_after_expected(self.context)

    @invariant()
    def a_request_is_one_number(self) -> None:
        with self.context.store.read() as connection:
            given = connection.execute("SELECT request, count(*) FROM tickets GROUP BY request").fetchall()
        assert [row for row in given if row[1] > 1] == []
        assert {row[0] for row in given} <= {str(wish.id) for wish in self.wishes}

    @invariant()
    def what_the_city_ended_by_itself_was_never_given(self) -> None:
        ended = self.connection.execute(
            "SELECT id FROM request WHERE centre = %s AND handed_at IS NULL AND state IN ('expired', 'cancelled')",
            (self.code,),
        ).fetchall()
        assert {str(id_) for (id_,) in ended} & set(self._given()) == set()

    @invariant()
    def a_number_that_is_told_was_given(self) -> None:
        given = self._given()
        for found in self._standing():
            if found.number is not None:
                assert given[str(found.id)] == found.number

    def _heal(self) -> None:
        """The line works: all that was given is known, and nothing is open but what nobody may end."""
        for _ in range(4):
            with self.connection.transaction():
                asked = sync(self.connection, self.code, self.context, self.answers)
            self.answers = answer(self.context, asked)
        told = {str(each.id): each.number for each in self._standing() if each.number is not None}
        assert told == self._given()
        assert [each.state for each in self._standing() if each.state in {"asked", "handed"}] == []
        with self.context.store.read() as connection:
            assert list(doctor.examine(connection)) == []

    def _ask(self, wish: RemoteWish) -> None:
        try:
            with self.connection.transaction():
                ask(self.connection, wish)
        except Sorry:
            pass

    def _given(self) -> dict[str, str]:
        with self.context.store.read() as connection:
            rows = connection.execute("SELECT request, prefix, n FROM tickets WHERE request IS NOT NULL")
            return {request: f"{prefix}{n:03d}" for request, prefix, n in rows}

    def _standing(self) -> list[RequestNow]:
        found = []
        for wish in self.wishes:
            try:
                found.append(find(self.connection, self.code, wish.id))
            except (Sorry, Refusal):
                continue
        return found


def test_whatever_is_lost_on_the_line(conninfo: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(f"{__name__}.CONNINFO", conninfo)
    calm = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much]
    run_state_machine_as_test(
        Line,
        settings=settings(
            max_examples=12,
            stateful_step_count=25,
            deadline=None,
            suppress_health_check=calm,
            derandomize=True,
        ),
    )


@pytest.mark.torture
def test_whatever_is_lost_on_the_line_a_thousand_times(
    conninfo: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(f"{__name__}.CONNINFO", conninfo)
    run_state_machine_as_test(
        Line, settings=settings(max_examples=300, stateful_step_count=60, deadline=None)
    )
