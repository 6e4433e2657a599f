"""Retention: how long something is kept. No control reads this; the store forgets by it."""

from shibosi.kernel.parameters import Parameters, whole


class AccessLog(Parameters):
    """The notes of who looked at what."""

    days = whole("Days for which it is kept who saw what", unit="days")


class HandedFiles(Parameters):
    """For how long a file that was handed in can be given back with its answers."""

    days = whole("Days for which a file that was handed in stays, with the answer to each row", unit="days")
