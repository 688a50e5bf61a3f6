"""Each fault of a network printer ends in the outcome that is true of it."""

from collections.abc import Iterator

import pytest
from PIL import Image

from kiosk.outcome import Outcome, Reason, failed, printed, unknown
from kiosk.printer import Printer, PrinterStatus, connect
from tests.support.golden import differing_dots
from tests.support.tcp_printer import TcpPrinter


@pytest.fixture
def paper() -> Iterator[TcpPrinter]:
    """A printer at the other end."""
    with TcpPrinter() as printer:
        yield printer


@pytest.fixture
def printer(paper: TcpPrinter) -> Printer:
    """Our side of it."""
    return connect(paper.url, 576)


@pytest.fixture
def impatient(paper: TcpPrinter) -> Printer:
    """Our side of it, which does not wait long for a confirmation that the test holds back."""
    return connect(f"{paper.url}&confirm=0.3", 576)


def slip(black_row: int) -> Image.Image:
    """Make a slip that is told from others by where its black row is."""
    image = Image.new("1", (576, 1000), 1)
    image.paste(0, (0, black_row, 576, black_row + 8))
    return image


def same(one: Image.Image, other: Image.Image) -> bool:
    """Compare dot for dot."""
    return one.size == other.size and differing_dots(one, other) == 0


def rows(paper: TcpPrinter, *black_rows: int) -> bool:
    """Tell whether these slips came out, each once and in this order."""
    return all(same(page, slip(row)) for page, row in zip(paper.pages, black_rows, strict=True))


def test_it_prints_and_confirms(paper: TcpPrinter, printer: Printer) -> None:
    """One job, one page."""
    assert printer.print(slip(100)) == printed()
    assert same(paper.pages[0], slip(100))


def test_every_job_is_a_page_of_its_own(paper: TcpPrinter, printer: Printer) -> None:
    """In order, one connection each."""
    assert {printer.print(slip(row)) for row in (100, 200, 300)} == {printed()}
    assert [same(page, slip(row)) for page, row in zip(paper.pages, (100, 200, 300), strict=True)] == [
        True
    ] * 3


def test_out_of_paper_before_the_job_prints_nothing(paper: TcpPrinter, printer: Printer) -> None:
    """So it is safe to print again after a new roll, and it comes out once."""
    paper.out_of_paper = True
    assert printer.print(slip(100)) == failed(Reason.OUT_OF_PAPER)
    paper.refill()
    assert printer.print(slip(100)) == printed()
    assert len(paper.pages) == 1


def test_paper_that_ends_in_the_middle_leaves_it_unknown(paper: TcpPrinter, impatient: Printer) -> None:
    """The printer holds the rest and prints it after the new roll: nobody may send it again."""
    paper.paper_rows = 300
    assert impatient.print(slip(900)) == unknown(Reason.OUT_OF_PAPER)
    assert impatient.print(slip(100)) == failed(Reason.OUT_OF_PAPER)
    paper.refill()
    [page] = paper.wait_for_pages(1)
    assert same(page, slip(900))


def test_after_the_new_roll_the_held_slip_and_the_next_come_once_each(
    paper: TcpPrinter, impatient: Printer
) -> None:
    """Double printing is impossible after unknown."""
    paper.paper_rows = 300
    impatient.print(slip(900))
    paper.refill()
    assert impatient.print(slip(100)) == printed()
    assert rows(paper, 900, 100)


def test_an_open_cover_prints_nothing(paper: TcpPrinter, printer: Printer) -> None:
    """Also nothing was sent but the questions."""
    paper.cover_open = True
    assert printer.print(slip(100)) == failed(Reason.ERROR)
    assert paper.received == 9


def test_refused_connections_mean_offline(paper: TcpPrinter, printer: Printer) -> None:
    """And it prints again when it is back."""
    paper.offline = True
    assert printer.print(slip(100)) == failed(Reason.OFFLINE)
    assert printer.status() is PrinterStatus.OFFLINE
    paper.offline = False
    assert printer.print(slip(100)) == printed()


def test_a_printer_that_answered_and_says_nothing_any_more_is_offline(paper: TcpPrinter) -> None:
    """It hangs; one that never said anything is another thing (test_silent_printers.py)."""
    printer = connect(f"{paper.url}&timeout=0.5", 576)
    assert printer.status() is PrinterStatus.READY
    paper.silent = True
    assert printer.status() is PrinterStatus.OFFLINE
    assert printer.print(slip(100)) == failed(Reason.OFFLINE)
    assert not paper.pages


def test_a_peer_that_hangs_up_on_the_question_is_offline(paper: TcpPrinter, printer: Printer) -> None:
    """An empty read is not paper in good order, as python-escpos reads it."""
    paper.silent, paper.cut_after = True, 3
    assert printer.status() is PrinterStatus.OFFLINE
    assert printer.print(slip(100)) == failed(Reason.OFFLINE)


