"""One queue for a hall: by example, and as properties of any day."""

from dataclasses import dataclass, field

from hypothesis import given
from hypothesis import strategies as st

from display.announce import message
from display.speaking import GREAT_RUSH, MESSAGE_REST_MS, MOST, RUSH, Speaking, SpokenCall, Turn

LASTS = 6000
BOTH = ("vi", "en")


def call(
    n: int, counter: int = 1, languages: tuple[str, ...] = ("vi",), *, recall: bool = False
) -> SpokenCall:
    return SpokenCall(n, f"A{n:03d}", counter, languages, recall)


def spoken(queue: Speaking, now: int = 0) -> Turn | None:
    """The next turn, begun."""
    turn = queue.take(now)
    if turn is not None:
        assert queue.began(turn, now + LASTS)
    return turn


def languages(turn: Turn | None) -> list[str]:
    assert turn is not None
    return [sentence.language for sentence in turn.sentences]


def drained(queue: Speaking, now: int = 0) -> list[SpokenCall]:
    """Everything that is still spoken, in order."""
    found = []
    while (due := queue.due(now)) is not None:
        now = max(now, due)
        turn = spoken(queue, now)
        assert turn is not None
        assert turn.call is not None
        found.append(turn.call)
    return found


def test_a_call_is_spoken_twice_when_nobody_else_waits() -> None:
    queue = Speaking()
    queue.add(call(1))
    assert languages(spoken(queue)) == ["vi", "vi"]


def test_a_rush_drops_the_second_time_first_and_english_later() -> None:
    queue = Speaking()
    for n in range(GREAT_RUSH + 2):
        queue.add(call(n, languages=BOTH))
    said = []
    now = 0
    while (turn := spoken(queue, now)) is not None:
        said.append(languages(turn))
        now += LASTS
    once_vi, once, twice = ["vi"], ["vi", "en"], ["vi", "vi", "en"]
    assert said == [once_vi] * 2 + [once] * (GREAT_RUSH - RUSH) + [twice] * RUSH


def test_nothing_is_spoken_while_something_is_being_made_or_spoken() -> None:
    queue = Speaking()
    queue.add(call(1))
    queue.add(call(2))
    turn = queue.take(0)
    assert turn is not None
    assert queue.take(0) is None
    assert queue.due(0) is None
    queue.began(turn, 5000)
    assert queue.take(4999) is None
    assert queue.due(10) == 5000
    assert queue.take(5000) is not None


def test_a_recall_of_one_that_still_waits_is_merged_with_it_in_its_place() -> None:
    queue = Speaking()
    for n in (1, 2, 3):
        queue.add(call(n))
    queue.add(call(2, recall=True))
    assert [(c.ticket, c.recall) for c in drained(queue)] == [(1, False), (2, False), (3, False)]


def test_a_recall_while_it_is_spoken_is_spoken_after_those_who_wait() -> None:
    queue = Speaking()
    queue.add(call(1))
    queue.add(call(2))
    spoken(queue)
    queue.add(call(1, recall=True))
    assert [c.ticket for c in drained(queue)] == [2, 1]


def test_a_call_taken_back_before_it_is_spoken_is_never_spoken() -> None:
    queue = Speaking()
    queue.add(call(1))
    queue.add(call(2))
    assert queue.drop(1) is None
    assert [c.ticket for c in drained(queue)] == [2]


def test_a_call_taken_back_while_it_is_spoken_falls_silent_and_the_next_is_spoken() -> None:
    queue = Speaking()
    queue.add(call(1))
    queue.add(call(2))
    turn = spoken(queue)
    assert turn is not None
    assert queue.drop(1) == turn.id
    assert [c.ticket for c in drained(queue, 100)] == [2]


def test_a_call_taken_back_while_its_sound_is_made_is_not_begun() -> None:
    queue = Speaking()
    queue.add(call(1))
    turn = queue.take(0)
    assert turn is not None
    queue.drop(1)
    assert not queue.began(turn, LASTS)


def test_a_recall_taken_back_leaves_the_first_call() -> None:
    queue = Speaking()
    queue.add(call(1))
    queue.add(call(1, recall=True))
    queue.drop_recall(1)
    assert [c.ticket for c in drained(queue)] == [1]
    queue.add(call(1, recall=True))
    turn = spoken(queue, LASTS)
    assert turn is not None
    assert queue.drop_recall(1) == turn.id


def test_one_called_to_another_counter_while_it_is_spoken_is_corrected_at_once() -> None:
    queue = Speaking()
    queue.add(call(1, counter=3))
    queue.add(call(2))
    turn = spoken(queue)
    assert turn is not None
    assert queue.add(call(1, counter=5)) == turn.id
    assert [(c.ticket, c.counter) for c in drained(queue)] == [(1, 5), (2, 1)]


def test_one_that_waits_is_spoken_to_the_counter_named_last() -> None:
    queue = Speaking()
    queue.add(call(1, counter=3, recall=True))
    queue.add(call(1, counter=5))
    assert [(c.counter, c.recall) for c in drained(queue)] == [(5, False)]


