"""Records of money: payment (CEB411), its original data, collection (CEB403), client accounts with their books."""

from shibosi.kernel.columns import code, day, instant, money, text, truth
from shibosi.kernel.records import Record


class Payment(Record, label="Payment", messages=("411/PaymentHead",), needs="order_number"):
    """One payment for one order, as the payment company reported it. An order may be paid in several payments."""

    firm_code = text("Payment company code", key=True, element="payCode", longest=18, firm=True)
    number = text("Payment transaction number", key=True, element="payTransactionId", longest=60)
    order_number = text("Order it pays for", element="orderNo", points_to="order", longest=60)
    guid = text("Unique id of the document", element="guid", longest=36)
    report_type = code("Report type: 1 new, 2 change, 3 delete", codes="app-type", element="appType")
    reported_at = instant("Time of reporting, Beijing time", element="appTime")
    report_status = code("Report status: 1 stored, 2 declared", codes="app-status", element="appStatus")
    firm_name = text("Payment company name", element="payName", longest=100)
    platform_code = text("Platform code", element="ebpCode", longest=18, firm=True)
    platform_name = text("Platform name", element="ebpName", longest=100)
    payer_id_type = code("Payer's identity document: 1 identity card, 2 other", codes="id-type", element="payerIdType")
    payer_id = text("Payer's identity number", element="payerIdNumber", personal=True, sensitive=True, longest=60)
    payer_name = text("Payer's name", element="payerName", personal=True, longest=60)
    payer_phone = text("Payer's telephone", element="telephone", personal=True, longest=60)
    amount = money("Amount paid", currency="currency", element="amountPaid")
    currency = code("Currency", codes="currency", element="currency")
    paid_at = instant("Time of payment, Beijing time", element="payTime")
    method = code("Method of payment")
    note = text("Note", element="note", longest=1000)


class Collection(Record, label="Collection", messages=("403/Receipts",)):
    """Money received by the seller for an export order (收款单)."""

    order_number = text("Order it was received for", key=True, element="orderNo", points_to="order", longest=60)
    number = text("Payment transaction number", key=True, element="payNo", longest=60)
    guid = text("Unique id of the document", element="guid", longest=36)
    report_type = code("Report type: 1 new, 2 change, 3 delete", codes="app-type", element="appType")
    reported_at = instant("Time of reporting, Beijing time", element="appTime")
    report_status = code("Report status: 1 stored, 2 declared", codes="app-status", element="appStatus")
    platform_code = text("Platform code", element="ebpCode", longest=18, firm=True)
    platform_name = text("Platform name", element="ebpName", longest=100)
    merchant_code = text("E-commerce company code", element="ebcCode", longest=18, firm=True)
    merchant_name = text("E-commerce company name", element="ebcName", longest=100)
    firm_code = text("Payment company code", element="payCode", longest=18, firm=True)
    firm_name = text("Payment company name", element="payName", longest=100)
    amount = money("Amount received", currency="currency", element="charge")
    currency = code("Currency", codes="currency", element="currency")
    received_at = instant("Time the money arrived, Beijing time", element="accountingDate")
    note = text("Note", element="note", longest=1000)


class BankEntry(Record, label="Movement on a client account"):
    """One movement on an account that an agency keeps for a client, as the bank reported it; below zero: paid out."""

    account_number = text("Account number", key=True, longest=40)
    number = text("Number of the movement at the bank", key=True, longest=60)
    agency_code = text("Agency", longest=30, firm=True)
    client_code = text("Client", longest=30, firm=True)
    booked_on = day("Day of the bank, local")
    amount = money("Amount moved", currency="currency")
    currency = code("Currency", codes="currency")
    funds = code("Whose money: client or own")
    counterparty = text("Counterparty", longest=100, personal=True)


class LedgerEntry(Record, label="Entry of a client's books"):
    """One entry of the books an agency keeps for a client, by shop and category."""

    number = text("Number of the entry", key=True, longest=60)
    account_number = text("Account number", longest=40)
    bank_number = text("Number of the movement at the bank", longest=60)
    client_code = text("Client", longest=30, firm=True)
    shop = text("Shop", longest=60)
    category = code("Category: sales, refund, advertising, fee, freight, purchase or other")
    period = text("Period", longest=10)
    booked_on = day("Day of the entry")
    amount = money("Amount booked", currency="currency")
    currency = code("Currency", codes="currency")
    voucher_number = text("Voucher", longest=60)


class ReportFigure(Record, label="Figure of a client report"):
    """One figure of a report to a client: what a category came to in a period."""

    client_code = text("Client", key=True, longest=30, firm=True)
    period = text("Period", key=True, longest=10)
    category = code("Category: sales, refund, advertising, fee, freight, purchase or other", key=True)
    amount = money("Amount reported", currency="currency")
    currency = code("Currency", codes="currency")
    reported_on = day("Day of the report")


class OriginalPayment(Record, label="Original payment data"):
    """What platform and payment company said to each other when an order was paid, one row an order of the payment.

    Customs may ask for it at any time (announcements 2018/165 and 2018/179); it cannot be made again afterwards.
    """

    firm_code = text("Payment company code", key=True, longest=18, firm=True)
    number = text("Payment transaction number", key=True, longest=60)
    order_number = text("Order that was paid", key=True, points_to="order", longest=60)
    platform_code = text("Platform code", longest=18, firm=True)
    request = text("Original request to the payment company", longest=8000, personal=True, sensitive=True)
    response = text("Original answer of the payment company", longest=8000, personal=True, sensitive=True)
    amount = money("Amount of the whole payment", currency="currency")
    currency = code("Currency", codes="currency")
    verified_by = code("Who verifies the transaction", codes="verification-body")
    method = code("Kind of payment", codes="pay-type")
    traded_at = instant("Time of the transaction, Beijing time")
    goods = text("Goods of the order, separated by ;", longest=3000)
    links = text("Addresses of the goods, separated by ;", longest=3000)
    payee_account = text("Account that received the money", longest=60, personal=True, sensitive=True)
    payee_code = text("Payee, social credit code", longest=18, firm=True)
    payee_name = text("Payee", longest=100)


class PaymentQuery(Record, label="Query of payment data"):
    """One question of customs for the original data of a payment, and what came of it."""

    session = text("Session customs gave", key=True, longest=100)
    order_number = text("Order asked about", points_to="order", longest=60)
    platform_code = text("Platform asked", longest=18, firm=True)
    asked_at = instant("When customs asked, Beijing time")
    uploaded_at = instant("When the data were uploaded, Beijing time")
    certificate_number = text("Number of the certificate that signed", longest=40)
    result = text("What customs answered to the upload", longest=10)
    taken = truth("Customs took the upload")
