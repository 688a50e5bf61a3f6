"""What a row of a list means: days and states in the many ways that files write them, and what cannot be true."""

from datetime import date

import pytest

from server.core.dossiers.dates import day_of
from server.core.dossiers.rows import Dossier, DossierChannel, RowsReading, channel_of, dossier_of
from server.core.dossiers.states import ENDED, DossierState, state_of

CODE = "H26.14-261102-0012"
ROW = {"code": CODE, "state": "Đang giải quyết", "received": "02/11/2026", "due": "09/11/2026"}


def reading(*without: str) -> RowsReading:
    columns = frozenset({"code", "state", "received", "due", "finished", "channel"}) - set(without)
    return RowsReading(
        columns, date(2026, 11, 23), lambda field, procedure: (field or None, procedure or None)
    )


@pytest.mark.parametrize(
    "said",
    [
        "02/11/2026",
        "2/11/2026",
        "02-11-2026",
        "2.11.26",
        " 02/11/2026 14:05 ",
        "14:05:09 02/11/2026",
        "02/11/2026, 2:05 CH",
        "14h05 02/11/2026",
        "14 giờ 05, ngày 2 tháng 11 năm 2026",
        "2 Tháng 11 Năm 2026",
        "2026-11-02",
        "2026/11/02",
        "20261102",
        "2026-11-02T14:05:09+07:00",
        "2026-11-02 00:00:00.000",
        "46328",
        "46328.5867",
    ],
)
def test_a_day_is_read_in_the_ways_that_files_write_it(said: str) -> None:
    assert day_of(said) == date(2026, 11, 2)


@pytest.mark.parametrize(
    "said", ["11/23/2026", "31/02/2026", "hôm qua", "02/11", "1999-01-01", "=TODAY()", "123"]
)
def test_what_is_no_day_is_not_guessed(said: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        day_of(said)


@pytest.mark.parametrize(
    ("said", "state"),
    [
        ("Đã tiếp nhận", "received"),
        ("Mới đăng ký", "received"),
        ("ĐANG XỬ LÝ", "processing"),
        ("Hồ sơ chờ phê duyệt", "processing"),
        ("Chưa có kết quả", "processing"),
        ("Đã bổ sung hồ sơ", "processing"),
        ("Yêu cầu bổ sung hồ sơ", "supplement"),
        ("Chờ trả kết quả", "done"),
        ("Đã giải quyết xong", "done"),
        ("Đã trả kết quả", "returned"),
        ("Từ chối tiếp nhận", "refused"),
        ("Công dân rút hồ sơ", "withdrawn"),
        *((state.value, state.value) for state in DossierState),
    ],
)
def test_the_words_of_dossier_systems_are_few_states(said: str, state: str) -> None:
    assert state_of(said) == state


@pytest.mark.parametrize("said", ["", "Đặng Xuân Mai", "Trần Văn Mới", CODE, "xong xuôi cả"])
def test_a_name_in_the_wrong_column_is_no_state(said: str) -> None:
    with pytest.raises(ValueError, match=r"no state"):
        state_of(said)


def test_online_is_told_from_the_counter_and_the_post() -> None:
    assert channel_of("Nộp trực tuyến toàn trình") is channel_of("DVC") is DossierChannel.ONLINE
    assert channel_of("Trực tiếp") is channel_of("Bưu chính công ích") is DossierChannel.DIRECT
    assert channel_of("Nguyễn Văn A") is None


def test_a_row_keeps_what_it_says_and_nothing_else() -> None:
    found = dossier_of(ROW | {"name": "Nguyễn Văn A", "code": CODE.lower()}, reading())
    assert found == Dossier(CODE, None, None, DossierState.PROCESSING, "2026-11-02", "2026-11-09")


@pytest.mark.parametrize(
    ("cells", "why"),
    [
        ({"code": "=HYPERLINK(0)"}, "“=HYPERLINK(0)” is no dossier code"),
        ({"code": "H26.14-261124-0012"}, "“H26.14-261124-0012” is no dossier code"),  # a day after the file's
        ({"state": "Nguyễn Văn A"}, "The state “Nguyễn Văn A” is not known"),
        ({"received": ""}, "Column day of receipt is empty"),
        ({"received": "11/23/2026"}, "Column day of receipt: “11/23/2026” is no day"),
        (
            {"received": "24/11/2026", "due": ""},
            "Column day of receipt (24/11/2026) is after the last day of the file",
        ),
        ({"due": "01/11/2026"}, "Column due day is before the day of receipt"),
        ({"finished": "05/11/2026"}, "It has a day of the result, but the state is “Being handled”"),
        ({"state": "Đã trả"}, "The state is “The result was returned” without a day of the result"),
        ({"channel": "Nguyễn Văn A"}, "“Nguyễn Văn A”: not known how it was filed"),
    ],
)
def test_what_cannot_be_true_is_said(cells: dict[str, str], why: str) -> None:
    wrong = dossier_of(ROW | cells, reading())
    assert isinstance(wrong, list)
    assert [reason.said("en") for reason in wrong] == [why]


def test_a_file_without_days_of_results_may_have_ended_dossiers() -> None:
    found = dossier_of(ROW | {"state": "Đã trả"}, reading("finished"))
    assert isinstance(found, Dossier)
    assert found.state in ENDED
