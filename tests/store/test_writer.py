"""The single writer: group commit, and each job's own answer."""

import math
import sqlite3
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from types import SimpleNamespace

import pytest

from server.core.centre import Centre
from server.core.events import Entry, NumberLeftOut
from server.core.refusal import Refusal
from server.store import Store, Transaction
from server.store.connect import open_writer
from server.store.writer import STUCK_S
from tests.support.begun_data import with_tables
from tests.support.clock import SetClock
from tests.support.waiting import PATIENCE_S, together, until


def left_out(device: int) -> NumberLeftOut:
    """An event that no table follows."""
    return NumberLeftOut(device, "LA001", "2026-11-23", "CT", 0, "bad_request")


def note(n: int) -> Callable[[Transaction], int]:
    """A job that records one event and answers `n`."""

    def job(transaction: Transaction) -> int:
        transaction.record(left_out(n), "test")
        return n

    return job


def fail(transaction: Transaction) -> None:
    """A job that records one event and then fails."""
    transaction.record(left_out(666), "test")
    raise ValueError("no")


def recorded(store: Store) -> list[int]:
    with store.read() as connection:
        return [row[0] for row in connection.execute("SELECT data ->> 'device' FROM journal ORDER BY seq")]


class Busy:
    """The writer is kept busy, so that what is handed in meanwhile is committed together."""

    def __init__(self, store: Store, pool: ThreadPoolExecutor) -> None:
        self._store = store
        self._pool = pool
        self._writing = threading.Event()
        self._go_on = threading.Event()
        self._first = pool.submit(store.write, self._wait)
        assert self._writing.wait(PATIENCE_S)
        self._handed_in = 0

    def hand_in(self, job: Callable[[Transaction], object]) -> "Future[object]":
        """Let a thread of its own hand a job in, after those before."""
        future = self._pool.submit(self._store.write, job)
        self._handed_in += 1
        until(lambda: self._store.waiting == self._handed_in)
        return future

    def let_go(self) -> None:
        """Keep the writer busy no longer."""
        self._go_on.set()

    def go_on(self) -> None:
        """Let the writer take what was handed in."""
        self.let_go()
        self._first.result(PATIENCE_S)

    def _wait(self, _: Transaction) -> None:
        self._writing.set()
        assert self._go_on.wait(PATIENCE_S)


@contextmanager
def busy(store: Store) -> Iterator[Busy]:
    with ThreadPoolExecutor(32) as pool:
        held = Busy(store, pool)
        try:
            yield held
        finally:
            held.let_go()


def test_it_answers_everybody_with_their_own_result(store: Store) -> None:
    def person(base: int) -> list[int]:
        return [store.write(note(base + i)) for i in range(20)]

    told = together([lambda base=100 * i: person(base) for i in range(16)])
    assert told == [[100 * i + j for j in range(20)] for i in range(16)]
    assert sorted(recorded(store)) == sorted(n for answers in told for n in answers)


def test_it_commits_what_came_meanwhile_together(tmp_path: Path, centre: Centre, clock: SetClock) -> None:
    commits: list[list[Entry]] = []
    store = Store(tmp_path / "data", centre.local, clock, commits.append)
    with busy(store) as writer:
        answers = [writer.hand_in(note(n)) for n in range(10)]
        writer.go_on()
        assert [answer.result(PATIENCE_S) for answer in answers] == list(range(10))
    store.close()
    assert [entry.seq for entry in commits[-1]] == list(range(1, 11))


def test_a_job_that_fails_undoes_itself_alone(store: Store) -> None:
    with busy(store) as writer:
        before, failing, after = writer.hand_in(note(1)), writer.hand_in(fail), writer.hand_in(note(2))
        writer.go_on()
        assert (before.result(PATIENCE_S), after.result(PATIENCE_S)) == (1, 2)
        with pytest.raises(ValueError, match="no"):
            failing.result(PATIENCE_S)
    assert recorded(store) == [1, 2]


def test_a_refusal_that_changed_nothing_leaves_the_others_in_one_commit(
    tmp_path: Path, centre: Centre, clock: SetClock
) -> None:
    def refuse(_: Transaction) -> None:
        raise Refusal("queue_empty")

    commits: list[list[Entry]] = []
    store = Store(tmp_path / "data", centre.local, clock, commits.append)
    with busy(store) as writer:
        before, refused, after = writer.hand_in(note(1)), writer.hand_in(refuse), writer.hand_in(note(2))
        writer.go_on()
        assert (before.result(PATIENCE_S), after.result(PATIENCE_S)) == (1, 2)
        with pytest.raises(Refusal):
            refused.result(PATIENCE_S)
    store.close()
    assert [entry.event for entry in commits[-1]] == [left_out(1), left_out(2)]


