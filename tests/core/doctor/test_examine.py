"""The doctor's judgement: facts in, findings out."""

from string import Formatter
from typing import Any

import pytest

from server.core.box_upgrades import BoxUpgrade
from server.core.doctor.boxes import BoxFacts
from server.core.doctor.centre import BackupFacts, PeopleFacts, SettingFacts
from server.core.doctor.city import CityFacts, Lost
from server.core.doctor.clock import ClockFacts, Zone
from server.core.doctor.database import DatabaseFacts
from server.core.doctor.devices import (
    DeviceFacts,
    PrinterFacts,
    ScreenTroubles,
    SilentBox,
    VoiceFacts,
)
from server.core.doctor.disk import DiskFacts
from server.core.doctor.examine import CATALOGUE, Facts, examine
from server.core.doctor.finding import ORDER
from server.core.doctor.machine import Certificate, MachineFacts, Port
from server.core.link.now import CatalogueNow, LinkNow, Trouble
from server.core.link.troubles import TROUBLES
from server.core.refusal import Refusal
from server.core.screens.health import ScreenFacts, troubles

GB = 1024**3
MB = 1024**2
MINUTE_MS = 60_000
HOUR_MS = 3_600_000
DAY_MS = 86_400_000
NOW = 1_795_480_200_000
"""24 November 2026."""
HANOI = Zone("Asia/Ho_Chi_Minh", 420, 420)
FINE = {"vi": "Máy in sẵn sàng.", "en": "The printer is ready."}
OUT = {"vi": "Hết giấy.", "en": "Out of paper."}


def clock(now: int = NOW, **facts: Any) -> Facts:
    return Facts(clock=ClockFacts(**{"now": now, "zone": HANOI} | facts))


def certificate(begins_days: int, left_days: int) -> Certificate:
    return Certificate("1/12/2026", "1/3/2029", begins_days * 86400, left_days * 86400)


def database(**facts: Any) -> Facts:
    return Facts(database=DatabaseFacts(now=NOW, **facts))


def disk(free: int, total: int = 100 * GB, **facts: Any) -> Facts:
    return Facts(disk=DiskFacts(free, total, **facts))


def devices(**facts: Any) -> Facts:
    return Facts(devices=DeviceFacts("0.2.0", **facts))


def printer(state: str, text: dict[str, str] = FINE) -> Facts:
    return devices(printers=(PrinterFacts("Sảnh", state, text),))


def city(
    code: str | None = None, since: int = NOW - MINUTE_MS, heard_at: int | None = None, **facts: Any
) -> Facts:
    trouble = None if code is None else Trouble(code, since, 1234)
    link = LinkNow("https://city.example.vn", "W0001", "P", 1, "goiso", heard_at, trouble=trouble, **facts)
    return Facts(city=CityFacts(NOW, link, "08:00 24/11"))


def _catalogue(state: str, *, wished: bool = False) -> CatalogueNow:
    return CatalogueNow(7, state, {"vi": "thiếu cột", "en": "a column lacks"}, wished)


def _taking(state: str, why: str | None = None) -> BoxFacts:
    return BoxFacts("Cửa", connected=True, version="0.2.0", upgrade=BoxUpgrade("0.3.0", state, why))


