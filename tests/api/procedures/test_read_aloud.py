"""GET /speech: kiosks and helpers are read aloud to, nobody else, and never at length."""

from pathlib import Path

import pytest
from flask.testing import FlaskClient

from server.hall.espeak import EspeakNg
from tests.support.api import Api
from tests.support.enrolled import Tokens
from tests.support.wav import as_wav


@pytest.fixture
def voice(monkeypatch: pytest.MonkeyPatch) -> None:
    """A voice that says its text as it is."""
    monkeypatch.setattr(EspeakNg, "say", lambda _, text, language: as_wav(text, language))


def ask(
    client: FlaskClient, token: str, text: str = "Lấy số", language: str = "vi"
) -> tuple[int, bytes, str]:
    answer = client.get(
        "/api/v1/speech",
        query_string={"text": text, "language": language},
        headers={"Authorization": f"Bearer {token}"},
    )
    return answer.status_code, answer.data, answer.mimetype


@pytest.mark.usefixtures("voice")
def test_a_kiosk_and_a_helper_hear_their_text(client: FlaskClient, tokens: Tokens) -> None:
    for token in (tokens.kiosk, tokens.helper):
        assert ask(client, token) == (200, as_wav("Lấy số"), "audio/wav")


def test_nobody_else_does(client: FlaskClient, tokens: Tokens) -> None:
    assert ask(client, tokens.display)[0] == 403
    assert ask(client, "nobody")[0] == 401


@pytest.mark.parametrize(("text", "language"), [("a" * 301, "vi"), ("", "vi"), (" ", "vi"), ("a", "-x")])
def test_what_is_no_short_text_is_refused(
    text: str, language: str, client: FlaskClient, tokens: Tokens
) -> None:
    assert ask(client, tokens.kiosk, text, language)[0] == 400


def test_it_says_what_to_install_where_there_is_no_voice(
    api: Api, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))  # no program is there
    answer = api.kiosk.get("/speech?text=hello&language=en")
    assert (answer.status_code, answer.json["code"]) == (409, "speech_missing")
    assert "espeak-ng" in answer.json["action"]
