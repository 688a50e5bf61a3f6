"""The manager's page of the voice, and the files that only screens are given."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from display.espeak import Espeak
from server.app import Server
from server.config import VoicePart
from server.http.rate_limit import limiter
from tests.api.browsing import sign_in
from tests.support.api import Api
from tests.support.centre import default_settings
from tests.support.clock import SetClock
from tests.support.enrolled import enrol_everybody
from tests.support.quick_server import quick_server
from tests.support.tone_clips import pack

Start = Callable[..., Server]


@pytest.fixture
def start(tmp_path: Path, clock: SetClock) -> Iterator[Start]:
    """A server with these settings of the voice."""
    made: list[Server] = []

    def run(**voice: Any) -> Server:
        server = quick_server(default_settings(tmp_path / "data", voice=VoicePart(**voice)), clock)
        limiter.reset()
        made.append(server)
        return server

    yield run
    for server in made:
        server.close()


@pytest.fixture
def no_espeak(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Espeak, "installed", False)


def page(server: Server, path: str = "/admin/voice") -> str:
    enrol_everybody(server.context)
    browser = server.app.test_client()
    sign_in(browser, "binh")
    answer = browser.get(path)
    assert answer.status_code == 200
    return answer.get_data(as_text=True)


def test_recordings_may_be_whole_but_nobody_hears_them_while_no_screen_speaks(
    start: Start, tmp_path: Path
) -> None:
    server = start(clips=pack(tmp_path / "clips"))
    shown = page(server)
    assert "Loa hoạt động tốt" not in shown
    assert "Không có màn hình nào đọc số" in shown
    assert "Bản ghi âm của trung tâm" in shown


def test_missing_words_are_named_and_the_home_page_points_there(start: Start, tmp_path: Path) -> None:
    server = start(clips=pack(tmp_path / "clips", frozenset({"vi-7", "en-7"})))
    assert "Bộ ghi âm còn thiếu 1 từ" in page(server)


def test_english_words_are_missed_only_where_english_is_spoken(start: Start, tmp_path: Path) -> None:
    server = start(clips=pack(tmp_path / "clips", frozenset({"en-7"})), english=True)
    assert server.halls.speech.voice.now().missing == ("en-7",)


@pytest.mark.usefixtures("no_espeak")
def test_no_voice_at_all_is_a_warning_on_both_pages(start: Start) -> None:
    server = start()
    assert "Chưa có giọng đọc trên máy chủ" in page(server)
    browser = server.app.test_client()
    sign_in(browser, "binh")
    assert "Cần kiểm tra: 2" in browser.get("/admin").get_data(as_text=True)


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("speaker", "Loa của máy chủ không phát được"),
        ("files", "Không ghi được tệp âm thanh"),
        ("clips", "Có bản ghi âm không dùng được"),
        ("espeak", "Giọng máy espeak-ng không đọc được"),
    ],
)
def test_each_trouble_is_told_with_what_to_do_until_it_is_over(start: Start, source: str, words: str) -> None:
    server = start()
    server.halls.speech.voice.trouble(source, "no such device")
    shown = page(server)
    assert words in shown
    assert "no such device" in shown
    server.halls.speech.voice.well(source)
    assert server.halls.speech.voice.now().troubles == ()


def test_a_screen_is_named_with_what_it_says_of_its_sound(start: Start) -> None:
    server = start()
    token = enrol_everybody(server.context).display
    screen = server.socketio.test_client(server.app, namespace="/board", auth={"token": token})
    screen.emit("sound", {"sound": "blocked"}, namespace="/board")
    browser = server.app.test_client()
    sign_in(browser, "binh")
    shown = browser.get("/admin/voice").get_data(as_text=True)
    assert '<th scope="row">display</th>' in shown
    assert "1 màn hình bị trình duyệt chặn tiếng" in shown


def test_a_voice_that_is_off_says_how_to_turn_it_on(start: Start) -> None:
    assert "Loa đang tắt" in page(start(enabled=False))


@pytest.mark.parametrize(
    ("voice", "heard"), [({}, "true"), ({"enabled": False}, "false"), ({"where": "server"}, "false")]
)
def test_a_screen_that_is_not_meant_to_be_heard_asks_for_no_sound(
    start: Start, voice: dict[str, Any], heard: str
) -> None:
    shown = start(**voice).app.test_client().get("/display").get_data(as_text=True)
    assert f'data-heard="{heard}"' in shown


def test_only_screens_and_the_manager_are_given_files(start: Start, tmp_path: Path) -> None:
    server = start(clips=pack(tmp_path / "clips"))
    api = Api(server.app, enrol_everybody(server.context))
    sample = server.halls.speech.voice.sample()
    assert sample is not None
    answer = api.display.get(f"/voice/{sample.name}")
    assert answer.status_code == 200
    assert answer.mimetype == "audio/wav"
    assert answer.headers["Cache-Control"] == "private, max-age=604800, immutable"
    assert answer.data == sample.read_bytes()
    assert api.kiosk.get(f"/voice/{sample.name}").status_code == 403
    assert api.nobody.get(f"/voice/{sample.name}").status_code == 401
    assert api.display.get("/voice/..%2Fsession.key").status_code == 404
    assert api.display.get("/voice/goiso.db").json["code"] == "not_found"


def test_a_disk_that_takes_no_files_leaves_screens_their_own_voice(
    start: Start, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    server = start(clips=pack(tmp_path / "clips"))

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("display.voice.write", full)
    from display.announce import announcement

    said = announcement("A012", 3, ("vi",))
    utterance = server.halls.speech.voice.make(said)
    assert utterance.made is None
    assert utterance.to_say == said
    assert utterance.length_s > 3
    assert server.halls.speech.voice.now().troubles[0].source == "files"


@pytest.mark.parametrize(("hour", "expected"), [(8, (1.0, 1.0)), (12, (1.0, 0.4)), (13, (1.3, 1.0))])
def test_volume_and_speed_follow_the_hour(
    start: Start, clock: SetClock, tmp_path: Path, hour: int, expected: tuple[float, float]
) -> None:
    hours = [
        {"from": "12:00", "until": "13:00", "volume": 0.4},
        {"from": "13:00", "until": "00:00", "speed": 1.3},
    ]
    settings = VoicePart(hours=hours, clips=pack(tmp_path / "clips"))
    from datetime import time

    assert settings.at(time(hour)) == expected
