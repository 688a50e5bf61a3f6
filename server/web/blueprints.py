"""All pages."""

from typing import Final

from server.web import account, counter, display, pages, pairing, pin, sign_in, take
from server.web.manage import devices, home, journal, notices, people, printers, screens, voice

ALL: Final = (
    pages.pages,
    display.pages,
    sign_in.pages,
    pin.pages,
    take.pages,
    counter.pages,
    account.pages,
    pairing.pages,
    home.pages,
    people.pages,
    devices.pages,
    screens.pages,
    notices.pages,
    voice.pages,
    journal.pages,
    printers.pages,
)
