"""Who is sent what, when, once; and the number that goes with the visit."""

from collections.abc import Iterator
from io import BytesIO
from zipfile import ZipFile

import pytest

from server.app import Server
from server.background.messages.messenger import MessageSender
from server.core.messages.kinds import MessageKind, MessageWish, MessengerAnswer, MessengerSaid, Way
from server.core.refusal import Refusal
from server.service.messages import wishing
from server.service.messages.sending import Sending
from server.service.messages.wishing import MessageForm
from server.service.queue import keeping
from server.service.settings import changes
from server.store.messages import SENDING
from server.store.store import database_path
from tests.support.api import Api
from tests.support.clock import SetClock
from tests.support.messages import SMS_KEYS, ZALO, ZALO_KEYS, Held, by, send_by, sms
from tests.support.quick_server import quick_server
from tests.support.waiting import until

PHONE = "84912345678"


@pytest.fixture
def quiet(server: Server) -> Server:
    """The server whose own sender sleeps: the test sends."""
    server.programs.messages.close()
    send_by(server.context, sms(near_people=1, near_minutes=0), SMS_KEYS)
    return server


@pytest.fixture
def held() -> Held:
    return Held()


@pytest.fixture
def sending(quiet: Server, held: Held) -> Sending:
    return Sending(quiet.context, by(held))


def wish(server: Server, ticket: int, phone: str = "0912345678") -> None:
    wishing.wish(server.context, ticket, MessageForm(phone, "sms", agreed=True, language="vi"))


def kept(server: Server) -> bytes:
    """Everything in the data folder, and everything that anybody can read of the day."""
    folder = server.settings.server.data
    return b"".join(path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file())


def taken(api: Api, many: int) -> list[int]:
    return [int(api.take()["id"]) for _ in range(many)]


def test_near_then_called_each_once_and_then_the_number_is_gone(
    quiet: Server, api: Api, sending: Sending, held: Held
) -> None:
    officer = api.at_work()
    ids = taken(api, 4)
    wish(quiet, ids[3])
    assert PHONE.encode() in kept(quiet)
    sending.look()
    assert held.sent == []  # three are before her
    for step in ("call", "serve", "finish", "call"):
        officer.post(f"/counters/1/{step}")
    sending.look()
    sending.look()
    assert held.kinds == [MessageKind.NEAR]
    assert (held.sent[0].phone, held.sent[0].values["ahead"]) == (PHONE, "1")
    for step in ("serve", "finish", "call", "serve", "finish", "call"):
        officer.post(f"/counters/1/{step}")
    sending.look()
    sending.look()
    officer.post("/counters/1/recall")
    sending.look()
    assert held.kinds == [MessageKind.NEAR, MessageKind.CALLED]
    assert held.sent[1].values["counter"] == "quầy số 1"
    assert held.sent[0].mark != held.sent[1].mark
    assert PHONE.encode() not in kept(quiet)
    with pytest.raises(Refusal, match="messages_too_late"):
        wish(quiet, ids[3])


@pytest.mark.parametrize("words", ["zalo_near", "zalo_called"])
def test_a_way_with_words_for_one_message_alone_keeps_no_number_past_it(
    quiet: Server, api: Api, sending: Sending, held: Held, words: str
) -> None:
    one = ZALO | {"zalo_near": "", "zalo_called": "", "near_people": 1, "near_minutes": 0, words: "1001"}
    send_by(quiet.context, one, ZALO_KEYS)
    officer = api.at_work()
    soon, called = taken(api, 2)
    for ticket, phone in ((soon, "0912345678"), (called, "0912345679")):
        wishing.wish(quiet.context, ticket, MessageForm(phone, "zalo", agreed=True, language="vi"))
    officer.post("/counters/1/call")
    sending.look()
    sending.look()
    near = words == "zalo_near"
    assert held.kinds == [MessageKind.NEAR if near else MessageKind.CALLED]
    assert {each.ticket for each in quiet.context.messages.wishes()} == (set() if near else {called})


def test_the_number_goes_with_the_visit_however_it_ends(
    quiet: Server, api: Api, sending: Sending, held: Held, clock: SetClock
) -> None:
    officer = api.at_work()
    sending.health = {way: known.failed(clock(), "no_money") for way, known in sending.health.items()}
    served, missed, cancelled, tomorrow = taken(api, 4)
    for ticket, phone in ((served, "11"), (missed, "22"), (cancelled, "33"), (tomorrow, "44")):
        wish(quiet, ticket, f"09123456{phone}")
    api.admin.post(f"/tickets/{cancelled}/cancel")
    officer.post("/counters/1/call")
    officer.post("/counters/1/serve")
    sending.look()
    assert {each.ticket for each in quiet.context.messages.wishes()} == {missed, tomorrow}
    officer.post("/counters/1/finish", {})
    officer.post("/counters/1/call")
    officer.post("/counters/1/no-show")
    sending.look()
    assert {each.ticket for each in quiet.context.messages.wishes()} == {
        missed,
        tomorrow,
    }  # she may be called back
    clock.forward(minutes=31)
    sending.look()
    assert {each.ticket for each in quiet.context.messages.wishes()} == {tomorrow}
    clock.forward(hours=24)
    sending.look()
    assert quiet.context.messages.wishes() == []
    assert b"849123456" not in kept(quiet)
    assert [message.phone for message in held.sent] == [
        "84912345644"
    ]  # whose turn was near, half an hour later


