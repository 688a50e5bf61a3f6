"""Draws a slip as the picture that printers print."""

from typing import TYPE_CHECKING

from kiosk.slip import Slip, Width
from kiosk.trial_slip import TrialSlip

if TYPE_CHECKING:
    from PIL import Image


def render(slip: Slip | TrialSlip, width: Width) -> "Image.Image":
    """The slip: 1-bit, `width` dots wide, as long as it needs to be.

    Raises `ValueError` when the tracking address makes a QR code wider than the paper.
    """
    # Imported here so that a server without a printer never loads Pillow and the fonts (16 MB).
    if isinstance(slip, TrialSlip):
        from kiosk.paper.trial import TrialPage  # noqa: PLC0415

        return TrialPage(slip, width).set()
    from kiosk.paper.page import Page  # noqa: PLC0415

    return Page(slip, width).set()
