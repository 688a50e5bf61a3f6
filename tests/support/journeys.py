"""Short stories that leave something of every kind in the store."""

from server.core.events import TicketCancelled
from server.core.model import Outcome, PrintState
from server.service.context import Context
from server.service.people.devices import enrol_device
from server.service.queue import counters, slips, tickets
from server.service.queue.counters import Officer
from server.service.queue.tickets import NumberRequest

LAN, MINH = Officer("lan"), Officer("minh")


def take(context: Context, field: str = "CT", point: str = "") -> int:
    """A number; answers the ticket's id."""
    view, _ = tickets.issue(context, NumberRequest(field, point=point), "kiosk:1")
    ticket: int = view["id"]
    return ticket


def a_morning(context: Context) -> None:
    """One ticket waits, one is served, one finished, one missed, one cancelled; two counters work."""
    enrol_device(context, "kiosk", "Cửa chính", "system")
    printed = take(context)
    slips.report(context, printed, PrintState.PRINTED, None, "printer")
    for field in ("CT", "HT", "CT", "DD"):
        take(context, field)
    counters.open_(context, 1, LAN, ["CT"])
    counters.call(context, 1, LAN)
    counters.serve(context, 1, LAN)
    counters.finish(context, 1, LAN, Outcome.RECEIVED)
    counters.call(context, 1, LAN)
    counters.no_show(context, 1, LAN)
    counters.open_(context, 2, MINH, ["HT", "DD"])
    counters.call(context, 2, MINH)
    counters.serve(context, 2, MINH)
    tickets.cancel(context, take(context), "slip")


def given_up_late(context: Context, ticket: int) -> None:
    """A number that waited when its day ended is given up on a later one, as the first versions let people do."""
    context.store.write(lambda transaction: transaction.record(TicketCancelled(ticket), "slip"))


def number_of(context: Context, ticket: int) -> str:
    """The number of a ticket, as people read it."""
    return tickets.find(context, ticket).ticket.number