def test_nothing_is_sent_to_whoever_is_away_or_has_withdrawn(
    quiet: Server, api: Api, sending: Sending, held: Held
) -> None:
    api.at_work()
    away, gone = taken(api, 2)
    wish(quiet, away)
    wish(quiet, gone, "0987654321")
    keeping.keep(quiet.context, away, "slip")
    wishing.withdraw(quiet.context, gone)
    sending.look()
    assert held.sent == []
    assert [each.ticket for each in quiet.context.messages.wishes()] == [away]
    keeping.back(quiet.context, away, "slip")
    sending.look()
    assert held.kinds == [MessageKind.NEAR]


def test_a_way_in_trouble_is_left_alone_and_what_is_true_no_more_is_dropped(
    quiet: Server, api: Api, sending: Sending, held: Held, clock: SetClock
) -> None:
    officer = api.at_work()
    first, second = taken(api, 2)
    wish(quiet, first)
    wish(quiet, second, "0987654321")
    held.answer = MessengerAnswer(MessengerSaid.LATER, "no_money")
    for _ in range(5):
        sending.look()
    assert len(held.sent) == 1  # no storm
    clock.forward(seconds=15)
    sending.look()
    sending.look()
    assert len(held.sent) == 2
    officer.post("/counters/1/call")
    held.answer = MessengerAnswer(MessengerSaid.SENT)
    clock.forward(seconds=30)
    sending.look()
    assert held.kinds[2:] == [
        MessageKind.CALLED,
        MessageKind.NEAR,
    ]  # calls come first, and nobody who is called is told that it is near
    officer.post("/counters/1/serve")
    assert [each.ticket for each in quiet.context.messages.wishes()] == [second]


def test_what_nobody_knows_is_not_sent_again_nor_what_a_power_cut_left(
    quiet: Server, api: Api, sending: Sending, held: Held, clock: SetClock
) -> None:
    api.at_work()
    (ticket,) = taken(api, 1)
    wish(quiet, ticket)
    held.answer = MessengerAnswer(MessengerSaid.UNKNOWN, "timeout")
    sending.look()
    clock.forward(minutes=20)
    sending.look()
    assert len(held.sent) == 1
    (other,) = taken(api, 1)
    wish(quiet, other, "0987654321")
    quiet.context.messages.note(quiet.context.messages.wishes()[1], MessageKind.NEAR, SENDING)
    clock.forward(minutes=20)
    again = MessageSender(quiet.context, by(held))
    again.close()
    again.sending.look()
    assert len(held.sent) == 1
    assert quiet.context.messages.counts("2026-11-23") == {(Way.SMS, "unknown"): 2}


def test_a_number_that_gets_nothing_is_deleted_and_another_may_be_given(
    quiet: Server, api: Api, sending: Sending, held: Held
) -> None:
    api.at_work()
    (ticket,) = taken(api, 1)
    wish(quiet, ticket)
    held.answer = MessengerAnswer(MessengerSaid.NEVER, "not_on_zalo")
    sending.look()
    assert PHONE.encode() not in kept(quiet)
    held.answer = MessengerAnswer(MessengerSaid.SENT)
    wish(quiet, ticket, "0987654321")
    sending.look()
    assert [message.phone for message in held.sent] == [PHONE, "84987654321"]


def test_one_phone_waits_for_three_numbers_at_most(quiet: Server, api: Api) -> None:
    ids = taken(api, 4)
    for ticket in ids[:3]:
        wish(quiet, ticket)
    wish(quiet, ids[0])  # again for the same one
    with pytest.raises(Refusal, match="phone_has_its_fill"):
        wish(quiet, ids[3])


def test_a_wish_is_kept_over_a_restart_and_gone_where_it_was_switched_off(
    quiet: Server, api: Api, held: Held, clock: SetClock
) -> None:
    api.at_work()
    (ticket,) = taken(api, 1)
    wish(quiet, ticket)
    quiet.close()
    again = quick_server(quiet.settings, clock)
    again.programs.messages.close()
    try:
        Sending(again.context, by(held)).look()
        assert held.kinds == [MessageKind.NEAR]
        changes.put(again.context, "messages", sms(sms=False), "admin:binh")
        MessageSender(again.context, by(held)).close()
        assert PHONE.encode() not in kept(again)
    finally:
        again.close()


def test_a_way_is_tried_again_at_once_after_a_clock_that_was_ahead(
    quiet: Server, api: Api, sending: Sending, held: Held, clock: SetClock
) -> None:
    api.at_work()
    wish(quiet, taken(api, 1)[0])
    ahead = clock() + 40 * 60_000
    sending.health = {way: known.failed(ahead, "no_money") for way, known in sending.health.items()}
    sending.look()
    assert held.kinds == [MessageKind.NEAR]


