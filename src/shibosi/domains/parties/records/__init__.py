"""Records of parties: firms with what is registered of them, shops with what is seen of them, accounts and receipts.

A firm is named by the code that stands in all records. What a register says of it is typed, or taken from an extract,
and says when it was looked up. What is reported anew with a later time as a change replaces what came before, which
stays as history. Nothing here says whether a firm is what it says it is.
"""

from shibosi.domains.parties.records.firms import Firm, FirmKind, FirmNumber, Owner, Person
from shibosi.domains.parties.records.money import AccountReceipt, MoneyAccount
from shibosi.domains.parties.records.shops import Brand, Shop, ShopSource, ShopTrait, SoldCategory

__all__ = [
    "AccountReceipt", "Brand", "Firm", "FirmKind", "FirmNumber", "MoneyAccount", "Owner", "Person", "Shop",
    "ShopSource", "ShopTrait", "SoldCategory",
]  # fmt: skip
