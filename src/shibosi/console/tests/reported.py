"""Documents of these days, handed in for a firm."""

from datetime import timedelta

from django.core.files.uploadedfile import SimpleUploadedFile
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


HEAD = "number,guid,merchant_code,buyer_name,goods_value,currency"
ADDRESS = "/documents/hand-in/"


def orders(*numbers, firm="AAA", name="orders.csv"):
    """A file of orders of a firm."""
    lines = [f"{number},G-{number},{firm},李华,19.90,142" for number in numbers]
    return {"file": SimpleUploadedFile(name, "\n".join([HEAD, *lines]).encode("gb18030"))}
