"""Whether somebody's turn is near: phones without scripts, with them, and those of the city say the same of it."""

from itertools import product
from pathlib import Path

from flask.testing import FlaskClient

from server.app import Server
from server.core.forecast.telling import SOON_S, Wait, is_soon
from server.service.forecast.waits import foresee, learnt
from tests.guards.tree import ROOT
from tests.support.api import Api
from tests.support.clock import SetClock
from tests.support.modules import called
from tests.support.wait_cases import WAIT_CASES

MODULE: Path = ROOT / "server" / "static" / "js" / "soon.js"


def test_phones_have_the_same_rule() -> None:
    cases: list[tuple[int, Wait | None]] = list(
        product((0, 1, 5), [None, *(case.rounded for case in WAIT_CASES)])
    )
    told = [[ahead, wait and {"low_s": wait.low_s, "high_s": wait.high_s}] for ahead, wait in cases]
    assert called(MODULE, "isSoon", *told) == [is_soon(ahead, wait) for ahead, wait in cases]


def test_where_nothing_is_foretold_the_first_is_near() -> None:
    assert called(MODULE, "isSoon", [0], [1]) == [True, False]


def test_the_first_of_a_line_is_not_near_while_its_counter_has_others_to_call(
    server: Server, api: Api, clock: SetClock, client: FlaskClient
) -> None:
    for _ in range(3):
        api.take("HT")
        clock.forward(minutes=1)
    hers = api.take("CT")
    api.at_work(1)  # alone, for both fields
    server.context.waits = foresee(server.context, learnt(server.context))
    told = api.nobody.get(f"/track/{hers['track']}").json
    assert told["ahead"] == 0
    assert told["wait"]["low_s"] > SOON_S
    page = client.get(f"/t/{hers['track']}").text
    assert 'data-standing="waiting"' in page
    for _ in range(3):
        api.officer.post("/counters/1/call")
        api.officer.post("/counters/1/no-show")
    server.context.waits = foresee(server.context, learnt(server.context))
    assert 'data-standing="soon"' in client.get(f"/t/{hers['track']}").text
