"""What two rooms write that cannot reach each other: it is the same in both."""

import inspect
import re
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from babel.messages.pofile import read_po
from hypothesis import given
from hypothesis import strategies as st

import display.board
import kiosk.alone.series
import kiosk.paper.page
import server.api.schemas.common
import server.core.model
from kiosk.outcome import PrintEnd
from kiosk.status import PrinterStatus
from server.core.forecast.telling import IN_HOURS_S
from server.core.model import PrintState
from server.core.printers import STATES, Need
from tests.guards.tree import ROOT, code, files, name
from tests.messages import ENGLISH
from tests.support.clock import HANOI

PAIRS: dict[str, tuple[Callable[..., Any], Callable[..., Any]]] = {
    "a moment": (display.board.iso, server.api.schemas.common.iso),
    "a number": (kiosk.alone.series.spelled, server.core.model.spelled),
}
NUMBER = re.compile(r":03d?\}")
moments = st.datetimes(datetime(2020, 1, 1), datetime(2040, 1, 1), timezones=st.just(HANOI))  # noqa: DTZ001
to_the_second = moments.map(lambda moment: moment.replace(microsecond=0))


@given(moments | to_the_second)
def test_a_moment_is_told_alike_by_the_board_and_by_what_the_api_says_of_it(moment: datetime) -> None:
    one, other = PAIRS["a moment"]
    assert one(moment) == other(moment)
    assert ("." in one(moment)) == (moment.microsecond > 0)


@given(st.text(min_size=1, max_size=2), st.integers(1, 99_999))
def test_a_number_is_spelled_alike_by_the_server_and_by_a_kiosk_that_is_alone(prefix: str, n: int) -> None:
    one, other = PAIRS["a number"]
    assert one(prefix, n) == other(prefix, n)


@pytest.mark.parametrize("what", PAIRS)
def test_each_is_written_twice_and_no_more(what: str) -> None:
    here = {name(Path(inspect.getfile(each))) for each in PAIRS[what]}
    pattern = {"a number": NUMBER, "a moment": re.compile(r'"milliseconds" if ')}[what]
    found = {name(path) for path in files(".py") if pattern.search(path.read_text(encoding="utf-8"))}
    assert found == here


EVERYWHERE = ("server", "kiosk", "display")
WRITTEN_ONCE = {
    "the waits after wrong tries": (r"60, 120, 240", EVERYWHERE, "server/core/guessing.py"),
    "a minute and an hour": (r"\b_?(?:MINUTE|HOUR)_MS: Final", ("server",), "server/core/units.py"),
    "the machine's clock": (r"\btime\.time(?:_ns)?\(\) (?:\*|//)", ("server",), "server/core/clock.py"),
    "both languages": (r"\bin \(\"vi\", \"en\"\)|LANGUAGES: Final = \(", ("server",), "server/core/texts.py"),
    "the business day as a date": (
        r"(?:day_from|fromisoformat)\(day_now\(",
        EVERYWHERE,
        "server/service/today.py",
    ),
}
"""What is written, the rooms where it is looked for (the kiosk and the display cannot reach the server), and its one place."""


@pytest.mark.parametrize("what", WRITTEN_ONCE)
def test_what_every_room_can_reach_is_written_once(what: str) -> None:
    pattern, rooms, home = WRITTEN_ONCE[what]
    theirs = [path for path in files(".py") if path.relative_to(ROOT).parts[0] in rooms]
    assert {name(path) for path in theirs if re.search(pattern, path.read_text(encoding="utf-8"))} == {home}


def needing(need: Need) -> set[str]:
    return {state for state, meaning in STATES.items() if meaning.need is need}


def in_javascript(file: str, table: str) -> set[str]:
    """The names in a set, or of an object's members, that a browser's module calls `table`."""
    text = (ROOT / file).read_text(encoding="utf-8")
    written = re.search(rf"const {table} = [^;]*?([\[{{][^\]}};]*[\]}}])\)?\)?;", text)
    assert written is not None, f"{file} has no {table}"
    quoted = re.findall(r'"(\w+)"', written[1])
    return set(quoted if written[1].startswith("[") else re.findall(r"(\w+):", written[1]))


def test_what_a_printers_state_comes_to_is_known_of_every_state() -> None:
    assert set(STATES) == {status.value for status in PrinterStatus}


@pytest.mark.parametrize("status", PrinterStatus)
def test_a_kiosk_sends_slips_to_the_printers_of_which_the_core_says_that_they_print(
    status: PrinterStatus,
) -> None:
    assert status.can_print == STATES[status].prints


def test_a_slip_ends_at_the_printer_as_it_ends_for_the_centre() -> None:
    assert {end.value for end in PrintEnd} == {state.value for state in PrintState} - {PrintState.PRINTING}


def test_the_pages_take_a_printers_state_as_the_core_does() -> None:
    manager, kiosks = "server/static/manage/machines.js", "kiosk/static/printer.js"
    assert in_javascript(manager, "NEEDS_NOTHING") == needing(Need.NOTHING)
    assert in_javascript(manager, "NEEDS_SOMEBODY") == needing(Need.SOMEBODY)
    assert in_javascript(kiosks, "TROUBLES") == needing(Need.SOMEBODY)


def in_english() -> dict[str, str]:
    with ENGLISH.open("rb") as file:
        return {str(message.id): str(message.string) for message in read_po(file)}


NO_COUNTER_HOME = "templates/components/no_counter.html"


def test_pages_say_that_no_counter_is_open_as_the_slip_does_and_from_one_place() -> None:
    home = (ROOT / NO_COUNTER_HOME).read_text(encoding="utf-8")
    english = in_english()
    told = [{"vi": vi, "en": english[vi]} for vi in re.findall(r'both\("([^"]+)"\)', home)]
    assert told == [kiosk.paper.page.NO_COUNTER, kiosk.paper.page.ASK]
    for words in told:
        pages = {
            name(path) for path in files(".html", ".js") if words["vi"] in path.read_text(encoding="utf-8")
        }
        modules = {name(path) for path in files(".py") if words["vi"] in path.read_text(encoding="utf-8")}
        assert (pages, modules) == ({NO_COUNTER_HOME}, {"kiosk/paper/page.py"})


READ_WAITS = {
    "server/static/js/wait.js": "puts it into words, for every page",
    "server/static/js/soon.js": "says whether a turn is near",
}


def test_no_page_rounds_or_words_a_wait_by_itself() -> None:
    reading = {name(path) for path in files(".js") if re.search(r"\b(?:low|high)_s\b", code(path))}
    assert reading == READ_WAITS.keys()


def test_a_wait_is_told_in_hours_by_pages_from_where_the_server_rounds_it_so() -> None:
    text = (ROOT / "server" / "static" / "js" / "wait.js").read_text(encoding="utf-8")
    units = dict(re.findall(r"const (MINUTE_S|HOUR_S) = (\d+);", text))
    minutes = re.search(r"const IN_HOURS_S = (\d+) \* MINUTE_S;", text)
    assert minutes is not None
    assert units == {"MINUTE_S": "60", "HOUR_S": "3600"}
    assert int(minutes[1]) * 60 == IN_HOURS_S
