"""Retention: how long something is kept. No control reads this; the store forgets by it."""

from shibosi.kernel.parameters import Parameters, whole


class AccessLog(Parameters):
    """The notes of who looked at what."""

    days = whole("Days for which it is kept who saw what", unit="days")
