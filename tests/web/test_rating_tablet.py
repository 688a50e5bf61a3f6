"""When a rating tablet begins to ask and when it goes away by itself, on a clock that is set."""

import json
from typing import Any, Final

from tests.support.modules import on_a_stub

SCRIPT: Final = """
let now = 0;
let tick = () => {};
globalThis.performance = { now: () => now };
globalThis.setInterval = (call) => { tick = call; return 0; };
const { Visit } = await load("./server/static/rating/visit.js");
const asked = (ticket, left_s = 45, rated = false) => ({ ticket, left_ms: left_s * 1000, rated });
const later = (seconds) => { for (let i = 0; i < seconds * 2; i += 1) { now += 500; tick(); } };
const answer = {};
for (const [name, happens] of Object.entries(STORIES)) {
  const steps = [];
  const rating = {
    part: "level",
    sent: 0,
    begin() { this.part = "level"; },
    leave() { this.sent += Number(this.part === "words"); },
  };
  const visit = new Visit((step) => steps.at(-1) !== step && steps.push(step), () => rating);
  const hear = (asked, more) => visit.hear({ seq: 1, settings: 1, on: true, counter: 1, name: "", visit: asked, ...more });
  new Function("hear", "asked", "later", "visit", "rating", happens)(hear, asked, later, visit, rating);
  answer[name] = [...steps, rating.sent];
}
"""
STORIES: Final[dict[str, tuple[str, list[Any]]]] = {
    "it asks for its time": ("hear(asked(7)); later(44); hear(asked(7, 1));", ["ask", 0]),
    "and then goes away": ("hear(asked(7)); later(46);", ["ask", "idle", 0]),
    "not from whoever stands there": ("hear(asked(7)); later(40); visit.touched(); later(10);", ["ask", 0]),
    "but in the end from everybody": (
        "hear(asked(7)); for (let i = 0; i < 20; i += 1) { visit.touched(); later(5); }",
        ["ask", "idle", 0],
    ),
    "at once when the next is called": ("hear(asked(7)); hear(null);", ["ask", "idle", 0]),
    "what was chosen counts": ("hear(asked(7)); rating.part = 'words'; hear(null);", ["ask", "idle", 1]),
    "half a choice does not": ("hear(asked(7)); rating.part = 'reason'; hear(null);", ["ask", "idle", 0]),
    "its own thanks stand for a while": (
        "hear(asked(7)); rating.part = 'done'; visit.thanked(); hear(asked(7, 40, true)); later(4);",
        ["ask", 0],
    ),
    "and nobody is asked again": (
        "hear(asked(7)); rating.part = 'done'; visit.thanked(); later(6); hear(asked(7, 30, true));",
        ["ask", "idle", 0],
    ),
    "another tablet was quicker": (
        "hear(asked(7)); hear(asked(7, 40, true)); later(6);",
        ["ask", "rated", "idle", 0],
    ),
    "the next visit ended while thanks stood": (
        "hear(asked(7)); rating.part = 'done'; visit.thanked(); hear(asked(8)); hear(null);",
        ["ask", "idle", 0],
    ),
    "too late it does not begin": ("hear(asked(7, 0)); later(2);", ["idle", 0]),
    "a line that was lost": (
        "hear(asked(7)); visit.offline(true); later(60); visit.offline(false); hear(asked(7, 5));",
        ["ask", "offline", "ask", 0],
    ),
    "ratings are off": ("hear(asked(7), { on: false });", ["off", 0]),
    "it stands nowhere": ("hear(null, { counter: null });", ["unplaced", 0]),
}


def test_it_begins_and_goes_away_by_itself() -> None:
    stories = json.dumps({name: happens for name, (happens, _) in STORIES.items()})
    found = on_a_stub(SCRIPT.replace("STORIES", stories))
    assert found == {name: steps for name, (_, steps) in STORIES.items()}
