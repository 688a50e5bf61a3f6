"""The description of every operation of the API by endpoint: its text, problems and recorded examples.

A new route has its entry here; its example is recorded by `python -m tests.api_examples`.
"""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from server.api.told.dossiers import DOSSIERS
from server.api.told.hall import HALL
from server.api.told.machines import MACHINES
from server.api.told.people import PEOPLE
from server.api.told.procedures import PROCEDURES
from server.api.told.queue import QUEUE
from server.api.told.ratings import RATINGS
from server.api.told.settings import SETTINGS
from server.api.told.shared import PARAMETERS, problems
from server.api.told.told import Operation

TOLD: Final[Mapping[str, Operation]] = {
    **HALL,
    **QUEUE,
    **PEOPLE,
    **MACHINES,
    **SETTINGS,
    **PROCEDURES,
    **RATINGS,
    **DOSSIERS,
}
EXAMPLES: Final = Path(__file__).with_name("examples.json")


def examples() -> dict[str, dict[str, Any]]:
    """By endpoint an example `request` and its `answer`, as a real server took and gave them."""
    found: dict[str, dict[str, Any]] = json.loads(EXAMPLES.read_text(encoding="utf-8"))
    return found


__all__ = ["EXAMPLES", "PARAMETERS", "TOLD", "Operation", "examples", "problems"]
