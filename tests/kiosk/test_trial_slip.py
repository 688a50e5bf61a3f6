"""The test slip: what is on it, and what is said of it after printers of every kind were asked."""

import unicodedata
from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import product

import pytest
from PIL import Image

from kiosk.drawing import render
from kiosk.health import PrinterWatch
from kiosk.paper import trial as paper_of_trials
from kiosk.paper.trial import DOTS_PER_MM, LETTERS
from kiosk.paper.typeset import writable
from kiosk.printer import connect
from kiosk.printers.heard import Heard
from kiosk.printers.virtual import Fault, VirtualPrinter
from kiosk.printing import PrintQueue
from kiosk.trial_slip import TrialSlip, told
from kiosk.trials import SlipPlace, Trial, Trials
from tests.support.tcp_printer import TcpPrinter
from tests.support.waiting import until

AT = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
PLACE = SlipPlace(
    "Trung tâm Phục vụ hành chính công", "network://192.168.1.50:9100", "http://192.168.1.10:8000/"
)
TONES = ["", "\u0301", "\u0300", "\u0309", "\u0303", "\u0323"]


@pytest.fixture
def paper() -> Iterator[TcpPrinter]:
    with TcpPrinter() as printer:
        yield printer


def slip(heard: Heard) -> TrialSlip:
    return TrialSlip(PLACE.centre, PLACE.printer, AT, PLACE.url, heard.texts)


def black(image: Image.Image, x: int, y: int) -> bool:
    return not image.getpixel((x, y))


@pytest.mark.parametrize("width", [256, 384, 432, 576, 832])
def test_its_ruler_reaches_from_edge_to_edge_of_any_paper(width: int) -> None:
    page = render(slip(Heard(status=True, done=True)), width)
    assert (page.mode, page.width) == ("1", width)
    assert all(black(page, x, 0) for x in range(width))
    deepest = 40
    assert [x for x in range(width) if black(page, x, deepest)] == [0, 1, 2, 3, *range(width - 4, width)]
    tens = [mm * DOTS_PER_MM for mm in range(10, width // DOTS_PER_MM, 10)]
    assert all(black(page, x, 30) and not black(page, x + 4, 30) for x in tens)


def test_it_has_every_vietnamese_letter_with_every_tone_in_both_cases() -> None:
    letters = [unicodedata.normalize("NFC", v + tone) for v, tone in product("aăâeêioôơuưy", TONES)]
    for small in [*letters, "đ"]:
        assert small in LETTERS[1]
        assert small.upper() in LETTERS[0]
    assert all(writable(line) for line in LETTERS)


def test_it_says_what_the_printer_answers_and_bears_a_code(monkeypatch: pytest.MonkeyPatch) -> None:
    coded: list[str] = []

    def code(url: str, size: int) -> Image.Image:
        coded.append(url)
        return Image.new("1", (size, size), 0)

    monkeypatch.setattr(paper_of_trials, "qr", code)
    short = render(slip(Heard(one_way=True)), 576)
    assert coded == [PLACE.url]
    assert render(slip(Heard(status=False, done=False, nonsense=True)), 576).height > short.height


def outcome_on(url: str) -> tuple[Trial, Heard]:
    """What a test slip on this printer comes to, and what was found out of the printer."""
    printer = connect(url, 384)
    queue = PrintQueue(printer, lambda *_: None, PrinterWatch(lambda: 0, poll_s=60))
    trials = Trials(queue, printer, lambda: PLACE, lambda: AT)
    try:
        trials.print()
        until(lambda: trials.last is not None and trials.last.outcome is not None)
    finally:
        queue.close()
    assert trials.last is not None
    return trials.last, printer.heard()


def said(trial: Trial) -> str:
    assert trial.outcome is not None
    return told(trial.outcome)["vi"]


def test_a_printer_that_answers_all_confirms_the_test_slip(paper: TcpPrinter) -> None:
    trial, heard = outcome_on(paper.url)
    assert "xác nhận đã in xong" in said(trial)
    assert (heard.status, heard.done, heard.nonsense) == (True, True, False)
    assert len(paper.pages) >= 1


@pytest.mark.parametrize(
    ("fault", "heard"),
    [("silent", (False, False)), ("forgetful", (True, False))],
)
def test_a_printer_in_any_kind_of_silence_prints_it_and_the_person_is_told_to_look(
    paper: TcpPrinter, fault: str, heard: tuple[bool, bool]
) -> None:
    setattr(paper, fault, True)
    trial, found = outcome_on(f"network://127.0.0.1:{paper.port}?timeout=0.3&confirm=0.3")
    assert "máy in này không xác nhận được" in said(trial)
    assert (found.status, found.done) == heard
    assert any("không trả lời" in text["vi"] for text in found.texts)
    paper.wait_for_pages(1)


def test_a_printer_that_is_never_asked_is_said_to_be_one_way(paper: TcpPrinter) -> None:
    trial, found = outcome_on(f"network://127.0.0.1:{paper.port}?answers=no")
    assert "máy in này không xác nhận được" in said(trial)
    assert [text["vi"].split(":")[0] for text in found.texts] == ["Đường nối này chỉ gửi đi"]


def test_a_printer_that_is_off_says_check_power_cable_and_address(paper: TcpPrinter) -> None:
    paper.offline = True
    trial, found = outcome_on(f"network://127.0.0.1:{paper.port}?timeout=0.3")
    assert said(trial).startswith(
        "Không kết nối được máy in. Phiếu thử chưa được in. Hãy kiểm tra nguồn điện"
    )
    assert (found.status, found.done) == (None, None)


def test_a_printer_without_paper_says_put_in_a_roll(paper: TcpPrinter) -> None:
    paper.out_of_paper = True
    trial, _ = outcome_on(paper.url)
    assert "Hãy thay cuộn giấy mới" in said(trial)


def test_a_virtual_printer_that_loses_power_leaves_it_unknown() -> None:
    printer = VirtualPrinter(384)
    printer.fault = Fault.CUT
    queue = PrintQueue(printer, lambda *_: None, PrinterWatch(lambda: 0, poll_s=60))
    heard_of: list[str] = []
    trials = Trials(queue, printer, lambda: PLACE, lambda: AT, lambda: heard_of.append("over"))
    trials.print()
    until(lambda: heard_of == ["over"])
    queue.close()
    assert trials.last is not None
    assert "Chưa rõ phiếu thử đã ra hay chưa" in said(trials.last)


def test_while_one_is_printed_asking_again_is_asking_once() -> None:
    printer = VirtualPrinter(384, slow_s=30)
    printer.fault = Fault.SLOW
    queue = PrintQueue(printer, lambda *_: None, PrinterWatch(lambda: 0, poll_s=60))
    trials = Trials(queue, printer, lambda: PLACE, lambda: AT)
    assert [trials.print().id for _ in range(3)] == [1, 1, 1]
    printer.fault = Fault.NONE
    until(lambda: trials.last is not None and trials.last.outcome is not None)
    assert trials.print().id == 2
    until(lambda: len(printer.slips()) == 2)
    queue.close()
