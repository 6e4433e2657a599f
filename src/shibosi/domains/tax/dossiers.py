"""Dossiers of tax: a period, an order within a scheme, a market, an assessment, a return's papers, a payment, a plan.

What belongs to one order stands in the dossier `order` of customs, what came back in its dossier `return`.
"""

from shibosi.domains.tax.records import (
    BurdenReview,
    OutwardPayment,
    RefundPlan,
    TaxAssessment,
    TaxCalculation,
    TaxDocument,
    TaxEntry,
    TaxObligation,
    TaxRegistration,
    TaxReturn,
    TaxReturnLine,
    Withholding,
)
from shibosi.kernel.dossiers import Dossier, many, one

FILING = Dossier(
    "filing",
    "Period of a tax with return, lines and books",
    ("taxpayer", "market", "scheme", "period"),
    [
        one(TaxObligation.party_code, TaxObligation.market, TaxObligation.scheme, TaxObligation.period),
        one(TaxReturn.party_code, TaxReturn.market, TaxReturn.scheme, TaxReturn.period),
        many(TaxReturnLine.party_code, TaxReturnLine.market, TaxReturnLine.scheme, TaxReturnLine.period),
        many(TaxEntry.party_code, TaxEntry.market, TaxEntry.scheme, TaxEntry.period),
    ],
)

ORDER_TAX = Dossier(
    "order-tax",
    "Tax of one order: books, return, withholding",
    ("order number", "taxpayer", "market", "scheme"),
    [
        many(TaxEntry.order_number, TaxEntry.party_code, TaxEntry.market, TaxEntry.scheme),
        many(TaxReturnLine.order_number, TaxReturnLine.party_code, TaxReturnLine.market, TaxReturnLine.scheme),
        many(Withholding.order_number, Withholding.party_code, Withholding.market, Withholding.scheme),
    ],
)

MARKET = Dossier(
    "tax-market",
    "Taxpayer in a market: registration, returns, reviews",
    ("taxpayer", "market", "scheme"),
    [
        one(TaxRegistration.party_code, TaxRegistration.market, TaxRegistration.scheme),
        many(TaxReturn.party_code, TaxReturn.market, TaxReturn.scheme),
        many(BurdenReview.party_code, BurdenReview.market, BurdenReview.scheme),
    ],
)

AUDITS = Dossier(
    "tax-audits",
    "Taxpayer in a market: registrations, returns and audit reports",
    ("taxpayer", "market"),
    [
        many(TaxReturn.party_code, TaxReturn.market),
        many(TaxRegistration.party_code, TaxRegistration.market),
        many(TaxDocument.party_code, TaxDocument.market),
    ],
)

ASSESSMENT = Dossier(
    "assessment",
    "Assessment of an import with calculation and proof of payment",
    ("assessment number",),
    [
        one(TaxAssessment.number),
        many(TaxCalculation.assessment_number),
        many(TaxDocument.about),
    ],
)

RETURN_PAPERS = Dossier(
    "return-papers",
    "Tax return with the documents kept for it",
    ("return number",),
    [one(TaxReturn.number), many(TaxDocument.about)],
)

OUTWARD = Dossier("outward-payment", "Payment abroad for services", ("payment number",), [one(OutwardPayment.number)])

PLAN = Dossier("refund-plan", "Refund plan with its options", ("plan number",), [many(RefundPlan.plan_number)])
