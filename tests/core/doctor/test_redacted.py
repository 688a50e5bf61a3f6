"""What may leave the house: measures, codes, versions. Nothing that somebody typed."""

import pytest

from server.core.doctor import redacted
from server.core.doctor.centre import WITHOUT_PASSWORD


@pytest.mark.parametrize(
    "said",
    [
        "0912345678",
        "079012345678",
        "Nguyễn Thị Lan",
        "lan@x.vn tel",
        "a" * 60,
        "CT123456",
        "091.234.5678",
        "H29.16-2025-0001",
    ],
)
def test_what_may_be_a_persons_is_not_harmless(said: str) -> None:
    assert not redacted.harmless(said)


@pytest.mark.parametrize(
    "said", ["0.2.0", "0.2.0+3f9a1c20", "07:30", "2026-09-02", "Asia/Ho_Chi_Minh", "CT", None, True, 12]
)
def test_measures_and_codes_are(said: object) -> None:
    assert redacted.harmless(said)


def test_a_setting_that_is_not_known_to_be_harmless_is_only_measured() -> None:
    said = redacted.setting(
        {"code": "CT", "vi": "Chứng thực", "later": {"new": "secret"}, "n": 3, "from": "07:30"}
    )
    assert said == {"code": "CT", "vi": "<10>", "later": {"new": "<6>"}, "n": 3, "from": "07:30"}


def test_a_code_that_is_a_telephones_number_is_only_measured() -> None:
    assert redacted.setting({"code": "0912345678"}) == {"code": "<10>"}


def test_a_finding_keeps_its_numbers_and_no_name() -> None:
    said = redacted.finding(WITHOUT_PASSWORD.found(count=2, names="lan, hoa"))
    assert said["parameters"] == {"count": 2}
    assert "lan" not in str(said)


def test_figures_keep_ids_and_lose_names() -> None:
    told = 'goiso_device_connected{id="3",kind="kiosk",name="Máy chị \\"Lan\\" 0912345678"} 1.0\n'
    assert redacted.metrics(told) == 'goiso_device_connected{id="3",kind="kiosk",name=""} 1.0\n'
