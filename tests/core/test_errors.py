"""The error catalogue: words for people, in both languages."""

import re
from string import Formatter

import pytest

from server.core.model import TicketState
from server.core.queue.state_texts import TICKET_STATES
from server.core.refusal import Refusal
from server.core.refusals.catalogue import CATALOGUE
from server.core.refusals.kind import Kind
from server.core.texts import BothTexts

FACTS = [
    "typed",
    "waiting",
    "command",
    "asks",
    "confirmed",
    "field",
    "procedure",
    "priority",
    "counter",
    "hall",
    "halls",
    "file",
    "layout",
    "layouts",
    "sessions",
    "because",
    "opens",
    "hours",
    "date",
    "closes",
    "limit",
    "share",
    "number",
    "state",
    "officer",
    "reason",
    "limit_kb",
    "cap",
    "seconds",
    "recalls",
    "minutes",
    "days",
    "dossier",
    "what",
    "letters",
    "most",
    "tongue",
    "username",
    "name",
    "setting",
    "key",
    "who",
    "at",
    "seq",
    "people",
    "point",
    "prefix",
    "host",
    "entry",
    "rows",
    "today",
    "id",
    "first",
    "last",
    "day",
    "now",
    "years",
    "finding",
    "least",
    "n",
    "of",
    "version",
    "parameters",
    "known",
]
EVERY_FACT = {name: f"<{name}>" for name in FACTS}
VIETNAMESE_LETTER = re.compile(
    "[ăâđêôơưàáảãạằắẳẵặầấẩẫậèéẻẽẹềếểễệìíỉĩịòóỏõọồốổỗộờớởỡợùúủũụừứửữựỳýỷỹỵ]", re.IGNORECASE
)


def texts_of(kind: Kind) -> list[BothTexts]:
    return [kind.title, kind.detail, kind.action]


def placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


EVERY_TEXT = [(code, words) for code, kind in CATALOGUE.items() for words in texts_of(kind)]


def test_each_speaks_both_languages() -> None:
    for code, words in EVERY_TEXT:
        assert VIETNAMESE_LETTER.search(words.vi), code
        assert words.en.strip(), code
        assert not VIETNAMESE_LETTER.search(words.en), code


def test_each_says_the_same_facts_in_both_languages() -> None:
    for code, words in EVERY_TEXT:
        assert placeholders(words.vi) == placeholders(words.en) <= set(EVERY_FACT), code


def test_each_fills_every_placeholder() -> None:
    for code, words in EVERY_TEXT:
        for language in ("vi", "en"):
            assert "{" not in words.said(language, **EVERY_FACT), (code, language)


def test_a_title_needs_no_facts() -> None:
    assert [code for code, kind in CATALOGUE.items() if placeholders(kind.title.vi)] == []


def test_each_answers_with_a_status_of_its_kind() -> None:
    for code, kind in CATALOGUE.items():
        at_fault_here = code.startswith("storage_") or code in ("internal", "too_many_screens")
        assert (500 if at_fault_here else 400) <= kind.status < (600 if at_fault_here else 500), code


@pytest.mark.parametrize(
    ("code", "status"),
    [
        ("queue_empty", 404),
        ("unknown_ticket", 404),
        ("wrong_state", 409),
        ("body_too_large", 413),
        ("idempotency_mismatch", 422),
        ("too_many_requests", 429),
        ("not_signed_in", 401),
        ("not_allowed", 403),
        ("storage_full", 507),
    ],
)
def test_programs_rely_on_these_statuses(code: str, status: int) -> None:
    assert CATALOGUE[code].status == status


def test_it_names_every_state_of_a_ticket() -> None:
    assert set(TICKET_STATES) == set(TicketState)


def test_words_within_words_are_said_in_the_same_language() -> None:
    detail = CATALOGUE["wrong_state"].detail
    assert detail.said("vi", number="A012", state=TICKET_STATES["called"]) == (
        "Phiếu A012 đang ở trạng thái “đang được gọi”."
    )
    assert detail.said("en", number="A012", state=TICKET_STATES["called"]) == "Ticket A012 is “called”."


def test_any_other_language_is_answered_in_vietnamese() -> None:
    assert BothTexts("không", "no").said("fr") == "không"


def test_what_people_typed_is_never_taken_for_a_placeholder() -> None:
    assert "{counter}" in CATALOGUE["unknown_field"].detail.said("en", field="{counter}")


def test_a_refusal_reads_well_in_logs() -> None:
    assert str(Refusal("unknown_counter", counter=12)) == "unknown_counter: This centre has no counter 12."
