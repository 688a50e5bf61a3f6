"""Several wards, a line that sends as it likes, followers that are many, are killed, begin anew: the city has what the wards have."""

import random
import shutil
import tempfile
from pathlib import Path
from typing import Any

import hypothesis.strategies as st
import psycopg
import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule, run_state_machine_as_test

from server.city.fold.doctor import examine
from server.city.fold.follower import Follower, connected
from server.city.fold.replaying import replay
from server.city.fold.turn import Setups, turn
from tests.city.fold import wards
from tests.city.fold.lives import Life

CODES = ("W0001", "W0002", "W0003")
codes = st.sampled_from(CODES)
seeds = st.integers(0, 1 << 32)
sizes = st.sampled_from([1, 2, 3, 7, 40, 10_000])
TABLES = "centre, folding, log, epoch, ticket, counter, stay, setting, centre_now"


class CityMachine(RuleBasedStateMachine):
    """Whatever happens to the wards, and in between: in the end the city's tables are theirs."""

    conninfo = ""

    @initialize()
    def begin(self) -> None:
        self.root = Path(tempfile.mkdtemp(prefix="goiso-wards-"))
        self.city = psycopg.connect(self.conninfo, autocommit=True)
        self.city.execute(f"TRUNCATE {TABLES} CASCADE")
        self.lives = {code: Life(self.root, code) for code in CODES}
        for code in CODES:
            wards.join(self.city, code)
        self.follower = Follower(self.conninfo, 2)
        self.hands = connected(self.conninfo)
        self.others = connected(self.conninfo)

    @rule(code=codes, seed=seeds, most=st.integers(1, 60))
    def live(self, code: str, seed: int, most: int) -> None:
        """Something happens in a ward."""
        self.lives[code].deeds(random.Random(seed), most)

    @rule(code=codes, most=sizes)
    def send(self, code: str, most: int) -> None:
        """A batch comes."""
        wards.send(self.city, code, self.lives[code].context, most)

    @rule()
    def fold(self) -> None:
        """A follower has a turn."""
        self.follower.step(self.hands)

    @rule(most=st.sampled_from([1, 3, 500]))
    def fold_little(self, most: int) -> None:
        """Of each centre few rows at once."""
        with self.others.transaction():
            turn(self.others, Setups(), 3, most)

    @rule()
    def two_at_once(self) -> None:
        """One holds a centre while another has its turn: neither waits, nothing is folded twice."""
        with self.others.transaction():
            turn(self.others, Setups(), 1)
            self.follower.step(self.hands)

    @rule()
    def killed(self) -> None:
        """A follower dies before it commits."""
        with self.others.transaction(force_rollback=True):
            turn(self.others, self.follower.setups, 3, 20)

    @rule(code=codes)
    def replay(self, code: str) -> None:
        """Somebody has a centre's tables made anew."""
        with self.others.transaction():
            replay(self.others, code)

    @rule(code=codes)
    def pack(self, code: str) -> None:
        """Days are packed: the city knows all of their rows, or never knew any."""
        (stored,) = self.city.execute("SELECT stored FROM centre WHERE code = %s", (code,)).fetchone()
        if stored in {0, self.lives[code].last()}:
            self.lives[code].pack()

    @rule(code=codes)
    def back_up(self, code: str) -> None:
        """A ward makes its backup."""
        self.lives[code].back_up()

    @rule(code=codes, seed=seeds)
    def restore(self, code: str, seed: int) -> None:
        """A ward is restored from it: its history branches, as ingest finds out."""
        life = self.lives[code]
        if not life.backup.exists():
            return
        last = life.restore()
        (stored,) = self.city.execute("SELECT stored FROM centre WHERE code = %s", (code,)).fetchone()
        after = min(last, stored)
        branch = "UPDATE centre SET epoch = epoch + 1, stored = %s WHERE code = %s RETURNING epoch"
        (epoch,) = self.city.execute(branch, (after, code)).fetchone()
        self.city.execute(
            "INSERT INTO epoch (centre, epoch, after, why) VALUES (%s, %s, %s, 'restored')",
            (code, epoch, after),
        )
        life.deeds(random.Random(seed), 10)

    def teardown(self) -> None:
        """All is sent and folded."""
        if not hasattr(self, "lives"):
            return
        try:
            for code, life in self.lives.items():
                wards.send(self.city, code, life.context)
            while self.follower.step(self.hands).more:
                pass
            for code, life in self.lives.items():
                assert wards.halted(self.city, code) is None
                assert wards.unlike(self.city, code, life.context) == []
                with self.hands.transaction():
                    assert list(examine(self.hands, code)) == []
        finally:
            self._end()

    def _end(self) -> None:
        for life in self.lives.values():
            life.close()
        for each in (self.city, self.hands, self.others):
            each.close()
        shutil.rmtree(self.root)


def run(conninfo: str, examples: int, steps: int) -> None:
    machine = type("Machine", (CityMachine,), {"conninfo": conninfo})
    how: dict[str, Any] = {"max_examples": examples, "stateful_step_count": steps, "deadline": None}
    how["phases"] = (
        Phase.explicit,
        Phase.reuse,
        Phase.generate,
    )  # a hundred real days are not made shorter in an hour
    run_state_machine_as_test(machine, settings=settings(**how, suppress_health_check=list(HealthCheck)))


def test_the_city_has_what_the_wards_have(conninfo):
    run(conninfo, 6, 25)


@pytest.mark.torture
def test_the_city_has_what_the_wards_have_a_hundred_times(conninfo):
    run(conninfo, 100, 60)