def test_one_whose_person_came_is_spoken_once_and_not_again() -> None:
    queue = Speaking()
    queue.add(call(1))
    queue.add(call(2, recall=True))
    queue.settle(1)
    queue.settle(2)
    assert languages(spoken(queue)) == ["vi"]
    assert drained(queue, LASTS) == []


def test_past_sixty_that_wait_the_oldest_whose_person_came_is_left_out() -> None:
    queue = Speaking()
    for n in range(MOST):
        queue.add(call(n))
    queue.settle(3)
    queue.add(call(MOST))
    assert [waits.ticket for waits in queue.waiting] == [n for n in range(MOST + 1) if n != 3]
    queue.add(call(MOST + 1))
    assert [waits.ticket for waits in queue.waiting] == [n for n in range(1, MOST + 2) if n != 3]


def test_a_message_goes_before_everything_again_and_again_until_it_is_lifted() -> None:
    queue = Speaking()
    queue.add(call(1))
    queue.add(call(2))
    turn = spoken(queue)
    assert turn is not None
    assert queue.say(message({"vi": "Mời rời sảnh."}), 1000) == turn.id
    first = spoken(queue, 1000)
    assert first is not None
    assert first.call is None
    assert queue.take(1000 + LASTS) is None
    again = spoken(queue, 1000 + LASTS + MESSAGE_REST_MS)
    assert again is not None
    assert again.call is None
    assert again.id != first.id
    assert queue.lift() == again.id
    assert [c.ticket for c in drained(queue, 30_000)] == [2]


def test_a_message_that_stands_is_not_begun_anew() -> None:
    queue, fire = Speaking(), message({"vi": "Có cháy."})
    assert queue.say(fire, 0) is None
    assert spoken(queue) is not None
    assert queue.say(fire, 1000) is None
    assert queue.take(1000) is None
    assert queue.due(1000) == LASTS + MESSAGE_REST_MS


def test_a_queue_that_is_cleared_says_nothing_more() -> None:
    queue = Speaking()
    queue.add(call(1))
    queue.say(message({"vi": "Có cháy."}), 0)
    turn = spoken(queue)
    assert turn is not None
    assert queue.clear() == turn.id
    assert queue.due(60_000) is None


def test_what_cannot_be_heard_does_not_hold_up_the_next() -> None:
    queue = Speaking()
    queue.add(call(1))
    queue.add(call(2))
    turn = queue.take(0)
    assert turn is not None
    queue.failed(turn)
    assert [c.ticket for c in drained(queue)] == [2]


@dataclass
class Day:
    """A hall of five counters: what was called, what was heard, and what may be heard no more."""

    queue: Speaking = field(default_factory=Speaking)
    now: int = 0
    silent_from: int = 0
    at: dict[int, int] = field(default_factory=dict)
    heard: list[tuple[int, int]] = field(default_factory=list)
    order: list[int] = field(default_factory=list)
    moved: set[int] = field(default_factory=set)

    def call(self, ticket: int, counter: int) -> None:
        if self.at.get(ticket, counter) != counter:
            self.moved.add(ticket)
        recall = ticket in self.at
        self.at[ticket] = counter
        if not recall:
            self.order.append(ticket)
        self.hush(self.queue.add(call(ticket, counter, recall=recall)))

    def take_back(self, ticket: int) -> None:
        if self.at.pop(ticket, None) is not None:
            self.order.remove(ticket)
            self.hush(self.queue.drop(ticket))

    def settle(self, ticket: int) -> None:
        self.queue.settle(ticket)

    def hush(self, stopped: int | None) -> None:
        if stopped is not None:
            self.silent_from = self.now

    def wait(self, ms: int) -> None:
        self.now += ms
        turn = self.queue.take(self.now)
        if turn is None:
            return
        assert self.now >= self.silent_from, "two voices at once"
        assert turn.call is not None
        assert self.at.get(turn.call.ticket) == turn.call.counter, "spoken and shown differ"
        assert self.queue.began(turn, self.now + LASTS)
        self.silent_from = self.now + LASTS
        self.heard.append((turn.call.ticket, turn.call.counter))


tickets, counters = st.integers(1, 8), st.integers(1, 5)
steps = st.one_of(
    st.tuples(st.just("call"), tickets, counters),
    st.tuples(st.just("take_back"), tickets),
    st.tuples(st.just("settle"), tickets),
    st.tuples(st.just("wait"), st.integers(0, 9000)),
)


@given(st.lists(steps, max_size=60))
def test_any_day_is_spoken_whole_in_order_and_never_two_at_once(day: list[tuple[str, ...]]) -> None:
    hall = Day()
    for name, *arguments in day:
        getattr(hall, name)(*arguments)
    for _ in range(len(day) + 1):
        hall.wait(LASTS)

    assert hall.queue.due(hall.now) is None
    spoken_to = dict(hall.heard)
    assert {t: spoken_to.get(t) for t in hall.at} == hall.at, "each is spoken, last to the counter it is at"
    first_heard = {t: [n for n, _ in hall.heard].index(t) for t in hall.order if t not in hall.moved}
    again = {t for t in hall.order if [n for n, *_ in (s[1:] for s in day if s[0] == "take_back")].count(t)}
    in_order = [t for t in hall.order if t in first_heard and t not in again]
    assert in_order == sorted(in_order, key=first_heard.__getitem__)
