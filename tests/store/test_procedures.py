"""The catalogue of procedures, searched by plain words."""

from collections.abc import Callable
from pathlib import Path

import pytest

from server.config import DEFAULT_CATALOGUE
from server.core.centre import Centre
from server.store import Store, procedures
from server.store.procedures import Procedure, fold

BIRTH = Procedure("1.001193", "Đăng ký khai sinh", "HT", "Hộ tịch", "Cấp xã", "Công dân Việt Nam")
LATE = Procedure("1.001022", "Đăng ký khai sinh lại", "HT", "Hộ tịch", "Cấp xã", "Công dân Việt Nam")
LAND = Procedure("1.002255", "Đăng ký đất đai", "DD", "Đất đai", "Cấp xã", "Công dân Việt Nam")

Search = Callable[..., list[str]]


@pytest.fixture
def search(store: Store) -> Search:
    """Search for words in a catalogue of three; answers codes."""
    store.write(lambda tr: procedures.replace_all(tr.connection, [LATE, LAND, BIRTH]))

    def find(words: str, field: str | None = None, limit: int = 20) -> list[str]:
        with store.read() as connection:
            return [p.code for p in procedures.search(connection, words, field, limit)]

    return find


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("Giấy khai sinh", "giay khai sinh"),
        ("ĐẤT ĐAI", "dat dai"),
        ("Ưu đãi người có công", "uu dai nguoi co cong"),
        ("Chứng thực", "chung thuc"),  # decomposed: letters with their accents apart
        ("Hộ tịch 2.000815", "ho tich 2.000815"),
    ],
)
def test_it_folds_away_what_is_hard_to_type(written: str, folded: str) -> None:
    assert fold(written) == folded


@pytest.mark.parametrize(
    "words", ["khai sinh", "KHAI SINH", "dang ky khai", "Đăng ký khai sinh", "sinh khai", "  sinh "]
)
def test_it_finds_by_words_in_any_case_and_order_plainest_first(search: Search, words: str) -> None:
    assert search(words) == [BIRTH.code, LATE.code]


def test_d_with_a_stroke_is_typed_as_d(search: Search) -> None:
    assert search("dat dai") == [LAND.code]


def test_it_stays_in_a_field(search: Search) -> None:
    assert search("dang ky", "DD") == [LAND.code]
    assert search("dang ky", "ZZ") == []


def test_no_words_find_everything_up_to_the_limit(search: Search) -> None:
    assert len(search("")) == 3
    assert len(search("", limit=2)) == 2


@pytest.mark.parametrize("words", ["%", "_", "' OR 1=1 --", '"', "\\"])
def test_signs_are_only_signs(search: Search, words: str) -> None:
    assert search(words) == []


def test_the_catalogue_is_replaced_as_a_whole(store: Store) -> None:
    for catalogue in ([BIRTH, LAND], [LATE]):
        store.write(lambda tr, found=catalogue: procedures.replace_all(tr.connection, found))
    with store.read() as connection:
        assert [p.code for p in procedures.search(connection, "", None, 20)] == [LATE.code]
        assert procedures.find(connection, LATE.code) == LATE
        assert procedures.find(connection, BIRTH.code) is None


def test_the_default_catalogue_fits_the_default_centre(centre: Centre) -> None:
    catalogue = procedures.read_catalogue(DEFAULT_CATALOGUE)
    assert len(catalogue) == 440
    assert len({p.code for p in catalogue}) == 440
    assert {p.field for p in catalogue} <= set(centre.layout.fields)


def test_a_catalogue_written_by_a_spreadsheet_is_read_as_well(tmp_path: Path) -> None:
    file = tmp_path / "mine.csv"
    rows = 'code,name,field,national_field,level,audience\r\n 1.1 ,"A, b",CT,Chứng thực,Cấp xã,\r\n'
    file.write_text(rows, encoding="utf-8-sig", newline="")
    assert procedures.read_catalogue(file) == [Procedure("1.1", "A, b", "CT", "Chứng thực", "Cấp xã", "")]
