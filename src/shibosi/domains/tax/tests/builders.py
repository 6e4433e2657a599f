"""Dossiers of tax no control objects to, and the shape of a story; see the builders of customs.

a_period(tax_return={"filed_on": date(2026, 4, 11)})        every return gets this day
an_export(collection=None)                                  no money was reported
a_market(burden_review={})                                  with a review, which the builder keeps aside
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from shibosi.domains.customs.tests.builders import Story as CustomsStory
from shibosi.domains.customs.tests.builders import built
from shibosi.domains.tax.tests import templates
from shibosi.kernel.records import Record


@dataclass(frozen=True, repr=False)
class Story(CustomsStory):
    """What a control says of a dossier, asked on 2026-06-30 unless the story says another day."""

    as_of: date = date(2026, 6, 30)


def a_period(**changes: Any) -> list[Record]:
    """March 2026, German VAT, due on 04-10: obligation, return of 57 on 300, two lines, two entries."""
    return built(templates.PERIOD, changes)


def papers(**changes: Any) -> list[Record]:
    """The return of March and the four documents kept for it until 2036-03-31."""
    return built(templates.PAPERS, changes)


def an_order_tax(**changes: Any) -> list[Record]:
    """Order O-1: entry of 19 and the line of the return; aside: withholding."""
    return built(templates.ORDER_TAX, changes, aside="withholding")


def a_market(**changes: Any) -> list[Record]:
    """Registration and the returns of eight months to March 2026, burden 0.19 each; aside: a closed review of March."""
    return built(templates.MARKET, changes, aside="burden_review")


def audits(**changes: Any) -> list[Record]:
    """Registration with stock, the return of March, an audit report of 2025-06-30."""
    return built(templates.AUDITS, changes)


def an_export(**changes: Any) -> list[Record]:
    """Export O-9 of 1200, bought for 1000, refund 130: order, list, money, two invoices, claim; aside: difference."""
    return built(templates.EXPORT, changes, aside="amount_difference")


def a_relief(**changes: Any) -> list[Record]:
    """Exported 2026-03-10, back on 08-20, refund paid back on 08-21, declared on 08-22."""
    return built(templates.RELIEF, changes)


def an_import(**changes: Any) -> list[Record]:
    """Import of two lines, declared on 2026-03-10, classified by the tariff of 03-03."""
    return built(templates.IMPORT, changes)


def an_assessment(**changes: Any) -> list[Record]:
    """6000 at 10 % duty and 13 % VAT: 1458, due and paid on 2026-03-25; calculation and proof."""
    return built(templates.ASSESSMENT, changes)


def a_payment(**changes: Any) -> list[Record]:
    """A royalty of CNY 1,060,000 (USD 150,000): filed, VAT 60,000 and income tax 100,000 withheld."""
    return built(templates.OUTWARD, changes)


def a_plan(**changes: Any) -> list[Record]:
    """Two options on 100,000 at 13 %: gains 12,500 and 12,200."""
    return built(templates.PLAN, changes)


def a_contract(**changes: Any) -> list[Record]:
    """Two royalties of a contract, of 2026-03-20 and 06-20, USD 150,000 each, filed on 03-18."""
    return built(templates.CONTRACT, changes)


def a_claim(**changes: Any) -> list[Record]:
    """A claim for 61091000 exported on 2026-01-12, at 13 %."""
    return built(templates.CLAIM, changes)


def a_seller(**changes: Any) -> list[Record]:
    """A seller in Germany with registration, proof looked up on 2025-08-04, and two sales of March 2026."""
    return built(templates.SELLER, changes)


def an_exempt_export(**changes: Any) -> list[Record]:
    """An export of 2025-03-10 by list from Hangzhou, without voucher, of a firm of the zone."""
    return built(templates.EXEMPT, changes)


def a_deemed_year(**changes: Any) -> list[Record]:
    """2025 of a small firm in Hangzhou: two exports of 5,000,000, income 400,000, tax 20,000."""
    return built(templates.DEEMED, changes)
