"""Short marks of the server's data that a kiosk's box keeps: a mark changes when the box must fetch its data again."""

from dataclasses import dataclass

from server.service.context import Context
from server.service.machines.points import point_of
from server.service.procedures.search import Catalogue


@dataclass(frozen=True, slots=True)
class BoxNews:
    """`centre` is a mark of `GET /centre` without the clock and the queues, `names` one of the procedures' names."""

    centre: str
    names: str

    @property
    def tag(self) -> str:
        """One text for both."""
        return f"{self.centre}.{self.names}"


def box_news(context: Context, catalogue: Catalogue, device: int) -> BoxNews:
    """What a kiosk's box should know now. It may be asked every two seconds, so it reads neither the queue nor a day."""
    moved = (context.settings.version, context.standing.moves, context.serving.moves)
    point = point_of(context, device)
    return BoxNews("-".join((context.run, *map(str, moved), point)), catalogue.names_tag)
