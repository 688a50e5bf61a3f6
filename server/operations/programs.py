"""Programs beside requests: when each was last heard of, and the webhooks that tell them what happens."""

from server.background.webhooks import WebhookSender
from server.operations.program_uses import ProgramUses
from server.ports import ProgramPorts
from server.service.context import Context


class Programs:
    """Runs until it is closed; `uses` and `webhooks` are its two threads."""

    def __init__(self, context: Context) -> None:
        self.uses = ProgramUses(context)
        self.webhooks = WebhookSender(context)
        self.heard = self.webhooks.heard

    def close(self) -> None:
        """Write down the last uses; send nothing any more."""
        self.uses.close()
        self.webhooks.close()

    def ports(self) -> ProgramPorts:
        """What routes are handed."""
        return ProgramPorts(self.uses.used, self.uses.last)
