"""Accounts on which firms are paid, and what arrived on them."""

from shibosi.kernel.columns import code, day, instant, money, text
from shibosi.kernel.records import Record


class MoneyAccount(Record, label="Bank or wallet account", needs="party_code"):
    """An account of a firm at a bank, a wallet or a collection service; a changed account is a new one."""

    party_code = text("Firm", key=True, longest=30, firm=True)
    account_id = text("Number of the account in the firm's own books", key=True, longest=60)
    number = text("Account number", longest=60, sensitive=True)
    account_kind = code("Kind of account: bank, wallet or collection")
    use = code("Used for: receiving or paying")
    holder_name = text("Holder of the account", longest=200, personal=True)
    holder_kind = code("Kind of holder: firm or person")
    firm_name = text("Name of the firm as registered", longest=200)
    firm_latin_name = text("Name in Latin letters as it stands on papers", longest=200)
    country = code("Country of the account")
    market = code("Market")
    currency = code("Currency", codes="currency")
    bank_name = text("Bank or service that keeps it", longest=200)
    proven_by = code("How it was proven: micro-deposit or provider")
    proven_on = day("Day it was proven")
    asked_by = text("Who asked for the change of account", longest=64)
    confirmed_by = text("Who confirmed the change of account", longest=64)
    changed_on = day("Day the change of account was asked for")
    used_from = day("First day money goes there")
    closed_on = day("Day it was closed")
    guid = text("Unique id of the document", longest=36)
    report_type = code("Report type: 1 new, 2 change, 3 delete", codes="app-type")
    reported_at = instant("Time of reporting, Beijing time")


class AccountReceipt(Record, label="Receipt on an account", needs="order_number"):
    """Money that arrived on an account for an order."""

    order_number = text("Order it was received for", key=True, longest=60)
    number = text("Payment transaction number", key=True, longest=60)
    party_code = text("Firm", longest=30, firm=True)
    holder_code = text("Customs or credit code of the account's holder", longest=18)
    holder_kind = code("Kind of holder: firm or person")
    amount = money("Amount received", currency="currency")
    currency = code("Currency", codes="currency")
    received_on = day("Day the money arrived, Beijing time")
