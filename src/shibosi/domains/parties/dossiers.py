"""Dossiers of parties: a firm, a number, an account, a shop, what shops share, goods whose producer is registered."""

from shibosi.domains.parties.records import (
    Firm,
    FirmKind,
    FirmNumber,
    MoneyAccount,
    Owner,
    Person,
    Shop,
    ShopSource,
    ShopTrait,
    SoldCategory,
)
from shibosi.kernel.dossiers import Dossier, many, one

FIRM = Dossier(
    "registered-firm",
    "Firm with what is registered of it",
    ("firm",),
    [
        one(Firm.party_code),
        many(FirmKind.party_code),
        many(FirmNumber.party_code),
        many(Owner.party_code),
        many(Person.party_code),
        many(MoneyAccount.party_code),
    ],
)

NUMBER = Dossier(
    "registered-number",
    "Number in a register with the firms that gave it",
    ("register", "number"),
    [many(FirmNumber.register, FirmNumber.number)],
)

ACCOUNT = Dossier(
    "money-account",
    "Account of a firm",
    ("firm", "account number"),
    [one(MoneyAccount.party_code, MoneyAccount.account_id)],
)

SHOP = Dossier(
    "shop",
    "Shop with where it is worked from",
    ("firm", "shop number"),
    [one(Shop.party_code, Shop.number), many(ShopSource.party_code, ShopSource.shop_number)],
)

TRAIT = Dossier(
    "shared-trait",
    "Owner, account or paper with the shops it points to",
    ("platform", "market", "trait", "value"),
    [many(ShopTrait.platform_code, ShopTrait.market, ShopTrait.trait, ShopTrait.value)],
)

PRODUCER = Dossier(
    "producer",
    "Goods of a category in a market with their producer numbers",
    ("firm", "market", "goods"),
    [
        many(SoldCategory.party_code, SoldCategory.market, SoldCategory.category),
        many(FirmNumber.party_code, FirmNumber.market, FirmNumber.category),
    ],
)
