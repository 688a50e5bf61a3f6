"""What a start settles that the run before it left open, and what a new centre begins with."""

from server.service.context import Context
from server.service.notices.uploads import throw_away_unused
from server.service.queue.slips import settle_unreported
from server.service.settings.begun import begin_settings


def begin(context: Context) -> None:
    """Settings go into the journal, once; slips nobody reported become unknown; pictures that no notice shows go."""
    begin_settings(context)
    settle_unreported(context)
    throw_away_unused(context)
