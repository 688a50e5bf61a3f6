"""When numbers are given again is said by the server and by pages: one table of cases holds both to the same words."""

import json
import re
from datetime import datetime
from pathlib import Path
from typing import Any, Final

import pytest
from flask.testing import FlaskClient

from server.core.queue.opening_words import field_opens_words, opens_words
from server.core.texts import Languages
from server.http.languages import further_languages
from tests.support.modules import on_a_stub

TABLE: Final = json.loads(
    (Path(__file__).parents[1] / "core" / "queue" / "opening_words.json").read_text("utf-8")
)
CASES: Final[list[dict[str, Any]]] = TABLE["cases"]
SAYS: Final = {"opens": opens_words, "field_opens": field_opens_words}
SCRIPT: Final = """
const { opensText } = await load("/static/js/opens.js");
const { at, cases } = %s;
const answer = ["vi", "en", "zh"].map((language) => {
  document.documentElement.lang = language;
  return cases.map(({ which, opens_at: opensAt }) => opensText(which, opensAt, at));
});
"""


@pytest.mark.parametrize("language", ["vi", "en", "zh"])
def test_the_server_says_what_the_table_says(language: str, tmp_path: Path) -> None:
    spoken = Languages(further_languages(tmp_path)).of(language)
    now = datetime.fromisoformat(TABLE["at"])
    for case in CASES:
        opens_at = None if case["opens_at"] is None else datetime.fromisoformat(case["opens_at"])
        words = SAYS[case["which"]](opens_at, now)
        assert spoken.say(words.text, **words.parameters) == case["words"][language]


def test_the_kiosks_page_says_what_the_table_says(client: FlaskClient) -> None:
    blocks = re.findall(r"data-texts>(.*?)</script>", client.get("/kiosk").text, re.DOTALL)
    texts = {key: text for block in blocks for key, text in json.loads(block).items()}
    said = on_a_stub(SCRIPT % json.dumps(TABLE), texts)
    assert said == [[case["words"][language] for case in CASES] for language in ("vi", "en", "zh")]