def test_the_servers_end_after_the_last_session_leaves_no_number(
    quiet: Server, api: Api, held: Held, clock: SetClock
) -> None:
    changes.put(quiet.context, "hours", {"sessions": [["07:00", "16:30"]]}, "admin:binh")
    wish(quiet, taken(api, 1)[0])
    MessageSender(quiet.context, by(held)).close()
    assert PHONE.encode() in kept(quiet)
    clock.forward(hours=16 - quiet.context.centre.local(clock()).hour, minutes=31)
    sender = MessageSender(quiet.context, by(held))
    assert PHONE.encode() in kept(quiet)
    sender.close()
    assert PHONE.encode() not in kept(quiet)


def test_a_wish_that_came_while_it_was_switched_off_does_not_stay(
    quiet: Server, api: Api, monkeypatch: pytest.MonkeyPatch
) -> None:
    (ticket,) = taken(api, 1)
    messages = quiet.context.messages
    keep = messages.keep

    def late(wished: MessageWish) -> None:
        changes.put(quiet.context, "messages", sms(sms=False), "admin:binh")
        messages.forget_all()
        keep(wished)

    monkeypatch.setattr(messages, "keep", late)
    with pytest.raises(Refusal, match="messages_off"):
        wish(quiet, ticket)
    assert PHONE.encode() not in kept(quiet)


@pytest.fixture
def live(server: Server, held: Held) -> Iterator[MessageSender]:
    server.programs.messages.close()
    made = MessageSender(server.context, by(held), every_s=0.05)
    yield made
    made.close()


def test_no_thread_is_there_until_a_way_is_on_and_none_after(
    server: Server, api: Api, live: MessageSender, held: Held
) -> None:
    api.take()
    live.heard([])
    assert not live.runs
    send_by(server.context, sms(near_people=1), SMS_KEYS)
    live.heard([])
    assert live.runs
    api.at_work()
    (ticket,) = taken(api, 1)
    wish(server, ticket)
    until(lambda: held.kinds == [MessageKind.NEAR])
    changes.put(server.context, "messages", sms(sms=False), "admin:binh")
    live.heard([])
    until(lambda: not live.runs and server.context.messages.wishes() == [])


def test_what_could_not_be_deleted_is_deleted_later(
    server: Server, api: Api, live: MessageSender, monkeypatch: pytest.MonkeyPatch
) -> None:
    send_by(server.context, sms(), SMS_KEYS)
    wish(server, taken(api, 1)[0])
    messages = server.context.messages
    forget_all, tries = messages.forget_all, []

    def sick() -> None:
        tries.append(1)
        if len(tries) < 3:
            raise Refusal("storage_full")
        forget_all()

    monkeypatch.setattr(messages, "forget_all", sick)
    changes.put(server.context, "messages", sms(sms=False), "admin:binh")
    live.heard([])
    until(lambda: not live.runs and messages.wishes() == [])
    assert len(tries) == 3


def test_a_number_that_was_left_while_it_is_off_is_deleted_when_something_happens(
    server: Server, api: Api, live: MessageSender
) -> None:
    assert not live.runs
    server.context.messages.keep(
        MessageWish(int(api.take()["id"]), "2026-11-23", PHONE, Way.SMS, "vi", "mark")
    )
    live.heard([])
    until(lambda: not live.runs and server.context.messages.wishes() == [])


def test_a_messenger_that_breaks_or_hangs_holds_up_no_number(server: Server, api: Api, held: Held) -> None:
    import threading

    begun, end = threading.Event(), threading.Event()

    class Hangs(Held):
        def send(self, message: object) -> MessengerAnswer:
            begun.set()
            end.wait(60)
            raise RuntimeError("broken")

    server.programs.messages.close()
    send_by(server.context, sms(near_people=1), SMS_KEYS)
    api.at_work()
    wish(server, taken(api, 1)[0])
    sender = MessageSender(server.context, by(Hangs()), every_s=0.05)
    assert begun.wait(60)
    ticket = server.context.messages.wishes()[0].ticket
    assert api.officer.post("/counters/1/call").status_code == 200
    assert api.take()["number"]
    end.set()
    until(lambda: server.context.messages.tries(ticket) == {MessageKind.NEAR: "unknown"})
    sender.close()


def test_the_journal_and_the_database_know_no_number(
    quiet: Server, api: Api, sending: Sending, held: Held
) -> None:
    officer = api.at_work()
    wish(quiet, taken(api, 1)[0])
    officer.post("/counters/1/call")
    before = api.admin.get("/journal?limit=1000").text
    assert PHONE in str(quiet.context.messages.wishes()[0].phone)
    assert "912345678" not in before
    assert PHONE.encode() not in database_path(quiet.settings.server.data).read_bytes()
    with ZipFile(BytesIO(quiet.doctor.bundle())) as bundle:
        assert not any(b"912345678" in bundle.read(name) for name in bundle.namelist())
    sending.look()
    assert held.kinds == [MessageKind.CALLED]
    assert api.admin.get("/journal?limit=1000").text == before
