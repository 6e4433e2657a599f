"""Dossiers of tax: a period, an order within a scheme, a market, a seller, an assessment, papers, payments, plans,
a claim with its rate, an exempt export and the year of such exports.

What belongs to one order stands in the dossier `order` of customs, what came back in its dossier `return`.
"""

from shibosi.domains.tax.records import (
    BurdenReview,
    ExemptExport,
    IncomeReturn,
    OutwardPayment,
    RefundClaim,
    RefundPlan,
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

OUTWARD_CONTRACT = Dossier(
    "outward-contract",
    "Contract with all its payments abroad",
    ("payer", "contract"),
    [many(OutwardPayment.payer_code, OutwardPayment.contract_number)],
)

PLAN = Dossier("refund-plan", "Refund plan with its options", ("plan number",), [many(RefundPlan.plan_number)])

CLAIM = Dossier(
    "refund-claim",
    "Refund claim of one order with its rate",
    ("claim number", "order number"),
    [one(RefundClaim.number, RefundClaim.order_number)],
)

SELLER = Dossier(
    "seller-tax",
    "Seller in a market: registrations, proofs and the tax of its orders",
    ("taxpayer", "market"),
    [
        many(TaxRegistration.party_code, TaxRegistration.market),
        many(TaxCertificate.party_code, TaxCertificate.market),
        many(TaxEntry.party_code, TaxEntry.market),
    ],
)

EXEMPT_EXPORT = Dossier(
    "exempt-export", "Export exempt without an invoice", ("list number",), [one(ExemptExport.number)]
)

DEEMED_INCOME = Dossier(
    "deemed-income",
    "Year of a firm of a pilot zone: exempt exports and the return on deemed income",
    ("taxpayer", "year"),
    [one(IncomeReturn.party_code, IncomeReturn.year), many(ExemptExport.party_code, ExemptExport.year)],
)
