"""Machines of every kind get their token by six digits that the manager confirms."""

from concurrent.futures import ThreadPoolExecutor
from unicodedata import normalize

import pytest

from server.core.refusal import Refusal
from server.core.screens.place import ScreenPlace
from server.service.context import Context
from server.service.machines import pairing
from server.service.machines.pairing import Confirmed, PairingOffer, Pairings
from server.service.people import devices, tokens
from server.service.people.devices import NewDevice
from server.service.screens import screen_places
from server.store.doctor import examine
from tests.support.clock import SetClock

MAIN = ScreenPlace("1", "main", sound=True)
PANEL = ScreenPlace("1", "counter", 3)
PAGES = {"kiosk": "/kiosk", "helper": "/helper", "counter": "/pin"}


@pytest.fixture
def pairings(context: Context) -> Pairings:
    return Pairings(context)


def screen(name: str, place: ScreenPlace = MAIN) -> Confirmed:
    return Confirmed(NewDevice("display", name), place)


def machine(kind: str, name: str = "Máy 1", counter: int | None = None) -> Confirmed:
    return Confirmed(NewDevice(kind, name, counter), MAIN if kind == "display" else None)


def accept(pairings: Pairings, offer: PairingOffer, confirmed: Confirmed, actor: str = "admin:b") -> int:
    return pairings.accept(offer.code, confirmed, actor)


def code_of(refusal: pytest.ExceptionInfo[Refusal]) -> str:
    return refusal.value.code


def wrong(offer: PairingOffer) -> str:
    """Another code than this machine's."""
    return f"{(int(offer.code) + 1) % 1_000_000:06}"


def journal(context: Context) -> list[str]:
    with context.store.read() as connection:
        return [row[0] for row in connection.execute("SELECT type FROM journal ORDER BY seq")]


def test_a_screen_goes_on_by_itself_once_its_code_was_typed(context: Context, pairings: Pairings) -> None:
    offer = pairings.begin("10.0.0.7")
    assert offer.code.isdigit()
    assert len(offer.code) == 6
    assert pairings.claim(offer.secret) is None

    device = accept(pairings, offer, screen("Sảnh"), "admin:b")

    claimed = pairings.claim(offer.secret)
    assert claimed is not None
    token, page = claimed
    bearer = tokens.bearer(context, token).device
    assert bearer is not None
    assert (bearer.id, bearer.kind, bearer.name) == (device, "display", "Sảnh")
    assert page == "/display?hall=1&layout=main&sound=on"
    assert screen_places.place_of(context, device) == MAIN
    assert pairings.claim(offer.secret) == claimed  # the answer may have been lost on its way


def test_a_code_is_good_once(context: Context, pairings: Pairings) -> None:
    offer = pairings.begin("10.0.0.7")
    accept(pairings, offer, screen("Sảnh"), "admin:b")
    before = journal(context)
    with pytest.raises(Refusal) as refused:
        accept(pairings, offer, screen("Another"), "admin:b")
    assert code_of(refused) == "pairing_used"
    assert journal(context) == before


def test_a_wrong_code_changes_nothing(context: Context, pairings: Pairings) -> None:
    offer = pairings.begin("10.0.0.7")
    with pytest.raises(Refusal) as refused:
        pairings.accept(wrong(offer), screen("Sảnh"), "admin:b")
    assert code_of(refused) == "unknown_pairing"
    assert devices.devices(context) == []
    assert pairings.claim(offer.secret) is None


def test_a_place_that_is_none_leaves_the_code_good(context: Context, pairings: Pairings) -> None:
    offer = pairings.begin("10.0.0.7")
    with pytest.raises(Refusal) as refused:
        accept(pairings, offer, screen("Quầy", ScreenPlace("1", "counter", 99)), "admin:b")
    assert code_of(refused) == "unknown_counter"
    assert devices.devices(context) == []
    assert accept(pairings, offer, screen("Quầy", PANEL), "admin:b") == 1


def test_a_code_expires_and_its_screen_gets_another(
    context: Context, pairings: Pairings, clock: SetClock
) -> None:
    offer = pairings.begin("10.0.0.7")
    clock.forward(seconds=pairing.LASTS_S)
    for late in (
        lambda: accept(pairings, offer, screen("Sảnh"), "a"),
        lambda: pairings.claim(offer.secret),
    ):
        with pytest.raises(Refusal) as refused:
            late()
        assert code_of(refused) == "unknown_pairing"
    assert pairings.begin("10.0.0.7").secret != offer.secret


def test_a_secret_that_nobody_was_given_claims_nothing(pairings: Pairings) -> None:
    pairings.begin("10.0.0.7")
    with pytest.raises(Refusal) as refused:
        pairings.claim("made up")
    assert code_of(refused) == "unknown_pairing"


def test_one_address_has_few_codes_and_the_oldest_makes_room(pairings: Pairings) -> None:
    first, *others = [pairings.begin("10.0.0.7") for _ in range(pairing.MOST_BY_ADDRESS + 1)]
    with pytest.raises(Refusal):
        pairings.claim(first.secret)
    assert [pairings.claim(offer.secret) for offer in others] == [None] * len(others)
    assert len({offer.code for offer in others}) == len(others)


def test_there_are_so_many_codes_at_once_and_no_more(pairings: Pairings, clock: SetClock) -> None:
    for n in range(pairing.MOST):
        pairings.begin(f"10.0.0.{n}")
    with pytest.raises(Refusal) as refused:
        pairings.begin("10.0.1.1")
    assert code_of(refused) == "too_many_requests"
    clock.forward(seconds=pairing.LASTS_S)
    pairings.begin("10.0.1.1")


