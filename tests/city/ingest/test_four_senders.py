"""Four programs send one centre's rows at once, with duplicates, overlaps, old batches and gaps: what is stored equals the straight run."""

import random
from functools import partial

import psycopg
import pytest

from tests.support.city_sender import Journal, Sender
from tests.support.waiting import together

TYPES = ("ticket_issued", "ticket_called", "ticket_finished", "slip_reported")


def day_of(rows, seed):
    chance, journal = random.Random(seed), Journal()
    for n in range(rows):
        journal.happen(
            (chance.choice(TYPES), n, n % 9 or None, {"n": chance.randrange(10**9), "words": "ữ" * (n % 7)})
        )
    return journal


def batches(journal, chance, number):
    """Where batches begin and how long they are: mostly near the end of what is known, some anywhere."""
    for n in range(number):
        begin = journal.last * n // number
        after = max(0, min(journal.last, begin + chance.randint(-80, 20)))
        yield (
            (after, chance.randint(1, 120)) if chance.random() < 0.8 else (chance.randrange(journal.last), 60)
        )


def send(sender, seed, number):
    """What four loose ends of a network do; then what a centre does, until the city has all."""
    chance = random.Random(seed)
    for after, most in batches(sender.journal, chance, number):
        answer = sender.post("/city/v1/sync", sender.batch(after, most))
        assert (answer.status, answer.body.get("code")) in {(200, None), (409, "gap"), (503, "later")}, answer
    while sender.stored < sender.journal.last:
        answer = sender.sync(most=chance.randint(1, 120))
        assert answer.status in {200, 409, 503}, answer
        if answer.status == 409:
            assert answer.body["code"] == "gap"
            sender.stored = answer.body["stored"]


def stormed(app, ward, rows, seed, number):
    ward.journal = day_of(rows, seed)
    senders = [ward]
    for _ in range(3):
        sender = Sender(app.test_client(), ward.token, ward.journal)
        sender.folder, sender.instance = ward.folder, ward.instance
        senders.append(sender)
    together([partial(send, sender, seed + n, number) for n, sender in enumerate(senders)])


def assert_equals_the_straight_run(conninfo, journal):
    with psycopg.connect(conninfo) as connection:
        stored = connection.execute(
            "SELECT seq, at, day::text, type, ticket, counter, data FROM log ORDER BY seq"
        ).fetchall()
        centre = connection.execute("SELECT stored, digest FROM centre").fetchone()
        marks = connection.execute("SELECT seq, digest FROM log_mark").fetchall()
    assert stored == [tuple(row) for row in journal.rows]
    assert centre == (journal.last, bytes.fromhex(journal.digest(journal.last)))
    assert all(journal.digest(seq) == digest.hex() for seq, digest in marks)


def test_what_is_stored_equals_the_straight_run(app, ward, conninfo):
    stormed(app, ward, rows=600, seed=1, number=12)
    assert_equals_the_straight_run(conninfo, ward.journal)


@pytest.mark.torture
@pytest.mark.parametrize("seed", range(10))
def test_a_whole_day_equals_the_straight_run(app, ward, conninfo, seed):
    stormed(app, ward, rows=6000, seed=seed, number=80)
    assert_equals_the_straight_run(conninfo, ward.journal)
