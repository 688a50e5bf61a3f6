"""All pages."""

from typing import Final

from server.web import api_docs, counter, display, pages, pin, sign_in, take
from server.web.manage import home, notices, programs, screens, voice, webhooks

ALL: Final = (
    pages.pages,
    api_docs.pages,
    display.pages,
    sign_in.pages,
    pin.pages,
    take.pages,
    counter.pages,
    home.pages,
    screens.pages,
    notices.pages,
    voice.pages,
    programs.pages,
    webhooks.pages,
)
