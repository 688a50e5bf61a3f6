"""Settings come from a file and from the environment; each wrong one stops the start with a sentence."""

import re
from datetime import time
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from server.config import ENVIRONMENT, BadSettings, Settings, load, sets_a_centre

SMALL = """
[centre]
name = "Trung tâm"
ward = "Phường Thử"

[[fields]]
code = "CT"
prefix = "A"
vi = "Chứng thực"
en = "Certification"

[[counters]]
n = 1
fields = ["CT"]
"""


def read(tmp_path: Path, text: str, **environment: str) -> Settings:
    file = tmp_path / "centre.toml"
    file.write_text(text, encoding="utf-8")
    return load(file, environment)


def complaint(tmp_path: Path, text: str, **environment: str) -> str:
    with pytest.raises(BadSettings) as bad:
        read(tmp_path, text, **environment)
    return str(bad.value)


def test_without_a_file_the_default_centre_runs() -> None:
    settings = load(None, {})
    assert settings.centre.ward == "Phường Hòa Bình"
    assert len(settings.fields) == len(settings.counters) == 10
    assert settings.hours.sessions == ((time(7), time(11, 30)), (time(13), time(17)))
    assert (settings.server.port, settings.printer.url) == (8000, None)


def test_a_small_file_is_enough(tmp_path: Path) -> None:
    settings = read(tmp_path, SMALL)
    centre = settings.as_centre()
    assert centre.names == {"vi": "Trung tâm", "en": "Public Service Centre"}
    assert centre.zone == ZoneInfo("Asia/Ho_Chi_Minh")
    assert centre.layout.counters[1].name == "Quầy 1"
    assert centre.layout.fields["CT"].service_s == 420
    assert centre.hours.sessions == ()
    assert settings.server.sockets == 250


def test_a_file_of_the_machine_alone_leaves_the_centre_as_it_is(tmp_path: Path) -> None:
    """What a package brings: the rest is set in the browser."""
    settings = read(tmp_path, "[server]\nport = 8001\n")
    assert settings.server.port == 8001
    assert settings.of_centre() == load(None, {}).of_centre()
    assert not sets_a_centre(tmp_path / "centre.toml")
    read(tmp_path, SMALL)
    assert sets_a_centre(tmp_path / "centre.toml")


HALLS = """
[[halls]]
code = "down"
vi = "Tầng trệt"
en = "Ground floor"

[[halls]]
code = "up"
vi = "Tầng hai"
en = "First floor"
"""


def test_a_counter_stands_in_the_first_hall_unless_it_says_another(tmp_path: Path) -> None:
    text = SMALL + '[[counters]]\nn = 2\nfields = ["CT"]\nhall = "up"\n' + HALLS
    layout = read(tmp_path, text).as_centre().layout
    assert {n: place.hall for n, place in layout.counters.items()} == {1: "down", 2: "up"}
    assert layout.halls["up"] == {"vi": "Tầng hai", "en": "First floor"}


def test_a_counter_in_a_hall_that_is_not_there_is_named(tmp_path: Path) -> None:
    text = SMALL + '[[counters]]\nn = 2\nfields = ["CT"]\nhall = "cellar"\n' + HALLS
    assert "counter 2 stands in an unknown hall 'cellar'" in complaint(tmp_path, text)


def test_a_hall_is_there_once(tmp_path: Path) -> None:
    assert "hall 'down' is there twice" in complaint(tmp_path, SMALL + HALLS + HALLS)


def test_counters_are_kept_by_number(tmp_path: Path) -> None:
    text = (
        SMALL.replace("n = 1\n", 'n = 2\nname = "Quầy hướng dẫn"\n')
        + '[[counters]]\nn = 1\nfields = ["CT"]\n'
    )
    counters = read(tmp_path, text).as_centre().layout.counters
    assert [(n, place.name) for n, place in counters.items()] == [(1, "Quầy 1"), (2, "Quầy hướng dẫn")]


