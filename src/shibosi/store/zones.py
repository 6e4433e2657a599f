"""Whose day it is: the house's, and a party's."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from shibosi.store.models import Party

HOUSE = ZoneInfo("Asia/Shanghai")
"""Whose day it is when documents are judged, and for a party that names no zone."""


def zone_of(party: Party) -> ZoneInfo:
    """The time zone whose days count for a party."""
    return ZoneInfo(party.zone) if party.zone else HOUSE


def day_of(party: Party, at: datetime) -> date:
    """The day of a moment where the party is."""
    return at.astimezone(zone_of(party)).date()