def test_when_one_fails_halfway_everybody_still_gets_their_own_answer(
    tmp_path: Path, centre: Centre, clock: SetClock
) -> None:
    refusals = 0

    def refuse_once(transaction: Transaction) -> int:
        nonlocal refusals
        refusals += 1
        if refusals == 1:
            raise Refusal("queue_empty")
        return note(3)(transaction)

    commits: list[list[Entry]] = []
    store = Store(tmp_path / "data", centre.local, clock, commits.append)
    with busy(store) as writer:
        before, refused, failing = writer.hand_in(note(1)), writer.hand_in(refuse_once), writer.hand_in(fail)
        writer.go_on()
        assert (before.result(PATIENCE_S), refused.result(PATIENCE_S)) == (1, 3)
        with pytest.raises(ValueError, match="no"):
            failing.result(PATIENCE_S)
    store.close()
    told = [entry.event for commit in commits for entry in commit]
    assert told == [left_out(1), left_out(3)]
    assert [entry.seq for commit in commits for entry in commit] == [1, 2]


def test_a_failed_job_leaves_no_gap_in_the_journal(store: Store) -> None:
    with pytest.raises(ValueError, match="no"):
        store.write(fail)
    store.write(note(1))
    with store.read() as connection:
        assert connection.execute("SELECT seq FROM journal").fetchall() == [(1,)]


def test_nobody_is_answered_before_the_commit(store: Store) -> None:
    second_runs, go_on = threading.Event(), threading.Event()

    def second(_: Transaction) -> None:
        second_runs.set()
        assert go_on.wait(PATIENCE_S)

    with busy(store) as writer:
        first_answer, second_answer = writer.hand_in(note(1)), writer.hand_in(second)
        writer.go_on()
        assert second_runs.wait(PATIENCE_S)  # the first job has run, in the same transaction
        assert not first_answer.done()
        assert recorded(store) == []
        go_on.set()
        assert first_answer.result(PATIENCE_S) == 1
        assert recorded(store) == [1]
        second_answer.result(PATIENCE_S)


def test_listeners_hear_of_a_commit_when_everybody_can_see_it(
    tmp_path: Path, centre: Centre, clock: SetClock
) -> None:
    seen: list[list[int]] = []
    store = Store(
        tmp_path / "data",
        centre.local,
        clock,
        lambda entries: seen.append(recorded(store)) if entries else None,
    )
    store.write(note(1))
    with pytest.raises(ValueError, match="no"):
        store.write(fail)
    store.write(note(2))
    store.close()
    assert seen == [[1], [1, 2]]


def test_all_of_a_batch_hear_of_a_commit_that_failed_and_the_next_one_works(store: Store) -> None:
    def end_the_transaction(transaction: Transaction) -> None:
        transaction.connection.execute("ROLLBACK")  # what SQLite does by itself when the disk is full
        raise sqlite3.OperationalError("disk full")

    with busy(store) as writer:
        answers = [writer.hand_in(note(1)), writer.hand_in(end_the_transaction), writer.hand_in(note(2))]
        writer.go_on()
        for answer in answers:
            with pytest.raises(Refusal):
                answer.result(PATIENCE_S)
    assert recorded(store) == []
    store.write(note(3))
    assert recorded(store) == [3]


def test_an_error_of_sqlite_is_named_not_shown(store: Store) -> None:
    with pytest.raises(Refusal) as refused:
        store.write(lambda transaction: transaction.connection.execute("SELECT * FROM nowhere"))
    assert refused.value.code == "internal"


def test_closing_finishes_what_was_handed_in(tmp_path: Path, centre: Centre, clock: SetClock) -> None:
    store = Store(tmp_path / "data", centre.local, clock)
    with busy(store) as writer:
        answers = [writer.hand_in(note(n)) for n in range(5)]
        closing = threading.Thread(target=store.close)
        closing.start()
        until(lambda: store.waiting == 5 + 1)  # the end, behind them
        writer.go_on()
        closing.join(PATIENCE_S)
        assert not closing.is_alive()
        assert [answer.result(PATIENCE_S) for answer in answers] == list(range(5))


def test_a_closed_writer_takes_nothing_more(tmp_path: Path, centre: Centre, clock: SetClock) -> None:
    store = Store(tmp_path / "data", centre.local, clock)
    store.close()
    with pytest.raises(Refusal) as refused:
        store.write(note(1))
    assert refused.value.code == "storage_busy"


def test_nobody_waits_for_ever_when_the_store_closes_among_them(
    tmp_path: Path, centre: Centre, clock: SetClock
) -> None:
    store = Store(tmp_path / "data", centre.local, clock)
    gone = threading.Event()

    def person() -> int:
        answered = 0
        while not gone.is_set():
            try:
                store.write(note(1))
            except Refusal:
                gone.set()
            else:
                answered += 1
        return answered

    def closer() -> int:
        until(lambda: len(recorded(store)) > 20)
        store.close()
        return 0

    answered = sum(together([person] * 8 + [closer]))
    assert len(recorded(store)) == answered