@pytest.mark.parametrize(("kind", "page"), PAGES.items())
def test_every_kind_of_machine_is_paired_in_the_same_way(
    context: Context, pairings: Pairings, kind: str, page: str
) -> None:
    offer = pairings.begin("10.0.0.7", kind)
    asking = pairings.asking(offer.code)
    assert (asking.kind, asking.address, asking.expires_at) == (kind, "10.0.0.7", offer.expires_at)
    device = accept(pairings, offer, machine(kind, " Cửa   chính "))
    claimed = pairings.claim(offer.secret)
    assert claimed is not None
    assert claimed[1] == page
    bearer = tokens.bearer(context, claimed[0]).device
    assert bearer is not None
    assert (bearer.id, bearer.kind, bearer.name) == (device, kind, "Cửa chính")
    with context.store.read() as connection:
        assert list(examine(connection)) == []


def test_a_counter_machine_is_given_its_counter_and_no_other_kind_is(
    context: Context, pairings: Pairings
) -> None:
    accept(pairings, pairings.begin("10.0.0.7", "counter"), machine("counter", counter=4))
    accept(pairings, pairings.begin("10.0.0.7", "kiosk"), machine("kiosk", counter=4))
    assert [device.counter for device in devices.devices(context)] == [4, None]
    with context.store.read() as connection:
        assert list(examine(connection)) == []


def test_a_counter_that_is_none_leaves_the_code_good(context: Context, pairings: Pairings) -> None:
    offer = pairings.begin("10.0.0.7", "counter")
    with pytest.raises(Refusal) as refused:
        accept(pairings, offer, machine("counter", counter=99))
    assert code_of(refused) == "unknown_counter"
    assert devices.devices(context) == []
    assert accept(pairings, offer, machine("counter", counter=3)) == 1


def test_a_machine_of_another_kind_is_not_let_in_and_its_code_stays_good(
    context: Context, pairings: Pairings
) -> None:
    offer = pairings.begin("10.0.0.7", "kiosk")
    with pytest.raises(Refusal) as refused:
        accept(pairings, offer, machine("counter"))
    told = refused.value.texts()
    assert code_of(refused) == "pairing_other_kind"
    assert "“Máy lấy số”, không phải “Máy tại quầy”" in told["vi"]
    assert "“Kiosk”, not “Counter machine”" in told["en"]
    assert devices.devices(context) == []
    assert pairings.claim(offer.secret) is None
    assert accept(pairings, offer, machine("kiosk")) == 1


@pytest.mark.parametrize("wrong_kind", ["toaster", "", "admin"])
def test_a_kind_that_is_none_asks_for_nothing(pairings: Pairings, wrong_kind: str) -> None:
    with pytest.raises(Refusal) as refused:
        pairings.begin("10.0.0.7", wrong_kind)
    assert code_of(refused) == "bad_request"


def test_a_screen_without_a_place_is_not_let_in(context: Context, pairings: Pairings) -> None:
    offer = pairings.begin("10.0.0.7")
    with pytest.raises(Refusal) as refused:
        accept(pairings, offer, Confirmed(NewDevice("display", "Sảnh")))
    assert code_of(refused) == "bad_request"
    assert devices.devices(context) == []


def test_of_two_managers_who_confirm_one_code_the_second_is_told_which_machine_it_became(
    context: Context, pairings: Pairings
) -> None:
    offer = pairings.begin("10.0.0.7", "kiosk")

    def confirm(name: str) -> dict[str, str] | None:
        try:
            accept(pairings, offer, machine("kiosk", name))
        except Refusal as refusal:
            return {"code": refusal.code} | refusal.texts()
        return None

    with ThreadPoolExecutor(2) as both:
        answers = list(both.map(confirm, ("Cửa trái", "Cửa phải")))
    (device,) = devices.devices(context)
    (refused,) = [answer for answer in answers if answer is not None]
    assert refused["code"] == "pairing_used"
    assert f"“{device.name}”" in refused["vi"]
    assert f"“{device.name}”" in refused["en"]


def test_a_device_that_asks_a_thousand_times_keeps_nobody_else_out(
    context: Context, pairings: Pairings
) -> None:
    asked = [pairings.begin("10.0.0.66", "kiosk") for _ in range(1000)]
    other = pairings.begin("10.0.0.7", "kiosk")
    assert accept(pairings, other, machine("kiosk")) == 1
    with pytest.raises(Refusal):
        pairings.asking(asked[0].code if asked[0].code != other.code else "x")
    assert pairings.claim(asked[-1].secret) is None


@pytest.mark.parametrize("kind", ["kiosk", "display", "helper", "counter"])
@pytest.mark.parametrize("again", ["Cửa chính", "  CỬA  chính ", normalize("NFD", "Cửa chính")])
def test_a_name_that_a_machine_of_the_kind_has_is_refused(
    context: Context, pairings: Pairings, kind: str, again: str
) -> None:
    accept(pairings, pairings.begin("10.0.0.7", kind), machine(kind, "Cửa chính"))
    offer = pairings.begin("10.0.0.8", kind)
    with pytest.raises(Refusal) as refused:
        accept(pairings, offer, machine(kind, again))
    assert code_of(refused) == "device_name_taken"
    with pytest.raises(Refusal) as refused:
        devices.enrol_device(context, kind, again, "a")
    assert code_of(refused) == "device_name_taken"
    assert len(devices.devices(context)) == 1
    assert accept(pairings, offer, machine(kind, "Cửa phụ")) == 2
