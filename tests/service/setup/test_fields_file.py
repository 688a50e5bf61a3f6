"""Fields from a CSV file, as people save it."""

from pathlib import Path

import pytest

from server.config import FieldPart
from server.core.refusal import Refusal
from server.service.setup import fields_file
from tests.support.centre import default_settings

KNOWN = default_settings(Path("data")).fields


def read(text: str, encoding: str = "utf-8") -> tuple[FieldPart, ...]:
    return fields_file.read(text.encode(encoding), KNOWN)


def refusal(file: bytes) -> str:
    with pytest.raises(Refusal) as caught:
        fields_file.read(file, KNOWN)
    assert caught.value.code == "fields_file_unreadable"
    return caught.value.texts()["vi"]


def test_what_is_written_is_read_again() -> None:
    assert fields_file.read(fields_file.written(KNOWN), KNOWN) == KNOWN


def test_names_alone_are_enough() -> None:
    found = read('Lĩnh vực\nChứng thực\nTư pháp - Hộ tịch\n"Chăn nuôi, thú y"\n')
    assert [(f.code, f.prefix, f.vi, f.en, f.service_s) for f in found] == [
        ("CT", "A", "Chứng thực", "Certification", 300),
        ("HT", "B", "Tư pháp - Hộ tịch", "Civil status", 600),
        ("CNTY", "C", "Chăn nuôi, thú y", "Chăn nuôi, thú y", 420),
    ]


def test_no_code_and_no_prefix_that_is_found_is_one_that_another_row_says() -> None:
    found = read("vi;code;prefix\nChứng thực;;\nCông tác;;\nKhác;CT;A\n")
    assert [(field.code, field.prefix) for field in found] == [("CT2", "B"), ("CT3", "C"), ("CT", "A")]


def test_another_name_takes_over_nothing_of_a_known_field() -> None:
    (one,) = read("vi\nHạ tầng\n")
    assert (one.code, one.en, one.service_s) == ("HT2", "Hạ tầng", 420)
    (named,) = read("code,vi\nCT,Công thương\n")
    assert (named.code, named.en) == ("CT", "Công thương")


def test_a_field_with_hours_of_its_own_is_written_and_read_again() -> None:
    hours = [{"weekday": 2, "from": "07:30", "until": "11:30"}]
    known = (FieldPart.model_validate(KNOWN[0].model_dump(mode="json", by_alias=True) | {"hours": hours}),)
    assert fields_file.read(fields_file.written(known), known) == known


def test_a_prefix_that_is_found_begins_no_other_one() -> None:
    found = read("vi,prefix\nMột,A2\nHai,\nBa,B\n")
    assert [field.prefix for field in found] == ["A2", "C", "B"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_it_is_read_however_it_was_saved(encoding: str) -> None:
    assert [field.vi for field in read("vi\tprefix\nĐất đai\tD\n", encoding)] == ["Đất đai"]


def test_a_formula_is_a_name_like_any_other_and_quoted_when_it_is_written() -> None:
    (field,) = read("vi,code,prefix\n=1+1,X,A\n")
    assert field.vi == "=1+1"
    assert "'=1+1" in fields_file.written([field]).decode("utf-8-sig")


BAD = {
    "no text": (b"\x00\x01\x02", "không phải tệp chữ"),
    "nothing": (b"", "thiếu cột “vi”"),
    "no names": (b"code,prefix\nCT,A\n", "thiếu cột “vi”"),
    "twice": ("vi,tên\nA,B\n".encode(), "cột “vi” có hai lần"),
    "more cells than columns": ("vi\nChăn nuôi, thú y\n".encode(), "dòng 2 có nhiều ô hơn dòng đầu"),
    "no rows": (b"vi\n\n", "không có dòng nào"),
    "too many rows": (("vi\n" + "Tên\n" * 25).encode(), "25 dòng, nhiều nhất 24"),
    "too large": (b"vi\n" + b"x" * 70_000, "tệp quá lớn"),
    "a code twice": (b"vi,code\nA,CT\nB,CT\n", "dòng 3: cột “code” trùng"),
    "a prefix twice": (b"vi,prefix\nA,D\nB,d\n", "dòng 3: cột “prefix” trùng"),
    "a prefix that cannot be": (b"vi,prefix\nA,LA\n", "dòng 2: prefix"),
    "a name too long": (f"vi\n{'x' * 61}\n".encode(), "dòng 2: vi"),
    "no name": (b"vi,code\n,CT2\n", "dòng 2: vi"),
    "minutes that are none": ("vi,service_s\nA,năm phút\n".encode(), "dòng 2: service_s"),
}


@pytest.mark.parametrize("which", BAD)
def test_what_is_wrong_with_it_is_said_in_a_sentence(which: str) -> None:
    file, told = BAD[which]
    assert told in refusal(file)
