"""Documents of these days, handed in for a firm."""

from datetime import timedelta

from django.utils import timezone

from shibosi.store.intake.receiving import HandedIn, receive
from shibosi.store.zones import HOUSE


def day(away):
    """A day so many days from today."""
    return (timezone.now().astimezone(HOUSE).date() + timedelta(days=away)).isoformat()


def hand_in(*documents, party="aaa"):
    """Hand documents in; all of them are stored."""
    answer = receive(documents, HandedIn("test", party), timezone.now()).receipt.answer
    assert answer["stored"] == len(documents), answer
