"""Whatever happened to a person and a notice, all of it can be taken back, in any order that the history allows."""

from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from server.core.notices import Notice
from server.core.texts import VIETNAMESE
from server.service.context import Context
from server.service.notices import notices
from server.service.people import people
from server.service.people.people import Changes, NewPerson
from server.service.reports.changes import Asked, Told, changes
from server.service.taking_back import take_back
from server.service.ways_back import By
from server.store import doctor
from tests.support.centre import default_centre
from tests.support.clock import SetClock
from tests.support.quick_server import quick_context

BINH = By("admin:binh", None, lambda _: True)
WORDS = st.sampled_from(["", "Một", "Hai"])
PERSON = st.fixed_dictionaries(
    {},
    optional={
        "name": st.sampled_from(["Lan", "Mai"]),
        "title": WORDS,
        "counter": st.integers(0, 2),
        "active": st.booleans(),
        "role": st.sampled_from(["officer", "viewer"]),
    },
)
NOTICE = st.builds(
    Notice,
    id=st.just(0),
    kind=st.just("text"),
    vi=st.sampled_from(["Nghỉ trưa", "Nghỉ sớm"]),
    en=WORDS,
    seconds=st.integers(15, 17),
    shown=st.booleans(),
)
HAPPENED = st.lists(PERSON | NOTICE | st.just("removed") | st.integers(0, 20), max_size=9)


def facts(context: Context) -> tuple[Any, ...]:
    """What the person and every notice is now, but for how often they were changed."""
    (lan,) = [each for each in people.people(context) if each.username == "lan"]
    return (
        (lan.name, lan.role, lan.counter, lan.title, lan.active),
        dict(context.standing().notices),
    )


def open_to_it(context: Context, since: int) -> list[Told]:
    """What was done since then, is no undo itself, and can go back now."""
    told = changes(context, Asked(limit=200), VIETNAMESE, lambda _: True).changes
    return [
        each
        for each in told
        if each.can_go_back and each.change.entry.seq > since and not each.change.entry.event.takes_back  # type: ignore[attr-defined]
    ]


def happen(context: Context, one: Any, since: int) -> None:
    there = next(iter(context.standing().notices), None)
    if isinstance(one, dict):
        people.change_person(context, "lan", Changes(**one), BINH.actor)
    elif isinstance(one, Notice) and there is None:
        notices.place(context, one, BINH.actor)
    elif isinstance(one, Notice):
        notices.change(context, there or 0, one, BINH.actor)
    elif one == "removed":
        if there is not None:
            notices.remove(context, there, BINH.actor)
    elif free := open_to_it(context, since):
        take_back(context, free[one % len(free)].change.entry.seq, BINH)


@given(HAPPENED, st.randoms(use_true_random=False))
@settings(max_examples=20)
def test_after_all_of_it_went_back_everything_is_as_it_was(happened: list[Any], chance: Any) -> None:
    with (
        TemporaryDirectory() as folder,
        closing(quick_context(Path(folder), default_centre(), SetClock())) as context,
    ):
        people.add_person(context, NewPerson("lan", "Lan", "officer", "mat-khau-dai"), BINH.actor)
        notices.place(context, Notice(0, "text", "Giờ làm việc"), BINH.actor)
        before, since = facts(context), context.store.write(lambda transaction: transaction.seq)
        for each in happened:
            happen(context, each, since)
        while free := open_to_it(context, since):
            take_back(context, chance.choice(free).change.entry.seq, BINH)
        assert facts(context) == before
        with context.store.read() as connection:
            assert list(doctor.examine(connection)) == []
