"""What the files of a data folder are called."""

from typing import Final

DATABASE: Final = "goiso.db"
LOCK: Final = "server.lock"
BEFORE_UPGRADE: Final = "goiso-before-upgrade-{version}.db"
REPORTS: Final = "reports.json"
EXAMINED: Final = "examined.json"