@pytest.mark.parametrize(
    ("variable", "value", "kept"),
    [
        ("GOISO_DATA", "/var/lib/goiso", Path("/var/lib/goiso")),
        ("GOISO_HOST", "127.0.0.1", "127.0.0.1"),
        ("GOISO_PORT", "8080", 8080),
        ("GOISO_SOCKETS", "60", 60),
        ("GOISO_PUBLIC_URL", "http://192.168.1.10:8000", "http://192.168.1.10:8000"),
        ("GOISO_PRINTER", "virtual:", "virtual:"),
        ("GOISO_PRINTER_WIDTH", "384", 384),
    ],
)
def test_the_environment_wins_over_the_file(tmp_path: Path, variable: str, value: str, kept: object) -> None:
    part, name = ENVIRONMENT[variable]
    settings = read(tmp_path, SMALL, **{variable: value})
    assert getattr(getattr(settings, part), name) == kept


def test_options_of_the_command_win_over_the_environment() -> None:
    settings = load(None, {"GOISO_PORT": "8080"}, server__port=9000)
    assert settings.server.port == 9000


def test_other_peoples_variables_are_none_of_our_business(tmp_path: Path) -> None:
    assert read(tmp_path, SMALL, PORT="x", HOME="/root").server.port == 8000


@pytest.mark.parametrize(
    ("variable", "value", "says"),
    [
        ("GOISO_PORT", "many", r"server\.port: phải là số nguyên · must be a whole number"),
        ("GOISO_PORT", "0", r"server\.port: .*ít nhất 1 · at least 1"),
        ("GOISO_PORT", "65536", r"server\.port: .*65535"),
        ("GOISO_SOCKETS", "1001", r"server\.sockets: .*1000"),
        ("GOISO_PUBLIC_URL", "192.168.1.10", r"server\.public_url: .*not of the form"),
        ("GOISO_PUBLIC_URL", "http://192.168.1.10/goiso", r"server\.public_url: .*not of the form"),
        (
            "GOISO_PRINTER",
            "nonsense",
            r"server\.printer: .*'nonsense': it must begin with one of network, usb",
        ),
        ("GOISO_PRINTER", "network://", r"server\.printer: .*the host is missing"),
        ("GOISO_PRINTER_WIDTH", "500", r"server\.printer_width: .*multiple of 8"),
        ("GOISO_PRINTER_WIDTH", "wide", r"server\.printer_width: .*whole number"),
        ("GOISO_PORTS", "8080", r"GOISO_PORTS: no such setting; known are .*GOISO_PORT,"),
    ],
)
def test_a_wrong_variable_is_named(tmp_path: Path, variable: str, value: str, says: str) -> None:
    assert re.search(says, complaint(tmp_path, SMALL, **{variable: value}))