CASES: list[tuple[str, Facts, list[str]]] = [
    ("nothing is known", Facts(), []),
    ("the database is sound and was compared", database(differences=0, began_at=0), []),
    ("it was compared with yesterday's backup", database(examined_at=NOW - DAY_MS, began_at=0), []),
    ("it was compared eight days ago", database(examined_at=NOW - 8 * DAY_MS), ["database_not_examined"]),
    ("a new centre was never compared", database(began_at=NOW - DAY_MS), []),
    ("an old one was never compared", database(began_at=NOW - 30 * DAY_MS), ["database_not_examined"]),
    ("it cannot be read", database(trouble=Refusal("storage_damaged")), ["database_unsound"]),
    ("the tables disagree", database(differences=3), ["database_differs"]),
    ("there is room", disk(20 * GB), []),
    ("a small disk with enough room", disk(2 * GB, 16 * GB), []),
    ("a disk of 200 GB nearly full", disk(5 * GB, 200 * GB), ["disk_low"]),
    ("half a gigabyte", disk(512 * MB, 16 * GB), ["disk_low"]),
    ("a hundred megabytes", disk(100 * MB), ["disk_full"]),
    ("mounted read-only", disk(20 * GB, read_only=True), ["disk_read_only"]),
    ("SMART warns", disk(20 * GB, failing="/dev/sda"), ["disk_failing"]),
    ("a save was refused", disk(20 * GB, refused=("08:00 24/11", "storage_full")), ["disk_not_saved"]),
    ("memory is there", Facts(machine=MachineFacts(memory=GB)), []),
    ("memory is short", Facts(machine=MachineFacts(memory=100 * MB)), ["memory_low"]),
    ("the server answers", Facts(machine=MachineFacts(port=Port(8000, answers=True))), []),
    ("nobody answers", Facts(machine=MachineFacts(port=Port(8000, answers=False))), ["nobody_listens"]),
    (
        "somebody else is there",
        Facts(machine=MachineFacts(port=Port(80, answers=False, other="apache2 (12)"))),
        ["port_taken"],
    ),
    ("a certificate for a year", Facts(machine=MachineFacts(certificate=certificate(-1, 365))), []),
    (
        "one for a week",
        Facts(machine=MachineFacts(certificate=certificate(-800, 7))),
        ["certificate_ends"],
    ),
    (
        "one of yesterday",
        Facts(machine=MachineFacts(certificate=certificate(-800, -1))),
        ["certificate_ended"],
    ),
    (
        "one of a time to come",
        Facts(machine=MachineFacts(certificate=certificate(1, 800))),
        ["certificate_not_yet"],
    ),
    ("others can read the data", Facts(machine=MachineFacts(open_folder="/srv/goiso")), ["folder_open"]),
    ("the clock is right", clock(last_row=NOW - MINUTE_MS, ahead_ms=(0, 500, -900)), []),
    ("1970", clock(0), ["clock_impossible"]),
    ("2099", clock(4_070_908_800_000, last_row=NOW), ["clock_impossible"]),
    (
        "1970 beside a journal and browsers that know better",
        clock(0, last_row=NOW, ahead_ms=(NOW, NOW)),
        ["clock_impossible", "clock_apart"],
    ),
    ("browsers three minutes ahead", clock(ahead_ms=(180_000, 185_000)), ["clock_apart"]),
    ("browsers three minutes behind", clock(ahead_ms=(-180_000, -185_000, 0)), ["clock_apart"]),
    ("one browser three minutes ahead, alone", clock(ahead_ms=(180_000,)), []),
    ("one browser a day behind, alone", clock(ahead_ms=(-DAY_MS,)), ["clock_apart"]),
    ("a third of the browsers ahead", clock(ahead_ms=(180_000, 0, 0)), []),
    ("browsers that differ among themselves", clock(ahead_ms=(180_000, -400_000)), []),
    ("a minute is no error", clock(ahead_ms=(60_000, 70_000, 80_000)), []),
    ("the journal knows of later", clock(last_row=NOW + 3 * MINUTE_MS), ["clock_before_journal"]),
    ("but browsers agree with the clock", clock(last_row=NOW + DAY_MS, ahead_ms=(0,)), []),
    ("the city's clock is three minutes ahead", clock(city_ahead_ms=180_000), ["city_clock_apart"]),
    ("the city's clock is ten seconds behind", clock(city_ahead_ms=-10_000), []),
    ("browsers and the city alike", clock(ahead_ms=(-DAY_MS,), city_ahead_ms=-DAY_MS), ["clock_apart"]),
    ("the journal knows of later, the city agrees", clock(last_row=NOW + DAY_MS, city_ahead_ms=0), []),
    ("a box twenty minutes behind", clock(boxes={"Cửa": -1200}), ["box_clock_wrong"]),
    ("a box a minute behind", clock(boxes={"Cửa": -60}), []),
    ("the network sets it", clock(synchronised=True), []),
    ("nobody sets it", clock(synchronised=False), ["clock_not_synchronised"]),
    ("the centre in Bangkok's zone", clock(zone=Zone("Asia/Bangkok", 420, 420)), []),
    ("in London's", clock(zone=Zone("Europe/London", 0, 0)), ["zone_unusual"]),
    ("a machine in UTC", clock(zone=Zone("Asia/Ho_Chi_Minh", 420, 0)), ["zone_of_machine"]),
    ("backups are made", Facts(backups=BackupFacts("/mnt/usb")), []),
    ("nowhere to go", Facts(backups=BackupFacts(None)), ["no_backup_folder"]),
    ("an old one", Facts(backups=BackupFacts("/mnt/usb", late_hours=30)), ["backup_late"]),
    (
        "the last failed, and all on one disk",
        Facts(backups=BackupFacts("/mnt/usb", late_hours=30, failed="hết chỗ · no room", same_disk=True)),
        ["backup_failed", "backup_same_disk"],
    ),
    ("people who can sign in", Facts(people=PeopleFacts(administrator=True)), []),
    (
        "nobody who can do everything, and two who cannot sign in",
        Facts(people=PeopleFacts(administrator=False, without_password=("lan", "hoa"))),
        ["no_administrator", "people_without_password"],
    ),
    ("everything set is here", Facts(settings=SettingFacts()), []),
    (
        "three things are not",
        Facts(settings=SettingFacts((("reports", "/mnt/x"),), "file:///dev/usb/lp0", "http://10.9.9.9:8000")),
        ["printer_not_there", "folder_missing", "address_elsewhere"],
    ),
    ("a printer that is ready", printer("ready"), []),
    ("one that says nothing", printer("unheard"), []),
    ("one without paper", printer("out_of_paper", OUT), ["printer_trouble"]),
    ("one that is low on paper", printer("paper_low"), ["paper_low"]),
    ("none at all", printer("none"), ["no_printer"]),
    ("the voice is off", devices(voice=VoiceFacts(enabled=False, source="browser")), []),
    ("it has nothing to speak with", devices(voice=VoiceFacts(enabled=True, source="browser")), ["no_voice"]),
    (
        "it is in trouble and lacks words",
        devices(voice=VoiceFacts(enabled=True, source="clips", troubles=(("clips", "no sound"),), missing=4)),
        ["voice_trouble", "voice_words_missing"],
    ),
    ("a screen that is well", devices(screens=(ScreenTroubles("Sảnh", ()),)), []),
    ("no screen", devices(screens=()), ["no_screen"]),
    (
        "a silent screen that is old",
        devices(screens=(ScreenTroubles("Sảnh", ("silent", "old")),)),
        ["screen_trouble"],
    ),
    ("a kiosk of this version", devices(kiosks=(BoxFacts("Cửa", connected=True, version="0.2.0"),)), []),
    (
        "one that is gone and old",
        devices(kiosks=(BoxFacts("Cửa", connected=False, version="0.1.0"),)),
        ["kiosk_silent", "box_old"],
    ),
    (
        "one that is newer than the server",
        devices(kiosks=(BoxFacts("Cửa", connected=True, version="0.10.0"),)),
        ["box_newer"],
    ),
    ("one that takes a newer version tonight", devices(kiosks=(_taking("waiting"),)), ["box_upgrades"]),
    ("one that could not", devices(kiosks=(_taking("failed", "rehearsal"),)), ["box_not_upgraded"]),
    (
        "one that could not, for a reason of a later version",
        devices(kiosks=(_taking("failed", "x"),)),
        ["box_not_upgraded"],
    ),
    ("lines enough", devices(lines=(20, 250)), []),
    ("lines nearly all taken", devices(lines=(240, 250)), ["lines_nearly_full"]),
    (
        "a second box that follows no more",
        devices(second_boxes=(SilentBox("may-hai", "09:12 23/11"),)),
        ["second_box_silent"],
    ),
    ("the city answers", city(heard_at=NOW), []),
    ("it was just pulled out", city("unreachable", heard_at=NOW - MINUTE_MS), []),
    ("not for an hour", city("unreachable", NOW - HOUR_MS, NOW - HOUR_MS), ["city_silent"]),
    ("not once since it was started an hour ago", city("timeout", NOW - HOUR_MS), ["city_silent"]),
    ("not for a day", city("later", NOW - DAY_MS, NOW - DAY_MS), ["city_silent_long"]),
    ("not since before the weekend", city("here", NOW - HOUR_MS, NOW - 3 * DAY_MS), ["city_silent_long"]),
    ("on Monday morning a minute after the start", city("timeout", heard_at=NOW - 3 * DAY_MS), []),
    *(
        (f"what does not heal: {each}", city(each), ["city_stopped"])
        for each in TROUBLES
        if TROUBLES[each].grave
    ),
    (
        "the token is not on this machine",
        Facts(city=CityFacts(NOW, lost=Lost("https://city.example.vn", "W0001"))),
        ["city_lost"],
    ),
    ("its catalogue waits", city(catalogue=_catalogue("waiting")), []),
    ("its catalogue is of no use", city(catalogue=_catalogue("refused")), ["city_catalogue_refused"]),
    ("the centre wants no catalogue of it", city(catalogue=_catalogue("refused", wished=True)), []),
    (
        "numbers that a clock ahead has given",
        database(to_come=(("2026-11-26", 2), ("2026-11-27", 1))),
        ["numbers_to_come"],
    ),
]


