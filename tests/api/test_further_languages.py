"""A language is added by one file: errors, explanations and slips are told in it, and no code changes."""

from pathlib import Path
from typing import Any

import pytest

from kiosk.alone.upstream import Upstream
from kiosk.paper.typeset import writable
from kiosk.printing import Job, PrintQueue
from server.app import Server
from server.command.kiosk import agent_for
from server.command.kiosk_files import BoxOptions
from server.config import PrinterPart
from server.core.model import Channel
from server.core.texts import Languages
from server.http.languages import further_languages
from server.kiosks.printing import Printing
from server.service.queue.tickets import NumberRequest
from tests.support.api import Api
from tests.support.waiting import until

FRENCH = """
msgid "Ngôn ngữ này"
msgstr "Français"

msgid "Không có lĩnh vực này"
msgstr "Domaine inconnu"

msgid "Trung tâm không có lĩnh vực “{field}”."
msgstr "Le centre n’a pas de domaine « {field} »."

msgid "Chọn một lĩnh vực trong danh sách."
msgstr "Choisissez un domaine dans la liste."

msgid "Phiếu {number} đang ở trạng thái “{state}”."
msgstr "Le ticket {number} est « {state} »."

msgid "đang chờ"
msgstr "en attente"

msgid "Không có phiếu này"
msgstr "Ticket {inconnu}"

msgid "Không tìm thấy phiếu."
msgstr "Ticket introuvable }"

msgid "Đến trước nhất trong các hàng của quầy."
msgstr "Premier arrivé dans les files du guichet."

msgid "Lúc gọi, đứng đầu các hàng: {heads}."
msgstr "En tête des files : {heads}."

msgid "{field} chờ {minutes} phút"
msgstr "{field} depuis {minutes} minutes"

msgid "Chứng thực"
msgstr "Légalisation"

msgid "SỐ THỨ TỰ"
msgstr "VOTRE NUMÉRO"

msgid "{count} người"
msgstr "{count} pers."

msgid "Cần đăng nhập hoặc mã thiết bị hợp lệ."
msgstr "Connexion ou jeton d’appareil requis."

msgid "Chưa cài đặt máy in."
msgstr "Aucune imprimante."

msgid "Mời ông/bà lấy phiếu ở khe nhận phiếu."
msgstr "Prenez votre ticket."
"""


@pytest.fixture(autouse=True)
def french(tmp_path: Path) -> None:
    """Dropped in before the server starts."""
    folder = tmp_path / "data" / "translations"
    folder.mkdir(parents=True)
    (folder / "fr.po").write_text(FRENCH, encoding="utf-8")


@pytest.fixture
def jobs(monkeypatch: pytest.MonkeyPatch) -> list[Job]:
    """What the print queue is given."""
    given: list[Job] = []
    monkeypatch.setattr(PrintQueue, "submit", lambda _, job: given.append(job))
    return given


@pytest.mark.parametrize("accepted", ["fr", "fr-CA,fr;q=0.9,en;q=0.8", "de, fr;q=0.5"])
def test_an_error_is_answered_in_the_callers_language(api: Api, accepted: str) -> None:
    answer = api.kiosk.post("/tickets", {"field": "ZZ"}, accept_language=accepted)
    assert (answer.json["code"], answer.json["title"]) == ("unknown_field", "Domaine inconnu")
    assert answer.json["detail"] == "Le centre n’a pas de domaine « ZZ »."
    assert answer.json["action"] == "Choisissez un domaine dans la liste."
    assert answer.headers["Content-Language"] == "fr"


def test_a_link_chooses_the_language_too(api: Api) -> None:
    assert api.kiosk.post("/tickets?lang=fr", {"field": "ZZ"}).json["title"] == "Domaine inconnu"


def test_what_is_not_translated_is_said_in_english(api: Api) -> None:
    answer = api.kiosk.post("/tickets", {"field": "CT", "priority": "vip"}, accept_language="fr")
    assert (answer.json["title"], answer.headers["Content-Language"]) == ("Unknown priority class", "en")


