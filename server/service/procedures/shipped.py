"""The procedures that come along with the product: what a centre searches until it has its own."""

from server import config
from server.service.context import Context
from server.service.procedures.search import Catalogue
from server.store.procedures.catalogue import read_catalogue, read_elsewhere


def shipped_catalogue(context: Context) -> Catalogue:
    """The national catalogue in people's own words, and where the things are done that are not done here."""
    catalogue = Catalogue(context)
    procedures = read_catalogue(config.DEFAULT_CATALOGUE, config.PLAIN_WORDS)
    catalogue.replace(procedures, read_elsewhere(config.ELSEWHERE))
    return catalogue