@pytest.mark.parametrize(("facts", "codes"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_facts_mean_what_they_mean(facts: Facts, codes: list[str]) -> None:
    found = examine(facts)
    assert [finding.kind.code for finding in found] == codes
    for finding in found:
        for text in (finding.what, finding.do):
            assert not [name for language in ("vi", "en") if "{" in (name := text.said(language))]


def test_every_kind_is_found_by_some_facts() -> None:
    assert {code for _, _, codes in CASES for code in codes} == set(CATALOGUE)


@pytest.mark.parametrize("code", CATALOGUE)
def test_it_says_what_to_do_in_both_languages_with_the_same_facts(code: str) -> None:
    kind = CATALOGUE[code]
    for text in (kind.what, kind.do):
        names = [{name for _, name, _, _ in Formatter().parse(said) if name} for said in (text.vi, text.en)]
        assert text.vi.strip()
        assert text.en.strip()
        assert names[0] == names[1]


def test_what_cannot_wait_stands_first() -> None:
    everything = Facts(
        clock=ClockFacts(0, HANOI, synchronised=False),
        backups=BackupFacts(None),
        people=PeopleFacts(administrator=False),
    )
    places = [ORDER.index(finding.kind.severity) for finding in examine(everything)]
    assert places == sorted(places)
    assert len(set(places)) == len(ORDER)


def test_whatever_is_wrong_with_a_screen_is_named() -> None:
    known = ScreenFacts(connected=False, place="hall")
    found = examine(devices(screens=(ScreenTroubles("Sảnh", troubles(known)),)))
    assert "sảnh của nó không còn trong cài đặt; không kết nối" in found[0].what.said("vi")


def test_why_a_backup_failed_is_told_in_the_language_that_is_asked_for() -> None:
    (failed,) = examine(Facts(backups=BackupFacts("/mnt/usb", failed="Hết chỗ. · No room.")))
    assert failed.what.said("vi") == "Lần sao lưu gần nhất không thành: Hết chỗ."
    assert failed.what.said("en") == "The latest backup failed: No room."
    (older,) = examine(Facts(backups=BackupFacts("/mnt/usb", failed="No room.")))
    assert older.what.said("vi").endswith("No room.")
