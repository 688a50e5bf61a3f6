"""The catalogue's table and files."""

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from server.config import DEFAULT_CATALOGUE, PLAIN_WORDS
from server.core.centre import Centre
from server.core.procedures.procedure import Procedure
from server.core.procedures.search import Index
from server.store import Store
from server.store.procedures import table
from server.store.procedures.catalogue import read_catalogue

BIRTH = Procedure("1.001193", "Đăng ký khai sinh", "HT", "Hộ tịch", "Cấp xã", "Công dân Việt Nam", place=1)
LATE = Procedure("1.001022", "Đăng ký khai sinh lại", "HT", "Hộ tịch", "Cấp xã", "Công dân Việt Nam")
LAND = Procedure("1.002255", "Đăng ký đất đai", "DD", "Đất đai", "Cấp xã", "Công dân Việt Nam")
ALL = [LATE, LAND, replace(BIRTH, said=("mới đẻ con", "giấy chứng sinh"), papers=("Giấy chứng sinh",))]

Candidates = Callable[..., set[str]]


@pytest.fixture
def candidates(store: Store) -> Candidates:
    """Candidates for words in a catalogue of three, as codes."""
    store.write(lambda tr: table.replace_all(tr.connection, ALL))
    index = Index(p.names for p in ALL)

    def find(words: str, field: str | None = None) -> set[str]:
        with store.read() as connection:
            return {p.code for p in table.candidates(connection, index.read(words), field)}

    return find


@pytest.mark.parametrize(
    "words", ["khai sinh", "KHAI SINH", "Khai Sinh", "sinh khai", "khái sính", "khaisinh"]
)
def test_words_are_found_in_any_case_and_order(candidates: Candidates, words: str) -> None:
    assert {BIRTH.code, LATE.code} <= candidates(words)


def test_what_people_say_is_found_too(candidates: Candidates) -> None:
    assert candidates("moi de con") == {BIRTH.code}


def test_a_beginning_is_enough(candidates: Candidates) -> None:
    assert LAND.code in candidates("dat d")
    assert candidates("da") == {BIRTH.code, LATE.code, LAND.code}


def test_it_stays_in_a_field(candidates: Candidates) -> None:
    assert candidates("dang ky", "DD") == {LAND.code}
    assert candidates("dang ky", "ZZ") == set()


@pytest.mark.parametrize(
    "words", ["%", "_", "' OR 1=1 --", '"', "\\", "NEAR(", "AND", "code:", "*", "-", "( )"]
)
def test_signs_are_only_signs(candidates: Candidates, words: str) -> None:
    assert candidates(words) == set()


def test_the_everyday_ones_are_listed_first(store: Store) -> None:
    store.write(lambda tr: table.replace_all(tr.connection, ALL))
    with store.read() as connection:
        assert [p.code for p in table.listed(connection, None, 20)] == [BIRTH.code, LAND.code, LATE.code]
        assert [p.code for p in table.listed(connection, "HT", 1)] == [BIRTH.code]


def test_the_catalogue_is_replaced_as_a_whole(store: Store) -> None:
    for catalogue in (ALL, [LATE]):
        store.write(lambda tr, found=catalogue: table.replace_all(tr.connection, found))
    with store.read() as connection:
        assert table.listed(connection, None, 20) == [LATE]
        assert table.candidates(connection, Index([BIRTH.names]).read("sinh"), None) == [LATE]
        assert table.find(connection, LATE.code) == LATE
        assert table.find(connection, BIRTH.code) is None


def test_a_procedure_comes_back_as_it_was_stored(store: Store) -> None:
    store.write(lambda tr: table.replace_all(tr.connection, ALL))
    with store.read() as connection:
        assert table.find(connection, BIRTH.code) == ALL[-1]


def test_the_default_catalogue_fits_the_default_centre(centre: Centre) -> None:
    catalogue = list(read_catalogue(DEFAULT_CATALOGUE, PLAIN_WORDS))
    assert len(catalogue) == 440
    assert len({p.code for p in catalogue}) == 440
    assert {p.field for p in catalogue} <= set(centre.layout.fields)


def test_no_two_procedures_are_shown_by_one_name() -> None:
    shown = Counter(p.short for p in read_catalogue(DEFAULT_CATALOGUE, PLAIN_WORDS))
    assert [name for name, times in shown.items() if times > 1] == []
    assert max(map(len, shown)) <= 81


def test_the_common_procedures_have_plain_words_in_both_languages() -> None:
    common = [p for p in read_catalogue(DEFAULT_CATALOGUE, PLAIN_WORDS) if p.place]
    assert len(common) >= 60
    assert len({p.short_name for p in common}) == len(common)
    for p in common:
        assert 0 < len(p.short_name) <= 42, p.code
        assert 0 < len(p.english_name) <= 60, p.code
        assert p.said, p.code
        assert 2 <= len(p.papers) == len(p.papers_en) <= 6, p.code
        assert max(map(len, p.papers)) <= 90, p.code


def test_a_procedure_without_plain_words_shows_its_official_name_cut_short() -> None:
    rest = [p for p in read_catalogue(DEFAULT_CATALOGUE, PLAIN_WORDS) if not p.place]
    assert rest
    assert all(0 < len(p.short) <= 81 for p in rest)
    long = Procedure("1.1", "Chứng thực " * 20 + "(trường hợp khác)", "CT", "", "", "")
    assert long.short.endswith("Chứng…") or long.short.endswith("thực…")


def test_a_catalogue_written_by_a_spreadsheet_is_read_as_well(tmp_path: Path) -> None:
    file = tmp_path / "mine.csv"
    rows = 'code,name,field,national_field,level,audience\r\n 1.1 ,"A, b",CT,Chứng thực,Cấp xã,\r\n'
    file.write_text(rows, encoding="utf-8-sig", newline="")
    assert list(read_catalogue(file)) == [Procedure("1.1", "A, b", "CT", "Chứng thực", "Cấp xã", "")]


def test_plain_words_of_a_procedure_that_the_list_lacks_are_passed_over(tmp_path: Path) -> None:
    official, plain = tmp_path / "list.csv", tmp_path / "plain.csv"
    official.write_text("code,name,field,national_field,level,audience\n1.1,A,CT,,,\n", encoding="utf-8")
    head = "code,short_name,english_name,synonyms,papers,papers_en\n"
    plain.write_text(head + "9.9,X,X,x,x,x\n1.1,Việc A,Matter A,một; hai;,giấy,paper\n", encoding="utf-8")
    (found,) = read_catalogue(official, plain)
    assert (found.short, found.said, found.papers, found.place) == ("Việc A", ("một", "hai"), ("giấy",), 2)
