"""What rests on a norm beside the rows of the book: parameters and tables of values whose source names its number."""

from shibosi.standard.law.cited import SHORTEST, named
from shibosi.telling.dated import Dated, every


def relying(number: str) -> list[Dated]:
    """The values of parameters and tables whose source names a norm by its number, in the language in use."""
    if len(number) < SHORTEST:
        return []
    return [one for one in every() if not one.of_law and named(number, one.source)]
