"""What a market minds 文化提示: rows of the table of culture that people look for in a listing before it goes live."""

from functools import cache

from shibosi.standard.law.book import book
from shibosi.standard.law.facts import Fact
from shibosi.standard.law.needs import members

TOPICS = ("process", "imagery", "symbol", "colour", "gesture", "number")


@cache
def minded(market: str) -> tuple[Fact, ...]:
    """The rows of a market about how goods are shown, those that block first."""
    found = [
        one for one in book().current
        if one.table == "culture" and one["topic"] in TOPICS and one["severity"] != "info"
        and market in members(one.places)
    ]  # fmt: skip
    return tuple(sorted(found, key=lambda one: (one["severity"] != "block", one.id)))
