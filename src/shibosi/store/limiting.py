"""Counting requests: how often a token or an address may ask. The numbers stand in `settings.limits`.

Each process counts for itself, in its memory and in windows of fixed length: a request costs no write in the database.
Signing in is counted by all processes together, by allauth on the cache in the database.
"""

from datetime import datetime

from django.core.cache import caches

from shibosi.kernel.errors import ShibosiError
from shibosi.settings.limits import LIMITS


class TooMany(ShibosiError):
    """More than may be asked in a time."""

    code = "too-many-requests"
    message = "Too many requests: at most {amount} in {seconds} seconds. Try again in {wait} seconds."


def count(name: str, who: str, now: datetime) -> None:
    """Count one more of a limit for an address, an account or a token. Raises TooMany with `wait` in its facts."""
    limit = LIMITS[name]
    window, passed = divmod(int(now.timestamp()), limit.seconds)
    cache, key = caches["counts"], f"{name}:{who}:{window}".replace(" ", "-")
    cache.add(key, 0, timeout=2 * limit.seconds)
    if cache.incr(key) > limit.amount:
        raise TooMany(amount=limit.amount, seconds=limit.seconds, wait=limit.seconds - passed)