@pytest.mark.parametrize(
    ("extra", "says"),
    [
        (
            '[centre]\ncolor = "red"',
            r"centre\.color: không có cài đặt nào tên như vậy · there is no such setting",
        ),
        ("[sever]\nport = 1", r"sever: .*there is no such setting"),
        (
            '[centre]\ntimezone = "Asia/Hanoi"',
            r"centre\.timezone: .*no time zone 'Asia/Hanoi'.*Asia/Ho_Chi_Minh",
        ),
        ('[centre]\ntimezone = "../etc"', r"centre\.timezone: .*no time zone"),
        ('[centre]\nname = ""', r"centre\.name: .*at least 1 character"),
        ("[hours]\nweekdays = [0]", r"hours\.weekdays\.\d: .*ít nhất 1 · at least 1"),
        ("[hours]\nweekdays = [8]", r"hours\.weekdays\.\d: .*at most 7"),
        (
            '[hours]\nsessions = [["11:30", "07:00"]]',
            r"hours\.sessions: .*11:30–07:00 ends before it begins",
        ),
        ('[hours]\nsessions = [["07:00", "07:00"]]', r"hours\.sessions: .*ends before it begins"),
        ('[hours]\nsessions = [["25:00", "26:00"]]', r"hours\.sessions\.0\.0: "),
        ('[hours]\nsessions = [["07:00"]]', r"hours\.sessions\.0\.1: .*required"),
        ('[[fields]]\ncode = "CT"\nprefix = "B"\nvi = "x"\nen = "x"', r"field code 'CT' is there twice"),
        ('[[fields]]\ncode = "HT"\nprefix = "A"\nvi = "x"\nen = "x"', r"prefix 'A' is there twice"),
        (
            '[[fields]]\ncode = "HT"\nprefix = "O"\nvi = "x"\nen = "x"',
            r"fields\.1\.prefix: .*not of the form \^\[A",
        ),
        (
            '[[fields]]\ncode = "HT"\nprefix = "I"\nvi = "x"\nen = "x"',
            r"fields\.1\.prefix: .*not of the form \^\[A",
        ),
        (
            '[[fields]]\ncode = "HT"\nprefix = "LA"\nvi = "x"\nen = "x"',
            r"fields\.1\.prefix: LA giống số mà máy lấy số cấp khi mất mạng.* · LA looks like what a kiosk gives",
        ),
        (
            '[[fields]]\ncode = "HT"\nprefix = "A1"\nvi = "x"\nen = "x"',
            r"settings: chữ đầu 'A1' bắt đầu giống 'A' của lĩnh vực khác.* · prefix 'A1' begins with 'A'",
        ),
        (
            '[[fields]]\ncode = "HT"\nprefix = "ABC"\nvi = "x"\nen = "x"',
            r"fields\.1\.prefix: .*not of the form",
        ),
        ('[[fields]]\ncode = "ht"\nprefix = "B"\nvi = "x"\nen = "x"', r"fields\.1\.code: .*not of the form"),
        ('[[fields]]\ncode = "HT"\nprefix = "B"\nvi = "x"', r"fields\.1\.en: phải có · required"),
        (
            '[[fields]]\ncode = "HT"\nprefix = "B"\nvi = "x"\nen = "x"\nservice_s = 1',
            r"fields\.1\.service_s: ",
        ),
        ('[[counters]]\nn = 1\nfields = ["CT"]', r"counter 1 is there twice"),
        ('[[counters]]\nn = 2\nfields = ["ZZ"]', r"counter 2 serves unknown fields \['ZZ'\]"),
        ("[[counters]]\nn = 2\nfields = []", r"counters\.1\.fields: .*at least 1"),
        ('[[counters]]\nn = 1000\nfields = ["CT"]', r"counters\.1\.n: .*999"),
        (
            '[[priority_classes]]\ncode = "VIP"\nvi = "x"\nen = "x"',
            r"priority_classes\.0\.code: .*not of the form",
        ),
        ("[voice]\nspeed = 3", r"voice\.speed: .*at most 2"),
        ("[voice]\nvolume = -1", r"voice\.volume: .*at least 0"),
        (
            '[voice]\nwhere = "kiosk"',
            r"voice\.where: .*'screens', 'server' hoặc 'both' · must be 'screens', 'server' or 'both'",
        ),
        ('[voice]\nclips = "/nowhere"', r"voice\.clips: .*no folder /nowhere; make it"),
        ('[voice]\nhall = "cellar"', r"voice\.hall: .*there is no hall 'cellar'"),
        ('[voice]\nhours = [{from = "13:00", until = "12:00"}]', r"13:00–12:00 ends before it begins"),
        ('[voice]\nhours = [{until = "12:00"}]', r"voice\.hours\.0\.from: .*required"),
        (
            '[[fields]]\ncode = "HT"\nprefix = "B"\nvi = "x"\nen = "x"\nannounce = ["fr"]',
            r"fields\.1\.announce\.0: .*'vi' or 'en'",
        ),
        (
            '[[fields]]\ncode = "HT"\nprefix = "B"\nvi = "x"\nen = "x"\nannounce = ["vi", "vi"]',
            r"fields\.1\.announce: .*language 'vi' is there twice",
        ),
        ("[printer]\nwidth = 500", r"printer\.width: .*multiple of 8"),
        ('[server]\nport = "http"', r"server\.port: phải là số nguyên · must be a whole number"),
    ],
)
def test_a_wrong_setting_is_named(tmp_path: Path, extra: str, says: str) -> None:
    text = SMALL
    if extra.startswith("[centre]"):
        line = extra.removeprefix("[centre]\n")
        text = re.sub(rf"{line.split(' ')[0]} = .*\n", "", SMALL, count=1).replace("[centre]", extra)
    else:
        text = f"{SMALL}\n{extra}\n"
    assert re.search(says, complaint(tmp_path, text))


