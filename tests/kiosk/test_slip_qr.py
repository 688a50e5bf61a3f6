"""The tracking code on the slip can be read by a phone."""

import segno
from PIL import Image

from kiosk.paper.qr import MASK, qr
from tests.support.slips import SAMPLE


def modules(code: Image.Image, dots: int) -> list[list[int]]:
    """Read the code back: the middle of every module, quiet zone included."""
    across = code.width // dots
    middle = dots // 2
    return [
        [int(not code.getpixel((x * dots + middle, y * dots + middle))) for x in range(across)]
        for y in range(across)
    ]


def test_it_holds_the_tracking_address_with_a_quiet_zone() -> None:
    """Four white modules on every side, as the standard asks."""
    code = segno.make(SAMPLE.track_url, error="m", micro=False, mask=MASK)
    expected = [list(row) for row in code.matrix_iter(scale=1, border=4)]
    assert modules(qr(SAMPLE.track_url, 208), 5) == expected


def test_a_module_is_never_smaller_than_half_a_millimetre() -> None:
    """A long address makes a larger code, not smaller modules."""
    url = "https://so.phuong-ben-thanh.tphcm.gov.vn/t/" + "k" * 60
    code = qr(url, 100)
    across = segno.make(url, error="m", micro=False).symbol_size(border=4)[0]
    assert code.width == 4 * across
