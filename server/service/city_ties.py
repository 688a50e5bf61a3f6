"""Notes in the journal to which city the centre belongs, only once even if several parts notice it."""

from dataclasses import dataclass

from server.core.events import CityJoined, CityLeft
from server.core.link.ties import Tie, standing
from server.service.context import Context
from server.store import city_ties
from server.store.transaction import Transaction


@dataclass(frozen=True, slots=True)
class City:
    """A city at `url`, and what it calls this centre."""

    url: str
    centre: str
    name: str


def tie(context: Context) -> Tie | None:
    """The city that the centre belongs to; `None` for none."""
    with context.store.read() as connection:
        return standing(city_ties.newest(connection))


def history(context: Context, most: int) -> list[Tie]:
    """The newest of all that there were, the newest first."""
    with context.store.read() as connection:
        return [*city_ties.everything(connection).values()][-most:][::-1]


def joined(context: Context, city: City, joined_at: int, by: str) -> None:
    """The centre belongs to this city since `joined_at` (UTC milliseconds); nothing happens where that is known."""
    event = CityJoined(city.url, city.centre, city.name, joined_at, by)

    def job(transaction: Transaction) -> None:
        known = standing(city_ties.newest(transaction.connection))
        if known is None or (City(known.url, known.centre, known.name), known.joined_at) != (city, joined_at):
            transaction.record(event, "system")

    context.store.write(job)


def left(context: Context, actor: str, by: str) -> None:
    """Note that the centre has left its city, unless that is known. `by` is the machine's user, if one did it."""

    def job(transaction: Transaction) -> None:
        known = standing(city_ties.newest(transaction.connection))
        if known is not None:
            transaction.record(CityLeft(known.url, known.centre, known.name, by), actor)

    context.store.write(job)
