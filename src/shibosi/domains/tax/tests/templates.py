"""The rows from which the builders of tax make dossiers no control objects to."""

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from shibosi.domains.customs.records import CustomsList, ListLine
from shibosi.domains.orders.records import Order
from shibosi.domains.payments.records import Collection
from shibosi.domains.tax.records import (
    AmountDifference,
    BurdenReview,
    ExemptExport,
    IncomeReturn,
    Invoice,
    ItemTariff,
    OutwardPayment,
    RefundClaim,
    RefundPlan,
    ReturnRelief,
    TaxAssessment,
    TaxCalculation,
    TaxCertificate,
    TaxDocument,
    TaxEntry,
    TaxObligation,
    TaxRegistration,
    TaxReturn,
    TaxReturnLine,
    Withholding,
)
from shibosi.kernel.records import Record

Templates = dict[type[Record], list[dict[str, Any]]]
D = Decimal
CNY, USD, EUR = "142", "502", "300"
FIRM, OTHER_FIRM, PLATFORM = "F-1", "F-2", "PLAT-1"
DIGEST = "ab" * 32
GERMANY = {"party_code": FIRM, "market": "DE", "scheme": "VAT"}
MARCH = {**GERMANY, "period": "2026-03"}
DAYS = {"starts_on": date(2026, 3, 1), "ends_on": date(2026, 3, 31)}
ORDERS = (
    {"order_number": "O-1", "taxable": D(100), "tax": D(19)},
    {"order_number": "O-2", "taxable": D(200), "tax": D(38)},
)
ENTRY = {"rate": D(19), "rate_class": "standard", "currency": EUR}

PERIOD: Templates = {
    TaxObligation: [{**MARCH, **DAYS, "frequency": "month", "due_on": date(2026, 4, 10)}],
    TaxReturn: [
        {
            **MARCH, **DAYS, "number": "R-3", "registration_number": "DE123456789", "filed_on": date(2026, 4, 8),
            "receipt_number": "ELSTER-1", "taxable": D(300), "tax": D(57), "burden": D("0.19"), "paid": D(57),
            "paid_on": date(2026, 4, 9), "penalty": D(0), "currency": EUR,
        }
    ],
    TaxReturnLine: [{**MARCH, **order, "currency": EUR} for order in ORDERS],
    TaxEntry: [
        {**MARCH, **order, **ENTRY, "number": f"E-{at}", "booked_on": date(2026, 3, 10 + at)}
        for at, order in enumerate(ORDERS, start=1)
    ],
}  # fmt: skip

PAPERS: Templates = {
    TaxReturn: PERIOD[TaxReturn],
    TaxDocument: [
        {
            "number": f"D-{sort}", "about": "R-3", "party_code": FIRM, "market": "DE", "document_type": sort,
            "digest": DIGEST, "kept_until": date(2036, 3, 31),
        }
        for sort in ("return", "workpaper", "invoice", "contract")
    ],
}  # fmt: skip

ORDER_TAX: Templates = {
    TaxEntry: PERIOD[TaxEntry][:1],
    TaxReturnLine: PERIOD[TaxReturnLine][:1],
    Withholding: [
        {
            "number": "W-1", "order_number": "O-1", **GERMANY, "withholder_code": PLATFORM, "amount": D(19),
            "currency": EUR, "withheld_on": date(2026, 3, 11), "remitted_on": date(2026, 4, 8),
        }
    ],
}  # fmt: skip

MARKET: Templates = {
    TaxRegistration: [
        {**GERMANY, "number": "DE123456789", "registered_on": date(2025, 8, 1), "frequency": "month", "stock": True}
    ],
    TaxReturn: [
        {
            **PERIOD[TaxReturn][0], "number": f"R-{at}", "period": f"{ends:%Y-%m}", "starts_on": ends.replace(day=1),
            "ends_on": ends, "filed_on": date(2026, 4, 8) if at == 7 else ends,
        }
        for at, ends in enumerate(
            [date(2025, 8, 31), date(2025, 9, 30), date(2025, 10, 31), date(2025, 11, 30), date(2025, 12, 31),
             date(2026, 1, 31), date(2026, 2, 28), date(2026, 3, 31)]
        )
    ],
    BurdenReview: [
        {
            **MARCH, "ends_on": date(2026, 3, 31), "opened_on": date(2026, 4, 10), "closed_on": date(2026, 4, 20),
            "explanation": "Refunds after the spring sale.",
        }
    ],
}  # fmt: skip

