"""The doctor beside a server, running or not: it only reads the data folder, and looks at this machine and `/metrics`."""

import sqlite3
from collections import defaultdict
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final
from urllib.request import urlopen

from prometheus_client.parser import text_string_to_metric_families

from kiosk.status import PrinterStatus
from server import __version__
from server.config import CentreSettings, ServerPart
from server.core.doctor import devices
from server.core.doctor.boxes import BoxFacts
from server.core.doctor.clock import ClockFacts
from server.core.doctor.examine import Facts
from server.core.doctor.machine import MachineFacts
from server.http.address import local_url
from server.operations.doctor import machine, network
from server.operations.doctor.city_here import CityHere, city_beside, city_facts
from server.operations.doctor.reading import as_read
from server.operations.doctor.running import CENTRES, certificate
from server.operations.doctor.set_here import setting_facts, voice_facts
from server.service.doctor import stored
from server.service.settings.folder_tried import same_disk
from server.store import journal

_PATIENCE_S: Final = 5.0
_Values = dict[str, list[tuple[dict[str, str], float]]]
"""A server's figures by name: their labels and their value."""


@dataclass(frozen=True, slots=True)
class CentreExamined:
    """The centre that is examined: its settings, the machine's settings, and the moment (UTC milliseconds).

    `port` says whether its port is looked at, `running` whether its server answers; `differences` is how many the replay
    found, `None` without one.
    """

    document: CentreSettings
    server: ServerPart
    now: int
    port: bool = False
    running: bool = False
    differences: int | None = None


def facts_beside(connection: sqlite3.Connection, asked: CentreExamined) -> Facts:
    """What can be known without the server. Senseless values in the tables are left out: the replay reports them."""
    document, server, now = asked.document, asked.server, asked.now
    facts = Facts(
        disk=machine.disk_facts(server.data),
        machine=MachineFacts(
            memory=machine.memory(),
            port=network.port(server.port) if asked.port else None,
            certificate=certificate(server, now),
            open_folder=machine.open_folder(server.data),
        ),
        clock=_clock(connection, document, now),
        settings=setting_facts(document, server),
        devices=devices.DeviceFacts(__version__, voice=voice_facts(document)),
    )
    with suppress(Exception):
        return _with_stored(connection, asked, facts)
    return facts


def _with_stored(connection: sqlite3.Connection, asked: CentreExamined, facts: Facts) -> Facts:
    part, local = asked.document.backup, asked.document.as_centre().local
    same = part.folder is not None and same_disk(part.folder, asked.server.data)
    here = CityHere()
    if asked.port:  # a backup that is looked at belongs to no city
        here = city_beside(connection, asked.server.data, running=asked.running)
    ahead_ms = None if here.link is None else here.link.clock_ahead_ms
    return replace(
        facts,
        clock=None if facts.clock is None else replace(facts.clock, city_ahead_ms=ahead_ms),
        city=city_facts(here, asked.now, local),
        database=stored.database_facts(connection, asked.now, local, differences=asked.differences),
        backups=stored.backup_facts(connection, part, asked.now, same_disk=same),
        people=stored.people_facts(connection),
    )


def _clock(connection: sqlite3.Connection, document: CentreSettings, now: int) -> ClockFacts:
    zone = document.as_centre().zone
    return ClockFacts(
        now=now,
        zone=machine.zone(document.centre.timezone, zone, now),
        last_row=journal.last_moment(connection),
        synchronised=machine.synchronised(),
    )


def figures(server: ServerPart) -> str | None:
    """The running server's `/metrics`; `None` if it does not answer."""
    with (
        suppress(OSError, ValueError),
        urlopen(f"{local_url(server)}/metrics", timeout=_PATIENCE_S) as answer,  # noqa: S310 - http, to this machine
    ):
        return str(answer.read().decode("utf-8"))
    return None


def devices_of(text: str, local: Callable[[int], datetime]) -> devices.DeviceFacts:
    """What the figures for operations tell of printers, screens, kiosks, lines and second boxes; `local` is the centre's time of UTC milliseconds."""
    values: _Values = defaultdict(list)
    for family in text_string_to_metric_families(text):
        for sample in family.samples:
            values[sample.name].append((sample.labels, sample.value))
    lines = (_one(values["goiso_sockets_live"]), _one(values["goiso_sockets_cap"]))
    return devices.DeviceFacts(
        version=__version__,
        printers=tuple(_printers(values["goiso_printer_state"])) or None,
        screens=tuple(_screens(values["goiso_screen_trouble"], values["goiso_device_connected"])),
        kiosks=tuple(
            BoxFacts(labels["name"], bool(value))
            for labels, value in values["goiso_device_connected"]
            if labels["kind"] == "kiosk"
        ),
        lines=None if lines[1] == 0 else lines,
        second_boxes=tuple(_silent_boxes(values, local)),
    )


def _silent_boxes(values: _Values, local: Callable[[int], datetime]) -> Iterable[devices.SilentBox]:
    silent = {labels["name"] for labels, value in values["goiso_second_box_silent"] if value}
    for labels, value in values["goiso_second_box_last_pull_timestamp_seconds"]:
        if labels["name"] in silent:
            yield devices.SilentBox(labels["name"], as_read(local(round(value * 1000))))


def _one(values: list[tuple[dict[str, str], float]]) -> int:
    return int(values[0][1]) if values else 0


def _printers(states: Iterable[tuple[dict[str, str], float]]) -> Iterable[devices.PrinterFacts]:
    for labels, value in states:
        if value:
            yield devices.PrinterFacts(CENTRES, labels["state"], PrinterStatus(labels["state"]).text)


def _screens(
    troubles: Iterable[tuple[dict[str, str], float]], here: Iterable[tuple[dict[str, str], float]]
) -> Iterable[devices.ScreenTroubles]:
    wrong: dict[str, list[str]] = defaultdict(list)
    for labels, value in troubles:
        if value:
            wrong[labels["id"]].append(labels["trouble"])
    for labels, _ in here:
        if labels["kind"] == "display":
            yield devices.ScreenTroubles(labels["name"], tuple(wrong[labels["id"]]))
