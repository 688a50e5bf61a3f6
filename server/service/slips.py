"""What became of a slip, written down; and the slips that a power cut left unreported."""

from server.core.errors import Refusal
from server.core.events import SlipReported
from server.core.model import PrintState
from server.store import Transaction, tickets

from .context import Context


def report(context: Context, ticket: int, state: PrintState, reason: str | None, actor: str) -> None:
    """Write down that a slip was printed, failed, or nobody knows. Raises `unknown_ticket`."""

    def write(transaction: Transaction) -> None:
        found = transaction.ticket(ticket)
        if found is None:
            raise Refusal("unknown_ticket")
        transaction.record(SlipReported(ticket, state.value, reason), actor)

    context.store.write(write)


def settle_unreported(context: Context) -> int:
    """After a restart: slips that were being printed are `unknown`. Answers how many there were."""

    def settle(transaction: Transaction) -> int:
        left = tickets.printing(transaction.connection)
        for ticket in left:
            transaction.record(SlipReported(ticket, PrintState.UNKNOWN.value, "restarted"), "system")
        return len(left)

    return context.store.write(settle)
