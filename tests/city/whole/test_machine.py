"""Real centres, their real line, the real ingest, PostgreSQL and followers: whatever is lost, killed, restored or newer, the city ends up with what the centres have."""

import random
import shutil
import tempfile
import threading
from pathlib import Path
from typing import Any, ClassVar

import hypothesis.strategies as st
import psycopg
import pytest
from click.testing import CliRunner
from flask.testing import FlaskClient
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)

from server.city.fold.follower import Follower, connected
from server.city.fold.replaying import replay
from server.city.fold.turn import Setups, turn
from server.city.roles import INGEST, city_app
from server.city.settings import CitySettings
from server.command.city.commands import city as city_command
from tests.city.fold.lives import Life
from tests.city.ingest.conftest import Clock
from tests.city.whole import counted
from tests.city.whole.newer import Newer, upgrade
from tests.city.whole.sending import Sending, Wire
from tests.support.city_sender import a_ward
from tests.support.waiting import until

CODES = ("W0001", "W0002")
TABLES = "centre, folding, log, log_mark, epoch, ticket, counter, stay, setting, centre_now, audit"
GONE_S = 61
"""After so long the city takes another machine for the centre, and what was on its way is gone."""
codes, seeds, which = st.sampled_from(CODES), st.integers(0, 1 << 32), st.integers(0, 1)
fates = st.sampled_from(["through", "lost", "answer_lost", "late", "twice"])


