"""The status board of a declarant, open to all: drop what was sent and what came back, or orders to try with."""

from collections.abc import Iterator

from django.http import HttpResponse
from django.utils import timezone

from shibosi.kernel.problems import Problem
from shibosi.methods.customsoffice.office import Office
from shibosi.methods.customsoffice.post import Chances, messages
from shibosi.methods.declaring.declaring import Declared, Refusal, declared
from shibosi.methods.formats.ceb import Limits, read_message
from shibosi.methods.formats.ceb.model import Message
from shibosi.methods.messages.opening import opened
from shibosi.methods.messages.overview import overview
from shibosi.methods.messages.states import Board
from shibosi.pages import clearing
from shibosi.pages.menu import Entry, Group
from shibosi.pages.page import EVERYBODY, Asked, page, show
from shibosi.portal.messages import MEGA, MOST, NoMessages
from shibosi.store.asking import address
from shibosi.store.limiting import count
from shibosi.store.zones import HOUSE

MOST_FILES = 50
SOME_ARE_HELD = Chances(inspect=0.1, detain=0.15)
"""What the simulated office does with orders that are tried here."""


@page("board/", EVERYBODY, Entry("Status board", Group.SERVICES, 16, "overview"), methods=("GET", "HEAD", "POST"))
def board(request: Asked) -> HttpResponse:
    """What stands where, of messages dropped here. Nothing is kept. Raises NoMessages, NoSender, TooMany."""
    if request.method != "POST":
        return show(request, "portal/board.html", files=MOST_FILES, most=MOST // MEGA)
    count("files from an address", address(request), timezone.now())
    files, orders = request.FILES.getlist("files"), request.FILES.getlist("orders")
    if not 1 <= len(files) + len(orders) <= MOST_FILES or any((one.size or 0) > MOST for one in (*files, *orders)):
        raise NoMessages(most=MOST_FILES, mega=MOST // MEGA)
    now = timezone.now().astimezone(HOUSE).replace(tzinfo=None)
    made = Board()
    problems: list[Problem] = []
    refused: list[Refusal] = []
    for one in files:
        message, unread = opened(one.read(), one.name or "", Limits(size=MOST))
        problems += unread
        if message is not None:
            made.add(message)
    for one in orders:
        tried = declared(one.read(), one.name or "", now)
        problems += tried.problems
        refused += tried.refused
        for message in _both_sides(tried):
            made.add(message)
    found = overview(made.standings(), now, clearing.late_after(now))
    return show(
        request, "portal/board.html", files=MOST_FILES, most=MOST // MEGA, problems=problems, refused=refused,
        unread=made.refused, **clearing.shown(found),
    )  # fmt: skip


def _both_sides(tried: Declared) -> Iterator[Message]:
    """The messages of orders, and what a simulated office answers."""
    office = Office(SOME_ARE_HELD.fate, wants_signatures=False)
    answers = SOME_ARE_HELD.delivered(one for message in tried.messages for one in office.take(message))
    yield from tried.messages
    for name, data in messages(answers):
        answer, _ = read_message(data, name)
        if answer is not None:
            yield answer
