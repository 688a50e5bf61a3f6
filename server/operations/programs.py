"""Outside programs: when each was last heard, the webhooks that tell them what happens, messages to phones."""

from server.background.messages.messenger import MessageSender
from server.background.webhooks import WebhookSender
from server.core.events import Entry
from server.operations.program_uses import ProgramUses
from server.ports import MessagePorts, ProgramPorts
from server.service.context import Context


class Programs:
    """Runs until it is closed; its threads are `uses`, `webhooks`, and `messages` if a way of sending is on."""

    def __init__(self, context: Context) -> None:
        self.uses = ProgramUses(context)
        self.webhooks = WebhookSender(context)
        self.messages = MessageSender(context)

    def heard(self, entries: list[Entry]) -> None:
        """Something happened: tell programs and phones."""
        self.webhooks.heard(entries)
        self.messages.heard(entries)

    def close(self) -> None:
        """Store the last uses and stop sending."""
        self.uses.close()
        self.webhooks.close()
        self.messages.close()

    def ports(self) -> ProgramPorts:
        """What routes need."""
        return ProgramPorts(self.uses.used, self.uses.last)

    def message_ports(self) -> MessagePorts:
        """What the pages of messages need."""
        return MessagePorts(self.messages.health, self.messages.try_out, self.messages.anew)