def test_time_and_day_stand_still_within_a_job(store: Store, clock: SetClock) -> None:
    def job(transaction: Transaction) -> tuple[int, str]:
        clock.forward(days=1)
        return transaction.now, transaction.day

    now = clock()
    assert store.write(job) == (now, "2026-11-23")


def test_what_a_failed_commit_took_along_is_told_to_nobody_and_answered_to_nobody(
    tmp_path: Path, centre: Centre, clock: SetClock
) -> None:
    """COMMIT itself fails, when the disk is full: every job of it is refused, by its own name where it has one."""

    def refuse(_: Transaction) -> None:
        raise Refusal("queue_empty")

    commits: list[list[Entry]] = []
    opened: list[FullAtCommit] = []

    def connect(path: Path) -> sqlite3.Connection:
        opened.append(FullAtCommit(open_writer(path)))
        return opened[0]  # type: ignore[return-value]

    store = Store(tmp_path / "data", centre.local, clock, commits.append, connect=connect)
    told = len(commits)
    opened[0].room_for = 1  # the job that keeps the writer busy
    with busy(store) as held:
        jobs = [held.hand_in(note(1)), held.hand_in(refuse), held.hand_in(note(2))]
        held.go_on()
        codes = []
        for job in jobs:
            with pytest.raises(Refusal) as refused:
                job.result(PATIENCE_S)
            codes.append(refused.value.code)
    assert codes == ["storage_full", "queue_empty", "storage_full"]
    assert [entry for commit in commits[told:] for entry in commit] == []
    assert recorded(store) == []
    assert store.write(note(3)) == 3
    assert recorded(store) == [3]
    store.close()


def system_exit(transaction: Transaction) -> None:
    """A job that records one event, and wants the process to end."""
    transaction.record(left_out(666), "test")
    raise SystemExit(3)


def nowhere(transaction: Transaction) -> None:
    """A job that asks SQLite for what is not there, after it has recorded one event."""
    transaction.record(left_out(666), "test")
    transaction.connection.execute("ROLLBACK")
    transaction.connection.execute("SELECT * FROM nowhere")


def no_log(_: sqlite3.Error) -> Refusal:
    raise OSError("the log cannot be written")


@pytest.mark.parametrize(("job", "raised"), [(system_exit, SystemExit), (nowhere, OSError)])
def test_an_error_that_nobody_foresaw_is_answered_and_the_next_job_goes_on(
    store: Store,
    monkeypatch: pytest.MonkeyPatch,
    job: Callable[[Transaction], None],
    raised: type[BaseException],
) -> None:
    """Whatever a job ends in, and also when the log fails in the midst of it."""
    monkeypatch.setattr("server.store.writer.logged", no_log)
    told: list[BaseException] = []

    def ask(asked: Callable[[Transaction], object]) -> None:
        try:
            store.write(asked)
        except BaseException as error:
            told.append(error)

    for asked in (job, job):
        asking = threading.Thread(
            target=ask, args=(asked,), daemon=True
        )  # who is never answered ends with us
        asking.start()
        asking.join(PATIENCE_S)
        assert not asking.is_alive(), "nobody answered"
    assert [type(error) for error in told] == [raised, raised]
    assert store.works
    assert store.write(note(1)) == 1
    assert recorded(store) == [1]


@pytest.mark.parametrize("trouble", [OSError("nobody listens"), SystemExit(3)])
def test_a_listener_that_fails_keeps_nobody_from_an_answer(
    tmp_path: Path, centre: Centre, clock: SetClock, trouble: BaseException
) -> None:
    def fails(_: list[Entry]) -> None:
        raise trouble

    with_tables(tmp_path / "data")
    store = Store(tmp_path / "data", centre.local, clock, fails)
    assert [store.write(note(n)) for n in range(3)] == [0, 1, 2]
    assert recorded(store) == [0, 1, 2]
    store.close()


def late(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let what is under way have been so for longer than any commit takes."""
    later = SimpleNamespace(monotonic=lambda: time.monotonic() + STUCK_S, sleep=time.sleep)
    monkeypatch.setattr("server.store.writer.time", later)


def test_it_says_that_it_is_stuck_while_a_commit_does_not_end(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    with busy(store) as writer:
        assert store.works
        late(monkeypatch)
        assert not store.works
        writer.go_on()
        until(lambda: store.works)


class FullAtCommit:
    """A connection that finds the disk full at one COMMIT, when `room_for` more have been made."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self.room_for: float = math.inf

    def __getattr__(self, name: str) -> object:
        return getattr(self._connection, name)

    def execute(self, statement: str, *values: object) -> sqlite3.Cursor:
        self.room_for -= statement == "COMMIT"
        if statement == "COMMIT" and self.room_for == -1:
            full = sqlite3.OperationalError("database or disk is full")
            full.sqlite_errorcode = sqlite3.SQLITE_FULL
            raise full
        return self._connection.execute(statement, *values)
