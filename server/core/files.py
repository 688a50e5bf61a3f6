"""What the files of a data folder are called."""

from typing import Final

DATABASE: Final = "goiso.db"
LOCK: Final = "server.lock"
BEFORE_UPGRADE: Final = "goiso-before-upgrade-{version}.db"
REPORTS: Final = "reports.json"
EXAMINED: Final = "examined.json"
MESSAGES: Final = "messages.db"
"""Telephone numbers of people who wait, and the keys of what sends messages: never in a backup."""
CITY: Final = "city.json"
"""The city that the centre belongs to, and its token there: in no backup, and handed to no second box."""
CITY_LEFT: Final = "city-left.part"
"""That the centre left its city, and who ended it, until the journal says so."""
CITY_HEARD: Final = "city-heard.part"
"""How the line to the city was, so that a restart forgets nothing."""
