"""The centre that the benchmarks run: the default one, always open, with somebody at every counter."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from server import config
from server.core.centre import Centre
from server.core.clock import wall_clock
from server.service.context import Context
from server.service.people import devices, people, tokens
from server.service.people.people import NewPerson
from server.service.queue import counters
from server.service.queue.counters import Officer
from server.store.connect import Connect, open_writer

FIELDS: Final = ("CT", "HT", "DD", "XD", "VX", "KT", "CA", "TH", "BH", "KQ")
OFFICER: Final = Officer("bench")
COUNTER: Final = 1
MANAGER: Final = "bench-manager"
PASSWORD: Final = "not-a-secret"


@dataclass(frozen=True, slots=True)
class Prepared:
    """A data folder ready to be served: its settings file, and the tokens of those who will call."""

    folder: Path
    settings: Path
    kiosk: str
    box: str
    display: str
    officer: str


def settings_file(folder: Path) -> Path:
    """The default centre's settings without opening hours, so that numbers are given at any time of day."""
    default = config.DEFAULT_FILE.read_text(encoding="utf-8")
    file = folder / "centre.toml"
    file.write_text(re.sub(r"\[hours\].*?\n(?=\[)", "", default, flags=re.DOTALL), encoding="utf-8")
    return file


def open_context(
    folder: Path, clock: Callable[[], int] = wall_clock, connect: Connect = open_writer
) -> Context:
    """The use cases' context on a data folder, without a server around it; `connect` opens what writes."""
    folder.mkdir(parents=True, exist_ok=True)
    return Context(folder, _centre(folder), clock, connect=connect)


def manager_token(folder: Path) -> str:
    """The token of somebody new who may change settings and read figures; no server runs on the folder."""
    context = open_context(folder)
    try:
        people.add_person(context, NewPerson(MANAGER, "Bench", "manager", PASSWORD), "system")
        return tokens.token_for(context, MANAGER, "system")
    finally:
        context.close()


def _centre(folder: Path) -> Centre:
    return config.load(settings_file(folder), {}).as_centre()


def prepare(folder: Path) -> Prepared:
    """Enrol two kiosks, one for a box of its own, and a screen; add an officer who holds counter 1 for the field CT alone."""
    context = open_context(folder)
    try:
        people.add_person(context, NewPerson(OFFICER.username, "Bench", "officer", PASSWORD), "system")
        prepared = Prepared(
            folder,
            folder / "centre.toml",
            devices.enrol_device(context, "kiosk", "bench", "system")[1],
            devices.enrol_device(context, "kiosk", "bench box", "system")[1],
            devices.enrol_device(context, "display", "bench", "system")[1],
            tokens.token_for(context, OFFICER.username, "system"),
        )
        counters.open_(context, COUNTER, OFFICER, [FIELDS[0]])
    finally:
        context.close()
    return prepared