AUDITS: Templates = {
    TaxRegistration: [{**MARKET[TaxRegistration][0], "registered_on": date(2024, 1, 1)}],
    TaxReturn: PERIOD[TaxReturn],
    TaxDocument: [
        {
            "number": "D-A", "party_code": FIRM, "market": "DE", "document_type": "audit",
            "issued_on": date(2025, 6, 30), "digest": DIGEST,
        }
    ],
}  # fmt: skip

EXPORT: Templates = {
    Order: [{"number": "O-9", "order_type": "E", "goods_value": D(1200), "currency": CNY}],
    CustomsList: [
        {
            "order_number": "O-9", "company_number": "L-9", "direction": "E", "mode": "9610",
            "declared_on": date(2026, 3, 10),
        }
    ],
    ListLine: [
        {"order_number": "O-9", "line_number": 1, "commodity_code": "3304990099", "total": D(1200), "currency": CNY}
    ],
    Collection: [
        {
            "order_number": "O-9", "number": "C-9", "amount": D(1200), "currency": CNY,
            "received_at": datetime(2026, 4, 2, 4, tzinfo=UTC),
        }
    ],
    Invoice: [
        {
            "number": "V-9", "order_number": "O-9", "invoice_type": "special", "issued_on": date(2026, 3, 12),
            "issuer_code": "S-1", "issuer_tax_number": "91330100S1", "receiver_name": "Exporter", "goods": "Cream",
            "quantity": D(10), "net": D(1000), "rate": D(13), "tax": D(130), "currency": CNY,
        },
        {
            "number": "S-9", "order_number": "O-9", "invoice_type": "sale", "issued_on": date(2026, 3, 10),
            "issuer_code": FIRM, "issuer_tax_number": "91330100F1", "receiver_name": "Buyer", "goods": "Cream",
            "quantity": D(10), "net": D(1200), "rate": D(0), "tax": D(0), "currency": CNY,
        },
    ],
    RefundClaim: [
        {
            "number": "T-9", "order_number": "O-9", "party_code": FIRM, "claim_type": "export",
            "exported_on": date(2026, 3, 10), "base": D(1000), "rate": D(13), "amount": D(130), "currency": CNY,
            "checked_on": date(2026, 4, 9), "filed_on": date(2026, 4, 10), "receipt_number": "ER-9",
        }
    ],
    AmountDifference: [
        {
            "number": "A-9", "order_number": "O-9", "between": "receipt", "reason": "fee", "amount": D(20),
            "currency": CNY,
        }
    ],
}  # fmt: skip

RELIEF: Templates = {
    ReturnRelief: [
        {
            "customs_number": "I-7", "party_code": FIRM, "mode": "9610", "exported_on": date(2026, 3, 10),
            "returned_on": date(2026, 8, 20), "cause": "returned", "unchanged": True, "food": False,
            "refund_drawn": True, "repaid_on": date(2026, 8, 21), "declared_on": date(2026, 8, 22),
        }
    ],
}  # fmt: skip

IMPORT: Templates = {
    Order: [{"number": "O-5", "order_type": "I"}],
    CustomsList: [
        {
            "order_number": "O-5", "company_number": "L-5", "direction": "I", "mode": "9610",
            "declared_on": date(2026, 3, 10),
        }
    ],
    ListLine: [
        {"order_number": "O-5", "line_number": 1, "commodity_code": "3304990099"},
        {"order_number": "O-5", "line_number": 2, "commodity_code": "1901101000"},
    ],
    ItemTariff: [
        {
            "order_number": "O-5", "line_number": at, "commodity_code": known, "duty_rate": D(5), "vat_rate": D(13),
            "relief": "retail", "tariff_day": date(2026, 3, 3), "classified_on": date(2026, 3, 4),
        }
        for at, known in ((1, "3304990099"), (2, "1901101000"))
    ],
}  # fmt: skip

