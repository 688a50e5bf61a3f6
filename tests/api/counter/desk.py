"""Short words for what happens at a counter."""

from typing import Any

from tests.support.api import Api, Caller

JOURNEYS: dict[str, tuple[str, ...]] = {
    "closed": (),
    "paused": ("open", "pause"),
    "idle": ("open",),
    "called": ("open", "call"),
    "serving": ("open", "call", "serve"),
}
BODIES: dict[str, dict[str, Any]] = {
    "transfer": {"field": "DD"},
    "hand-over": {"officer": "minh"},
    "priority": {"priority": "elderly"},
}


def act(who: Caller, step: str, n: int = 1, key: str | None = None, **body: Any) -> dict[str, Any]:
    """Do it, and be answered."""
    answer = who.post(f"/counters/{n}/{step}", body or BODIES.get(step), key=key)
    assert answer.status_code == 200, answer.text
    view: dict[str, Any] = answer.json
    return view


def refused(who: Caller, step: str, n: int = 1, **body: Any) -> dict[str, Any]:
    """Be refused: the problem, told in English."""
    answer = who.post(f"/counters/{n}/{step}", body or BODIES.get(step), accept_language="en")
    assert answer.status_code >= 400, answer.text
    problem: dict[str, Any] = answer.json
    return problem


def console(api: Api, n: int = 1) -> dict[str, Any]:
    """The counter's whole state."""
    view: dict[str, Any] = _without_waits(api.officer.get(f"/counters/{n}").json)
    return view


def _without_waits(view: Any) -> Any:
    """Foretold waits aside: a new forecast changes them whenever it comes."""
    if isinstance(view, dict):
        return {name: _without_waits(value) for name, value in view.items() if name != "wait"}
    return [_without_waits(item) for item in view] if isinstance(view, list) else view


def everything(api: Api) -> tuple[Any, ...]:
    """All that is kept, and what the console at counter 1 is shown: when these are the same, nothing has changed."""
    return api.kept(), console(api)


def bring_to(api: Api, state: str) -> None:
    """Let the officer bring counter 1 to a state, with somebody to call."""
    api.take()
    for step in JOURNEYS[state]:
        act(api.officer, step)


def ticket(api: Api, ticket_id: int) -> dict[str, Any]:
    """A ticket as it is now."""
    view: dict[str, Any] = _without_waits(api.officer.get(f"/tickets/{ticket_id}").json)
    return view
