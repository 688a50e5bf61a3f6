"""The real catalogue, asked in people's own words: which procedure is among the first three answers."""

import csv
from collections.abc import Iterator
from pathlib import Path

import pytest

from server.config import DEFAULT_CATALOGUE, ELSEWHERE, PLAIN_WORDS
from server.service.context import Context
from server.service.procedures.search import Catalogue
from server.service.queue.tickets import NumberRequest, issue
from server.store.procedures.catalogue import read_catalogue, read_elsewhere
from tests.support.centre import default_centre
from tests.support.clock import SetClock

QUERIES = Path(__file__).parents[2] / "support" / "spoken_queries.csv"
WANTED_SHARE = 0.95
COPY, BIRTH, DEATH = "2.000815", "1.001193", "1.000656"


@pytest.fixture(scope="module")
def context(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Context]:
    context = Context(tmp_path_factory.mktemp("data"), default_centre(), SetClock())
    yield context
    context.close()


@pytest.fixture(scope="module")
def catalogue(context: Context) -> Catalogue:
    found = Catalogue(context)
    found.replace(read_catalogue(DEFAULT_CATALOGUE, PLAIN_WORDS), read_elsewhere(ELSEWHERE))
    return found


@pytest.fixture(scope="module")
def answers(catalogue: Catalogue) -> list[tuple[str, str, bool, list[str]]]:
    """Every question's kind and words, whether what was meant is among the first three answers, and what these are."""
    with QUERIES.open(encoding="utf-8", newline="") as lines:
        queries = list(csv.DictReader(lines))
    answers = []
    for query in queries:
        found = catalogue.search(query["query"], None, 3)
        meant = any({p.code, p.field} & set(query["expected"].split()) for p in found)
        answers.append((query["kind"], query["query"], meant, [p.short for p in found]))
    return answers


def test_people_find_what_they_mean_among_the_first_three(
    answers: list[tuple[str, str, bool, list[str]]],
) -> None:
    assert len(answers) >= 200
    missed = [(words, found) for _, words, meant, found in answers if not meant]
    assert len(missed) <= (1 - WANTED_SHARE) * len(answers), missed


@pytest.mark.parametrize("kind", ["plain", "spoken", "synonym", "slip", "prefix", "english"])
def test_no_kind_of_question_is_left_behind(
    answers: list[tuple[str, str, bool, list[str]]], kind: str
) -> None:
    hits = [meant for of, _, meant, _ in answers if of == kind]
    assert hits
    assert sum(hits) >= 0.9 * len(hits)


def test_it_stays_in_a_field(catalogue: Catalogue) -> None:
    assert {p.field for p in catalogue.search("dang ky", "HT", 50)} == {"HT"}
    assert catalogue.search("dang ky", "ZZ", 50) == []


def test_what_is_asked_for_most_begins_with_the_everyday_ones(catalogue: Catalogue) -> None:
    assert next(p.code for p in catalogue.most_asked(3)) == COPY
    assert len(catalogue.most_asked(8)) == 8


def test_what_was_taken_a_number_for_is_asked_for_most(context: Context, catalogue: Catalogue) -> None:
    clock = context.clock.machine
    assert isinstance(clock, SetClock)
    issue(context, NumberRequest("HT", BIRTH), "test")
    clock.forward(minutes=2)
    assert next(p.code for p in catalogue.most_asked(8)) == BIRTH


def found(catalogue: Catalogue, words: str) -> list[str]:
    return [p.code for p in catalogue.search(words, None, 8)]


@pytest.mark.parametrize(
    "words",
    [
        "đăng kí khai sinh",
        "dang ky khai sinh",
        "ddawng kys khai sinh",
        "ddangw kis khai sinh",
        "d9ang8 ky1 khai sinh",
        "DDAWNG KYS KHAI SINH",
    ],
)
def test_a_birth_is_found_first_however_it_is_typed(catalogue: Catalogue, words: str) -> None:
    assert found(catalogue, words)[0] == BIRTH


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("chuwngs thuwcj", "chung thuc"), ("giaays keets hoon", "giay ket hon"), ("so63 d9o3", "so do")],
)
def test_keys_of_accents_are_read_as_accents(catalogue: Catalogue, typed: str, meant: str) -> None:
    assert found(catalogue, typed)[0] == found(catalogue, meant)[0]


@pytest.mark.parametrize(
    "words", ["ly lich tu phap", "phiếu lý lịch tư pháp", "xqzw", "an com chien ca vang"]
)
def test_what_is_not_done_here_is_not_found(catalogue: Catalogue, words: str) -> None:
    assert found(catalogue, words) == []


@pytest.mark.parametrize(
    ("words", "where"),
    [
        ("ly lich tu phap", "Công an"),
        ("xin lý lịch tư pháp", "Công an"),
        ("ly hôn", "Tòa án"),
        ("toi muon li hon", "Tòa án"),
        ("doi bang lai xe", "Cảnh sát giao thông"),
        ("passport", "xuất nhập cảnh"),
    ],
)
def test_where_a_thing_is_done_that_is_not_done_here_is_told(
    catalogue: Catalogue, words: str, where: str
) -> None:
    assert where in catalogue.elsewhere(words)[0].where_vi


@pytest.mark.parametrize("words", ["tạm trú", "tam tru", "sổ tạm trú", "làm thẻ tạm trú"])
def test_whoever_registers_their_stay_is_not_sent_to_the_visa_office(
    catalogue: Catalogue, words: str
) -> None:
    assert catalogue.elsewhere(words) == []
    assert catalogue.elsewhere("thẻ tạm trú cho người nước ngoài") != []


def test_what_is_done_here_is_sent_nowhere_else(catalogue: Catalogue) -> None:
    with QUERIES.open(encoding="utf-8", newline="") as lines:
        queries = [query["query"] for query in csv.DictReader(lines)]
    sent = [words for words in queries if catalogue.elsewhere(words)]
    assert len(sent) <= 0.02 * len(queries), sent


@pytest.mark.parametrize(
    ("said", "code"),
    [("cong chung", COPY), ("công chứng giấy tờ", COPY), ("chet", DEATH), ("có người chết", DEATH)],
)
def test_what_people_say_alone_leads_to_what_most_of_them_mean(
    catalogue: Catalogue, said: str, code: str
) -> None:
    assert catalogue.search(said, None, 3)[0].code == code
