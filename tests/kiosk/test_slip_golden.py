"""The slip looks as it was last looked at, also after its way over the wire."""

from pathlib import Path

import pytest

from kiosk.drawing import render
from kiosk.printer import PrintEnd, connect
from kiosk.slip import Width
from tests.support.golden import assert_golden, differing_dots
from tests.support.logos import a_logo
from tests.support.slips import OFFLINE, SAMPLE, a_slip
from tests.support.tcp_printer import TcpPrinter

GOLDEN = Path(__file__).parent / "golden"
WIDTHS: list[Width] = [576, 384]


@pytest.mark.parametrize("width", WIDTHS)
def test_it_looks_like_its_golden_picture(width: Width) -> None:
    """The golden pictures were looked at by people."""
    assert_golden(render(SAMPLE, width), GOLDEN / f"slip-{width}.png")


@pytest.mark.parametrize("width", WIDTHS)
def test_the_english_slip_without_extras_looks_like_its_golden_picture(width: Width) -> None:
    """The other language first, no procedure, no priority, no open counter."""
    slip = a_slip(language="en", procedure=None, priority=None, counters=(), ahead=1, wait="under 15 min")
    assert_golden(render(slip, width), GOLDEN / f"slip-en-{width}.png")


@pytest.mark.parametrize("width", WIDTHS)
def test_a_reprint_says_so_at_the_top_and_is_else_the_same(width: Width) -> None:
    """Nobody takes two papers of one number for two numbers."""
    marked = render(a_slip(reprint=True), width)
    assert_golden(marked, GOLDEN / f"slip-reprint-{width}.png")
    plain = render(SAMPLE, width)
    top = marked.height - plain.height
    assert top > 0
    assert differing_dots(marked.crop((0, top, width, marked.height)), plain) == 0


@pytest.mark.parametrize("width", WIDTHS)
def test_the_slip_of_a_number_given_alone_looks_like_its_golden_picture(width: Width) -> None:
    """It says that the kiosk was alone; there are no waits and no code to scan, since nobody knew them."""
    assert_golden(render(OFFLINE, width), GOLDEN / f"slip-offline-{width}.png")


@pytest.mark.parametrize("width", WIDTHS)
def test_the_slip_of_a_field_without_counter_looks_like_its_golden_picture(width: Width) -> None:
    """No wait, and what to do about it."""
    slip = a_slip(wait=None, counters=())
    assert_golden(render(slip, width), GOLDEN / f"slip-unserved-{width}.png")


@pytest.mark.parametrize("width", WIDTHS)
def test_the_slip_with_the_centres_own_lines_looks_like_its_golden_picture(width: Width) -> None:
    """At the head below the ward, at the foot below the thanks; a long one goes on in the next row."""
    long = "Tầng 2, số 45 đường Nguyễn Thị Minh Khai, phường Bến Thành"
    slip = a_slip(header=("Giờ làm việc: 7:30–16:30",), footer=("Đường dây nóng: 1022", long))
    assert_golden(render(slip, width), GOLDEN / f"slip-lines-{width}.png")


@pytest.mark.parametrize("width", WIDTHS)
def test_the_slip_with_a_logo_looks_like_its_golden_picture(width: Width) -> None:
    """Its greys are dots; what lets the ground through is paper."""
    assert_golden(render(a_slip(logo=a_logo(colour="#6f9fd8")), width), GOLDEN / f"slip-logo-{width}.png")


@pytest.mark.parametrize("broken", [b"", b"no picture", a_logo()[:200]], ids=["empty", "other", "cut off"])
def test_a_logo_that_cannot_be_drawn_is_left_out(broken: bytes) -> None:
    """Nobody goes without a number for it."""
    assert differing_dots(render(a_slip(logo=broken), 576), render(SAMPLE, 576)) == 0


@pytest.mark.parametrize("width", WIDTHS)
def test_a_network_printer_prints_the_golden_picture_dot_for_dot(width: Width) -> None:
    """Rendered, encoded, sent, decoded: still the same picture."""
    slip = render(SAMPLE, width)
    with TcpPrinter() as printer:
        assert connect(printer.url, width).print(slip).end is PrintEnd.PRINTED
        [page] = printer.pages
    assert differing_dots(page, slip) == 0
    assert_golden(page, GOLDEN / f"slip-{width}.png")
