"""The city's catalogue at a centre: checked, taken at the change of day, refused with a reason, undone; the centre's own stays."""

import hashlib
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from server.core.incoming import rows_of
from server.core.procedures.file import EMPTY, SHAPE
from server.core.procedures.procedure import procedure_of
from server.link.catalogue import CityCatalogue
from server.service.context import Context
from server.service.procedures import changes, from_city
from server.service.procedures.search import Catalogue
from server.service.settings import changes as settings_changes
from server.store import doctor
from server.store.procedures import table
from tests.service.reports.histories import new_centre
from tests.support.clock import SetClock

NEVER_S = 10_000.0
HEAD = "code,short_name,name,field,active\n"
FIRST = HEAD + "1.001,Khai sinh thành phố,Đăng ký khai sinh,HT,1\n9.001,Việc mới,Một việc mới,HT,1\n"
SECOND = HEAD + "1.001,Khai sinh lần hai,Đăng ký khai sinh,HT,1\n1.002,Kết hôn,Đăng ký Kết hôn,HT,0\n"


@pytest.fixture
def clock() -> SetClock:
    return SetClock("2026-11-23 15:00")


@pytest.fixture
def context(tmp_path, clock) -> Iterator[Context]:
    opened = new_centre(tmp_path, clock)
    shipped(opened)
    yield opened
    opened.close()


def shipped(context: Context) -> None:
    catalogue = Catalogue(context)
    facts = {"1.001": "Khai sinh", "1.002": "Kết hôn", "1.003": "Chứng thực"}
    catalogue.replace(
        [
            procedure_of(code, {"name": f"Đăng ký {name}", "short_name": name, "field": "HT"})
            for code, name in facts.items()
        ],
        [],
    )


@pytest.fixture
def city(context, tmp_path) -> Iterator[CityCatalogue]:
    opened = CityCatalogue(context, tmp_path, NEVER_S)
    yield opened
    opened.close()


def offer(city: CityCatalogue, version: int, file: str | bytes) -> None:
    content = file.encode() if isinstance(file, str) else file
    city.heard({"version": version, "sha256": hashlib.sha256(content).hexdigest(), "csv": content})


def next_day(city: CityCatalogue, clock: SetClock) -> None:
    clock.forward(days=1)
    city.look()


def shorts(context: Context) -> dict[str, str]:
    with context.store.read() as connection:
        return {code: p.short for code, p in table.everything(connection).items() if p.active}


def differences(context: Context) -> list[str]:
    with context.store.read() as connection:
        return list(doctor.examine(connection))


BEGAN = {"1.001": "Khai sinh", "1.002": "Kết hôn", "1.003": "Chứng thực"}


def told(city: CityCatalogue) -> tuple[object, ...]:
    return tuple((city.told() or {}).values())


def test_it_waits_for_the_next_day_and_is_taken_then(context, city, clock):
    assert city.told() is None
    offer(city, 1, FIRST)
    city.look()
    assert (shorts(context), told(city)) == (BEGAN, (1, "waiting", ""))
    next_day(city, clock)
    assert told(city) == (1, "taken", "")
    assert shorts(context) == BEGAN | {"1.001": "Khai sinh thành phố", "9.001": "Việc mới"}
    assert differences(context) == []


def test_a_file_that_is_not_that_of_its_digest_is_refused(context, city, clock):
    city.heard({"version": 1, "sha256": "0" * 64, "csv": FIRST.encode()})
    next_day(city, clock)
    assert told(city) == (1, "refused", "Tệp không đúng dấu SHA-256")
    assert shorts(context) == BEGAN


@pytest.mark.parametrize(
    ("file", "why"),
    [
        (b"\x00", "không phải là bảng CSV"),
        ("name\nx\n", "thiếu cột"),
        (HEAD + "khong-so,a,b,HT,1\n", "Có 1 dòng chưa đúng"),
        (HEAD + "1.001,a,b,HT,1\n1.001,a,b,HT,1\n", "Có 1 dòng chưa đúng"),
    ],
)
def test_a_file_that_the_centres_own_loader_does_not_take_changes_nothing(context, city, clock, file, why):
    offer(city, 1, file)
    next_day(city, clock)
    assert (told(city)[1], why in str(told(city)[2])) == ("refused", True)
    assert shorts(context) == BEGAN


def test_a_field_that_the_centre_does_not_have_is_no_reason_to_refuse(context, city, clock):
    offer(city, 1, HEAD + "1.001,Khai sinh thành phố,Tên,HT,1\n8.001,Biển,Nghề cá,BIEN,1\n")
    next_day(city, clock)
    assert (told(city)[1], shorts(context)["8.001"]) == ("taken", "Biển")


def test_the_manager_refuses_with_a_reason_and_takes_it_later(context, city, clock):
    settings_changes.put(context, "catalogue", {"from_city": False, "why_not": "Đang kiểm kê"}, "admin:lan")
    offer(city, 1, FIRST)
    next_day(city, clock)
    assert told(city) == (1, "refused", "Đang kiểm kê")
    settings_changes.put(context, "catalogue", {"from_city": True}, "admin:lan")
    city.look()
    assert (told(city), shorts(context)) == ((1, "waiting", ""), BEGAN)
    next_day(city, clock)
    assert told(city) == (1, "taken", "")


