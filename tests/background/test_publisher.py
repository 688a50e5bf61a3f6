"""Listeners after a commit: each on its own, in order, whatever the others do."""

import threading
from collections.abc import Iterator

import pytest

from server.background.publisher import Publisher
from server.core.events import Entry, TicketCalled, TicketCancelled

SOON_S = 5.0


def commit(seq: int) -> list[Entry]:
    return [Entry(seq, 0, "slip", TicketCancelled(seq))]


@pytest.fixture
def publisher() -> Iterator[Publisher]:
    made = Publisher()
    yield made
    made.close()


def test_it_tells_every_listener_in_order() -> None:
    publisher, heard = Publisher(), {"a": [], "b": []}
    for name, into in heard.items():
        publisher.subscribe(name, lambda entries, into=into: into.extend(e.seq for e in entries))

    for seq in range(1, 101):
        publisher(commit(seq))
    publisher.close()

    assert heard == {"a": list(range(1, 101)), "b": list(range(1, 101))}


def test_a_listener_that_fails_stops_neither_the_others_nor_itself() -> None:
    publisher, failing, sound = Publisher(), [], []

    def fails(entries: list[Entry]) -> None:
        failing.append(entries[0].seq)
        raise RuntimeError("a screen is on fire")

    publisher.subscribe("failing", fails)
    publisher.subscribe("sound", lambda entries: sound.append(entries[0].seq))
    for seq in (1, 2, 3):
        publisher(commit(seq))
    publisher.close()

    assert failing == sound == [1, 2, 3]


def test_a_listener_that_takes_its_time_holds_up_nobody(publisher: Publisher) -> None:
    go_on, heard = threading.Event(), threading.Event()
    publisher.subscribe("slow", lambda _: go_on.wait(SOON_S))
    publisher.subscribe("quick", lambda _: heard.set())

    publisher(commit(1))

    assert heard.wait(SOON_S)
    assert not go_on.is_set()
    go_on.set()


def test_those_that_share_a_thread_are_told_one_after_another_also_after_one_that_fails() -> None:
    publisher, heard = Publisher(), []

    def fails(_: list[Entry]) -> None:
        raise RuntimeError("a line is cut")

    publisher.subscribe(
        "some", lambda e: heard.append(("a", e[0].seq)), fails, lambda e: heard.append(("b", e[0].seq))
    )
    publisher(commit(1))
    publisher(commit(2))
    publisher.close()

    assert heard == [("a", 1), ("b", 1), ("a", 2), ("b", 2)]


def test_who_asked_for_some_types_hears_of_the_commits_that_hold_one_whole() -> None:
    publisher, heard = Publisher(), []
    publisher.subscribe("calls", lambda entries: heard.append([e.seq for e in entries]), of=(TicketCalled,))
    publisher(commit(1))
    publisher([*commit(2), Entry(3, 0, "officer:lan", TicketCalled(1, 4, "first"))])
    publisher.close()

    assert heard == [[2, 3]]


def test_it_says_nothing_of_a_commit_without_entries(publisher: Publisher) -> None:
    heard = threading.Event()
    publisher.subscribe("listener", lambda _: heard.set())

    publisher([])

    assert not heard.wait(0.1)