class WholeCity(RuleBasedStateMachine):
    """Each step is what one part does, or what befalls it."""

    conninfo: ClassVar[str]
    client: ClassVar[FlaskClient]
    clock: ClassVar[Clock]

    @initialize(seed=seeds)
    def begin(self, seed: int) -> None:
        """A morning at both, which the city knows, and a backup of it."""
        self.root = Path(tempfile.mkdtemp(prefix="goiso-whole-"))
        self.city = psycopg.connect(self.conninfo, autocommit=True)
        self.city.execute(f"TRUNCATE {TABLES} CASCADE")
        self.hands, self.others = connected(self.conninfo), connected(self.conninfo)
        self.follower = Follower(self.conninfo, 1)
        self.lives = {code: Life(self.root, code) for code in CODES}
        self.newer = {code: Newer() for code in CODES}
        self.senders = {code: self._sender(code) for code in CODES}
        self.ever = dict.fromkeys(CODES, 0)
        self.held: dict[str, tuple[int, str, dict[str, int]]] = {}
        for code in CODES:
            self.live(code, seed, 20)
            self.senders[code].to_the_end()
            self.back_up(code)

    def _sender(self, code: str) -> Sending:
        life = self.lives[code]
        wire = Wire(self.client, a_ward(self.conninfo, code), self.newer[code])
        return Sending(wire, life.folder, lambda: life.context)

    @rule(code=codes, seed=seeds, most=st.integers(1, 60))
    def live(self, code: str, seed: int, most: int) -> None:
        """Something happens at a centre."""
        self.lives[code].deeds(random.Random(seed), most)

    @rule(code=codes, seed=seeds)
    def next_day(self, code: str, seed: int) -> None:
        """Its day is over, and the next one begins."""
        self.lives[code].midnight(random.Random(seed))
        self.lives[code].deeds(random.Random(seed), 8)

    @rule(code=codes, which=which, plan=st.lists(fates, min_size=1, max_size=6))
    def speak(self, code: str, which: int, plan: list[str]) -> None:
        """One of its senders speaks over a bad wire."""
        sender = self.senders[code]
        sender.wire.plan = list(plan)
        sender.speak(which, len(plan))
        sender.wire.plan = []

    @rule(code=codes, plan=st.lists(fates, max_size=4))
    def speak_by_thread(self, code: str, plan: list[str]) -> None:
        """The link with its thread sends all there is, after a few failures."""
        if self.taken_for_another(code):
            return
        self.senders[code].wire.plan = list(plan)
        self.senders[code].to_the_end()

    @rule(code=codes, which=st.integers(0, 7))
    def again(self, code: str, which: int) -> None:
        """An older batch comes once more."""
        self.senders[code].wire.again(which)

    @rule(code=codes, which=which)
    def kill_sender(self, code: str, which: int) -> None:
        """It is begun anew from what the city has stored."""
        self.senders[code].kill(which)

    @rule(seconds=st.sampled_from([1, 20, GONE_S]))
    def city_time(self, seconds: int) -> None:
        """Time goes by at the city."""
        self._time(seconds)

    @rule()
    def fold(self) -> None:
        """A follower has a turn."""
        self.follower.step(self.hands)

    @rule(most=st.sampled_from([1, 3, 500]))
    def fold_little(self, most: int) -> None:
        """Another one, of few rows."""
        with self.others.transaction():
            turn(self.others, Setups(), 2, most)

    @rule()
    def two_at_once(self) -> None:
        """One holds a centre while another has its turn."""
        with self.others.transaction():
            turn(self.others, Setups(), 1)
            self.follower.step(self.hands)

    @rule()
    def kill_follower(self) -> None:
        """It dies in the middle of a turn, and what it knew by heart dies with it."""
        with self.others.transaction(force_rollback=True):
            turn(self.others, self.follower.setups, 2, 20)
        self.follower = Follower(self.conninfo, 1)

    @rule(code=codes)
    def replay(self, code: str) -> None:
        """Somebody has a centre's tables made anew."""
        with self.others.transaction():
            replay(self.others, code)

    @rule(code=codes)
    def pack(self, code: str) -> None:
        """Days are packed: the city knows all of their rows, or never knew any."""
        stored = self.stored(code)
        if stored == 0 or self.senders[code].has_all(stored):
            self.lives[code].pack()

    @rule(code=codes)
    def back_up(self, code: str) -> None:
        """A centre makes its backup."""
        self.lives[code].back_up()
        self.senders[code].begin()

    @rule(code=codes, seed=seeds, heard_first=st.booleans(), most=st.integers(0, 20))
    def restore(self, code: str, seed: int, heard_first: bool, most: int) -> None:
        """A centre is restored. Where its city is heard before anybody comes, no number is given that people may hold."""
        life, sender = self.lives[code], self.senders[code]
        life.restore()
        sender.begin()
        self.held.pop(code, None)
        if heard_first:
            self._time(GONE_S)
            sender.to_the_end()
            day = life.driver.day()
            self.held[code] = life.last(), day, counted.numbers(self.city, code, day)
        life.deeds(random.Random(seed), most)

    @rule(code=codes, seed=seeds, most=st.integers(0, 60))
    def centre_upgraded(self, code: str, seed: int, most: int) -> None:
        """From now on it says something that its city has never heard of, if it has anything to say."""
        self.newer[code].on = True
        self.live(code, seed, most)
        self.senders[code].speak(0, 3)
        self.fold()

    @rule()
    def city_upgraded(self) -> None:
        """The city knows it from now on; its follower starts anew, and goes on with whoever stood still."""
        for newer in self.newer.values():
            newer.on = False
        upgrade(self.city)
        if self.halted():
            self._start_follower()

    @rule(code=codes)
    def look(self, code: str) -> None:
        """All is sent and folded; then the two are compared."""
        if not self.halted() and not self.newer[code].on:
            self._settle(code)

    @invariant()
    def only_whoever_is_newer_stands_still(self) -> None:
        """And nothing that the city ever had is gone."""
        if not hasattr(self, "held"):
            return
        assert self.halted() <= {code for code, newer in self.newer.items() if newer.on}
        for code in CODES:
            rows = counted.rows_ever(self.city, code)
            assert rows >= self.ever[code]
            self.ever[code] = rows

    def teardown(self) -> None:
        if not hasattr(self, "held"):
            return
        try:
            self.city_upgraded()
            for code in CODES:
                self._settle(code)
        finally:
            self._end()

    def stored(self, code: str) -> int:
        """The last row of a centre that the city has."""
        return int(self._of_centre("stored", code))

    def halted(self) -> set[str]:
        """Whose tables stand still."""
        return {code for (code,) in self.city.execute("SELECT code FROM centre WHERE halted IS NOT NULL")}

    def taken_for_another(self, code: str) -> bool:
        """Whether the city has just heard the machine that this centre ran on before."""
        return str(self._of_centre("instance", code)) not in {"None", self.senders[code].instance()}

    def _of_centre(self, column: str, code: str) -> Any:
        query = f"SELECT {column} FROM centre WHERE code = %s"
        return (self.city.execute(query, (code,)).fetchone() or (None,))[0]

    def _time(self, seconds: int) -> None:
        self.clock.pass_s(seconds)
        if seconds >= GONE_S:
            for sender in self.senders.values():
                sender.wire.old = []

    def _settle(self, code: str) -> None:
        self._time(GONE_S)
        self.senders[code].to_the_end()
        assert self.senders[code].has_all(self.stored(code))
        while self.follower.step(self.hands).more:
            pass
        context = self.lives[code].context
        assert list(counted.unlike(self.city, code, context)) == []
        if code in self.held:
            assert counted.given_again(context, *self.held[code]) == []
        told = CliRunner().invoke(
            city_command,
            ["doctor", "--centre", code, "--data", str(self.lives[code].folder), "--wait", "0"],
            env={"GOISO_CITY_DATABASE": self.conninfo},
        )
        assert told.exit_code == 0, told.output

    def _start_follower(self) -> None:
        """A follower as `goiso city follow` runs it, until nobody stands still and all is folded."""
        closing = threading.Event()
        thread = threading.Thread(target=Follower(self.conninfo).run, args=(closing,))
        thread.start()
        try:
            behind = "SELECT EXISTS (SELECT FROM centre WHERE halted IS NOT NULL OR folded < stored)"
            until(lambda: self.city.execute(behind).fetchone() == (False,))
        finally:
            closing.set()
            self.city.execute("SELECT pg_notify('city_stored', '')")
            thread.join()

    def _end(self) -> None:
        for life in self.lives.values():
            life.close()
        for each in (self.city, self.hands, self.others):
            each.close()
        shutil.rmtree(self.root)


def run(conninfo: str, folder: Path, examples: int, steps: int) -> None:
    clock = Clock()
    app = city_app(CitySettings(database=conninfo, data=folder), INGEST, clock)
    of_this_city = {"conninfo": conninfo, "client": app.test_client(), "clock": clock}
    machine = type("Machine", (WholeCity,), of_this_city)
    how: dict[str, Any] = {"max_examples": examples, "stateful_step_count": steps, "deadline": None}
    how["phases"] = (Phase.explicit, Phase.reuse, Phase.generate)  # as in tests/city/fold/test_machine.py
    try:
        run_state_machine_as_test(machine, settings=settings(**how, suppress_health_check=list(HealthCheck)))
    finally:
        app.extensions["goiso_city"].database.close()


def test_the_city_ends_up_with_what_the_centres_have(conninfo: str, tmp_path: Path) -> None:
    run(conninfo, tmp_path, 8, 30)


@pytest.mark.torture
def test_the_city_ends_up_with_what_the_centres_have_a_hundred_times(conninfo: str, tmp_path: Path) -> None:
    run(conninfo, tmp_path, 100, 60)
