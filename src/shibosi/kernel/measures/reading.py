"""Reads the figures of a pack, and keeps which values were used and which are missing."""

from datetime import date, timedelta
from typing import Any

from shibosi.kernel.measures.packs import Figure, Resetting, Rolling
from shibosi.kernel.parameters import Values


class Missing(LookupError):
    """No value of a figure is in force; it is in `Reader.missing`."""


class Reader:
    """Values in a place, by day. `used` has parameter, version and confidence of each value read."""

    def __init__(self, values: Values, place: str) -> None:
        self.values, self.place = values, place
        self.used: set[tuple[str, str, str]] = set()
        self.missing: set[str] = set()

    def read(self, figure: Figure, day: date) -> Any:
        """The value in force on a day. Raises Missing."""
        version = self.values.in_force(figure.id, day, self.place)
        if version is None or version.value is None:
            self.missing.add(figure.id)
            raise Missing(figure.id)
        self.used.add((figure.id, version.label(), version.confidence))
        return figure.seen(version.value)

    def whole(self, figure: Figure, day: date) -> int:
        """A whole number in force on a day. Raises Missing."""
        return int(self.read(figure, day))

    def try_whole(self, figure: Figure, day: date) -> int:
        """The same, or 0 where it is missing, which `missing` then says."""
        try:
            return self.whole(figure, day)
        except Missing:
            return 0

    def window_start(self, window: Rolling | Resetting, day: date) -> date:
        """The first day that counts on a day. Raises Missing."""
        if isinstance(window, Rolling):
            return day - timedelta(days=max(self.whole(window.days, day), 1) - 1)
        months, begins = self.whole(window.months, day), self.whole(window.begins, day)
        since = day.year * 12 + day.month - begins
        first = since - since % max(months, 1) + begins - 1
        return date(first // 12, first % 12 + 1, 1)
