"""All pages."""

from typing import Final

from server.web import (
    account,
    api_docs,
    counter,
    display,
    logos,
    pages,
    pairing,
    pin,
    ratings,
    sign_in,
    start,
    take,
)
from server.web.manage import (
    devices,
    home,
    journal,
    notices,
    people,
    printers,
    procedures,
    programs,
    screens,
    settings,
    setup,
    voice,
    webhooks,
)
from server.web.manage import (
    ratings as rating_pages,
)

ALL: Final = (
    pages.pages,
    logos.pages,
    api_docs.pages,
    display.pages,
    sign_in.pages,
    start.pages,
    pin.pages,
    take.pages,
    ratings.pages,
    counter.pages,
    account.pages,
    pairing.pages,
    home.pages,
    people.pages,
    devices.pages,
    settings.pages,
    setup.pages,
    procedures.pages,
    screens.pages,
    notices.pages,
    voice.pages,
    journal.pages,
    printers.pages,
    programs.pages,
    rating_pages.pages,
    webhooks.pages,
)
