"""The port of messages: what a way of sending does."""

from typing import Protocol

from server.core.messages.kinds import Message, MessengerAnswer


class Messenger(Protocol):
    """Sends one message. It never raises for a failure on the way, but returns it as its answer."""

    def send(self, message: Message) -> MessengerAnswer:
        """Try once; when nobody knows whether it was taken, the answer says so, and it is not tried again."""
