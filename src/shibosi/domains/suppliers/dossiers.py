"""Dossiers of suppliers: a supplier with all that is known of it, a contract and its terms, a need and its sources.

And of an order its partners, as the firm that ran it lists them.
"""

from shibosi.domains.suppliers.records import (
    Contract,
    ContractTerm,
    OrderPartner,
    Supplier,
    SupplierCover,
    SupplierReview,
    SupplierRisk,
    Supply,
)
from shibosi.kernel.dossiers import Dossier, many, one
from shibosi.kernel.expressions import BoolX, as_of, count, some, when
from shibosi.kernel.records import Record

SUPPLIER = Dossier(
    "supplier",
    "Supplier with contracts, reviews, insurance and deliveries",
    ("firm", "supplier"),
    [
        one(Supplier.party_code, Supplier.supplier_code),
        many(Contract.party_code, Contract.counterparty_code),
        many(SupplierReview.party_code, SupplierReview.supplier_code),
        many(SupplierRisk.party_code, SupplierRisk.supplier_code),
        many(SupplierCover.party_code, SupplierCover.supplier_code),
        many(Supply.party_code, Supply.supplier_code),
    ],
)

CONTRACT = Dossier(
    "supplier-contract",
    "Contract with its terms",
    ("firm", "contract number"),
    [one(Contract.party_code, Contract.number), many(ContractTerm.party_code, ContractTerm.contract_number)],
)

NEED = Dossier(
    "supplied-need",
    "Need with the suppliers that meet it",
    ("firm", "need", "period"),
    [many(Supply.party_code, Supply.need, Supply.period)],
)

PARTNERS = Dossier(
    "order-partners",
    "Partners of an order",
    ("firm", "order number"),
    [many(OrderPartner.party_code, OrderPartner.order_number)],
)  # fmt: skip

WORKS = (count(Supplier).or_else(0) > 0) & (Supplier.ended_on.is_missing() | (as_of() <= Supplier.ended_on))
"""The firm still works with the supplier."""
GIVEN_DATA = WORKS & Supplier.data.is_in(("personal", "important"))
CONTRACT_RUNS = (
    (Contract.valid_from <= as_of())
    & (Contract.open_ended.or_else(False) | (as_of() <= Contract.valid_until))
    & (Contract.ended_on.is_missing() | (as_of() <= Contract.ended_on))
)  # fmt: skip
"""The contract is in force on the day asked about."""


def shown(record: type[Record], condition: BoolX) -> BoolX:
    """Some row of a kind is so; false where none was handed in for this dossier, though some were for others."""
    there = count(record) > 0
    return when(there, some(condition), there)
