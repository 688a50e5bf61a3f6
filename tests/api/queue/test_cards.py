"""The daily limit by card, over the API."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from server.config import KioskPart
from tests.support.api import Api
from tests.support.centre import default_settings
from tests.support.clock import SetClock
from tests.support.enrolled import enrol_everybody
from tests.support.quick_server import quick_server

MARK = "0f" * 32


@pytest.fixture
def limited(tmp_path: Path, clock: SetClock) -> Iterator[Api]:
    """A centre where a card gets one number a day."""
    server = quick_server(
        default_settings(tmp_path / "cards", kiosk=KioskPart(numbers_per_card_per_day=1)), clock
    )
    server.forecaster.close()
    yield Api(server.app, enrol_everybody(server.context))
    server.close()


def take(api: Api, key: str, card: str | None = MARK) -> tuple[int, str]:
    answer = api.kiosk.post("/tickets", {"field": "CT", "card": card}, key)
    return answer.status_code, answer.json.get("number") or answer.json["code"]


def test_a_card_gets_its_numbers_of_the_day_and_a_repeat_is_no_other(limited: Api) -> None:
    assert [take(limited, "one"), take(limited, "one")] == [(201, "A001"), (201, "A001")]
    assert take(limited, "two") == (409, "card_limit")
    assert take(limited, "three", None) == (201, "A002")
    assert len(limited.nobody.get("/centre").json["card_salt"]) == 32


def test_a_refused_number_counts_for_nothing(limited: Api) -> None:
    answer = limited.kiosk.post("/tickets", {"field": "CT", "procedure": "no", "card": MARK}, "one")
    assert answer.status_code == 404
    assert take(limited, "two") == (201, "A001")


def test_the_mark_is_in_no_file(limited: Api, tmp_path: Path) -> None:
    take(limited, "one")
    kept = b"".join(file.read_bytes() for file in (tmp_path / "cards").rglob("*") if file.is_file())
    assert MARK.encode() not in kept


def test_by_default_no_card_is_counted(api: Api) -> None:
    assert api.nobody.get("/centre").json["card_salt"] is None
    assert [take(api, key)[0] for key in ("one", "two")] == [201, 201]


@pytest.mark.parametrize("card", ["001050012345", "0" * 63, "G" * 64])
def test_a_card_itself_is_never_taken(card: str, api: Api) -> None:
    assert take(api, "one", card) == (400, "bad_request")
