"""Official messages handed in as they are: a CEB message becomes documents, its problems stay beside them."""

from shibosi.methods.formats.ceb import Limits, read_message
from shibosi.methods.formats.handingmessages import records_of
from shibosi.store.intake.handed import Read, too_long
from shibosi.store.intake.tables import documents

NAME = "message"
LIMITS = Limits(size=16 << 20, documents=5_000, lines=50_000, elements=2_000_000)
"""Far above what customs takes in one message (100 documents), small enough for one transaction."""


def read(data: bytes) -> list[Read]:
    """What stands in a message: each document, and one part more for what could not be read."""
    message, problems = read_message(data, NAME, LIMITS)
    told = records_of([message] if message is not None else [])
    found = []
    for number, one in enumerate(documents(dict(told.frames))):
        long = too_long(one.rows, NAME)
        found.append(Read(f"documents[{number}]", None if long else one, long))
    problems = [*problems, *told.problems]
    return [*found, Read(NAME, None, problems)] if problems else found
