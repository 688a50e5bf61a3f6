"""Redis between the processes: what one reads the others hear; frozen or gone it holds up nobody."""

import os
import signal
import time
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

import pytest
from redis import Redis

from server.city.board.relay import Relay
from server.city.local.redis import PrivateRedis
from tests.support.waiting import until

MANY = 300
NOT_AT_ALL_S = 1.0


class Ear:
    """One process: what it heard, and how often it missed something."""

    def __init__(self, url: str) -> None:
        self.heard: list[dict[str, Any]] = []
        self.missed = 0
        self.relay = Relay(url, self.heard.append, self._missed)

    def _missed(self) -> None:
        self.missed += 1


@pytest.fixture
def ears(redis: PrivateRedis) -> Iterator[tuple[Ear, Ear]]:
    both = Ear(redis.url), Ear(redis.url)
    client = Redis.from_url(redis.url)
    until(lambda: client.pubsub_numsub("goiso:board")[0][1] == 2)
    yield both
    with suppress(ProcessLookupError):
        os.kill(redis.pid, signal.SIGCONT)
    for ear in both:
        ear.relay.close()


def test_the_others_hear_it_in_order_and_not_the_one_who_said_it(ears):
    one, other = ears
    for n in range(20):
        one.relay.send({"said": n})
    until(lambda: len(other.heard) == 20)
    assert [said["said"] for said in other.heard] == [*range(20)]
    assert one.heard == []
    assert other.missed == 1, "who begins to hear somebody reads what was before"
    assert not other.relay.silent
    assert one.relay.silent


def test_frozen_it_holds_up_nobody_and_what_was_lost_is_noticed(ears, redis):
    one, other = ears
    one.relay.send({"said": "before"})
    until(lambda: len(other.heard) == 1)
    os.kill(redis.pid, signal.SIGSTOP)
    began = time.thread_time()
    for n in range(MANY):
        one.relay.send({"said": n})
    assert time.thread_time() - began < NOT_AT_ALL_S
    until(lambda: other.relay.silent)
    os.kill(redis.pid, signal.SIGCONT)

    def said_again() -> bool:
        one.relay.send({"said": "after"})
        time.sleep(0)
        return {"said": "after"} in other.heard

    until(said_again)
    assert other.missed >= 2
    assert len(other.heard) < MANY


def test_killed_and_started_again_it_is_found_again(ears, redis):
    one, other = ears
    os.kill(redis.pid, signal.SIGKILL)
    redis.stop()
    one.relay.send({"said": "lost"})
    redis.start()

    def said_again() -> bool:
        one.relay.send({"said": "after"})
        return {"said": "after"} in other.heard

    until(said_again)
    assert {"said": "lost"} not in other.heard


@pytest.mark.parametrize(
    "said", [b"", b"{", b"[]", b'{"by": 1}', b"\xff", b'{"by": "x", "n": "y", "news": {}}']
)
def test_what_is_no_news_is_passed_over(ears, redis, said):
    one, other = ears
    Redis.from_url(redis.url).publish("goiso:board", said)
    one.relay.send({"said": "after"})
    until(lambda: {"said": "after"} in other.heard)
