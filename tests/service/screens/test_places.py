"""Screens get a token by a short code, and a place that they keep."""

import pytest

from server.core.refusal import Refusal
from server.core.screens.place import ScreenPlace
from server.service.context import Context
from server.service.people import devices, tokens
from server.service.screens import pairing, places
from server.service.screens.pairing import Offer, Pairings
from server.store.doctor import examine
from tests.support.clock import SetClock

MAIN = ScreenPlace("1", "main", sound=True)
PANEL = ScreenPlace("1", "counter", 3)


@pytest.fixture
def pairings(context: Context) -> Pairings:
    return Pairings(context)


def code_of(refusal: pytest.ExceptionInfo[Refusal]) -> str:
    return refusal.value.code


def wrong(offer: Offer) -> str:
    """Another code than this screen's."""
    return f"{(int(offer.code) + 1) % 1_000_000:06}"


def journal(context: Context) -> list[str]:
    with context.store.read() as connection:
        return [row[0] for row in connection.execute("SELECT type FROM journal ORDER BY seq")]


def test_a_screen_goes_on_by_itself_once_its_code_was_typed(context: Context, pairings: Pairings) -> None:
    offer = pairings.begin("10.0.0.7")
    assert offer.code.isdigit()
    assert len(offer.code) == 6
    assert pairings.claim(offer.secret) is None

    device = pairings.accept(offer.code, "Sảnh", MAIN, "admin:b")

    claimed = pairings.claim(offer.secret)
    assert claimed is not None
    token, page = claimed
    bearer = tokens.bearer(context, token).device
    assert bearer is not None
    assert (bearer.id, bearer.kind, bearer.name) == (device, "display", "Sảnh")
    assert page == "/display?hall=1&layout=main&sound=on"
    assert places.place_of(context, device) == MAIN
    assert pairings.claim(offer.secret) == claimed  # the answer may have been lost on its way


def test_a_code_is_good_once(context: Context, pairings: Pairings) -> None:
    offer = pairings.begin("10.0.0.7")
    pairings.accept(offer.code, "Sảnh", MAIN, "admin:b")
    before = journal(context)
    with pytest.raises(Refusal) as refused:
        pairings.accept(offer.code, "Another", MAIN, "admin:b")
    assert code_of(refused) == "unknown_pairing"
    assert journal(context) == before


def test_a_wrong_code_changes_nothing(context: Context, pairings: Pairings) -> None:
    offer = pairings.begin("10.0.0.7")
    with pytest.raises(Refusal) as refused:
        pairings.accept(wrong(offer), "Sảnh", MAIN, "admin:b")
    assert code_of(refused) == "unknown_pairing"
    assert devices.devices(context) == []
    assert pairings.claim(offer.secret) is None


def test_a_place_that_is_none_leaves_the_code_good(context: Context, pairings: Pairings) -> None:
    offer = pairings.begin("10.0.0.7")
    with pytest.raises(Refusal) as refused:
        pairings.accept(offer.code, "Quầy", ScreenPlace("1", "counter", 99), "admin:b")
    assert code_of(refused) == "unknown_counter"
    assert devices.devices(context) == []
    assert pairings.accept(offer.code, "Quầy", PANEL, "admin:b") == 1


def test_a_code_expires_and_its_screen_gets_another(
    context: Context, pairings: Pairings, clock: SetClock
) -> None:
    offer = pairings.begin("10.0.0.7")
    clock.forward(seconds=pairing.LASTS_S)
    for late in (
        lambda: pairings.accept(offer.code, "Sảnh", MAIN, "a"),
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


def test_a_screen_is_moved_and_the_journal_knows(context: Context) -> None:
    device, _ = devices.enrol_device(context, "display", "Sảnh", "a")
    assert places.place_of(context, device) is None
    places.place_screen(context, device, MAIN, "a")
    places.place_screen(context, device, PANEL, "a")
    places.place_screen(context, device, PANEL, "a")  # where it is already
    assert places.places(context) == {device: PANEL}
    assert journal(context).count("screen_placed") == 2
    with context.store.read() as connection:
        assert list(examine(connection)) == []


@pytest.mark.parametrize(
    ("place", "code"),
    [
        (ScreenPlace("1", "round"), "unknown_layout"),
        (ScreenPlace("1", "counter"), "counter_needed"),
        (ScreenPlace("1", "counter", 99), "unknown_counter"),
    ],
)
def test_a_screen_is_not_moved_where_nothing_is(context: Context, place: ScreenPlace, code: str) -> None:
    device, _ = devices.enrol_device(context, "display", "Sảnh", "a")
    with pytest.raises(Refusal) as refused:
        places.place_screen(context, device, place, "a")
    assert code_of(refused) == code
    assert places.places(context) == {}


@pytest.mark.parametrize("kind", ["kiosk", "revoked", "nobody"])
def test_only_a_screen_that_is_enrolled_has_a_place(context: Context, kind: str) -> None:
    device, _ = devices.enrol_device(context, "kiosk" if kind == "kiosk" else "display", "Máy", "a")
    if kind == "revoked":
        devices.revoke_device(context, device, "a")
    with pytest.raises(Refusal) as refused:
        places.place_screen(context, 99 if kind == "nobody" else device, MAIN, "a")
    assert code_of(refused) == "unknown_device"


def test_the_doctor_sees_a_screen_that_was_moved_behind_its_back(context: Context) -> None:
    device, _ = devices.enrol_device(context, "display", "Sảnh", "a")
    places.place_screen(context, device, MAIN, "a")
    context.store.write(lambda tr: tr.connection.execute("UPDATE screens SET layout = 'totem'"))
    with context.store.read() as connection:
        (difference,) = examine(connection)
    assert difference.startswith(f"screen {device}: ")
