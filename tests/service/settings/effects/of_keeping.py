"""Backups, reports that write themselves, what is kept for how long, the city's catalogue, numbers from afar."""

from hashlib import sha256
from typing import Any, Final

from server.background.backups import BackupKeeper
from server.background.report_writer import ReportWriter
from server.link.catalogue import CityCatalogue
from server.service.dossiers.forgetting import forget_dossiers
from server.service.queue import afar
from server.service.queue.afar import AfarRequest
from server.service.queue.from_afar import room
from server.service.retention.packing import due
from tests.api.dossiers.lists import SAVE, WHOLE, plan
from tests.service.settings.effects.of_surfaces import days_later
from tests.service.settings.effects.ward import Effect, Seen, Ward, came, first, sets, works
from tests.support.waiting import until

NEVER_S: Final = 10_000.0
RECIPIENT: Final = "age1ds8cmacrh2mwtydhfdzv0gq5lcsr40gk8qzapwu722ew3u5z5alse8k0aw"
CATALOGUE: Final = b"code,short_name,name,field,active\n9.001,New,A new one,HT,1\n"


def asked_for(option: str) -> Seen:
    """What the backup is asked for that somebody wants now; nothing where none is made."""

    def seen(ward: Ward) -> Any:
        runs: list[list[str]] = []

        def run(arguments: list[str]) -> tuple[int, str]:
            runs.append(arguments)
            return 1, "no"

        keeper = BackupKeeper(ward.context, ward.folder, run, NEVER_S)
        keeper.make()
        until(lambda: not keeper.making())
        keeper.close()
        return runs[0][runs[0].index(option) + 1] if runs else None

    return seen


def backups(name: str) -> Seen:
    """What the page of backups says."""
    return lambda ward: ward.api.admin.get("/backups").json[name]


def in_folder(ward: Ward) -> str:
    """A folder that is there."""
    return str(ward.folder)


def set_to_folder(part: str, **more: Any) -> Any:
    """The part has this folder."""
    return lambda ward: sets(part, {"folder": in_folder(ward), **more})(ward)


def written(ward: Ward) -> list[str]:
    """Which reports are written when it becomes three in the afternoon of the next day."""
    writer = ReportWriter(ward.context, lambda at: {f"{at:%H-%M}.txt": b""}, ward.folder, NEVER_S)
    day = ward.clock.local().day + 1
    for moment in ("14:59", "15:01"):
        ward.clock.wait_until(f"2026-11-{day} {moment}")
        writer.look()
    writer.close()
    return sorted(path.name for path in ward.folder.glob("*.txt"))


def packed(ward: Ward) -> list[str]:
    """The days whose steps go."""
    return list(due(ward.context).ranges)


def list_in_use(ward: Ward) -> bool:
    """Whether the dossier system's list is still there."""
    forget_dossiers(ward.context)
    return ward.api.admin.get("/dossiers/list").json["list"] is not None


def asked_dossier(ward: Ward) -> Any:
    """What a phone is answered who asks how far a dossier is."""
    return (ward.api.nobody.post("/dossiers/ask", {"code": "H26.14-261103-0003"}).json or {})["code"]


def with_list(ward: Ward) -> None:
    """The dossier system's list is taken in."""
    plan(ward.api, WHOLE, SAVE)


def of_catalogue(name: str) -> Seen:
    """What becomes of a catalogue that the city hands down, and why."""

    def seen(ward: Ward) -> Any:
        folder = ward.folder / f"city{ward.context.settings.version}"
        folder.mkdir()
        city = CityCatalogue(ward.context, folder, NEVER_S)
        city.heard({"version": 1, "sha256": sha256(CATALOGUE).hexdigest(), "csv": CATALOGUE})
        city.close()
        return (city.told() or {})[name]

    return seen


def from_afar(ward: Ward) -> Any:
    """For how many numbers an hour somebody at home may ask."""
    return {field: each.share for field, each in room(ward.context).items()}.get("CT")


def place_kept_ms(ward: Ward) -> int:
    """For how long the place of somebody at home is kept."""
    name = f"one{ward.context.settings.version}"
    expected = afar.ask(ward.context, AfarRequest(name, "CT", 60)).ticket
    assert expected.away_until is not None
    return expected.away_until - ward.clock()


BACKUP: Final = {
    "backup.folder": Effect(
        in_folder, asked_for("--to"), lambda before, after: before is None and after is not None
    ),
    "backup.every_hours": Effect(12, backups("every_hours"), 12),
    "backup.keep_hours": Effect(5, asked_for("--keep-hours"), "5", set_to_folder("backup")),
    "backup.keep_days": Effect(6, asked_for("--keep-days"), "6", set_to_folder("backup")),
    "backup.keep_months": Effect(7, asked_for("--keep-months"), "7", set_to_folder("backup")),
    "backup.recipient": Effect(RECIPIENT, backups("encrypted"), then=True),
}
REPORTS: Final = {
    "reports.times.at": Effect(
        [{"at": "15:00"}], written, ["15-00.txt"], set_to_folder("reports", times=[{"at": "16:00"}])
    ),
    "reports.folder": Effect(
        in_folder, written, ["15-00.txt"], sets("reports", {"times": [{"at": "15:00"}]})
    ),
}
KEPT: Final = {
    "retention.steps_days": Effect(31, packed, ["2026-11-23"], first(came(), days_later(20, 13, 1))),
    "dossiers.public": Effect(value=False, seen=asked_dossier, then="no_dossiers", given=with_list),
    "dossiers.keep_days": Effect(7, list_in_use, then=False, given=first(with_list, days_later(10, 1))),
}
CITY: Final = {
    "catalogue.from_city": Effect(value=False, seen=of_catalogue("state"), then="refused"),
    "catalogue.why_not": Effect(
        "Chờ tập huấn", of_catalogue("why"), "Chờ tập huấn", sets("catalogue", {"from_city": False})
    ),
    "remote.share": Effect(50, from_afar, lambda before, after: before is None and after > 0, works()),
    "remote.keep_minutes": Effect(
        60, place_kept_ms, lambda before, after: after - before == 30 * 60_000, sets("remote", {"share": 50})
    ),
}
KEEPING: Final = {**BACKUP, **REPORTS, **KEPT, **CITY}
