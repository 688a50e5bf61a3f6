"""What a start settles that the run before it left open."""

from server.service.context import Context
from server.service.notices.uploads import throw_away_unused
from server.service.queue.slips import settle_unreported


def begin(context: Context) -> None:
    """Slips nobody reported become unknown; pictures that no notice shows are thrown away."""
    settle_unreported(context)
    throw_away_unused(context)
