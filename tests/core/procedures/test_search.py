"""Which procedure a few plain words mean."""

from server.core.procedures.most_asked import most_asked
from server.core.procedures.search import Index, Names

HOUR = 3_600_000
DAY = 24 * HOUR
NOW = 100 * DAY + 9 * HOUR
NAMES = [
    Names(
        "copy",
        "Sao y bản chính",
        "Chứng thực bản sao từ bản chính",
        "Certified copy",
        ("công chứng giấy tờ",),
        True,
    ),
    Names("birth", "Đăng ký khai sinh", "Đăng ký khai sinh", "Birth certificate", ("mới đẻ con",), True),
    Names("again", "Đăng ký lại khai sinh", "Đăng ký lại khai sinh"),
    Names(
        "marry", "Đăng ký kết hôn", "Đăng ký kết hôn", "Marriage registration", ("lấy vợ", "lấy chồng"), True
    ),
    Names(
        "land", "Đăng ký đất đai lần đầu", "Đăng ký đất đai, tài sản gắn liền với đất lần đầu", "", ("sổ đỏ",)
    ),
]
INDEX = Index(NAMES)


def best(words: str, uses: dict[str, int] | None = None) -> list[str]:
    question = INDEX.read(words)
    scores = {n.code: INDEX.score(n.code, question, (uses or {}).get(n.code, 0)) for n in NAMES}
    return sorted((code for code in scores if scores[code]), key=lambda code: -scores[code])


def test_the_plain_case_comes_before_the_special() -> None:
    assert best("khai sinh")[:2] == ["birth", "again"]
    assert best("dang ky lai khai sinh")[0] == "again"


def test_rare_words_tell_more_than_those_that_every_name_has() -> None:
    assert best("dang ky ket hon")[0] == "marry"
    assert best("dang ky so do")[0] == "land"


def test_what_people_say_counts_as_much_as_the_name() -> None:
    assert best("moi de con")[0] == "birth"
    assert best("toi muon lay vo")[0] == "marry"


def test_slips_beginnings_and_missing_spaces_are_understood() -> None:
    assert best("khai sihn")[0] == "birth"
    assert best("ket h")[0] == "marry"
    assert best("saoy")[0] == "copy"
    assert best("birth certif")[0] == "birth"


def test_what_is_used_more_comes_first_among_equals() -> None:
    plain = best("chung")
    assert plain[0] == "copy"
    assert best("dang ky", {"land": 500})[0] == "land"


def test_what_means_nothing_here_finds_nothing() -> None:
    assert best("xyzzy") == []
    assert best("") == []
    assert best("%% --") == []


def test_what_was_asked_this_hour_counts_more_than_at_this_hour_on_other_days() -> None:
    asked = [("birth", NOW - 10 * 60_000), *[("copy", NOW - DAY)] * 2, ("land", NOW - 5 * HOUR)]
    assert most_asked(asked, NOW, 5) == ["birth", "copy"]
    assert most_asked([*asked, *[("copy", NOW - 2 * DAY)] * 2], NOW, 5) == ["copy", "birth"]


def test_what_was_asked_weeks_ago_is_forgotten() -> None:
    assert most_asked([("land", NOW - 20 * DAY)], NOW, 5) == []


def test_the_same_time_of_day_is_found_across_midnight() -> None:
    midnight = 100 * DAY
    assert most_asked([("copy", midnight - DAY - 10 * 60_000)], midnight + 10 * 60_000, 5) == ["copy"]
