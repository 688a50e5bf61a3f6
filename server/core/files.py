"""What the files of a data folder are called."""

from typing import Final

DATABASE: Final = "goiso.db"
LOCK: Final = "server.lock"
REPORTS: Final = "reports.json"
