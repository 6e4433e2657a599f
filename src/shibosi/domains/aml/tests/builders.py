"""Customers, duties and models no control objects to, and the shape of a story; see the builders of customs.

a_customer(transfer=None)                   no money moved
a_customer(customer_file={"risk": "high"})  of high risk
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from shibosi.domains.aml.records import (
    AuthorityReport,
    CustomerFile,
    ModelOutage,
    ModelReport,
    NameScreening,
    Obligation,
    Transfer,
    WatchModel,
)
from shibosi.domains.customs.tests.builders import Story as CustomsStory
from shibosi.domains.customs.tests.builders import built
from shibosi.domains.orders.records import Order
from shibosi.kernel.records import Record

Templates = dict[type[Record], list[dict[str, Any]]]
D = Decimal
PAY, ACME = "PAY-1", "ACME"
MODEL = {"firm_code": PAY, "name": "names"}

CUSTOMER: Templates = {
    CustomerFile: [
        {
            "customer_code": ACME, "name": "Acme Ltd", "licence": "91110000600037341L", "address": "Beijing",
            "risk": "low", "opened_on": date(2026, 1, 5), "verified_on": date(2026, 1, 8),
        }
    ],
    NameScreening: [
        {
            "number": "S-1", "customer_code": ACME, "name": "Acme Ltd", "screened_on": date(2026, 1, 7),
            "result": "clear",
        }
    ],
    Transfer: [
        {
            "firm_code": PAY, "number": f"T-{at}", "customer_code": ACME, "amount": D(1000), "currency": "142",
            "asked_at": datetime(2026, month, 10, 4, tzinfo=UTC),
        }
        for at, month in enumerate((1, 3), start=1)
    ],
}  # fmt: skip

ORDER: Templates = {
    Order: [{"number": "O-1", "order_type": "I", "buyer_name": "Wladimir Petrow"}],
    NameScreening: [
        {
            "number": f"S-{at}", "order_number": "O-1", "name": "Wladimir Petrow", "screened_on": date(2026, 3, 3),
            "entry": f"un {at}", "probability": D("0.91"), "result": "cleared", "decided_on": date(2026, 3, 4),
        }
        for at in (1, 2)
    ],
}  # fmt: skip

DUTY: Templates = {
    Obligation: [
        {
            "firm_code": PAY, "number": "OB-1", "jurisdiction": "CN", "subject": "laundering",
            "source": "Anti-money-laundering law, its article on reports", "control": "report_is_handed_in_in_time",
            "report": "Large and suspicious transactions", "frequency": "month", "reviewed_on": date(2025, 9, 30),
        }
    ],
    AuthorityReport: [
        {
            "firm_code": PAY, "obligation": "OB-1", "period": "2026-05", "due_on": date(2026, 6, 10),
            "filed_on": date(2026, 6, 9), "receipt": "R-1",
        }
    ],
}  # fmt: skip

MODELS: Templates = {
    WatchModel: [
        {"firm_code": PAY, "name": f"M-{one}", "function": one, "live_on": date(2026, 1, 1)}
        for one in ("identity", "transactions", "money", "information")
    ],
}  # fmt: skip

MEASURED: Templates = {
    WatchModel: [{**MODEL, "function": "identity", "live_on": date(2026, 3, 1)}],
    ModelReport: [
        {
            **MODEL, "month": f"{ends:%Y-%m}", "ends_on": ends, "reported_on": ends, "raised": 200, "confirmed": 150,
            "sampled": 80, "found": 76, "precision": D("0.75"), "recall": D("0.95"), "drift": D("0.05"),
        }
        for ends in (date(2026, 3, 31), date(2026, 4, 30), date(2026, 5, 31))
    ],
}  # fmt: skip

OUTAGE: Templates = {
    ModelOutage: [
        {
            "firm_code": PAY, "number": "X-1", "name": "names",
            "began_at": datetime(2026, 3, 3, 1, tzinfo=UTC), "ended_at": datetime(2026, 3, 3, 3, tzinfo=UTC),
            "rules_from": datetime(2026, 3, 3, 1, 5, tzinfo=UTC), "rules_until": datetime(2026, 3, 3, 3, tzinfo=UTC),
        }
    ],
}  # fmt: skip


@dataclass(frozen=True, repr=False)
class Story(CustomsStory):
    """What a control says of a dossier, asked on 2026-06-30 unless the story says another day."""

    as_of: date = date(2026, 6, 30)


def a_customer(**changes: Any) -> list[Record]:
    """Low risk, screened on 2026-01-07, verified on 01-08; money moves on 01-10 and 03-10."""
    return built(CUSTOMER, changes)


def an_order(**changes: Any) -> list[Record]:
    """An order with two possible matches that people cleared."""
    return built(ORDER, changes)


def a_duty(**changes: Any) -> list[Record]:
    """A monthly report; that of May 2026 was due on 06-10 and handed in on 06-09."""
    return built(DUTY, changes)


def a_report(**changes: Any) -> list[Record]:
    """That report by itself."""
    return built({AuthorityReport: DUTY[AuthorityReport]}, changes)


def models(**changes: Any) -> list[Record]:
    """Four models, one for each function."""
    return built(MODELS, changes)


def a_model(**changes: Any) -> list[Record]:
    """A model in use since 2026-03-01 with the figures of March, April and May."""
    return built(MEASURED, changes)


def a_month(**changes: Any) -> list[Record]:
    """The figures of March: 150 of 200 alerts confirmed, 76 of 80 cases of the sample found."""
    return built({ModelReport: MEASURED[ModelReport][:1]}, changes)


def an_outage(**changes: Any) -> list[Record]:
    """Two hours on 2026-03-03; rules stood in after five minutes, until the end."""
    return built(OUTAGE, changes)
