"""Dossiers of client accounts: an account, a movement with its entries, a figure; and of queries of customs."""

from shibosi.domains.payments.records import BankEntry, LedgerEntry, OriginalPayment, PaymentQuery, ReportFigure
from shibosi.kernel.dossiers import Dossier, many, one

CLIENT_ACCOUNT = Dossier(
    "client-account", "Account an agency keeps for a client", ("account number",), [many(BankEntry.account_number)]
)

MOVEMENT = Dossier(
    "account-movement",
    "Movement on a client account with its entries in the books",
    ("account number", "movement number"),
    [
        one(BankEntry.account_number, BankEntry.number),
        many(LedgerEntry.account_number, LedgerEntry.bank_number),
    ],
)

FIGURE = Dossier(
    "report-figure",
    "Figure of a client report with the entries it is made of",
    ("client", "period", "category"),
    [
        one(ReportFigure.client_code, ReportFigure.period, ReportFigure.category),
        many(LedgerEntry.client_code, LedgerEntry.period, LedgerEntry.category),
    ],
)

QUERIED = Dossier(
    "queried-payment",
    "Order of which customs asks for the payment data",
    ("order number",),
    [many(PaymentQuery.order_number), many(OriginalPayment.order_number)],
)
