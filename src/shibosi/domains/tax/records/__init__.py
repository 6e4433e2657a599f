"""Records of tax: registrations, periods, returns with lines, the tax of each order, withholding, assessments, refunds.

A market is a country (ISO 3166-1, two letters), EU or a state of one (US-CA). A scheme says which tax and by which
door: VAT, GST, OSS, IOSS, sales-tax, income-tax. A period is a month (2026-03), a quarter (2026-Q1) or a year (2026).
Days are those of the market. What the law says of them stands in `standard`; what was reported is never corrected here.
"""

from shibosi.domains.tax.records.borders import (
    ItemTariff,
    OutwardPayment,
    TaxAssessment,
    TaxCalculation,
)
from shibosi.domains.tax.records.exports import (
    AmountDifference,
    Invoice,
    RefundClaim,
    RefundPlan,
    ReturnRelief,
)
from shibosi.domains.tax.records.filing import (
    BurdenReview,
    TaxCertificate,
    TaxDocument,
    TaxEntry,
    TaxObligation,
    TaxRegistration,
    TaxReturn,
    TaxReturnLine,
    Withholding,
)
from shibosi.domains.tax.records.pilot import ExemptExport, IncomeReturn

__all__ = [
    "AmountDifference",
    "BurdenReview",
    "ExemptExport",
    "IncomeReturn",
    "Invoice",
    "ItemTariff",
    "OutwardPayment",
    "RefundClaim",
    "RefundPlan",
    "ReturnRelief",
    "TaxAssessment",
    "TaxCalculation",
    "TaxCertificate",
    "TaxDocument",
    "TaxEntry",
    "TaxObligation",
    "TaxRegistration",
    "TaxReturn",
    "TaxReturnLine",
    "Withholding",
]
