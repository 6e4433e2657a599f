"""Whose day it is: the house's, and a party's."""

from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import DateField, Func

from shibosi.store.models import Party

HOUSE = ZoneInfo("Asia/Shanghai")
"""Whose day it is when documents are judged, and for a party that names no zone."""


def zone_of(party: Party) -> ZoneInfo:
    """The time zone whose days count for a party."""
    return ZoneInfo(party.zone) if party.zone else HOUSE


def day_of(party: Party, at: datetime) -> date:
    """The day of a moment where the party is."""
    return at.astimezone(zone_of(party)).date()


class LocalDay(Func):
    """The day of a moment in the house's zone, as the database works it out."""

    output_field = DateField()

    def as_sqlite(self, compiler: Any, connection: Any, **more: Any) -> Any:
        """Its zone has had one offset since 1991."""
        return super().as_sql(compiler, connection, template="date(%(expressions)s, '+8 hours')")

    def as_postgresql(self, compiler: Any, connection: Any, **more: Any) -> Any:
        """Its zone by name."""
        return super().as_sql(compiler, connection, template=f"(%(expressions)s AT TIME ZONE '{HOUSE.key}')::date")
