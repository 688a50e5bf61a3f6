"""How far each centre is with the catalogue that it is offered: what it said of itself last."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from server.city.catalogue.offer import offered
from server.city.database import Transaction

NONE: Final = "none"
OFFERED: Final = "offered"
WAITING: Final = "waiting"
TAKEN: Final = "taken"
REFUSED: Final = "refused"
OLDER: Final = "older"
_LONGEST: Final = 300


@dataclass(frozen=True, slots=True)
class CatalogueStanding:
    """One centre: the version that it is `offered` and the one that it `has`, its `state`, and why it refused."""

    code: str
    name: str
    offered: int | None
    has: int | None
    state: str
    why: str


def standings(transaction: Transaction, sees: tuple[str, ...] | None = None) -> list[CatalogueStanding]:
    """Every centre, or those that somebody `sees`."""
    rows = transaction.execute(
        "SELECT code, name, health->'catalogue' FROM centre"
        " WHERE retired_at IS NULL AND (%(sees)s::text[] IS NULL OR code = ANY(%(sees)s)) ORDER BY code",
        {"sees": None if sees is None else list(sees)},
    ).fetchall()
    return [_standing(transaction, code, name, said) for code, name, said in rows]


def fields(transaction: Transaction) -> set[str]:
    """The codes of the fields that centres have, as far as they are known here."""
    query = "SELECT DISTINCT jsonb_object_keys(state->'fields') FROM centre_now WHERE jsonb_typeof(state->'fields') = 'object'"
    return {row[0] for row in transaction.execute(query)}


def _standing(transaction: Transaction, code: str, name: str, said: object) -> CatalogueStanding:
    offer = offered(transaction, code)
    wanted = None if offer is None else int(offer["version"])
    facts: Mapping[str, Any] = said if isinstance(said, dict) else {}
    version, state = facts.get("version"), facts.get("state")
    has = version if isinstance(version, int) else None
    why = str(facts.get("why") or "")[:_LONGEST]
    return CatalogueStanding(
        code, name, wanted, has, _state(wanted, has, state), why if state == REFUSED else ""
    )


def _state(wanted: int | None, has: int | None, state: object) -> str:
    if wanted is None:
        return NONE
    if has != wanted:
        return OFFERED if has is None else OLDER
    return str(state) if state in {WAITING, TAKEN, REFUSED} else OFFERED
