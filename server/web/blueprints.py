"""All pages."""

from typing import Final

from server.web import counter, display, pages, pairing, pin, sign_in, take
from server.web.manage import devices, home, notices, screens, voice

ALL: Final = (
    pages.pages,
    display.pages,
    sign_in.pages,
    pin.pages,
    take.pages,
    counter.pages,
    pairing.pages,
    home.pages,
    devices.pages,
    screens.pages,
    notices.pages,
    voice.pages,
)
