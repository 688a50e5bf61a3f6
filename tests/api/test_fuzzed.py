"""Every operation of the API's description is sent what fits its schema and what does not, by every kind of caller.

Schemathesis makes the requests, sends them through WSGI and checks each answer with all of its checks.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from server.api.description import operations as every
from server.app import Server
from server.core.roles import machine_may, may
from server.http.access import ALLOWED, EVERYBODY
from server.http.rate_limit import limiter
from server.store.backups import passphrases
from tests.support.api import Api
from tests.support.backup_key import KEY
from tests.support.centre import default_settings
from tests.support.clock import SetClock
from tests.support.every_caller import KINDS, EveryCaller
from tests.support.fuzzing import schemathesis, within_reach
from tests.support.quick_server import quick_server

LAST = ("/doctor/clock", "/standby/takeover")
"""After these the centre is in another time, or takes nothing more."""
RULES_OF_CONTENT = ["2xx", "3xx", "400", "401", "403", "404", "409", "412", "413", "422", "429"]
"""How what fits its schema may be answered: a schema does not know which counters there are, or which of two is needed."""
TAKEN_ALL_THE_SAME = {
    "POST /api/v1/tickets/offline",  # what is wrong with an item is told beside it: it holds up no other
    "POST /api/v1/notices",  # spaces around a text do not count
    "POST /api/v1/notices/outages/{field}",
    "POST /api/v1/notices/emergency",
    "POST /api/v1/people",
    "PATCH /api/v1/people/{username}",
}
"""Operations that may take what does not fit their schema by the letter."""


FEW = 2
"""So many are the same in each run; of more, each run makes others."""


@pytest.fixture
def fuzzed(tmp_path: Path, clock: SetClock) -> Iterator[Server]:
    with within_reach(), patch.object(passphrases, "new_key", lambda _: KEY):  # without a second of work
        running = quick_server(default_settings(tmp_path / "data"), clock)
        running.forecaster.close()
        running.keepers.standby.again = lambda: None
        yield running
        running.close()


@dataclass(frozen=True)
class Asked:
    """An operation, and which kinds of callers may call it."""

    operation: Any
    may: tuple[str, ...]


def operations(server: Server) -> list[Asked]:
    """All of them, those last after which little else is answered."""
    schema = schemathesis().openapi.from_wsgi("/api/v1/openapi.json", server.app)
    described = server.app.api_doc
    needed = {told["operationId"]: ALLOWED[endpoint] for endpoint, _, told in every(server.app, described)}
    found = [each.ok() for each in schema.get_all_operations()]
    found.sort(key=lambda operation: operation.path.endswith(LAST))
    return [Asked(each, allowed(needed[each.definition.raw["operationId"]])) for each in found]


def allowed(permission: str) -> tuple[str, ...]:
    """The kinds of callers that may."""
    return tuple(
        kind for kind in KINDS if permission == EVERYBODY or has(*kind.split(), permission=permission)
    )


def has(sort: str, kind: str = "", *, permission: str) -> bool:
    return machine_may(kind, permission) if sort == "machine" else may(kind, permission)


def ask(operation: Any, callers: EveryCaller, who: str, most: int) -> Counter[int]:
    """Send this many requests, of which some fit the schema; answers how often each status came. Raises what a check found."""
    library = schemathesis()
    fitting = operation.as_strategy()
    wrong = operation.as_strategy(generation_mode=library.GenerationMode.NEGATIVE)
    statuses: Counter[int] = Counter()
    others = {*operation.schema} - {operation.path}

    @settings(
        max_examples=most,
        database=None,
        deadline=None,
        derandomize=most <= FEW,
        print_blob=True,
        phases=(Phase.generate,),
        suppress_health_check=list(HealthCheck),
    )
    @given(fitting if operation.label in TAKEN_ALL_THE_SAME else st.one_of(fitting, wrong))
    def sent(case: Any) -> None:
        if case.formatted_path in others:
            return  # what is made up may be another operation's own name: a dossier's code that reads "list"
        limiter.reset()
        answer = case.call_and_validate(headers=dict(callers.headers(who)))
        statuses[answer.status_code] += 1

    sent()
    return statuses


def fuzz(server: Server, pick: Callable[[int, Asked], Iterable[tuple[str, int]]]) -> set[str]:
    """Ask every operation as `pick` says: who, and how often. Answers which have succeeded; fails with all that was found."""
    callers, troubles, done = EveryCaller(server.context), [], set()
    failure = schemathesis().core.failures.Failure
    for n, asked in enumerate(operations(server)):
        checks = asked.operation.schema.config.checks.positive_data_acceptance
        checks.expected_statuses = RULES_OF_CONTENT
        for who, most in pick(n, asked):
            try:
                statuses = ask(asked.operation, callers, who, most)
            except* failure as found:
                troubles += [f"{who}: {asked.operation.label}: {each}" for each in found.exceptions]
            else:
                done |= {asked.operation.label} if any(status < 300 for status in statuses) else set()
    assert not troubles, "\n\n".join(troubles)
    return done


def test_every_operation_keeps_what_its_description_says(fuzzed: Server) -> None:
    def two(n: int, asked: Asked) -> Iterable[tuple[str, int]]:
        return ((asked.may[n % len(asked.may)], FEW), (KINDS[n % len(KINDS)], 1))

    assert len(fuzz(fuzzed, two)) > 40


@pytest.mark.torture
def test_every_operation_keeps_it_for_every_caller(fuzzed: Server) -> None:
    def all_of_them(_: int, asked: Asked) -> Iterable[tuple[str, int]]:
        return ((who, 60 if who in asked.may else 10) for who in KINDS)

    assert len(fuzz(fuzzed, all_of_them)) > 60


@pytest.mark.parametrize("path", ["/pairings", "/account/password", "/tickets"])
@pytest.mark.parametrize("key", ["", "k" * 201])
def test_what_is_no_key_is_refused_wherever_one_may_stand(api: Api, path: str, key: str) -> None:
    """Found here: where nothing was kept for a repeat, any key was taken."""
    answer = api.admin.post(path, {}, key=key)
    assert (answer.status_code, answer.json["code"]) == (400, "bad_request")
    assert "Idempotency-Key" in answer.json["detail"]


@pytest.mark.parametrize("at", ["08:15", "08:15:30"])
def test_the_time_of_a_paper_number_is_described_as_it_is_taken(api: Api, at: str) -> None:
    """Found here: it was described with a zone, and refused with one."""
    described = api.nobody.get("/openapi.json").json["components"]["schemas"]["PaperRow"]["properties"]["at"]
    assert re.search(described["pattern"], at)
    assert not re.search(described["pattern"], f"{at}Z")