ASSESSMENT: Templates = {
    TaxAssessment: [
        {
            "number": "AS-1", "party_code": FIRM, "market": "CN", "assessed_on": date(2026, 3, 10),
            "due_on": date(2026, 3, 25), "duty": D(600), "vat": D(858), "currency": CNY, "paid": D(1458),
            "paid_on": date(2026, 3, 25), "penalty": D(0),
        }
    ],
    TaxCalculation: [
        {
            "number": "CA-1", "assessment_number": "AS-1", "firm_code": OTHER_FIRM, "value": D(6000),
            "duty_rate": D(10), "vat_rate": D(13), "duty": D(600), "vat": D(858), "currency": CNY,
        }
    ],
    TaxDocument: [{"number": "D-P", "about": "AS-1", "document_type": "proof", "digest": DIGEST}],
}  # fmt: skip

OUTWARD: Templates = {
    OutwardPayment: [
        {
            "number": "O-P", "payer_code": FIRM, "nature": "royalty", "amount": D(1060000), "currency": CNY,
            "dollars": D(150000), "paid_on": date(2026, 3, 20), "filing_number": "FS-1", "filed_on": date(2026, 3, 18),
            "vat": D(60000), "income_tax": D(100000), "tax_due_on": date(2026, 4, 15), "tax_paid_on": date(2026, 4, 15),
        }
    ],
}  # fmt: skip

OPTION = {
    "plan_number": "PL-1", "firm_code": "BANK-1", "exporter_code": FIRM, "base": D(100000), "currency": CNY,
    "rate_day": date(2026, 3, 3), "rate_source": "Table of refund rates, edition A", "planned_on": date(2026, 3, 10),
}  # fmt: skip
PLAN: Templates = {
    RefundPlan: [
        {**OPTION, "option": 1, "rate": D(13), "fees": D(500), "gain": D(12500), "rank": 1, "chosen": True},
        {**OPTION, "option": 2, "rate": D(13), "fees": D(800), "gain": D(12200), "rank": 2, "chosen": False},
    ],
}  # fmt: skip

CONTRACT: Templates = {
    OutwardPayment: [
        {**OUTWARD[OutwardPayment][0], "number": f"O-{at}", "contract_number": "K-1", "paid_on": paid}
        for at, paid in enumerate([date(2026, 3, 20), date(2026, 6, 20)])
    ],
}

CLAIM: Templates = {
    RefundClaim: [
        {
            "number": "C-1", "order_number": "O-9", "party_code": FIRM, "commodity_code": "6109100000",
            "exported_on": date(2026, 1, 12), "rate": D(13), "currency": CNY,
        }
    ],
}  # fmt: skip

SELLER: Templates = {
    TaxRegistration: [MARKET[TaxRegistration][0]],
    TaxCertificate: [
        {
            "party_code": FIRM, "market": "DE", "number": "DE123456789", "valid_from": date(2025, 8, 1),
            "checked_on": date(2025, 8, 4),
        }
    ],
    TaxEntry: PERIOD[TaxEntry],
}  # fmt: skip

EXEMPT: Templates = {
    ExemptExport: [
        {
            "number": "E-1", "order_number": "O-8", "party_code": FIRM, "year": "2025", "zone": "杭州",
            "registered_on": date(2024, 1, 1), "recorded_on": date(2025, 3, 9), "declared_on": date(2025, 3, 10),
            "declaration": "list", "customs_zone": "杭州", "voucher": "none", "commodity_code": "6109100000",
            "refund_cancelled": False, "value": D(400000), "currency": CNY,
        }
    ],
}  # fmt: skip

DEEMED: Templates = {
    IncomeReturn: [
        {
            "party_code": FIRM, "year": "2025", "zone": "杭州", "ends_on": date(2025, 12, 31),
            "filed_on": date(2026, 5, 20), "revenue": D(10000000), "income": D(400000), "tax": D(20000), "small": True,
            "currency": CNY,
        }
    ],
    ExemptExport: [
        {**EXEMPT[ExemptExport][0], "number": f"E-{at}", "value": D(5000000)} for at in range(2)
    ],
}  # fmt: skip
