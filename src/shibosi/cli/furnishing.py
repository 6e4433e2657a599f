"""What the rooms beside the trade hold in an example: firms, papers, listings in several states, a recall, customs."""

import struct
from dataclasses import replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from shibosi.cli.serving import FIRM, OFFICER
from shibosi.example.offices import traded
from shibosi.example.rooms import CARELESS, GOOD, code_of, documents
from shibosi.standard.codes import codes

if TYPE_CHECKING:
    from shibosi.store.viewers import Viewer

BAG: dict[str, Any] = {
    "category": "bag", "description": "A bag of smooth leather", "colour": "brown", "size": "M",
    "official_standard": "GB/T 1", "age_to": 99,
}  # fmt: skip
FACTS = {"textile": False, "contains_animal_parts": False, "contains_protected_species": False}
LISTINGS = {
    "EX-1": "Leather bag", "EX-7": "Leather bag with a clasp", "EX-9": "Leather bag, cheaper at www.my-bags.example",
}  # fmt: skip
"""Live, waiting for a review and meant by a recall, kept back for what it says."""
OPTIONS = 4
"""Options of a question of a test."""
PORTION = 200
"""Documents handed in at once."""
NEEDED = "REQ-009"
"""The row of law that asks for a number of packaging."""


def furnish(now: datetime) -> None:
    """Hand it in, by the doors that people use."""
    from shibosi.store.intake.receiving import HandedIn, receive
    from shibosi.store.zones import HOUSE

    receive(documents(now.astimezone(HOUSE).date()), HandedIn("command line", ""), now)
    _listings(now)
    _learning(now)
    _asking(now)
    _clearing(now)
    _filing(now)


def _learning(now: datetime) -> None:
    """Two people of the firm take tests: one passes, one does not; the plan is kept."""
    from shibosi.store.courses import attempts, reporting

    seller, code = _seller(now), code_of(GOOD)
    for person, name, wrong in (("E-1", "李示例", 0), ("E-2", "张示例", 5)):
        made = attempts.begin(seller, "who-may-trade", code, person, name)
        right = [one.right for one in attempts.asked_in(made)]
        attempts.answer(seller, made, [(place + (at < wrong)) % OPTIONS for at, place in enumerate(right)])
    reporting.keep_plan(seller, code)


def _asking(now: datetime) -> None:
    """The firm asks for admission in a market; an officer has its goods filed with customs, and orders a course."""
    from shibosi.store.actions.cases import open_case
    from shibosi.store.cases.carrying import Asked
    from shibosi.store.models import Account
    from shibosi.store.viewers import of_account

    code = code_of(GOOD)
    facts = {"firm": code, "activity": "shop-operation", "market": "DE", "category": "bag"}
    open_case(_seller(now), "admission", Asked(facts=facts))
    officer = of_account(Account.objects.get(email=OFFICER), now)
    open_case(officer, "customs_filing", Asked(facts={"firm": code, "what": "goods", "number": "EX-7"}))
    open_case(officer, "ordered_course", Asked(facts={"firm": code, "course": "marks-and-rights", "cause": "EX-9"}))


def _filing(now: datetime) -> None:
    """Merchants and goods that are declared are filed with customs, but for a few and one whose filing was rejected."""
    from shibosi.runs.moving import operator
    from shibosi.store.intake.receiving import HandedIn, receive
    from shibosi.store.portions import portions
    from shibosi.store.reading.inforce import rows

    viewer = operator(now)
    lists = [row for row in rows(viewer, "customs_list") if row["merchant_code"] != code_of(CARELESS)]
    registered = {row["party_code"] for row in rows(viewer, "firm")}
    filings = list(traded(lists, rows(viewer, "list_line"), viewer.today, registered))
    for some in portions(filings, PORTION):
        receive(some, HandedIn("command line", ""), now)


def _seller(now: datetime) -> "Viewer":
    """Whoever sits at the desk of the first firm."""
    from shibosi.store.models import Account, PartyCode
    from shibosi.store.viewers import of_account

    party = PartyCode.in_force().get(code=code_of(GOOD)).party
    return of_account(Account.objects.get(email=FIRM), now, party.public)


def _clearing(now: datetime) -> None:
    """Messages of yesterday with their answers, and a case of what customs detained."""
    from shibosi.example.clearing import clearing
    from shibosi.store.actions import cases
    from shibosi.store.cases.carrying import Asked
    from shibosi.store.intake.messages import read
    from shibosi.store.intake.receiving import HandedIn, receive_read
    from shibosi.store.models import Account, Document, stored
    from shibosi.store.viewers import of_account
    from shibosi.store.zones import HOUSE

    for data in clearing(now.astimezone(HOUSE).date()):
        receive_read(read(data), "", HandedIn("command line", ""), now)
    held = stored("answer")._default_manager.filter(status="501").values_list("document_number", flat=True).first()
    listed = stored("customs_list")._default_manager.filter(company_number=held, standing=True).first()
    if listed is not None:
        officer = of_account(Account.objects.get(email=OFFICER), now)
        document = Document.objects.get(pk=listed.filed_id)
        cases.open_case(officer, "customs_hold", Asked(document=document.pk, facts={"notice": _answer("501")}))


def _answer(status: str) -> str:
    """What customs answered, in both languages: people of either read the case."""
    known = codes("return-status")[status]
    return f"{status} {known.name_zh} / {known.name_en}"


def _listings(now: datetime) -> None:
    from shibosi.store.goods import listings, reviewing
    from shibosi.store.models import Account
    from shibosi.store.viewers import of_account

    seller_code, seller = code_of(GOOD), _seller(now)
    officer = of_account(Account.objects.get(email=OFFICER), now)
    for number, title in LISTINGS.items():
        key = listings.Key(seller_code, number, "DE")
        said = {**BAG, "title": title, "brand": "YUNZHOU", "model": number.replace("EX-", "YZB7")}
        listings.save(replace(seller, now=now - timedelta(hours=4)), key, said, FACTS, picture(number))
        if number == "EX-9":
            continue
        papers = [(NEEDED, f"LUCID-{number}", (now + timedelta(days=300)).date())]
        listings.repair(replace(seller, now=now - timedelta(hours=3)), key, papers, None)
        listings.offer(replace(seller, now=now - timedelta(hours=2)), key)
        if number == "EX-1":
            reviewing.review(replace(officer, now=now - timedelta(hours=1)), key, True, "fits the market")


def picture(name: str) -> bytes:
    """The head of a picture of 1200 by 1000 points, another for each name."""
    from shibosi.methods.pictures import PNG

    return PNG + b"\0\0\0\rIHDR" + struct.pack(">II", 1200, 1000) + name.encode()
