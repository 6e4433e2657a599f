"""Orders against the rules of their destination."""

from datetime import date
from decimal import Decimal
from functools import partial
from typing import Any

import pytest

from shibosi.domains.catalogue.records import OrderedGoods, OrderedTax
from shibosi.domains.catalogue.tests.builders import Story
from shibosi.kernel.records import Record
from shibosi.kernel.testing import BROKEN, HELD, OUT_OF_SCOPE, UNDETERMINED

banned = partial(Story, "ordered_goods_are_not_banned_at_the_destination")
licence = partial(Story, "ordered_goods_have_their_licence")
papers = partial(Story, "ordered_goods_have_the_papers_of_the_market")
tax = partial(Story, "tax_paid_in_advance_has_a_number")
OF: dict[str, Any] = {"seller_code": "AAA", "order_number": "O-1", "market": "DE"}
LINE: dict[str, Any] = {**OF, "line_number": 1, "banned": False, "licensed": False, "needed": 3, "proven": 3}
TAX: dict[str, Any] = {**OF, "prepaid": True, "register": "eu-vat", "tax_number": "DE136695976"}


def lines(*changes: dict[str, Any]) -> list[Record]:
    """An order with a line no control objects to, and others."""
    every = [LINE, *({**LINE, "line_number": at, **one} for at, one in enumerate(changes, 2))]
    return [OrderedGoods(**one) for one in every]


def licensed(**said: Any) -> list[Record]:
    """With a line of goods that need a licence."""
    return lines({"licensed": True, **said})


def paid(**changes: Any) -> list[Record]:
    """The tax of an order."""
    return [OrderedTax(**{**TAX, **changes})]


def collected(amount: str, **changes: Any) -> list[Record]:
    """Tax of 19 that was collected at the sale."""
    said = {"collected_under": "IM2760000742", "due": Decimal(19), "collected": Decimal(amount)}
    return paid(register=None, tax_number=None, **{**said, **changes})


STORIES = [
    banned("every line may go there", lines({}), HELD),
    banned("one may not", lines({"banned": True}), BROKEN),
    banned("of one nobody knows", lines({"banned": None}), UNDETERMINED),
    banned("only its tax was reported", paid(), OUT_OF_SCOPE),
    licence("none is needed", lines({}), HELD),
    licence("on its last day", licensed(licence="L-7", licence_until=date(2026, 6, 30)), HELD),
    licence("a day later", licensed(licence="L-7", licence_until=date(2026, 6, 29)), BROKEN),
    licence("there is none", licensed(), BROKEN),
    licence("nobody says until when", licensed(licence="L-7"), UNDETERMINED),
    licence("only its tax was reported", paid(), OUT_OF_SCOPE),
    papers("each row of law is proven", lines({"needed": 0, "proven": 0}), HELD),
    papers("one is not", lines({"proven": 2}), BROKEN),
    papers("a fact of the goods is open", lines({"proven": None}), UNDETERMINED),
    papers("only its tax was reported", paid(), OUT_OF_SCOPE),
    tax("a VAT number with its check digit", paid(), HELD),
    tax("a digit wrong", paid(tax_number="DE136695978"), BROKEN),
    tax("a GST number of India", paid(register="in-gstin", tax_number="27AAPFU0939F1ZV"), HELD),
    tax("of a register nobody knows here", paid(register="tr-vkn", tax_number="1"), UNDETERMINED),
    tax("collected whole at the sale", collected("19"), HELD),
    tax("a cent too little", collected("18.99"), BROKEN),
    tax("under no number", collected("19", collected_under=None), BROKEN),
    tax("nobody says how much was collected", collected("19", collected=None), UNDETERMINED),
    tax("the wrong number, but collected", paid(tax_number="DE1", collected_under="IM1", due=Decimal(1),
                                                 collected=Decimal(1)), HELD),
    tax("the buyer pays when it arrives", paid(prepaid=False, tax_number=None), OUT_OF_SCOPE),
    tax("no tax was reported", lines({}), OUT_OF_SCOPE),
]  # fmt: skip


@pytest.mark.parametrize("story", STORIES, ids=str)
def test_ordered(story: Story) -> None:
    assert story.judged() is story.outcome
