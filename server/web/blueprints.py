"""All pages."""

from typing import Final

from server.web import account, counter, display, pages, pin, sign_in, take
from server.web.manage import home, journal, notices, people, procedures, screens, voice

ALL: Final = (
    pages.pages,
    display.pages,
    sign_in.pages,
    pin.pages,
    take.pages,
    counter.pages,
    account.pages,
    home.pages,
    people.pages,
    procedures.pages,
    screens.pages,
    notices.pages,
    voice.pages,
    journal.pages,
)