def test_a_text_within_a_text_is_said_in_the_same_language(api: Api) -> None:
    ticket = api.take()
    answer = api.officer.post(f"/tickets/{ticket['id']}/resume", accept_language="fr")
    assert answer.json["detail"] == f"Le ticket {ticket['number']} est « en attente »."
    assert answer.json["title"] == "Not possible in this state"
    assert answer.headers["Content-Language"] == "en, fr"


def test_a_translation_that_could_not_be_filled_in_is_left_out(api: Api) -> None:
    answer = api.kiosk.get("/tickets/999", accept_language="fr")
    assert (answer.json["title"], answer.json["detail"]) == ("Unknown ticket", "No such ticket.")


def test_a_call_is_explained_in_it(api: Api) -> None:
    api.take()
    officer = api.at_work()
    officer.post("/counters/1/call")
    (call,) = api.admin.get("/reports/calls", accept_language="fr").json["items"]
    assert call["why"] == [
        "Premier arrivé dans les files du guichet.",
        "En tête des files : Légalisation depuis 0 minutes.",
    ]


def test_names_are_english_in_a_further_language(api: Api) -> None:
    """The kiosk's page has them in every language; the API's own shape knows two."""
    centre = api.kiosk.get("/centre", accept_language="fr").json
    assert centre["name"] == "Public Service Centre"
    assert next(field["name"] for field in centre["fields"] if field["code"] == "CT") == "Certification"


def test_the_printers_state_is_told_in_it(server: Server) -> None:
    assert server.printing.now().text == {
        "vi": "Chưa cài đặt máy in.",
        "en": "No printer is set up.",
        "fr": "Aucune imprimante.",
    }


def test_the_end_of_a_print_is_told_in_it(server: Server, tmp_path: Path) -> None:
    told: list[dict[str, Any]] = []
    printer, french = (
        PrinterPart(url="virtual:"),
        Languages(further_languages(tmp_path / "data" / "translations")),
    )
    printing = Printing(lambda: printer, server.context, server.url, french, told.append)
    try:
        printing.take(NumberRequest("CT", channel=Channel.KIOSK), "kiosk:1")
        until(lambda: told)
    finally:
        printing.close()
    assert told[0]["text"]["fr"] == "Prenez votre ticket."


@pytest.mark.parametrize(
    ("own", "touch", "printed"),
    [("fr", "vi", "fr"), (None, "fr", "fr"), ("ko", "en", "en")],  # nobody has translated Korean
)
def test_slips_are_printed_in_it(
    own: str | None, touch: str, printed: str, server_with_paper: Server, jobs: list[Job]
) -> None:
    wanted = NumberRequest("CT", channel=Channel.KIOSK, language=own)
    server_with_paper.printing.take(wanted, "kiosk:1", language=touch)
    slip = jobs[0].slip()
    assert slip.language == printed
    assert slip.texts.get("SỐ THỨ TỰ") == ("VOTRE NUMÉRO" if printed == "fr" else None)


def test_a_slip_has_no_text_that_its_font_cannot_write(server_with_paper: Server, jobs: list[Job]) -> None:
    wanted = NumberRequest("CT", channel=Channel.KIOSK, language="zh")
    server_with_paper.printing.take(wanted, "kiosk:1")
    texts = jobs[0].slip().texts
    assert all(map(writable, texts.values()))
    assert "Lấy số" not in texts


def test_the_kiosks_own_box_answers_in_it(tmp_path: Path) -> None:
    """From the files in its own folder, with no server there."""
    server = "http://127.0.0.1:9"
    agent = agent_for(BoxOptions(server, 8010, tmp_path / "data", None, 576), Upstream(server))
    try:
        headers = {"Accept-Language": "fr"}
        answer = agent.app.test_client().post("/api/v1/tickets", json={"field": "CT"}, headers=headers)
    finally:
        agent.close()
    assert (answer.status_code, answer.json["code"]) == (401, "not_signed_in")
    assert answer.json["detail"] == "Connexion ou jeton d’appareil requis."
