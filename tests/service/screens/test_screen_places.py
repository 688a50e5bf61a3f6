"""Screens have a place, and keep it."""

import pytest

from server.core.refusal import Refusal
from server.core.screens.place import ScreenPlace
from server.service.context import Context
from server.service.people import devices
from server.service.screens import screen_places
from server.store.doctor import examine

MAIN = ScreenPlace("1", "main", sound=True)
PANEL = ScreenPlace("1", "counter", 3)


def code_of(refusal: pytest.ExceptionInfo[Refusal]) -> str:
    return refusal.value.code


def journal(context: Context) -> list[str]:
    with context.store.read() as connection:
        return [row[0] for row in connection.execute("SELECT type FROM journal ORDER BY seq")]


def test_a_screen_is_moved_and_the_journal_knows(context: Context) -> None:
    device, _ = devices.enrol_device(context, "display", "Sảnh", "a")
    assert screen_places.place_of(context, device) is None
    screen_places.place_screen(context, device, MAIN, "a")
    screen_places.place_screen(context, device, PANEL, "a")
    screen_places.place_screen(context, device, PANEL, "a")  # where it is already
    assert screen_places.by_device(context) == {device: PANEL}
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
        screen_places.place_screen(context, device, place, "a")
    assert code_of(refused) == code
    assert screen_places.by_device(context) == {}


@pytest.mark.parametrize("kind", ["kiosk", "revoked", "nobody"])
def test_only_a_screen_that_is_enrolled_has_a_place(context: Context, kind: str) -> None:
    device, _ = devices.enrol_device(context, "kiosk" if kind == "kiosk" else "display", "Máy", "a")
    if kind == "revoked":
        devices.revoke_device(context, device, "a")
    with pytest.raises(Refusal) as refused:
        screen_places.place_screen(context, 99 if kind == "nobody" else device, MAIN, "a")
    assert code_of(refused) == "unknown_device"


def test_the_doctor_sees_a_screen_that_was_moved_behind_its_back(context: Context) -> None:
    device, _ = devices.enrol_device(context, "display", "Sảnh", "a")
    screen_places.place_screen(context, device, MAIN, "a")
    context.store.write(lambda tr: tr.connection.execute("UPDATE screens SET layout = 'totem'"))
    with context.store.read() as connection:
        (difference,) = examine(connection)
    assert difference.startswith(f"screen {device}: ")