def test_a_line_cut_in_the_middle_leaves_it_unknown(paper: TcpPrinter, printer: Printer) -> None:
    """Some of it is on paper."""
    printer.print(slip(100))
    paper.cut_after = 30_000
    outcome = printer.print(slip(200))
    assert outcome in {unknown(Reason.CUT_OFF), unknown(Reason.NO_ANSWER)}
    assert len(paper.pages) == 1


def test_after_a_cut_line_the_next_slip_is_whole(paper: TcpPrinter) -> None:
    """The torn slip is made whole with white and cut off, else the printer takes the next for its dots."""
    printer = connect(f"{paper.url}&timeout=3", 576)
    printer.print(slip(100))
    paper.cut_after = 30_000
    printer.print(slip(200))
    paper.cut_after = None
    assert printer.print(slip(300)) == printed()
    first, torn, last = paper.pages
    assert same(first, slip(100))
    assert same(last, slip(300))
    assert not same(torn, slip(200))


def test_no_confirmation_leaves_it_unknown(paper: TcpPrinter, impatient: Printer) -> None:
    """The power went after the last row."""
    impatient.print(slip(100))
    paper.forgetful = True
    assert impatient.print(slip(200)) == unknown(Reason.NO_ANSWER)


def test_a_slow_printer_within_its_time_is_printed(paper: TcpPrinter, printer: Printer) -> None:
    """It took its time and said so."""
    paper.delay_s = 0.1
    assert printer.print(slip(100)) == printed()


def test_an_answer_that_comes_late_is_not_taken_for_the_next_slip(
    paper: TcpPrinter, impatient: Printer
) -> None:
    """The next job waits until the printer has said everything that it still had to say."""
    impatient.print(slip(100))
    paper.delay_s = 0.6
    assert impatient.print(slip(200)) == unknown(Reason.NO_ANSWER)
    paper.delay_s = 0
    assert impatient.print(slip(300)) == printed()
    assert rows(paper, 100, 200, 300)


def test_nothing_is_sent_while_the_last_slip_is_in_doubt(paper: TcpPrinter) -> None:
    """Piling jobs up in a stuck printer would print them all when it wakes, for people long gone."""
    printer = connect(f"{paper.url}&timeout=0.5&confirm=0.3", 576)
    printer.print(slip(100))
    paper.delay_s = 10
    printer.print(slip(200))
    assert printer.print(slip(300)) == failed(Reason.PRINTER_BUSY)
    paper.wait_for_pages(2)
    assert rows(paper, 100, 200)


@pytest.mark.parametrize(
    ("fault", "status"),
    [
        ("near_end", PrinterStatus.PAPER_LOW),
        ("out_of_paper", PrinterStatus.OUT_OF_PAPER),
        ("cover_open", PrinterStatus.ERROR),
        ("offline", PrinterStatus.OFFLINE),
    ],
)
def test_it_says_how_it_is(paper: TcpPrinter, printer: Printer, fault: str, status: PrinterStatus) -> None:
    """From its sensors."""
    assert printer.status() is PrinterStatus.READY
    setattr(paper, fault, True)
    assert printer.status() is status


def test_little_paper_still_prints(paper: TcpPrinter, printer: Printer) -> None:
    """A warning is not a fault."""
    paper.near_end = True
    assert printer.print(slip(100)) == printed()


def test_a_one_way_printer_is_believed(paper: TcpPrinter) -> None:
    """With answers=no a slip that was sent counts as printed, and says so."""
    paper.silent = True
    printer = connect(f"{paper.url}&answers=no", 576)
    assert printer.print(slip(100)) == printed(Reason.SENT)
    assert same(paper.wait_for_pages(1)[0], slip(100))


def test_an_image_of_another_width_is_refused(printer: Printer) -> None:
    """It would come out as stripes."""
    with pytest.raises(ValueError, match="576 dots wide"):
        printer.print(Image.new("1", (384, 10)))


def test_an_outcome_tells_people_what_to_do() -> None:
    """In both languages, the cause first."""
    text = Outcome(unknown(Reason.CUT_OFF).end, Reason.CUT_OFF).text
    assert text["vi"].startswith("Máy in bị ngắt khi đang in. Nếu không thấy phiếu, số vẫn có giá trị")
    assert text["en"].startswith("The printer was cut off while printing. If there is no slip")
    assert printed().text == {"vi": "Mời ông/bà lấy phiếu ở khe nhận phiếu.", "en": "Please take your slip."}
    assert all(set(status.text) == {"vi", "en"} for status in PrinterStatus)
