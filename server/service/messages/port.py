"""The port of messages: what a way of sending does."""

from typing import Protocol

from server.core.messages.kinds import Message, MessengerAnswer


class Messenger(Protocol):
    """Sends one message. It never raises for what goes wrong on the way: that is an answer."""

    def send(self, message: Message) -> MessengerAnswer:
        """Try once; when nobody knows whether it was taken, the answer says so, and it is not tried again."""