def test_what_waits_is_refused_when_the_manager_says_so_before_the_day_is_over(context, city, clock):
    offer(city, 1, FIRST)
    settings_changes.put(context, "catalogue", {"from_city": False}, "admin:lan")
    next_day(city, clock)
    assert told(city) == (1, "refused", "Trung tâm không nhận danh mục của thành phố")
    assert shorts(context) == BEGAN


def test_what_the_centre_changed_itself_before_or_after_stays(context, city, clock):
    changes.put(context, "1.001", {"short_name": "Của phường"}, "admin:lan")
    offer(city, 1, FIRST)
    next_day(city, clock)
    assert shorts(context) == BEGAN | {"1.001": "Của phường", "9.001": "Việc mới"}
    changes.put(context, "9.001", {"short_name": "Phường sửa"}, "admin:lan")
    offer(city, 2, SECOND)
    next_day(city, clock)
    assert shorts(context) == {"1.001": "Của phường", "1.003": "Chứng thực", "9.001": "Phường sửa"}


def test_a_later_version_stands_on_the_centres_own_and_not_on_the_one_before(context, city, clock):
    for version, file in ((1, FIRST), (2, SECOND)):
        offer(city, version, file)
        next_day(city, clock)
    assert shorts(context) == {"1.001": "Khai sinh lần hai", "1.003": "Chứng thực"}


def test_what_is_taken_back_is_undone_and_the_one_before_stands_again(context, city, clock):
    for version, file in ((1, FIRST), (2, SECOND), (1, FIRST)):
        offer(city, version, file)
        next_day(city, clock)
    assert shorts(context) == BEGAN | {"1.001": "Khai sinh thành phố", "9.001": "Việc mới"}
    offer(city, 0, EMPTY)
    next_day(city, clock)
    assert (shorts(context), told(city)) == (BEGAN, (0, "taken", ""))
    assert differences(context) == []


def test_a_restart_forgets_nothing_and_the_same_offer_again_changes_nothing(context, city, clock, tmp_path):
    offer(city, 1, FIRST)
    again = CityCatalogue(context, tmp_path, NEVER_S)
    next_day(again, clock)
    assert told(again) == (1, "taken", "")
    with context.store.read() as connection:
        (before,) = connection.execute("SELECT max(seq) FROM journal").fetchone()
    for _ in range(2):
        offer(again, 1, FIRST)
        next_day(again, clock)
    with context.store.read() as connection:
        assert connection.execute("SELECT max(seq) FROM journal").fetchone() == (before,)
    assert oct((tmp_path / "city-catalogue").stat().st_mode & 0o777) == oct(0o700)
    again.close()


def test_a_file_that_was_changed_while_it_waited_is_not_taken(context, city, clock, tmp_path):
    offer(city, 1, FIRST)
    (tmp_path / "city-catalogue" / "catalogue.csv").write_text(SECOND, encoding="utf-8")
    next_day(city, clock)
    assert told(city)[1] == "refused"
    assert shorts(context) == BEGAN


def test_a_state_that_cannot_be_read_is_asked_for_again(context, city, clock, tmp_path):
    offer(city, 1, FIRST)
    (tmp_path / "city-catalogue" / "state.json").write_text("{", encoding="utf-8")
    again = CityCatalogue(context, tmp_path, NEVER_S)
    assert again.told() is None
    offer(again, 1, FIRST)
    assert told(again) == (1, "waiting", "")
    again.close()


CODES = ("1.001", "1.002", "9.001")
one_row = st.tuples(st.sampled_from(["a", "b", "c"]), st.sampled_from(["1", "0"]))
steps = st.lists(
    st.one_of(
        st.tuples(st.just("city"), st.dictionaries(st.sampled_from(CODES), one_row)),
        st.tuples(st.just("own"), st.tuples(st.sampled_from(CODES), st.sampled_from(["x", "y"]))),
        st.tuples(st.just("off"), st.sampled_from(CODES)),
    ),
    max_size=8,
)


@given(steps)
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_both_do_the_centres_own_stands_over_the_citys_and_that_over_what_was_shipped(
    tmp_path_factory, done
):
    context = new_centre(tmp_path_factory.mktemp("centre"), SetClock())
    shipped(context)
    own: dict[str, str | None] = {}
    layer: dict[str, str | None] = {}
    try:
        for n, (who, what) in enumerate(done, 1):
            known = BEGAN | layer | own
            match who:
                case "city":
                    lines = [f"{code},{name},Tên,HT,{on}\n" for code, (name, on) in what.items()]
                    file = (HEAD + "".join(lines)).encode()
                    from_city.take(context, n, rows_of(file, SHAPE) if lines else [])
                    layer = {code: name if on == "1" else None for code, (name, on) in what.items()}
                case "own":
                    code, name = what
                    if known.get(code) != name:
                        changes.put(
                            context, code, {"short_name": name, "name": "Tên", "field": "HT"}, "admin:lan"
                        )
                        own[code] = name
                case "off" if known.get(what) is not None:
                    changes.remove(context, what, "admin:lan")
                    own[what] = None
            expected = {code: name for code, name in (BEGAN | layer | own).items() if name is not None}
            assert shorts(context) == expected
    finally:
        context.close()
