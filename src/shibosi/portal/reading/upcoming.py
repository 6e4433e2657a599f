"""What changes next, as the pages show it."""

from dataclasses import dataclass
from datetime import date

from shibosi.portal.reading.rows import Row
from shibosi.standard.law.upcoming import HORIZON, upcoming


@dataclass(frozen=True)
class Changing:
    """A day on which a value changes: the row that ends and the row that begins, each where there is one."""

    day: date
    before: Row | None
    after: Row | None

    @property
    def row(self) -> Row:
        """The row that begins, or else the one that ends."""
        found = self.after or self.before
        assert found is not None, "a change has a side"
        return found


def changing(day: date, code: str = "", days: int = HORIZON) -> list[Changing]:
    """What begins or ends in the days after a day, for a place or everywhere. Raises UnknownMarket."""
    return [
        Changing(one.day, Row(one.before, day) if one.before else None, Row(one.after, day) if one.after else None)
        for one in upcoming(day, days, code)
    ]