def test_every_wrong_setting_is_named_at_once(tmp_path: Path) -> None:
    text = f"{SMALL}\n[server]\nport = 0\nsockets = 0\n"
    assert [line.split(":")[0] for line in complaint(tmp_path, text).splitlines()] == [
        "server.port",
        "server.sockets",
    ]


@pytest.mark.parametrize("part", ["centre", "fields", "counters"])
def test_a_centre_needs_these(tmp_path: Path, part: str) -> None:
    without = re.sub(rf"\[+{part}\]+\n(?:\w+ = .*\n)+", "", SMALL)
    assert f"{part}: phải có · required" in complaint(tmp_path, without)


def test_a_file_that_is_no_toml_is_named(tmp_path: Path) -> None:
    told = complaint(tmp_path, "[centre\nname = ")
    assert "centre.toml" in told
    assert "line 1" in told


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_a_file_as_windows_editors_save_it_is_read(tmp_path: Path, encoding: str) -> None:
    file = tmp_path / "centre.toml"
    file.write_bytes(SMALL.replace("\n", "\r\n").encode(encoding))
    assert load(file, {}).centre.name == "Trung tâm"


def test_a_file_in_an_older_encoding_is_named(tmp_path: Path) -> None:
    file = tmp_path / "centre.toml"
    file.write_bytes(SMALL.replace("Trung tâm", "Trung tam ph\xf2").encode("latin-1", "replace"))
    with pytest.raises(BadSettings, match=r"centre\.toml: .*save it as UTF-8"):
        load(file, {})


def test_weekdays_without_times_are_not_taken_for_always_open(tmp_path: Path) -> None:
    assert "hours: " in (told := complaint(tmp_path, f"{SMALL}[hours]\nweekdays = [1, 2, 3, 4, 5]\n"))
    assert "weekdays without sessions" in told


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(BadSettings, match=r"missing\.toml"):
        load(tmp_path / "missing.toml", {})


def test_a_table_that_is_no_table_is_named(tmp_path: Path) -> None:
    told = complaint(tmp_path, f"server = 7\n{SMALL}", GOISO_PORT="8080")
    assert told == "server: phải là một bảng · must be a table"


PROXIES = SMALL + "[server]\ntrusted_proxies = "


def test_trusted_proxies_are_named_by_address_or_network(tmp_path: Path) -> None:
    named = read(tmp_path, PROXIES + '["127.0.0.1", "10.0.0.0/24", "fd00::1"]').server.trusted_proxies
    assert list(map(str, named)) == ["127.0.0.1/32", "10.0.0.0/24", "fd00::1/128"]
    told = read(tmp_path, SMALL, GOISO_TRUSTED_PROXIES="127.0.0.1, 10.0.0.0/24").server.trusted_proxies
    assert list(map(str, told)) == ["127.0.0.1/32", "10.0.0.0/24"]
    assert read(tmp_path, SMALL).server.trusted_proxies == ()


@pytest.mark.parametrize("named", ["0.0.0.0/0", "::/0", "10.0.0.1/24", "proxy", ""])
def test_a_proxy_that_is_everybody_or_nobody_is_named(tmp_path: Path, named: str) -> None:
    assert "trusted_proxies" in complaint(tmp_path, f'{PROXIES}["{named}"]')
